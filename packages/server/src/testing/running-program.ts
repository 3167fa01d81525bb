import { spawn } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

type Environment = Readonly<Record<string, string>>

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** One of our programs as it is run, in a process group of its own. */
export function startProgram(name: string, environment: Environment, args: readonly string[] = []) {
  const loader = path('typescript-loader.mjs')
  const program = path(`../${name}`)
  const child = spawn(process.execPath, ['--conditions=source', '--import', loader, program, ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
  return { pid: child.pid ?? 0, ended, hasEnded: () => child.exitCode !== null, said: () => ({ out, err }) }
}

/** The server on a free port, when it answers. */
export async function startServer(environment: Environment) {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const server = startProgram('main.ts', { PORT: String(port), PUBLIC_URL: url, ...environment })
  const isReady = () =>
    fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await isReady())) {
    if (server.hasEnded()) throw new Error(`It ended: ${JSON.stringify(server.said())}`)
    await pause(50)
  }
  return { url, ...server }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
