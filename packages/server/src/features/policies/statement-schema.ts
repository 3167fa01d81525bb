import { effects, limits, operators, type Condition as PolicyCondition, type Json } from '@sallyport/engine'
import { z } from 'zod'

/*
 * The parts of a policy as OpenAPI documents them. What a policy may say is decided by the engine's `validatePolicy`
 * alone; these shapes describe the same for clients and are checked against each answer.
 */

export const JsonValue: z.ZodType<Json, Json> = z.any().meta({ description: 'Any JSON value' })

const Entries = z.array(z.string().min(1).max(limits.pattern)).min(1).max(limits.entries)
const Words = z.array(z.string().min(1).max(limits.name)).min(1).max(limits.entries)

export const Condition: z.ZodType<PolicyCondition, PolicyCondition> = z
  .lazy(() =>
    z.union([
      z.strictObject({
        attribute: z
          .string()
          .max(limits.text)
          .meta({ examples: ['source_ip', 'subject.properties.department'] }),
        operator: z.enum(operators),
        value: JsonValue.exactOptional().meta({ description: 'Absent only for `exists`.' }),
        zone: z.string().max(limits.zone).exactOptional().meta({ description: 'IANA time zone' }),
      }),
      z.strictObject({
        type: z
          .string()
          .max(limits.name)
          .meta({ examples: ['CIDRCondition', 'OfficeHoursCondition'] }),
        key: z.string().max(limits.text).exactOptional(),
        options: z.record(z.string(), JsonValue).exactOptional(),
      }),
      z.strictObject({ all: z.array(Condition).min(1).max(limits.conditions) }),
      z.strictObject({ any: z.array(Condition).min(1).max(limits.conditions) }),
      z.strictObject({ not: Condition }),
    ]),
  )
  .meta({
    id: 'Condition',
    description: 'Reads an attribute, is one of Ladon’s or Cells’, or combines others.',
  })

const Conditions = z.array(Condition).min(1).max(limits.conditions)

export const Obligation = z
  .strictObject({
    id: z.string().min(1).max(limits.id),
    properties: z.record(z.string(), JsonValue),
    on: z
      .enum(['permit', 'deny'])
      .exactOptional()
      .meta({ description: 'The outcome it belongs to; `permit` when absent.' }),
  })
  .meta({ id: 'Obligation' })

export const Target = z
  .strictObject({
    permissions: Words.exactOptional(),
    roles: Words.exactOptional(),
    subjects: Entries.exactOptional(),
    actions: Entries.exactOptional(),
    resources: Entries.exactOptional(),
    devices: z.strictObject({ names: Entries.exactOptional(), os: Words.exactOptional() }).exactOptional(),
    integrations: z
      .strictObject({ names: Entries.exactOptional(), bases: Words.exactOptional() })
      .exactOptional(),
  })
  .meta({ id: 'Target', description: 'What the policy is about: any entry of a field, and every field.' })

export const Statement = z
  .strictObject({
    id: z.string().min(1).max(limits.id),
    label: z
      .string()
      .min(1)
      .max(limits.label)
      .meta({ description: 'A sentence; a refused person reads it.' }),
    effect: z.enum(effects),
    subjects: Entries.exactOptional(),
    actions: Entries.exactOptional(),
    resources: Entries.exactOptional(),
    when: Conditions.exactOptional().meta({ description: 'All must hold.' }),
    unless: Conditions.exactOptional().meta({
      description: 'When all of these hold, the statement does not apply.',
    }),
    obligations: z.array(Obligation).min(1).max(limits.obligations).exactOptional(),
  })
  .meta({ id: 'Statement' })
