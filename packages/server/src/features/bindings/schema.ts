import { z } from 'zod'

const Instant = z.iso.datetime({ offset: true })
const Id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/u)
/** What a subject stands for: a person, a group, a role or a profile. One exactly, never a pattern. */
const SubjectString = z
  .string()
  .regex(
    /^[A-Za-z0-9_.-]{1,100}:[^<>]{1,500}$/u,
    'must be one subject such as user:<id>, group:<name>, role:<name> or profile:<name>, without a pattern',
  )
const ResourceString = z
  .string()
  .regex(
    /^[A-Za-z0-9_.-]{1,100}(:[^<>]{1,1000})?$/u,
    'must be one resource, <type>:<id>, or a bare type, without a pattern',
  )

const authored = {
  policy: Id.meta({ description: 'The template that it applies.' }),
  subject: SubjectString.meta({
    description: '`user:<id>`, `group:<name>`, `role:<name>` or `profile:<name>`.',
  }),
  resource: ResourceString.meta({ description: '`<type>:<id>`, with everything below it; or a bare type.' }),
}

export const Binding = z
  .object({
    id: z.string(),
    ...authored,
    enabled: z.boolean(),
    valid_from: Instant.optional(),
    valid_until: Instant.optional(),
    created_at: z.iso.datetime(),
    created_by: z.string().nullable(),
  })
  .meta({ id: 'Binding' })

export const NewBinding = z
  .strictObject({
    id: Id.optional().meta({ description: 'Made by the server when absent.' }),
    ...authored,
    enabled: z.boolean().default(true),
    valid_from: Instant.optional(),
    valid_until: Instant.optional(),
  })
  .refine(
    ({ valid_from, valid_until }) =>
      valid_from === undefined ||
      valid_until === undefined ||
      Date.parse(valid_from) < Date.parse(valid_until),
    {
      path: ['valid_until'],
      message: 'must be after valid_from',
    },
  )
  .meta({ id: 'NewBinding' })
export type NewBinding = z.output<typeof NewBinding>

export const BindingParams = z.object({ id: z.string().min(1).max(100) })

export const BindingQuery = z.strictObject({
  policy: z.string().max(100).optional(),
  subject: z.string().max(600).optional(),
  resource: z.string().max(1200).optional(),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1e9)
    .transform((limit) => Math.min(limit, 1000))
    .default(100),
  cursor: Id.optional(),
})

export const ChangeQuery = z.strictObject({
  reason: z.string().trim().min(1).max(500).optional().meta({ description: 'Recorded in the audit log.' }),
  force: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .meta({ description: 'With a reason: goes ahead although no administrator could sign in afterwards.' }),
})
export type ChangeQuery = z.output<typeof ChangeQuery>
