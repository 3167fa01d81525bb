import { chmod, chown, mkdir, readFile, realpath, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import pg from 'pg'
import { ConfigurationError } from '../../config.ts'
import { lockDataDir } from './data-dir-lock.ts'
import { clusterName, endOrphans } from './orphaned-postgres.ts'
import { closedTo, postgresAccount, type PostgresAccount } from './postgres-account.ts'
import { postgresBinaries } from './postgres-binaries.ts'
import {
  databaseUser,
  openPlace,
  passwordFileOf,
  prepareCluster,
  type Transport,
} from './postgres-cluster.ts'
import {
  startPostgres,
  type Ending,
  type PostgresProcess,
  type PostgresProcessOptions,
} from './postgres-process.ts'
import { shortFolderFor, socketPathFits } from './socket-folder.ts'

/** How to reach a database server; what `pg` takes. */
export interface Connection {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly password?: string
}

export interface EmbeddedPostgres {
  readonly connection: Connection
  readonly pid: number
  stop(): Promise<void>
}

export interface EmbeddedPostgresOptions {
  readonly dataDir: string
  readonly log: FastifyBaseLogger
  /** Called once, in words, when the database ends although nobody stopped it. */
  readonly onDeath: (words: string) => void
  /** Settings of PostgreSQL beside ours, for tests. */
  readonly settings?: Readonly<Record<string, string>>
  readonly transport?: Transport
}

/** How long a start waits for the remains of a killed one to go. */
const patienceMs = 30_000

/** Starts a PostgreSQL server of our own on DATA_DIR/postgres. It recovers by itself from whatever ended the last one. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 })
  const dataDir = await realpath(options.dataDir)
  const lock = await lockDataDir(dataDir)
  try {
    return await startLocked({ ...options, dataDir }, () => lock.release())
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function startLocked(
  options: EmbeddedPostgresOptions,
  release: () => Promise<void>,
): Promise<EmbeddedPostgres> {
  const { dataDir, log, transport = process.platform === 'win32' ? 'loopback' : 'socket' } = options
  const account = await postgresAccount(join(dataDir, 'postgres'))
  if (account !== undefined) await makeTraversable(dataDir)
  const binaries = await postgresBinaries(dataDir, account)
  const folder = await prepareCluster(binaries, { dataDir, account, transport })
  const name = await clusterName(folder)
  const logs = join(dataDir, 'logs')
  await mkdir(logs, { recursive: true, mode: 0o700 })
  const connection = await connectionFor(dataDir, account, transport)
  const place = await openPlace(folder, account)
  const start: PostgresProcessOptions = {
    binaries,
    place,
    account,
    settings: {
      ...baseSettings,
      cluster_name: name,
      ...reachedBy(connection, transport),
      ...options.settings,
    },
    logFile: join(logs, 'postgres.log'),
  }
  const socketFolder = transport === 'socket' ? connection.host : undefined
  const makeFree = () => endOrphans({ folder, socketFolder, name, log })
  const running = await startWhenFree(start, { makeFree, connection, log }).finally(() => place.close())
  return watch(running, connection, options, release)
}

/** How to reach the database that another process runs on this DATA_DIR: by the same socket, or the port it wrote down. */
export async function connectionOfRunning(dataDir: string): Promise<Connection> {
  const folder = await realpath(dataDir)
  if (process.platform !== 'win32')
    return connectionFor(folder, await postgresAccount(join(folder, 'postgres')), 'socket')
  const [, , , port] = (await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')
  return { ...(await connectionFor(folder, undefined, 'loopback')), port: Number(port) }
}

/** Durable, modest, quiet, and the same on every machine. */
const baseSettings = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  shared_buffers: '64MB',
  max_connections: '50',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  max_wal_size: '256MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // Details would carry values of rows into the log.
  log_error_verbosity: 'terse',
}

function reachedBy({ host, port }: Connection, transport: Transport): Record<string, string> {
  if (transport === 'loopback')
    return { listen_addresses: host, port: String(port), unix_socket_directories: '' }
  const quoted = `"${host.replaceAll('"', '""')}"`
  return {
    listen_addresses: '',
    port: String(port),
    unix_socket_directories: quoted,
    unix_socket_permissions: '0700',
  }
}

/** The database's account must get through DATA_DIR to its own folder; everything else in it stays closed. */
async function makeTraversable(dataDir: string): Promise<void> {
  const { mode, uid } = await stat(dataDir)
  if (uid === 0 && (mode & 0o001) === 0) await chmod(dataDir, 0o711)
}

async function connectionFor(
  dataDir: string,
  account: PostgresAccount | undefined,
  transport: Transport,
): Promise<Connection> {
  const common = { user: databaseUser, database: 'postgres' }
  if (transport === 'socket') return { ...common, host: await socketFolder(dataDir, account), port: 5432 }
  const password = await readFile(passwordFileOf(dataDir), 'utf8')
  return { ...common, host: '127.0.0.1', port: await freePort(), password }
}

async function socketFolder(dataDir: string, account: PostgresAccount | undefined): Promise<string> {
  const folder = join(dataDir, 'run')
  if (!socketPathFits(join(folder, '.s.PGSQL.5432')) || (await closedTo(dataDir, account)) !== undefined)
    return shortFolderFor(dataDir, 'run', account)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  if (account !== undefined) await chown(folder, account.uid, account.gid)
  return folder
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

/** What PostgreSQL says when something of an earlier one is still there. */
const occupied =
  /lock file ".*" (already exists|is empty)|pre-existing shared memory block|is another postmaster/u

interface StartOptions {
  readonly makeFree: () => Promise<void>
  readonly connection: Connection
  readonly log: FastifyBaseLogger
}

async function startWhenFree(options: PostgresProcessOptions, how: StartOptions): Promise<PostgresProcess> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    await how.makeFree()
    const started = await startPostgres(options)
    const early = await untilReady(started, how)
    if (early === undefined) return started
    const said = await started.said()
    if (!occupied.test(said) || Date.now() > deadline)
      throw new ConfigurationError(inWords(early, said, options.logFile))
    how.log.warn('What is left of the last database has not gone yet; trying again')
    await pause(500)
  }
}

function inWords({ code, signal }: Ending, said: string, logFile: string): string {
  const reasons = said.split('\n').filter((line) => /\b(FATAL|PANIC|ERROR)\b|error while loading/u.test(line))
  const why = reasons.length === 0 ? '' : `: ${reasons.slice(-3).join(' ').trim()}`
  return `The database ended by itself (${signal ?? `code ${code ?? 'unknown'}`})${why}. Its log is ${logFile}`
}

/** Recovery after a crash may take its time: as long as the database lives it is waited for, aloud. */
async function untilReady(
  started: PostgresProcess,
  { connection, log }: StartOptions,
): Promise<Ending | undefined> {
  let nextWord = Date.now() + 5000
  for (;;) {
    const refusal = await tryToConnect(connection)
    if (started.hasEnded()) return started.ended
    if (refusal === undefined) return undefined
    if (Date.now() > nextWord) {
      log.info(`Waiting for the database: ${refusal}`)
      nextWord = Date.now() + 5000
    }
    await pause(30)
  }
}

async function tryToConnect(connection: Connection): Promise<string | undefined> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/**
 * Ctrl-C in a terminal reaches the database too, which then shuts down beside us: an orderly end is no alarm when our
 * own stop follows.
 */
const orderlyEndGraceMs = 15_000

function watch(
  running: PostgresProcess,
  connection: Connection,
  options: EmbeddedPostgresOptions,
  release: () => Promise<void>,
): EmbeddedPostgres {
  let stopping: Promise<void> | undefined
  void running.ended.then(async (ending) => {
    if (stopping === undefined && ending.code === 0) await pause(orderlyEndGraceMs, undefined, { ref: false })
    if (stopping === undefined)
      options.onDeath(inWords(ending, await running.said(), join(options.dataDir, 'logs/postgres.log')))
  })
  const stop = async () => {
    await running.stop()
    if (!connection.host.startsWith(options.dataDir) && connection.host.startsWith('/'))
      await rm(connection.host, { recursive: true, force: true })
    await release()
  }
  return { connection, pid: running.pid, stop: () => (stopping ??= stop()) }
}
