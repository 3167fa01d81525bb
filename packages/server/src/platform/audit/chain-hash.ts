import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Selectable } from 'kysely'
import type { MasterKey } from '../crypto/master-key.ts'
import type { AuditLogTable } from '../database/schema.ts'

export type AuditRow = Selectable<AuditLogTable>

/** What the first entry of an organization stands on. */
export const genesis = '0'.repeat(64)

/**
 * The hash of an entry: SHA-256, in hexadecimal, of the canonical JSON (RFC 8785) of these members. Every column of
 * the table is among them but the hash itself; absent values are null; the time is RFC 3339 in UTC with milliseconds.
 * `prev_hash` ties an entry to the one before it. Version 2 has `session_id` besides; entries without one are version 1,
 * as those are that were made before there was such a column. Another list would get another version.
 */
export function hashOf(row: Omit<AuditRow, 'hash'>): string {
  return sha256({
    ...(row.session_id === null ? { version: 1 } : { version: 2, session_id: row.session_id }),
    organization: row.organization,
    seq: row.seq,
    id: row.id,
    timestamp: row.timestamp.toISOString(),
    user_id: row.user_id,
    user_email: row.user_email,
    token_id: row.token_id,
    token_name: row.token_name,
    action: row.action,
    resource: row.resource,
    details: row.details,
    success: row.success,
    ip_address: row.ip_address,
    request_id: row.request_id,
    changes: row.changes,
    decision: row.decision,
    reason: row.reason,
    prev_hash: row.prev_hash,
  })
}

function sha256(members: Record<string, unknown>): string {
  return createHash('sha256')
    .update(canonicalize(members) ?? '')
    .digest('hex')
}

export interface Head {
  readonly organization: string
  readonly seq: number
  readonly hash: string
}

/**
 * The seal of the last entry, under the master key: with access to the database alone nobody can make one for a log
 * whose end was cut off or that was rewritten as a whole.
 */
export function sealOf(masterKey: MasterKey, { organization, seq, hash }: Head): string {
  return masterKey.mac('audit-head', JSON.stringify([1, organization, seq, hash])).toString('hex')
}
