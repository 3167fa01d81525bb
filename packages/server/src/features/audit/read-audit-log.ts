import type { AuditRow } from '../../platform/audit/audit-sink.ts'
import type { Identity } from '../../platform/identity.ts'
import { ProblemError } from '../../platform/problem.ts'
import type { AuditStore, Kinship, Reader } from './audit-store.ts'
import { readerOf } from './reader.ts'

export type Relation = 'request' | 'session' | 'resource'

export interface RelatedRow {
  readonly row: AuditRow
  readonly relation: Relation
}

/** Around an entry the log is looked at this far. */
const near = 24 * 3600 * 1000
/** Of each side of the entry; three kinds of relation stay within 50. */
const most = { request: 10, session: 8, resource: 7 }

export async function readAuditLog(
  store: AuditStore,
  identity: Identity,
  mayReadAll: boolean,
  id: string,
): Promise<{ row: AuditRow; reader: Reader }> {
  const reader = readerOf(identity, mayReadAll)
  const row = reader === undefined ? undefined : await store.byId(identity.organization, reader, id)
  if (reader === undefined || row === undefined)
    throw new ProblemError(
      'audit-log-not-found',
      'There is no such entry in the audit log, or it is not yours to see',
    )
  return { row, reader }
}

/** What belongs to an entry: the same request, the same sign-in session, the same resource shortly before and after. */
export async function relatedAuditLogs(
  store: AuditStore,
  identity: Identity,
  mayReadAll: boolean,
  id: string,
): Promise<readonly RelatedRow[]> {
  const { row, reader } = await readAuditLog(store, identity, mayReadAll, id)
  const found = new Map<number, RelatedRow>()
  for (const { relation, column, value } of tiesOf(row))
    for (const side of ['older', 'younger'] as const) {
      const kin = await store.kin(
        row.organization,
        reader,
        around(row, { column, value, side, limit: most[relation] }),
      )
      // The closest tie is told: what one request did is also in one session.
      for (const one of kin) if (!found.has(one.seq)) found.set(one.seq, { row: one, relation })
    }
  return [...found.values()].sort((a, b) => b.row.seq - a.row.seq)
}

function around(row: AuditRow, kinship: Pick<Kinship, 'column' | 'value' | 'side' | 'limit'>): Kinship {
  const at = row.timestamp.getTime()
  return { ...kinship, seq: row.seq, since: new Date(at - near), until: new Date(at + near) }
}

interface Tie {
  readonly relation: Relation
  readonly column: Kinship['column']
  readonly value: string
}

function tiesOf({ request_id, session_id, resource }: AuditRow): Tie[] {
  return [
    ...(request_id === null
      ? []
      : [{ relation: 'request', column: 'request_id', value: request_id } as const]),
    ...(session_id === null
      ? []
      : [{ relation: 'session', column: 'session_id', value: session_id } as const]),
    // `sign_in` is what everybody does: only one thing, by its id, ties entries together.
    ...(resource.includes(':')
      ? [{ relation: 'resource', column: 'resource', value: resource } as const]
      : []),
  ]
}
