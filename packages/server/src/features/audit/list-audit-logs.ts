import type { AuditRow } from '../../platform/audit/audit-sink.ts'
import type { MasterKey } from '../../platform/crypto/master-key.ts'
import { sameBytes } from '../../platform/crypto/token.ts'
import type { Identity } from '../../platform/identity.ts'
import { ProblemError } from '../../platform/problem.ts'
import type { AuditStore, Reader } from './audit-store.ts'
import type { AuditQuery } from './schema.ts'

export interface ListDeps {
  readonly store: AuditStore
  readonly masterKey: MasterKey
}

export interface AuditPage {
  readonly rows: readonly AuditRow[]
  /** The cursor of the next page, when there is one. */
  readonly next: string | undefined
}

/** The log of the organization for whoever may read it all; for everybody else their own entries. */
export async function listAuditLogs(
  deps: ListDeps,
  identity: Identity,
  mayReadAll: boolean,
  query: AuditQuery,
): Promise<AuditPage> {
  const { organization } = identity
  const reader = mayReadAll ? 'everything' : ownEntries(identity)
  if (reader === undefined) return { rows: [], next: undefined }
  const { limit, cursor, outcome, ...filter } = query
  const success = outcome === undefined ? undefined : outcome === 'success'
  const before = cursor === undefined ? undefined : readCursor(deps.masterKey, organization, cursor)
  const found = await deps.store.list(organization, reader, { ...filter, success, before }, limit + 1)
  const rows = found.slice(0, limit)
  const last = found.length > limit ? rows.at(-1) : undefined
  return { rows, next: last && writeCursor(deps.masterKey, organization, last.seq) }
}

function ownEntries({ userId, tokenId }: Identity): Exclude<Reader, 'everything'> | undefined {
  if (userId !== undefined) return { userId }
  return tokenId === undefined ? undefined : { tokenId }
}

/** The number of the last entry of a page, with a MAC: nobody builds on what a cursor looks like. */
function writeCursor(masterKey: MasterKey, organization: string, seq: number): string {
  return Buffer.concat([Buffer.from(`${seq} `), macOf(masterKey, organization, seq)]).toString('base64url')
}

function readCursor(masterKey: MasterKey, organization: string, cursor: string): number {
  const bytes = Buffer.from(cursor, 'base64url')
  const space = bytes.indexOf(' ')
  const seq = Number(bytes.subarray(0, Math.max(space, 0)).toString('latin1'))
  const genuine =
    Number.isSafeInteger(seq) && sameBytes(bytes.subarray(space + 1), macOf(masterKey, organization, seq))
  // Decoding is lenient; only the text that we gave is ours.
  if (genuine && writeCursor(masterKey, organization, seq) === cursor) return seq
  const errors = [{ path: 'cursor', message: 'is not one that this list gave' }]
  throw new ProblemError('request-invalid', 'cursor: is not one that this list gave', { members: { errors } })
}

function macOf(masterKey: MasterKey, organization: string, seq: number): Buffer {
  return masterKey.mac('audit-cursor', JSON.stringify([organization, seq])).subarray(0, 12)
}
