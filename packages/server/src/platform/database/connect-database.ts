import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import { Kysely, PostgresDialect, type Migration } from 'kysely'
import pg from 'pg'
import { migrate } from './migrate.ts'
import { migrations as ours } from './migrations/index.ts'
import { createNotifications, type Notifications } from './notifications.ts'
import type { Database } from './schema.ts'

export interface ConnectedDatabase {
  readonly db: Kysely<Database>
  /** LISTEN that survives broken connections: after one, `onPayload('')` says that something may have been missed. */
  readonly listen: Notifications['listen']
  close(): Promise<void>
}

/** Fewer than the embedded server's 50, so that notifications, migrations and a back-up always find room. */
const poolSize = 20

/** Migrates the database and opens a pool on it. */
export async function connectDatabase(
  connection: pg.ClientConfig,
  log: FastifyBaseLogger,
  migrations: Record<string, Migration> = ours,
): Promise<ConnectedDatabase> {
  const config: pg.ClientConfig = {
    ...connection,
    types,
    connectionTimeoutMillis: 10_000,
    application_name: 'sallyport',
  }
  const applied = await withOneConnection(config, log, (db) => migrate(db, migrations))
  if (applied.length > 0) log.info(`The database was migrated: ${applied.join(', ')}`)
  const pool = openPool({ ...config, ...limits, max: poolSize, keepAlive: true }, log)
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  const notifications = createNotifications(config, log)
  return {
    db,
    listen: (channel, onPayload) => notifications.listen(channel, onPayload),
    close: async () => {
      await notifications.close()
      // A client that is never given back must not keep the whole server from stopping.
      await Promise.race([db.destroy(), pause(10_000, undefined, { ref: false })])
    },
  }
}

/** No statement may hold a request, or a lock, for ever. */
const limits = {
  statement_timeout: 30_000,
  query_timeout: 35_000,
  idle_in_transaction_session_timeout: 60_000,
  idleTimeoutMillis: 60_000,
}

/** Migrations may take their time, so they have a connection without limits. */
async function withOneConnection<Result>(
  config: pg.ClientConfig,
  log: FastifyBaseLogger,
  work: (db: Kysely<unknown>) => Promise<Result>,
): Promise<Result> {
  const pool = openPool({ ...config, max: 1, idleTimeoutMillis: 0 }, log)
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}

function openPool(config: pg.PoolConfig, log: FastifyBaseLogger): pg.Pool {
  const pool = new pg.Pool(config)
  const tell = (err: Error) => log.warn({ err }, 'A database connection broke')
  pool.on('error', tell)
  // While a client is in use the pool doesn't listen to it, and an error that nobody hears ends the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** As PostgreSQL has them, but for int8, which is a number as long as a number can hold it. */
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : BigInt(text)
})
