import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { AuditRow } from '../../platform/audit/audit-sink.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { ColumnSource, Extent } from './columns/log-segments.ts'
import type { SearchedRow } from './columns/segment.ts'

/** Whose entries: all of the organization, or those of a user or of a token that belongs to nobody. */
export type Reader = 'everything' | { readonly userId: string } | { readonly tokenId: string }

/** Entries that belong together by one of their columns. */
export interface Kinship {
  readonly column: 'request_id' | 'session_id' | 'resource'
  readonly value: string
  /** Of these, older or younger ones than this entry, the nearest first. */
  readonly side: 'older' | 'younger'
  readonly seq: number
  readonly since: Date
  readonly until: Date
  readonly limit: number
}

export interface AuditStore extends ColumnSource {
  /** Those of these numbers that there are, newest first. */
  bySeq(organization: string, seqs: readonly number[]): Promise<readonly AuditRow[]>
  byId(organization: string, reader: Reader, id: string): Promise<AuditRow | undefined>
  kin(organization: string, reader: Reader, kinship: Kinship): Promise<readonly AuditRow[]>
}

export function auditStore(db: Kysely<Database>): AuditStore {
  return {
    async ends(organization, seen) {
      const { rows } = await sql<{ seq: number; hash: string }>`
        (select seq, hash from audit_log where organization = ${organization} order by seq desc limit 1)
        union all select seq, hash from audit_log where organization = ${organization} and seq = ${seen}
      `.execute(db)
      return rows
    },
    async searched(organization, from, to) {
      const { rows } = await sql<SearchedRow>`
        select seq, date_part('epoch', timestamp) * 1000 as time, user_id, user_email, token_id, token_name,
          action, resource, details, success, ip_address, reason, ${deniedBy} as denied_by
        from audit_log where organization = ${organization} and seq between ${from} and ${to} order by seq
      `.execute(db)
      return rows.map((row) => ({ ...row, time: Math.round(row.time) }))
    },
    async extent(organization, from, to) {
      const { rows } = await sql<{ earliest: Date | null; latest: Date | null }>`
        select min(timestamp) as earliest, max(timestamp) as latest
        from audit_log where organization = ${organization} and seq between ${from} and ${to}
      `.execute(db)
      return extentOf(rows[0])
    },
    bySeq: (organization, seqs) =>
      db
        .selectFrom('audit_log')
        .selectAll()
        .where('organization', '=', organization)
        .where(sql<boolean>`seq = any(${seqs}::bigint[])`)
        .orderBy('seq', 'desc')
        .execute(),
    byId: (organization, reader, id) =>
      db
        .selectFrom('audit_log')
        .selectAll()
        .where('organization', '=', organization)
        .where('id', '=', id)
        .where(visibleTo(reader))
        .executeTakeFirst(),
    kin: (organization, reader, { column, value, side, seq, since, until, limit }) =>
      db
        .selectFrom('audit_log')
        .selectAll()
        .where('organization', '=', organization)
        .where(column, '=', value)
        .where('seq', side === 'older' ? '<' : '>', seq)
        .where('timestamp', '>=', since)
        .where('timestamp', '<=', until)
        .where(visibleTo(reader))
        .orderBy('seq', side === 'older' ? 'desc' : 'asc')
        .limit(limit)
        .execute(),
  }
}

/**
 * Why somebody was refused: the words of the rule, else the code of the reason. Sign-ins that failed before the log
 * kept a reason with them have the code `sign_in_failed`.
 */
const deniedBy = sql.raw(`case
  when success then null
  when decision ->> 'decision' = 'false' then coalesce(
    case decision ->> 'reason' when 'denied_by_policy' then decision -> 'decided_by' ->> 'label' end,
    decision ->> 'reason')
  when action = 'login' then 'sign_in_failed' end`)

function extentOf(row: { earliest: Date | null; latest: Date | null } | undefined): Extent | undefined {
  if (row === undefined || row.earliest === null || row.latest === null) return undefined
  return { earliest: row.earliest.getTime(), latest: row.latest.getTime() }
}

function visibleTo(reader: Reader): RawBuilder<boolean> {
  if (reader === 'everything') return sql`true`
  return 'userId' in reader ? sql`user_id = ${reader.userId}` : sql`token_id = ${reader.tokenId}`
}
