import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { testLog } from '../../testing/temporary-database.ts'
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded-postgres.ts'
import { closedTo, postgresAccount, readAccounts } from './postgres-account.ts'
import { postgresBinaries } from './postgres-binaries.ts'
import { openPlace } from './postgres-cluster.ts'

const isRoot = process.getuid?.() === 0
const isLinux = process.platform === 'linux'
const root = mkdtempSync(join(tmpdir(), 'sallyport-embedded-'))
chmodSync(root, 0o711)
afterAll(() => rmSync(root, { recursive: true, force: true }))

let deaths: string[] = []
const running: EmbeddedPostgres[] = []
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
  deaths = []
})

async function start(
  dataDir: string,
  options: Partial<EmbeddedPostgresOptions> = {},
): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({
    dataDir,
    log: testLog,
    onDeath: (words) => deaths.push(words),
    ...options,
  })
  running.push(server)
  return server
}

async function query<Row extends pg.QueryResultRow>(
  { connection }: EmbeddedPostgres,
  text: string,
): Promise<Row[]> {
  const client = new pg.Client(connection)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

let folders = 0
const fresh = () => join(root, `data-${folders++}`)

describe('the embedded database', () => {
  const dataDir = join(root, 'kept')

  test('starts on nothing, stops, and has at its next start what it was told before', async () => {
    const first = await start(dataDir)
    await query(first, 'create table kept as select 42 as answer')
    await first.stop()
    const second = await start(dataDir)
    expect(await query(second, 'select answer from kept')).toEqual([{ answer: 42 }])
    expect(deaths).toEqual([])
  })

  test('is durable, compares text byte for byte, keeps UTC and listens on no network', async () => {
    const names = [
      'fsync',
      'full_page_writes',
      'synchronous_commit',
      'listen_addresses',
      'TimeZone',
      'data_checksums',
      'max_connections',
    ]
    const server = await start(dataDir)
    const rows = await query<{ name: string; setting: string }>(
      server,
      `select name, setting from pg_settings where name in ('${names.join("','")}')`,
    )
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
      listen_addresses: '',
      TimeZone: 'UTC',
      data_checksums: 'on',
      max_connections: '50',
    })
    expect(await query(server, `select 'Z' < 'a' as bytes, lower('ÄÖ') as unicode`)).toEqual([
      { bytes: true, unicode: 'äö' },
    ])
  })

  test('lets in nobody but its own role', async () => {
    const server = await start(dataDir)
    const stranger = new pg.Client({ ...server.connection, user: 'postgres' })
    await expect(stranger.connect()).rejects.toThrow(/no pg_hba.conf entry/u)
  })

  test.runIf(process.platform !== 'win32')(
    'has its socket, data and log where no other account can look',
    async () => {
      const server = await start(dataDir)
      const modes = [server.connection.host, join(dataDir, 'postgres'), join(dataDir, 'logs')].map(
        (path) => statSync(path).mode & 0o777,
      )
      expect(modes).toEqual([0o700, 0o700, 0o700])
      expect(statSync(join(dataDir, 'logs/postgres.log')).mode & 0o777).toBe(0o600)
    },
  )

  test.runIf(isLinux)('is told nothing of our environment', async () => {
    process.env['SALLYPORT_MASTER_KEY'] = 'canary'
    const server = await start(dataDir).finally(() => delete process.env['SALLYPORT_MASTER_KEY'])
    expect(readFileSync(`/proc/${server.pid}/environ`, 'utf8')).toBe('')
  })

  test('sets a long log aside', async () => {
    truncateSync(join(dataDir, 'logs/postgres.log'), 11 << 20)
    await start(dataDir)
    expect(statSync(join(dataDir, 'logs/postgres.log.1')).size).toBe(11 << 20)
    expect(statSync(join(dataDir, 'logs/postgres.log')).size).toBeLessThan(10_000)
  })

  test('refuses a second start, says who is there, and leaves the first alone', async () => {
    const first = await start(dataDir)
    await expect(start(dataDir)).rejects.toThrow(
      `Another Sallyport is running on ${dataDir} (process ${process.pid} on `,
    )
    expect(await query(first, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(deaths).toEqual([])
  })

  test('of many starts at once exactly one wins, and keeps its database', async () => {
    const starts = await Promise.allSettled(Array.from({ length: 5 }, () => start(dataDir)))
    const won = starts.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    expect(won).toHaveLength(1)
    for (const server of won) expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(deaths).toEqual([])
  })

  test('tells when it dies under us', async () => {
    const server = await start(dataDir)
    process.kill(server.pid, 'SIGKILL')
    await expect.poll(() => deaths).toEqual([expect.stringMatching(/^The database ended by itself/u)])
  })

  test('is no alarm when it shuts down in order and we stop as well, as on Ctrl-C', async () => {
    const server = await start(dataDir)
    process.kill(server.pid, 'SIGINT')
    await expect.poll(() => existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false)
    // Longer than it takes to notice that it ended, shorter than it takes us to close what is open.
    await pause(300)
    await server.stop()
    expect(deaths).toEqual([])
  })

  test.runIf(process.platform !== 'win32')(
    'starts although a stranger has the number of its dead postmaster',
    async () => {
      const first = await start(dataDir)
      await first.stop()
      // PostgreSQL itself sees through numbers of its parents and of other accounts.
      const account = await postgresAccount(join(dataDir, 'postgres'))
      const stranger = spawn('sleep', ['60'], { ...account, cwd: '/', stdio: 'ignore' })
      const lock = `${String(stranger.pid)}\n${dataDir}/postgres\n1\n5432\n\n\n  1  1\nready\n`
      writeFileSync(join(dataDir, 'postgres/postmaster.pid'), lock)
      writeFileSync(join(first.connection.host, '.s.PGSQL.5432.lock'), lock)
      expect(await query(await start(dataDir), 'select 1 as one')).toEqual([{ one: 1 }])
      stranger.kill()
    },
  )

  test('refuses data of another major version, says what to do, and does not touch it', async () => {
    const other = fresh()
    mkdirSync(join(other, 'postgres'), { recursive: true })
    writeFileSync(join(other, 'postgres/PG_VERSION'), '17\n')
    await expect(start(other)).rejects.toThrow(
      /written by PostgreSQL 17, and this Sallyport brings PostgreSQL 18; it has not been touched/u,
    )
    expect(readdirSync(join(other, 'postgres'))).toEqual(['PG_VERSION'])
  })

  test('starts over when its first start was killed half-way', async () => {
    const half = fresh()
    mkdirSync(join(half, 'postgres.unfinished/base'), { recursive: true })
    writeFileSync(join(half, 'postgres.unfinished/PG_VERSION'), '18\n')
    await start(half)
    expect(existsSync(join(half, 'postgres.unfinished'))).toBe(false)
  })

  test('says what PostgreSQL says when it can’t start', async () => {
    await expect(start(dataDir, { settings: { shared_buffers: 'plenty' } })).rejects.toThrow(
      /The database ended by itself \(code 1\): .*"shared_buffers"/u,
    )
    await start(dataDir)
  })

  test('starts in a folder whose name is too long for a socket, and with spaces and quotes', async () => {
    const long = join(root, 'a long "name", '.repeat(9))
    const server = await start(long)
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }])
    await expect(start(long)).rejects.toThrow(/Another Sallyport is running/u)
    await server.stop()
    expect(existsSync(server.connection.host)).toBe(false)
  })

  test('is reached over the loopback with a password where there are no unix sockets', async () => {
    const server = await start(fresh(), { transport: 'loopback' })
    expect(await query(server, `select inet_server_addr()::text as address`)).toEqual([
      { address: '127.0.0.1/32' },
    ])
    const guess = new pg.Client({ ...server.connection, password: 'guess' })
    await expect(guess.connect()).rejects.toThrow(/password authentication failed/u)
  })
})

describe.runIf(isRoot && isLinux)('as root', () => {
  test('the database runs as somebody else', async () => {
    const dataDir = fresh()
    const server = await start(dataDir)
    expect(readFileSync(`/proc/${server.pid}/status`, 'utf8')).toMatch(/^Uid:\t(?!0\b)\d+/mu)
    expect(statSync(dataDir).mode & 0o777).toBe(0o711)
  })

  test('a DATA_DIR that the database’s account can’t walk to is handed to it', async () => {
    const closed = join(root, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const server = await start(join(closed, 'data'))
    await query(server, 'create table kept as select 1 as one')
    await server.stop()
    expect(await query(await start(join(closed, 'data')), 'select one from kept')).toEqual([{ one: 1 }])
    expect(statSync(closed).mode & 0o777).toBe(0o700)
  })

  test('where it can’t be handed over, the start is refused and the closed folder named', async () => {
    const closed = join(root, 'closed-elsewhere')
    mkdirSync(join(closed, 'data/postgres'), { recursive: true })
    chmodSync(closed, 0o700)
    await expect(
      openPlace(join(closed, 'data/postgres'), { uid: 12345, gid: 12345 }, 'darwin'),
    ).rejects.toThrow(`may not enter ${closed}. Choose a DATA_DIR elsewhere`)
  })
})

describe('the programs of the database', () => {
  const native = join(
    dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
    '../native',
  )
  const copy = join(root, 'package/native')

  beforeAll(() => {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
    cpSync(join(native, '../package.json'), join(copy, '../package.json'))
  })

  test.runIf(isLinux)('get the symbolic links that the package’s own script did not make', async () => {
    const { target } = (
      JSON.parse(readFileSync(join(copy, 'pg-symlinks.json'), 'utf8')) as { target: string }[]
    ).find(({ target }) => target.includes('libicuuc.so.60')) ?? { target: '' }
    unlinkSync(join(copy, '..', target))
    expect(spawnSync(join(copy, 'bin/postgres'), ['--version']).status).not.toBe(0)
    const account = await postgresAccount(fresh())
    expect((await postgresBinaries(root, account, copy)).major).toBe('18')
  })

  test.runIf(isRoot && isLinux)('are copied to where the account can run them', async () => {
    const dataDir = fresh()
    mkdirSync(dataDir, { mode: 0o711 })
    chmodSync(join(copy, '..'), 0o700)
    const account = await postgresAccount(dataDir)
    const { postgres } = await postgresBinaries(dataDir, account, copy)
    expect(postgres.startsWith(dataDir)).toBe(true)
    expect(await closedTo(dirname(postgres), account)).toBeUndefined()
    const before = statSync(postgres).ino
    expect(statSync((await postgresBinaries(dataDir, account, copy)).postgres).ino).toBe(before)
  })
})

describe('the account of the database', () => {
  test('is read from the machine’s own list, and is never root', () => {
    const accounts = readAccounts(
      'root:x:0:0:root:/root:/bin/sh\npostgres:x:101:104:,,,:/var/lib:/bin/sh\ntoor:x:0:5::/:\n\n# note\n',
    )
    expect([...accounts]).toEqual([['postgres', { uid: 101, gid: 104 }]])
  })

  test.runIf(isRoot)('is whoever owns the data already', async () => {
    const folder = fresh()
    mkdirSync(folder)
    chownSync(folder, 12345, 12346)
    expect(await postgresAccount(folder)).toEqual({ uid: 12345, gid: 12346 })
  })
})
