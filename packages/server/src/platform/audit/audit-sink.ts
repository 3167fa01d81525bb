import { randomUUID } from 'node:crypto'
import type { Selectable, Transaction } from 'kysely'
import type { Clock } from '../clock.ts'
import type { MasterKey } from '../crypto/master-key.ts'
import { sameBytes } from '../crypto/token.ts'
import type { AuditHeadTable, Database } from '../database/schema.ts'
import { statementOf, type AuditEntry } from './audit-entry.ts'
import { genesis, hashOf, sealOf, type AuditRow, type Head } from './chain-hash.ts'

export type { AuditActor, AuditEntry } from './audit-entry.ts'
export type { AuditRow } from './chain-hash.ts'

export interface AuditSink {
  /** Appends within the caller's transaction: a change and its entry are there together, or neither is. */
  record(trx: Transaction<Database>, entry: AuditEntry): Promise<AuditRow>
}

export interface AuditSinkOptions {
  readonly masterKey: MasterKey
  readonly now: Clock
}

/** The only writer of the audit log. */
export function createAuditSink({ masterKey, now }: AuditSinkOptions): AuditSink {
  const watermarks = new Map<string, number>()
  return {
    async record(trx, entry) {
      const head = await lockHead(trx, masterKey, entry.organization)
      const intact = isIntact(masterKey, head) && head.seq >= (watermarks.get(head.organization) ?? 0)
      watermarks.set(head.organization, Math.max(head.seq, watermarks.get(head.organization) ?? 0))
      const row = rowAfter(head, entry, now())
      await append(trx, row, intact ? sealOf(masterKey, row) : broken(sealOf(masterKey, row)))
      return row
    },
  }
}

/**
 * Whether the log ends as this server left it. Where it does not, somebody was at the database: entries are still
 * appended, but a broken seal stays broken, so that going on does not hide what was done.
 */
function isIntact(masterKey: MasterKey, head: Selectable<AuditHeadTable>): boolean {
  return sameBytes(Buffer.from(head.seal), Buffer.from(sealOf(masterKey, head)))
}

function broken(seal: string): string {
  return `broken:${seal}`
}

/** Appends of one organization wait for each other here, until the transaction ends. */
async function lockHead(
  trx: Transaction<Database>,
  masterKey: MasterKey,
  organization: string,
): Promise<Selectable<AuditHeadTable>> {
  const lock = () =>
    trx
      .selectFrom('audit_head')
      .selectAll()
      .where('organization', '=', organization)
      .forUpdate()
      .executeTakeFirst()
  const found = await lock()
  if (found !== undefined) return found
  const first: Head = { organization, seq: 0, hash: genesis }
  await trx
    .insertInto('audit_head')
    .values({ ...first, seal: sealOf(masterKey, first) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await lock()) ?? { ...first, seal: '' }
}

function rowAfter(head: Head, entry: AuditEntry, timestamp: Date): AuditRow {
  const row = {
    organization: head.organization,
    seq: head.seq + 1,
    id: randomUUID(),
    timestamp,
    ...statementOf(entry),
    prev_hash: head.hash,
  }
  return { ...row, hash: hashOf(row) }
}

async function append(trx: Transaction<Database>, row: AuditRow, seal: string): Promise<void> {
  const { organization, seq, hash } = row
  const json = { changes: jsonColumn(row.changes), decision: jsonColumn(row.decision) }
  await trx
    .with('entry', (db) => db.insertInto('audit_log').values({ ...row, ...json }))
    .updateTable('audit_head')
    .set({ seq, hash, seal })
    .where('organization', '=', organization)
    .executeTakeFirstOrThrow()
}

function jsonColumn(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}
