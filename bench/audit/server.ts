import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export const adminToken = 'benchmark-administrator-token-of-more-than-32'

export interface Server {
  readonly url: string
  readonly pid: number
  /** What it wrote to its log. */
  readonly said: () => string
  ask(path: string, options?: { token?: string; method?: string; body?: unknown }): Promise<Response>
  stop(): Promise<void>
}

/** The built server, as `npm start` runs it, in a process of its own. */
export async function startServer(dataDir: string): Promise<Server> {
  const port = await freePort()
  const main = fileURLToPath(new URL('../../packages/server/dist/main.js', import.meta.url))
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env['PATH'],
      DATA_DIR: dataDir,
      PORT: String(port),
      SALLYPORT_ADMIN_TOKEN: adminToken,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  const url = `http://localhost:${port}`
  const ask: Server['ask'] = (path, { token = adminToken, method = 'GET', body } = {}) =>
    fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  while (!(await ready(url))) {
    if (child.exitCode !== null) throw new Error(`The server did not start:\n${said}`)
    await pause(50)
  }
  return {
    url,
    pid: child.pid ?? 0,
    said: () => said,
    ask,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function ready(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  )
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No free port')
  return address.port
}
