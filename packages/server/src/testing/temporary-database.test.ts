import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { temporaryDatabase } from './temporary-database.ts'

const database = await temporaryDatabase()
afterAll(() => database.close())

test('a temporary database is migrated and empty', async () => {
  expect(await database.db.selectFrom('users').selectAll().execute()).toEqual([])
})

test('two temporary databases share nothing', async () => {
  const other = await temporaryDatabase()
  await other.db.insertInto('settings').values({ key: 'k', value: '1' }).execute()
  expect(await database.db.selectFrom('settings').selectAll().execute()).toEqual([])
  await other.close()
  expect((await sql<{ one: number }>`select 1::bigint as one`.execute(database.db)).rows).toEqual([
    { one: 1 },
  ])
})
