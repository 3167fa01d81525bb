import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { AuditRow } from '../../platform/audit/audit-sink.ts'
import type { Database } from '../../platform/database/schema.ts'

export interface AuditFilter {
  readonly action?: string | undefined
  readonly actor?: string | undefined
  readonly resource?: string | undefined
  readonly success?: boolean | undefined
  readonly since?: Date | undefined
  readonly until?: Date | undefined
  readonly q?: string | undefined
  /** Only entries older than this one. */
  readonly before?: number | undefined
}

/** Whose entries: all of the organization, or those of a user or of a token that belongs to nobody. */
export type Reader = 'everything' | { readonly userId: string } | { readonly tokenId: string }

export interface AuditStore {
  /** Newest first. */
  list(organization: string, reader: Reader, filter: AuditFilter, limit: number): Promise<readonly AuditRow[]>
}

export function auditStore(db: Kysely<Database>): AuditStore {
  return {
    list(organization, reader, filter, limit) {
      const conditions = [...visibleTo(reader), ...conditionsOf(filter)]
      return conditions
        .reduce((query, condition) => query.where(condition), db.selectFrom('audit_log').selectAll())
        .where('organization', '=', organization)
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute()
    },
  }
}

function visibleTo(reader: Reader): RawBuilder<boolean>[] {
  if (reader === 'everything') return []
  return ['userId' in reader ? sql`user_id = ${reader.userId}` : sql`token_id = ${reader.tokenId}`]
}

function conditionsOf({
  action,
  actor,
  resource,
  success,
  since,
  until,
  q,
  before,
}: AuditFilter): RawBuilder<boolean>[] {
  return [
    ...given(action, (value) => sql`action = ${value}`),
    ...given(
      actor,
      (value) => sql`(user_id = ${value} or lower(user_email) = lower(${value}) or token_name = ${value})`,
    ),
    ...given(resource, matchesResource),
    ...given(success, (value) => sql`success = ${value}`),
    ...given(since, (value) => sql`timestamp >= ${value}`),
    ...given(until, (value) => sql`timestamp < ${value}`),
    ...given(q, (value) => sql`concat_ws(' ', ${searched}) ilike ${`%${escapeLike(value)}%`}`),
    ...given(before, (value) => sql`seq < ${value}`),
  ]
}

/** A space between columns, so that no word is found that begins in one and ends in the next. */
const searched = sql.raw('details, action, resource, user_email, token_name, reason, ip_address')

function given<Value>(
  value: Value | undefined,
  condition: (value: Value) => RawBuilder<boolean>,
): RawBuilder<boolean>[] {
  return value === undefined ? [] : [condition(value)]
}

function matchesResource(resource: string): RawBuilder<boolean> {
  if (!resource.endsWith('*')) return sql`resource = ${resource}`
  return sql`resource like ${`${escapeLike(resource.slice(0, -1))}%`}`
}

/** What is typed is looked for as it is: `%` and `_` are characters like any other. */
function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/gu, '\\$&')
}
