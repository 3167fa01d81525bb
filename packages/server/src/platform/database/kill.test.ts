import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { testLog } from '../../testing/temporary-database.ts'
import { openDatabase } from './open-database.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'sallyport-kill-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const path = (name: string) => fileURLToPath(new URL(`../../testing/${name}`, import.meta.url))

/** Starts the program in a process group of its own. */
function start(round: number) {
  const args = [
    '--conditions=source',
    '--import',
    path('typescript-loader.mjs'),
    path('commit-rows.ts'),
    dataDir,
    String(round),
  ]
  const child = spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const ended = new Promise<{ code: number | null; err: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, err })),
  )
  return {
    pid: child.pid ?? 0,
    /** Only whole lines: a line cut by the kill was not acknowledged. */
    acknowledged: () =>
      out
        .split('\n')
        .slice(0, -1)
        .filter((line) => line !== 'ready'),
    ready: async () => {
      while (!out.includes('ready')) {
        if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${err}`)
        await pause(10)
      }
    },
    ended,
  }
}

const isLinuxOrMac = process.platform !== 'win32'

test.runIf(isLinuxOrMac)(
  'killed again and again, together with its database or alone, it comes back by itself and has lost nothing',
  async () => {
    const acknowledged: string[] = []
    for (let round = 0; round < 7; round++) {
      const program = start(round)
      // Every third dies while it is still starting.
      const early = round % 3 === 2
      if (early) await pause(300 + Math.random() * 700)
      else await program.ready().then(() => pause(100 + Math.random() * 500))
      process.kill(round % 2 === 0 ? -program.pid : program.pid, 'SIGKILL')
      await Promise.race([program.ended, pause(200)])
      acknowledged.push(...program.acknowledged())
    }
    const database = await openDatabase({ dataDir, databaseUrl: undefined, log: testLog })
    const { rows } = await sql<{ number: string }>`select number from committed`.execute(database.db)
    await database.close()
    const kept = new Set(rows.map(({ number }) => number))
    expect(acknowledged.length).toBeGreaterThan(100)
    expect(acknowledged.filter((number) => !kept.has(number))).toEqual([])
  },
  120_000,
)

test.runIf(isLinuxOrMac)('when its database dies it says so and ends with an error', async () => {
  const program = start(99)
  await program.ready()
  const postmaster = Number.parseInt(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10)
  process.kill(postmaster, 'SIGKILL')
  const { code, err } = await program.ended
  expect(code).toBe(1)
  expect(err).toContain('The database ended by itself (SIGKILL)')
})
