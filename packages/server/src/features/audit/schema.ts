import type { JsonObject } from '@sallyport/engine'
import { z } from 'zod'
import { faultKinds } from '../../platform/audit/verify-chain.ts'
import { isZone } from './local-days.ts'

/** A moment with its offset, as RFC 3339 writes it. */
const moment = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine((at) => at.getTime() >= 0 && at.getUTCFullYear() < 10_000, 'is not between 1970 and 9999')

const text = z.string().trim().min(1).max(320)
/** A parameter that may be repeated. */
const several = z
  .union([text, z.array(text).min(1).max(50)])
  .transform((given) => (typeof given === 'string' ? [given] : given))
  .optional()

const filters = {
  action: several.meta({ description: 'One of these actions, e.g. `toggle_policy`.' }),
  actor: several.meta({
    description:
      'One of these actors: a value of the facet (`user:<id>`, `service:<id>`, `email:<address>`, `anonymous:anonymous`), a user’s id or e-mail address, or the name of an API token.',
  }),
  resource: several.meta({
    description:
      'One of these resources: `policy:pol-1` is that one, `policy` all of the type, `policy:pol-*` all that begin so.',
  }),
  outcome: z.enum(['success', 'failure']).optional(),
  since: moment.optional().meta({ description: 'Not before this time.' }),
  until: moment.optional().meta({ description: 'Before this time.' }),
  q: text.optional().meta({
    description:
      'Part of any one of details, action, resource, e-mail address, token name, reason and address, whatever the case.',
  }),
}
export type AuditFilters = z.output<z.ZodObject<typeof filters>>

/** The filters as the log and saved views keep them. */
export function filtersInJson({ since, until, ...rest }: AuditFilters): JsonObject {
  const all = { ...rest, since: since?.toISOString(), until: until?.toISOString() }
  return Object.fromEntries(Object.entries(all).filter((member) => member[1] !== undefined)) as JsonObject
}

export const AuditQuery = z.strictObject({
  ...filters,
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

export const AuditLogParams = z.object({ id: z.string().min(1).max(100) })

const entry = {
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
  session_id: z
    .string()
    .optional()
    .meta({ description: 'The login session it was done in, opened or ended.' }),
  changes: z.unknown().optional().meta({ description: 'What it was and what it became: `{before, after}`.' }),
  decision: z.unknown().optional().meta({ description: 'The decision that let it happen or prevented it.' }),
  reason: z.string().optional().meta({ description: 'Why, in the words of whoever did it.' }),
}

export const AuditLog = z.object(entry).meta({ id: 'AuditLog' })
export type AuditLog = z.input<typeof AuditLog>

export const AuditLogInFull = z
  .object({
    ...entry,
    prev_hash: z.string().meta({ description: 'The hash of the entry before.' }),
    hash: z.string().meta({ description: 'SHA-256, in hexadecimal, of the entry as canonical JSON.' }),
  })
  .meta({ id: 'AuditLogInFull' })
export type AuditLogInFull = z.input<typeof AuditLogInFull>

export const RelatedAuditLog = z
  .object({
    ...entry,
    relation: z.enum(['request', 'session', 'resource']).meta({
      description:
        'Done by the same request, in the same login session, or to the same resource within a day.',
    }),
  })
  .meta({ id: 'RelatedAuditLog' })

export const AuditSummaryQuery = z.strictObject({
  ...filters,
  buckets: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(60)
    .meta({ description: 'The most bars that the histogram may have.' }),
})

const facet = z.array(
  z.object({
    value: z.string().meta({ description: 'What the filter of this name takes.' }),
    label: z.string(),
    count: z.int(),
  }),
)

export const AuditSummary = z
  .object({
    total: z.int(),
    total_is_lower_bound: z.boolean().meta({
      description:
        'Counts are exact, unless this is true: then the log is too long to count all of it, and the oldest entries are not in any of the numbers.',
    }),
    since: z.iso.datetime(),
    until: z.iso.datetime(),
    bucket_seconds: z.int(),
    histogram: z.array(z.object({ start: z.iso.datetime(), succeeded: z.int(), failed: z.int() })).meta({
      description: 'Every bar from `since` to `until`, empty ones too; they begin at round times of UTC.',
    }),
    facets: z.object({ actor: facet, action: facet, resource: facet, outcome: facet }).meta({
      description:
        'The twenty most frequent values of each filter, counted with all the other filters applied but not with its own. Of resources the types, then the single ones (`<type>:<id>`).',
    }),
  })
  .meta({ id: 'AuditSummary' })

export const AuditActivityQuery = z.strictObject({
  days: z.coerce.number().int().min(1).max(90).default(7).meta({ description: 'Today included.' }),
  zone: z
    .string()
    .max(64)
    .refine(isZone, 'is not a name of the IANA time zone database')
    .default('UTC')
    .meta({ description: 'Whose days, e.g. `Europe/Madrid`.' }),
})

export const AuditActivity = z
  .object({
    zone: z.string(),
    days: z
      .array(
        z.object({
          day: z.iso.date(),
          sign_ins: z.int(),
          denials: z.int(),
          by_reason: z.record(z.string(), z.int()).meta({ description: 'Denials by reason; they add up.' }),
        }),
      )
      .meta({ description: 'Oldest first, days without anything too.' }),
    reasons: z.array(z.object({ reason: z.string(), count: z.int() })).meta({
      description:
        'The words of the deciding rule, or a code such as `not_granted` or `wrong_password`; the most frequent first. Beyond twenty they are counted as `other`.',
    }),
    counts_are_lower_bounds: z
      .boolean()
      .meta({ description: 'True when the log was too long to count all of it.' }),
  })
  .meta({ id: 'AuditActivity' })

export const ExportFormat = z.enum(['csv', 'jsonl'])
export type ExportFormat = z.output<typeof ExportFormat>

export const AuditExportQuery = z.strictObject({ ...filters, format: ExportFormat })

export const ViewParams = z.object({ name: z.string().trim().min(1).max(100) })

export const SavedQuery = z.strictObject({
  ...filters,
  last_hours: z
    .int()
    .min(1)
    .max(24 * 3660)
    .optional()
    .meta({ description: 'The last so many hours, in place of `since` and `until`.' }),
})

export const SaveView = z.strictObject({ query: SavedQuery }).meta({ id: 'SaveAuditView' })

export const AuditView = z
  .object({
    name: z.string(),
    query: z.looseObject({
      action: z.array(z.string()).optional(),
      actor: z.array(z.string()).optional(),
      resource: z.array(z.string()).optional(),
      outcome: z.enum(['success', 'failure']).optional(),
      since: z.iso.datetime().optional(),
      until: z.iso.datetime().optional(),
      q: z.string().optional(),
      last_hours: z.int().optional(),
    }),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'AuditView' })

const end = z.union([z.int().min(1), moment])

export const VerifyAuditLog = z
  .strictObject({
    from: end
      .optional()
      .meta({ description: 'The first entry: its `seq` or a time. From the beginning when absent.' }),
    to: end.optional().meta({ description: 'The last entry: its `seq` or a time. To the end when absent.' }),
  })
  .meta({ id: 'VerifyAuditLog' })

const fault = z.object({
  kind: z.enum(faultKinds).optional().meta({ description: 'Absent where an earlier version found it.' }),
  seq: z.int(),
  through: z.int().optional().meta({ description: 'Of entries that are missing, the last.' }),
  id: z.string().nullable().meta({ description: 'Null when the entry is missing.' }),
  fault: z.string().meta({ description: 'What does not fit, in English.' }),
})

export const AuditVerification = z
  .object({
    valid: z.boolean(),
    checked: z.int().meta({ description: 'How many entries were recomputed and fit.' }),
    first_fault: fault.optional(),
  })
  .meta({ id: 'AuditVerification' })

export const LastVerification = z
  .object({
    state: z.enum(['never', 'valid', 'invalid']),
    verified_at: z.iso.datetime().optional(),
    checked: z.int().optional().meta({ description: 'How many entries were recomputed and fit.' }),
    through: z.int().optional().meta({ description: 'The `seq` of the last entry there was.' }),
    first_fault: fault.optional(),
  })
  .meta({
    id: 'LastAuditVerification',
    description: 'How the last verification of the whole chain came out.',
  })
