import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Streams } from './streams.ts'

/**
 * The server's own program does it: it takes the database and the master key, which no client has. It is started beside
 * this one, so it reads the same environment and says its words itself.
 */
export function recoverAdministrator(args: readonly string[], stderr: Streams['stderr']): Promise<number> {
  const program = fileURLToPath(new URL('../../server/dist/admin-recover.js', import.meta.url))
  if (!existsSync(program)) {
    stderr.write(
      `The server's program is not at ${program}. Run this on the server's machine, in its folder, after npm start has built it once.\n`,
    )
    return Promise.resolve(1)
  }
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit' })
    child.on('error', (error) => {
      stderr.write(`The server's program could not be started: ${error.message}\n`)
      resolve(1)
    })
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
