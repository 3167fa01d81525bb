import { execFileSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { connectDatabase } from '../platform/database/connect-database.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../platform/database/embedded-postgres.ts'
import { createDatabase, type OpenDatabase } from '../platform/database/open-database.ts'

export interface TemporaryDatabase extends OpenDatabase {
  /** For a second way in, beside `db`; its role is a superuser on the embedded server. */
  readonly connection: pg.ClientConfig
}

/** What failed in a test's database is better seen than not. */
export const testLog = pino({ level: 'error' })

/**
 * A fresh, migrated database of its own for a test file, on the server of DATABASE_URL when that is set, else on an
 * embedded one that this process shares: `const database = await temporaryDatabase(); afterAll(() => database.close())`.
 */
export async function temporaryDatabase(): Promise<TemporaryDatabase> {
  const url = process.env['DATABASE_URL']
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const server = url === undefined ? await borrowServer() : undefined
  const maintenance: pg.ClientConfig = server?.connection ?? { connectionString: url ?? '' }
  await createDatabase(maintenance, name)
  const connection = besideIn(maintenance, name)
  const connected = await connectDatabase(connection, testLog)
  return {
    ...connected,
    embedded: server !== undefined,
    connection,
    close: async () => {
      await connected.close()
      await dropDatabase(maintenance, name)
      if (server !== undefined) await giveBack()
    },
  }
}

/** The way to another database of the same server. */
export function besideIn(connection: pg.ClientConfig, database: string): pg.ClientConfig {
  if (connection.connectionString === undefined) return { ...connection, database }
  const url = new URL(connection.connectionString)
  url.pathname = `/${database}`
  return { ...connection, connectionString: url.href }
}

async function dropDatabase(maintenance: pg.ClientConfig, name: string): Promise<void> {
  const client = new pg.Client(maintenance)
  await client.connect()
  await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`)
  await client.end()
}

interface Shared {
  readonly server: EmbeddedPostgres
  readonly dataDir: string
}

let shared: Promise<Shared> | undefined
let borrowers = 0

async function borrowServer(): Promise<EmbeddedPostgres> {
  borrowers++
  return (await (shared ??= startShared())).server
}

async function giveBack(): Promise<void> {
  if (--borrowers > 0 || shared === undefined) return
  const ending = shared
  shared = undefined
  const { server, dataDir } = await ending
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
}

/** Nothing of a test needs to survive a power cut. */
const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }

async function startShared(): Promise<Shared> {
  const dataDir = await temporaryDataDir()
  const server = await start(dataDir)
  endWithProcess(server, dataDir)
  return { server, dataDir }
}

function start(dataDir: string): Promise<EmbeddedPostgres> {
  const onDeath = (words: string) => {
    throw new Error(words)
  }
  return startEmbeddedPostgres({ dataDir, log: testLog, onDeath, settings })
}

/** A DATA_DIR in the system's temporary folder, with a database folder copied from one made before. */
async function temporaryDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sallyport-test-'))
  // `cp` keeps the owner, which is another account when the tests run as root.
  if (process.platform !== 'win32') execFileSync('cp', ['-a', join(await template(), 'postgres'), dataDir])
  return dataDir
}

/** Making a database folder takes a second of processor time; it is done once for a machine and version. */
async function template(): Promise<string> {
  const recipe = readFileSync(new URL('../platform/database/postgres-cluster.ts', import.meta.url))
  const digest = createHash('sha256').update(recipe).update(process.version).digest('hex').slice(0, 12)
  const path = join(tmpdir(), `sallyport-template-${String(process.getuid?.())}-${digest}`)
  if (existsSync(path)) return path
  const fresh = await mkdtemp(`${path}-`)
  await start(fresh).then((server) => server.stop())
  await rename(fresh, path).catch(() => rm(fresh, { recursive: true, force: true }))
  return path
}

/** When a test runner ends a worker before its `afterAll`, the database must not be left behind. */
function endWithProcess(server: EmbeddedPostgres, dataDir: string): void {
  process.once('exit', () => {
    if (shared === undefined) return
    process.kill(server.pid, 'SIGQUIT')
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  })
  process.once('SIGTERM', () => process.exit(143))
}
