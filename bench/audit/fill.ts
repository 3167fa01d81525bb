import { randomUUID } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import { readConfig } from '../../packages/server/src/config.ts'
import { statementOf } from '../../packages/server/src/platform/audit/audit-entry.ts'
import { createAuditSink } from '../../packages/server/src/platform/audit/audit-sink.ts'
import {
  hashOf,
  sealOf,
  type AuditRow,
  type Head,
} from '../../packages/server/src/platform/audit/chain-hash.ts'
import { openMasterKey, type MasterKey } from '../../packages/server/src/platform/crypto/master-key.ts'
import { openDatabase } from '../../packages/server/src/platform/database/open-database.ts'
import type { Database } from '../../packages/server/src/platform/database/schema.ts'
import { createLog } from '../../packages/server/src/platform/log.ts'
import { entryOf, randomNumbers, type Person, type World } from './rows.ts'

export interface Filled {
  readonly seconds: number
  /** Milliseconds of appends, one in each transaction: as the table is, and as it was before there was an audit page. */
  readonly appends: { readonly now: readonly number[]; readonly before: readonly number[] }
}

const batch = 5000
const days = 90
const dayMs = 86_400_000

/** Fills the log of a stopped server with entries that hang in its chain, and measures appending on top of them. */
export async function fill(dataDir: string, count: number, people: readonly Person[]): Promise<Filled> {
  const masterKey = await openMasterKey(readConfig({ DATA_DIR: dataDir }))
  const database = await openDatabase({ dataDir, databaseUrl: undefined, log: createLog('error', false) })
  const { db } = database
  try {
    const started = performance.now()
    const head = await db.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow()
    const world = { organization: head.organization, people, random: randomNumbers(1) }
    await seal(db, masterKey, await insertAll(db, head, world, count))
    await sql`vacuum analyze audit_log`.execute(db)
    const seconds = (performance.now() - started) / 1000
    return { seconds, appends: await measureAppends(db, masterKey, world) }
  } finally {
    await database.close()
  }
}

async function insertAll(db: Kysely<Database>, head: Head, world: World, count: number): Promise<Head> {
  const first = Date.now() - days * dayMs
  const { organization } = head
  let { seq, hash } = head
  for (let done = 0; done < count; done += batch) {
    const rows = Array.from({ length: Math.min(batch, count - done) }, (_, index): AuditRow => {
      const part = (done + index + world.random()) / count
      const timestamp = new Date(Math.floor(first + part * days * dayMs))
      const row = {
        organization,
        seq: ++seq,
        id: randomUUID(),
        timestamp,
        ...statementOf(entryOf(world)),
        prev_hash: hash,
      }
      hash = hashOf(row)
      return { ...row, hash }
    })
    await insert(db, rows)
  }
  return { organization, seq, hash }
}

/** One parameter for the whole batch, which PostgreSQL takes apart itself. */
async function insert(db: Kysely<Database>, rows: readonly AuditRow[]): Promise<void> {
  await sql`insert into audit_log select * from jsonb_populate_recordset(null::audit_log, ${JSON.stringify(rows)}::jsonb)`.execute(
    db,
  )
}

async function seal(
  db: Kysely<Database>,
  masterKey: MasterKey,
  { organization, seq, hash }: Head,
): Promise<void> {
  const row = { seq, hash, seal: sealOf(masterKey, { organization, seq, hash }) }
  await db.updateTable('audit_head').set(row).where('organization', '=', organization).execute()
}

const newIndexes = {
  audit_log_by_request: '(organization, request_id) where request_id is not null',
  audit_log_by_session: '(organization, session_id) where session_id is not null',
}
const oldIndexes = {
  audit_log_by_action: '(organization, action, seq)',
  audit_log_by_user: '(organization, user_id, seq)',
}

async function measureAppends(
  db: Kysely<Database>,
  masterKey: MasterKey,
  world: World,
): Promise<Filled['appends']> {
  const audit = createAuditSink({ masterKey, now: () => new Date() })
  const appends = async () => {
    const times: number[] = []
    for (let count = 0; count < 600; count++) {
      const entry = entryOf(world)
      const begun = performance.now()
      await db.transaction().execute((trx) => audit.record(trx, entry))
      times.push(performance.now() - begun)
    }
    return times.slice(100)
  }
  // By turns, because what the machine does besides changes as well.
  const now: number[] = []
  const before: number[] = []
  for (let turn = 0; turn < 3; turn++) {
    now.push(...(await appends()))
    await exchange(db, newIndexes, oldIndexes)
    before.push(...(await appends()))
    await exchange(db, oldIndexes, newIndexes)
  }
  return { now, before }
}

async function exchange(
  db: Kysely<Database>,
  from: Record<string, string>,
  to: Record<string, string>,
): Promise<void> {
  for (const name of Object.keys(from)) await sql.raw(`drop index ${name}`).execute(db)
  for (const [name, columns] of Object.entries(to))
    await sql.raw(`create index ${name} on audit_log ${columns}`).execute(db)
}
