import { z } from 'zod'

/** A moment with its offset, as RFC 3339 writes it. */
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

const filter = z.string().trim().min(1).max(320).optional()

export const AuditQuery = z.strictObject({
  action: filter.meta({ description: 'Exactly this action, e.g. `toggle_policy`.' }),
  actor: filter.meta({ description: 'A user’s id or e-mail address, or the name of an API token.' }),
  resource: filter.meta({
    description: 'Exactly this resource, or, with `*` at its end, all that begin so: `policy:*`.',
  }),
  outcome: z.enum(['success', 'failure']).optional(),
  since: moment.optional().meta({ description: 'Not before this time.' }),
  until: moment.optional().meta({ description: 'Before this time.' }),
  q: filter.meta({ description: 'Text anywhere in the entry’s words, whatever the case.' }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1e9)
    .transform((limit) => Math.min(limit, 1000))
    .default(500)
    .meta({ description: '1 to 1000; more is clamped.' }),
  cursor: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'From the `Link` header of the page before.' }),
})
export type AuditQuery = z.output<typeof AuditQuery>

export const AuditLog = z
  .object({
    id: z.string(),
    seq: z.int(),
    user_id: z.string().nullable(),
    user_email: z.string().nullable(),
    action: z.string(),
    resource: z.string(),
    details: z.string(),
    ip_address: z.string().nullable(),
    timestamp: z.iso.datetime(),
    success: z.boolean(),
    token_name: z.string().optional(),
    request_id: z.string().optional(),
    changes: z
      .unknown()
      .optional()
      .meta({ description: 'What it was and what it became: `{before, after}`.' }),
    decision: z
      .unknown()
      .optional()
      .meta({ description: 'The decision that let it happen or prevented it.' }),
    reason: z.string().optional().meta({ description: 'Why, in the words of whoever did it.' }),
  })
  .meta({ id: 'AuditLog' })
export type AuditLog = z.input<typeof AuditLog>

const end = z.union([z.int().min(1), moment])

export const VerifyAuditLog = z
  .strictObject({
    from: end
      .optional()
      .meta({ description: 'The first entry: its `seq` or a time. From the beginning when absent.' }),
    to: end.optional().meta({ description: 'The last entry: its `seq` or a time. To the end when absent.' }),
  })
  .meta({ id: 'VerifyAuditLog' })

export const AuditVerification = z
  .object({
    valid: z.boolean(),
    checked: z.int().meta({ description: 'How many entries were recomputed and fit.' }),
    first_fault: z
      .object({
        seq: z.int(),
        id: z.string().nullable().meta({ description: 'Null when the entry is missing.' }),
        fault: z.string().meta({ description: 'What does not fit, in words.' }),
      })
      .optional(),
  })
  .meta({ id: 'AuditVerification' })
