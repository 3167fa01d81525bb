import { Readable } from 'node:stream'
import type { Kysely } from 'kysely'
import type { AuditRow, AuditSink } from '../../platform/audit/audit-sink.ts'
import type { Database } from '../../platform/database/schema.ts'
import { entryBy, type Identity } from '../../platform/identity.ts'
import type { AuditStore } from './audit-store.ts'
import type { LogColumns } from './columns/log-columns.ts'
import type { LogView } from './columns/log-view.ts'
import type { Question } from './columns/misses.ts'
import { csvRecord } from './csv.ts'
import { findEntries } from './find-entries.ts'
import { questionOf, readerOf } from './reader.ts'
import { filtersInJson, type AuditFilters, type ExportFormat } from './schema.ts'

export interface ExportDeps {
  readonly db: Kysely<Database>
  readonly audit: AuditSink
  readonly store: AuditStore
  readonly columns: LogColumns
}

export interface ExportRequest {
  readonly identity: Identity
  readonly requestId: string
  readonly mayReadAll: boolean
  readonly format: ExportFormat
  readonly filters: AuditFilters
}

/** Entries in memory at once. */
const page = 1000

/**
 * Everything that fits, newest first, as it is when asked: entries never change and are numbered as they are committed,
 * so reading on from the newest number of that moment is one snapshot without a transaction that would stay open as
 * long as somebody reads slowly. Recorded before the first byte is sent.
 */
export async function exportAuditLog(deps: ExportDeps, request: ExportRequest): Promise<Readable> {
  const { identity, mayReadAll, format, filters } = request
  const view = await deps.columns.open(identity.organization)
  await record(deps, request)
  const reader = readerOf(identity, mayReadAll)
  const question = reader === undefined ? undefined : questionOf(reader, filters)
  return Readable.from(linesOf(deps.store, view, identity.organization, question, format), {
    objectMode: false,
    highWaterMark: 1 << 16,
  })
}

async function record({ db, audit }: ExportDeps, { identity, requestId, format, filters }: ExportRequest) {
  const asked = filtersInJson(filters)
  const what = Object.keys(asked).length === 0 ? 'all of it' : JSON.stringify(asked)
  await db.transaction().execute((trx) =>
    audit.record(trx, {
      ...entryBy(identity, requestId),
      action: 'export_audit_log',
      resource: 'audit_log',
      details: `Exported the audit log as ${format === 'csv' ? 'CSV' : 'JSON lines'}: ${what}`,
      success: true,
      changes: { before: null, after: { format, query: asked } },
    }),
  )
}

async function* linesOf(
  store: AuditStore,
  view: LogView,
  organization: string,
  question: Question | undefined,
  format: ExportFormat,
): AsyncGenerator<string> {
  if (format === 'csv') yield csvRecord(columnNames)
  let before: number | undefined = view.newest + 1
  while (question !== undefined && before !== undefined) {
    const { seqs, next } = await findEntries(view.again(), question, { before, limit: page })
    const rows = await store.bySeq(organization, seqs)
    // A file with less than what was counted must not look whole.
    if (rows.length !== seqs.length) throw new Error('Entries of the audit log are missing in the database')
    if (rows.length > 0) yield rows.map(format === 'csv' ? csvLine : jsonLine).join('')
    before = next
  }
}

const columnNames = [
  ...['organization', 'seq', 'id', 'timestamp', 'user_id', 'user_email', 'token_id', 'token_name', 'action'],
  ...[
    'resource',
    'details',
    'success',
    'ip_address',
    'request_id',
    'session_id',
    'changes',
    'decision',
    'reason',
  ],
  ...['prev_hash', 'hash'],
] as (keyof AuditRow)[]

function jsonLine(row: AuditRow): string {
  const members = columnNames.map((name) => [
    name,
    name === 'timestamp' ? row.timestamp.toISOString() : row[name],
  ])
  return `${JSON.stringify(Object.fromEntries(members))}\n`
}

function csvLine(row: AuditRow): string {
  return csvRecord(
    columnNames.map((name) => {
      if (name === 'timestamp') return row.timestamp.toISOString()
      const value = row[name]
      return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
    }),
  )
}
