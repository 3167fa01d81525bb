import { limits, policyTypes } from '@sallyport/engine'
import { z } from 'zod'
import { JsonValue, Statement, Target } from './statement-schema.ts'

const Instant = z.iso.datetime({ offset: true })
const PolicyIdText = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/u)

/** What an author writes, every default left out. */
const authored = {
  name: z.string().min(1).max(limits.name),
  description: z.string().max(limits.description),
  type: z.enum(policyTypes).meta({ description: 'A category for people and pages; it restricts nothing.' }),
  enabled: z.boolean(),
  mode: z.enum(['enforce', 'report']).meta({ description: '`report`: evaluated and logged, never decides.' }),
  priority: z
    .int()
    .min(-limits.priority)
    .max(limits.priority)
    .meta({ description: 'Higher is evaluated first.' }),
  critical: z.boolean().meta({ description: 'Its denials can’t be shielded from.' }),
  template: z.boolean().meta({ description: 'Decides only through bindings.' }),
  target: Target.exactOptional(),
  statements: z
    .array(Statement)
    .min(1)
    .max(limits.statements)
    .exactOptional()
    .meta({ description: 'What is enforced. Without any the policy is documentation only.' }),
  valid_from: Instant.exactOptional(),
  valid_until: Instant.exactOptional(),
  meta: z.record(z.string(), JsonValue).exactOptional(),
}

const Rules = z.array(z.string().min(1).max(limits.label)).max(limits.rules)

export const Policy = z
  .strictObject({
    id: PolicyIdText,
    ...authored,
    rules: Rules.meta({ description: 'What people read: the labels of the statements when there are any.' }),
    created_at: Instant,
    organization: z.string(),
    revision: z.int().positive().meta({ description: 'Also the ETag.' }),
    updated_at: Instant,
    updated_by: z.string().nullable().meta({ description: 'Null for the system.' }),
    enforced: z.boolean().meta({ description: 'It has statements. Without any it is documentation only.' }),
    enforced_at: z
      .array(z.string())
      .meta({ description: 'The enforcement points that ask today what it is about.' }),
    warnings: z.array(z.string()).exactOptional().meta({ description: 'In the answer to a change.' }),
  })
  .meta({ id: 'Policy' })
export type Policy = z.output<typeof Policy>

export const PolicyInput = z
  .object({
    id: PolicyIdText.optional().meta({ description: 'Made by the server when absent.' }),
    name: authored.name,
    description: authored.description,
    type: authored.type,
    enabled: authored.enabled.default(true),
    mode: authored.mode.default('enforce'),
    priority: authored.priority.default(0),
    critical: authored.critical.default(false),
    template: authored.template.default(false),
    target: Target.optional(),
    statements: authored.statements,
    rules: Rules.min(1)
      .optional()
      .meta({ description: 'Ignored beside statements; alone it is documentation only.' }),
    valid_from: Instant.optional(),
    valid_until: Instant.optional(),
    meta: authored.meta,
  })
  .meta({
    id: 'NewPolicy',
    description: 'Read-only members of a Policy are accepted and ignored; unknown ones refused.',
  })

/** RFC 7396: members replace, null removes, objects are merged, arrays are replaced as a whole. */
export const PolicyPatch = PolicyInput.omit({ id: true })
  .partial()
  .optional()
  .meta({ id: 'PolicyPatch', description: 'A JSON merge patch. Absent or empty, it toggles the policy.' })

export const Toggled = z
  .object({ message: z.enum(['Policy enabled', 'Policy disabled']), enabled: z.boolean() })
  .meta({ id: 'PolicyToggled' })

const People = z.object({
  total: z.int().nonnegative(),
  newly_refused: z.int().nonnegative(),
  newly_permitted: z.int().nonnegative(),
  newly_asked_for_factor: z.int().nonnegative(),
  no_longer_asked_for_factor: z.int().nonnegative(),
})

export const Impact = z
  .object({
    enabled: z.boolean(),
    people: People.meta({
      description:
        'Active people whose sign-in turns out differently, asked from where each was last; who never signed in, from where you are.',
    }),
    sessions: z.object({ open: z.int().nonnegative(), ended: z.int().nonnegative() }),
    locks_out: z
      .boolean()
      .meta({ description: 'No administrator could sign in and edit policies afterwards.' }),
  })
  .meta({ id: 'PolicyImpact' })
export type Impact = z.output<typeof Impact>

const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

/** An id that no policy can have is one that is not found, so any text is let through to that answer. */
export const PolicyParams = z.object({ id: z.string().min(1).max(512) })

export const ChangeQuery = z
  .strictObject({
    reason: z.string().trim().min(1).max(500).optional().meta({ description: 'Recorded in the audit log.' }),
    force: flag
      .optional()
      .meta({ description: 'Goes ahead although it locks administrators out; needs a reason.' }),
  })
  .refine(({ force, reason }) => force !== true || reason !== undefined, {
    path: ['reason'],
    message: 'is required with force',
  })
export type ChangeQuery = z.output<typeof ChangeQuery>

export const ImpactQuery = z.strictObject({ enabled: flag })

export const PolicyQuery = z.strictObject({
  type: z.enum(policyTypes).optional(),
  enabled: flag.optional(),
  q: z.string().max(200).optional().meta({ description: 'Part of the id, name, description or a sentence.' }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1e9)
    .default(1000)
    .transform((limit) => Math.min(limit, 1000))
    .meta({ description: '1 to 1000; above is clamped.' }),
  cursor: z.string().min(1).max(300).optional(),
})
export type PolicyQuery = z.output<typeof PolicyQuery>

const path = z.string().meta({ description: 'The member of the input that it is about.' })

const Report = z
  .object({
    carried: z.array(z.object({ path, policy: z.string() })),
    changed: z.array(z.object({ path, what: z.string(), how: z.string() })),
    not_carried: z.array(
      z.object({
        path,
        why: z.string(),
        denial: z.literal(true).optional().meta({ description: 'It refused something; somebody must look.' }),
      }),
    ),
  })
  .meta({
    id: 'ExchangeReport',
    description: 'What became of each member: carried over, changed (how), not carried (why).',
  })

export const importFormats = ['ladon', 'cells', 'myrmex', 'neosc'] as const

export const ImportInput = z
  .union([
    z.strictObject({ pack: z.string().min(1).max(100) }),
    z.strictObject({
      format: z.enum(importFormats),
      content: z.json().meta({ description: 'The other system’s JSON as it is.' }),
    }),
  ])
  .meta({ id: 'PolicyImport' })
export type ImportInput = z.output<typeof ImportInput>

export const ImportQuery = z.strictObject({
  dry_run: flag.default(false).meta({ description: 'Only says what would happen.' }),
  replace: flag
    .default(false)
    .meta({ description: 'Puts imported policies in the place of those that differ.' }),
  reason: z.string().trim().min(1).max(500).optional(),
  force: flag.default(false),
})

export const Imported = z
  .object({
    dry_run: z.boolean(),
    created: z.array(z.string()),
    replaced: z.array(z.string()),
    unchanged: z.array(z.string()),
    report: Report,
  })
  .meta({ id: 'PolicyImported' })

export const ExportInput = z
  .strictObject({
    format: z.enum(['sallyport', 'ladon']),
    ids: z
      .array(z.string().min(1).max(100))
      .min(1)
      .max(10_000)
      .optional()
      .meta({ description: 'All when absent.' }),
  })
  .meta({ id: 'PolicyExport' })

export const Exported = z
  .object({ content: z.array(z.unknown()), report: Report })
  .meta({ id: 'PolicyExported' })

export const Pack = z
  .object({
    name: z.string(),
    title: z.string(),
    description: z.string(),
    differences: z.array(z.string()).meta({ description: 'How it differs from the original.' }),
    policies: z.array(z.string()),
  })
  .meta({ id: 'PolicyPack' })
