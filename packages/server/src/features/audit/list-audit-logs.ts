import type { AuditRow } from '../../platform/audit/audit-sink.ts'
import type { MasterKey } from '../../platform/crypto/master-key.ts'
import { sameBytes } from '../../platform/crypto/token.ts'
import type { Identity } from '../../platform/identity.ts'
import { ProblemError } from '../../platform/problem.ts'
import type { AuditStore } from './audit-store.ts'
import type { LogColumns } from './columns/log-columns.ts'
import { findEntries } from './find-entries.ts'
import { questionOf, readerOf } from './reader.ts'
import type { AuditQuery } from './schema.ts'

export interface ListDeps {
  readonly store: AuditStore
  readonly columns: LogColumns
  readonly masterKey: MasterKey
}

export interface AuditPage {
  readonly rows: readonly AuditRow[]
  /** The cursor of the next page, when there may be one. */
  readonly next: string | undefined
}

/** The log of the organization for whoever may read it all; for everybody else their own entries. */
export async function listAuditLogs(
  { store, columns, masterKey }: ListDeps,
  identity: Identity,
  mayReadAll: boolean,
  { limit, cursor, ...filters }: AuditQuery,
): Promise<AuditPage> {
  const { organization } = identity
  const reader = readerOf(identity, mayReadAll)
  if (reader === undefined) return { rows: [], next: undefined }
  const before = cursor === undefined ? undefined : readCursor(masterKey, organization, cursor)
  const view = await columns.open(organization)
  const { seqs, next } = await findEntries(view, questionOf(reader, filters), { before, limit })
  const rows = await store.bySeq(organization, seqs)
  return { rows, next: next === undefined ? undefined : writeCursor(masterKey, organization, next) }
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
