import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { sql, type Kysely, type Migration } from 'kysely'
import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { besideIn, temporaryDatabase, testLog } from '../../testing/temporary-database.ts'
import { connectDatabase } from './connect-database.ts'
import { migrations } from './migrations/index.ts'
import { createDatabase } from './open-database.ts'

const database = await temporaryDatabase()
afterAll(() => database.close())
const { db, connection } = database

/** Ends the other connections of this database, as a restart of the server does, and waits until they are gone. */
async function breakConnections(): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  await client.query(
    'select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await client.end()
}

describe('the pool', () => {
  test('gives numbers for int8 as long as a number can hold them, and dates for times', async () => {
    const { rows } =
      await sql`select 42::bigint as n, 9007199254740993 as big, '2026-11-21T10:00:00.123Z'::timestamptz as t`.execute(
        db,
      )
    expect(rows).toEqual([{ n: 42, big: 9007199254740993n, t: new Date('2026-11-21T10:00:00.123Z') }])
  })

  test('survives that its connections are broken, idle ones and those in use', async () => {
    const used = sql`select pg_sleep(10)`.execute(db)
    const refused = expect(used).rejects.toThrow(/terminat/u)
    await pause(100)
    await breakConnections()
    await refused
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
  })

  test('lets no statement run, and no transaction idle, for ever', async () => {
    const { rows } = await sql<{ name: string; setting: string }>`
      select name, setting from pg_settings where name in ('statement_timeout', 'idle_in_transaction_session_timeout')`.execute(
      db,
    )
    expect(
      rows
        .map(({ setting }) => Number(setting))
        .every((milliseconds) => milliseconds > 0 && milliseconds <= 60_000),
    ).toBe(true)
  })
})

describe('migrations', () => {
  const slow = (table: string): Migration => ({
    async up(migrated: Kysely<unknown>) {
      await sql`select pg_sleep(0.2)`.execute(migrated)
      await sql`create table ${sql.table(table)} (x integer)`.execute(migrated)
    },
  })

  test('run once when several nodes start at once on a new database', async () => {
    const empty = `empty_${randomUUID().replaceAll('-', '')}`
    await createDatabase(connection, empty)
    const target = besideIn(connection, empty)
    const nodes = await Promise.all(Array.from({ length: 5 }, () => connectDatabase(target, testLog)))
    const names = await nodes[0]?.db
      .selectFrom(sql<{ name: string }>`kysely_migration`.as('m'))
      .select('m.name')
      .execute()
    expect(names?.map(({ name }) => name)).toEqual(Object.keys(migrations))
    await Promise.all(nodes.map((node) => node.close()))
    await sql`drop database ${sql.ref(empty)}`.execute(db)
  })

  test('of a newer version run once when several nodes start at once', async () => {
    const next = { ...migrations, '9000-next': slow('made_once') }
    const nodes = await Promise.all(
      Array.from({ length: 3 }, () => connectDatabase(connection, testLog, next)),
    )
    await Promise.all(nodes.map((node) => node.close()))
    const { rows } = await sql`select name from kysely_migration where name like '9000%'`.execute(db)
    expect(rows).toEqual([{ name: '9000-next' }])
  })

  test('of a newer program are refused in words, and nothing is changed', async () => {
    await sql`insert into kysely_migration values ('9999-from-the-future', '2030-01-01')`.execute(db)
    const newer = connectDatabase(connection, testLog, {
      ...migrations,
      '9000-next': slow('x'),
      '9001-late': slow('not_made'),
    })
    await expect(newer).rejects.toThrow(
      /written by a newer Sallyport than this one: it has 9999-from-the-future/u,
    )
    expect((await sql`select to_regclass('not_made') as made`.execute(db)).rows).toEqual([{ made: null }])
    await sql`delete from kysely_migration where name = '9999-from-the-future'`.execute(db)
  })

  test('that fail leave nothing half done', async () => {
    const failing: Migration = {
      async up(migrated: Kysely<unknown>) {
        await sql`create table half_done (x integer)`.execute(migrated)
        throw new Error('no further')
      },
    }
    await expect(
      connectDatabase(connection, testLog, {
        ...migrations,
        '9000-next': slow('x'),
        '9002-failing': failing,
      }),
    ).rejects.toThrow(/could not be migrated/u)
    expect((await sql`select to_regclass('half_done') as made`.execute(db)).rows).toEqual([{ made: null }])
  })
})

describe('listening', () => {
  const notify = (channel: string, payload: string) =>
    sql`select pg_notify(${channel}, ${payload})`.execute(db)

  test('hears what is said on its channel, committed, until it ends', async () => {
    const heard: string[] = []
    const end = await database.listen('policies "now"', (payload) => heard.push(payload))
    await db.transaction().execute(async (trx) => {
      await sql`select pg_notify('policies "now"', 'committed')`.execute(trx)
    })
    await notify('other', 'elsewhere')
    await expect.poll(() => heard).toEqual(['committed'])
    await end()
    await notify('policies "now"', 'too late')
    await pause(100)
    expect(heard).toEqual(['committed'])
  })

  test('comes back by itself after a broken connection and says that something may have been missed', async () => {
    const heard: string[] = []
    const end = await database.listen('policies', (payload) => heard.push(payload))
    await breakConnections()
    await expect.poll(() => heard, { timeout: 5000 }).toEqual([''])
    await notify('policies', 'again')
    await expect.poll(() => heard).toEqual(['', 'again'])
    await end()
  })

  test('goes on for the others when one listener fails', async () => {
    const heard: string[] = []
    const ends = [
      await database.listen('policies', () => {
        throw new Error('a listener failed')
      }),
      await database.listen('policies', (payload) => heard.push(payload)),
    ]
    await notify('policies', 'x')
    await expect.poll(() => heard).toEqual(['x'])
    for (const end of ends) await end()
  })
})
