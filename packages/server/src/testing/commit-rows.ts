import { writeSync } from 'node:fs'
import { sql } from 'kysely'
import { pino } from 'pino'
import { openDatabase } from '../platform/database/open-database.ts'

/**
 * A program for tests to kill: opens the database of the DATA_DIR it is given, and prints `ready`, then every number
 * that it committed, after it was committed.
 */
const [dataDir = '', round = '0'] = process.argv.slice(2)
const log = pino({ level: 'info' }, pino.destination({ dest: 2, sync: true }))
const { db } = await openDatabase({ dataDir, databaseUrl: undefined, log })
await sql`create table if not exists committed (number text primary key)`.execute(db)
writeSync(1, 'ready\n')

async function write(writer: number): Promise<void> {
  for (let count = 0; ; count++) {
    const number = `${round}-${writer}-${count}`
    await sql`insert into committed values (${number})`.execute(db)
    writeSync(1, `${number}\n`)
  }
}

// When the database is gone, what ends this program is openDatabase, not a failed query.
await Promise.allSettled([write(1), write(2), write(3)])
setInterval(() => undefined, 1000)
