import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

const program = join(import.meta.dirname, '../packages/server/dist/main.js')
const adminToken = 'an-api-token-that-only-these-tests-know-0123456789'

/** A real server of one's own, on a free port and an empty data folder. */
export interface House {
  readonly url: string
  /** As the log printed it. */
  readonly setupLink: string
  /** The API, asked with an API token of a Super Admin. Answers the body; throws what was refused. */
  readonly ask: (method: string, path: string, body?: unknown) => Promise<unknown>
  /** SQL in its database, past everything that guards it: what only somebody who has the machine can do. */
  readonly sql: (text: string, values?: readonly unknown[]) => Promise<void>
  readonly close: () => Promise<void>
}

/** Whoever set a house up. */
export const founder = { name: 'Ada Lovelace', email: 'ada@example.org', organization: 'Analytical Engines' }

export async function openHouse(): Promise<House> {
  if (!existsSync(program)) throw new Error(`There is no ${program}: run npm run build first`)
  const data = mkdtempSync(join(tmpdir(), 'sallyport-e2e-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const server = spawn(process.execPath, [program], {
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: data,
      SALLYPORT_ADMIN_TOKEN: adminToken,
      PUBLIC_URL: url,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log = logOf(server)
  const close = async () => {
    const fell = server.exitCode ?? server.signalCode
    await ended(server)
    rmSync(data, { recursive: true, force: true })
    if (fell !== null) throw new Error(`The server fell (${fell}):\n${log().slice(-4_000)}`)
  }
  try {
    return { url, setupLink: await setupLinkOf(server, log), ask: asker(url), sql: sqlIn(data), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** One that is set up already. */
export async function openFoundedHouse(password: string): Promise<House> {
  const house = await openHouse()
  try {
    const token = new URLSearchParams(new URL(house.setupLink).hash.slice(1)).get('token')
    await house.ask('POST', '/api/setup', { token, password, ...founder })
  } catch (error) {
    await house.close()
    throw error
  }
  return house
}

function sqlIn(data: string): House['sql'] {
  return async (text, values = []) => {
    const client = new pg.Client({ host: join(data, 'run'), user: 'sallyport', database: 'sallyport' })
    await client.connect()
    try {
      await client.query(text, [...values])
    } finally {
      await client.end()
    }
  }
}

function asker(url: string): House['ask'] {
  return async (method, path, body) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${adminToken}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return text === '' ? undefined : (JSON.parse(text) as unknown)
  }
}

function logOf(server: ChildProcess): () => string {
  let log = ''
  const read = (chunk: Buffer) => {
    log += chunk.toString()
  }
  server.stdout?.on('data', read)
  server.stderr?.on('data', read)
  return () => log
}

/** The line that the log prints while nobody has an account. */
async function setupLinkOf(server: ChildProcess, log: () => string): Promise<string> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline && server.exitCode === null) {
    const link = /http\S*\/setup#token=[\w-]+/.exec(log())?.[0]
    if (link !== undefined) return link
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`The server printed no set-up link:\n${log()}`)
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  await new Promise<void>((resolve) => {
    const late = setTimeout(() => server.kill('SIGKILL'), 15_000)
    server.once('exit', () => {
      clearTimeout(late)
      resolve()
    })
    server.kill('SIGTERM')
  })
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('No port is free'))
        else resolve(address.port)
      })
    })
  })
}
