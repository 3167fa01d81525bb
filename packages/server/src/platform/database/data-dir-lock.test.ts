import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { lockDataDir } from './data-dir-lock.ts'

const root = mkdtempSync(join(tmpdir(), 'sallyport-lock-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let folders = 0
function fresh(): string {
  const folder = join(root, String(folders++))
  mkdirSync(folder)
  return folder
}

/** A process that takes the lock and keeps it; answers what it printed: `held` or the refusal. */
function otherProcess(dataDir: string) {
  const loader = fileURLToPath(new URL('../../testing/typescript-loader.mjs', import.meta.url))
  const script = `
    const { lockDataDir } = await import(${JSON.stringify(new URL('./data-dir-lock.ts', import.meta.url).href)})
    await lockDataDir(${JSON.stringify(dataDir)}).then(() => console.log('held'), (error) => console.log(error.message))
    setTimeout(() => {}, 60_000)`
  const args = ['--conditions=source', '--import', loader, '--input-type=module', '-e', script]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const said = new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())),
  )
  const kill = () =>
    new Promise<void>((resolve) => {
      child.once('close', () => resolve())
      child.kill('SIGKILL')
    })
  return { pid: child.pid, said, kill }
}

describe('the lock of a DATA_DIR', () => {
  test('is had by one at a time, and again after its release', async () => {
    const dataDir = fresh()
    const first = await lockDataDir(dataDir)
    await expect(lockDataDir(dataDir)).rejects.toThrow(`(process ${process.pid} on `)
    await first.release()
    await (await lockDataDir(dataDir)).release()
    expect(readdirSync(join(dataDir, 'lock'))).toEqual([])
  })

  test('says which other process has it, and is free the moment that is killed', async () => {
    const dataDir = fresh()
    const other = otherProcess(dataDir)
    expect(await other.said).toBe('held')
    await expect(lockDataDir(dataDir)).rejects.toThrow(
      `Another Sallyport is running on ${dataDir} (process ${String(other.pid)} on `,
    )
    await other.kill()
    await (await lockDataDir(dataDir)).release()
  })

  test('is had by exactly one of many who come at once over the remains of a dead one', async () => {
    for (let round = 0; round < 20; round++) {
      const dataDir = fresh()
      const dead = await lockDataDir(dataDir)
      await dead.release()
      const claims = await Promise.allSettled(Array.from({ length: 6 }, () => lockDataDir(dataDir)))
      expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    }
  })

  test('is had by exactly one of several processes', async () => {
    const dataDir = fresh()
    const dead = otherProcess(dataDir)
    await dead.said
    await dead.kill()
    const others = Array.from({ length: 3 }, () => otherProcess(dataDir))
    const said = await Promise.all(others.map((other) => other.said))
    expect(said.filter((words) => words === 'held')).toHaveLength(1)
    expect(said.filter((words) => words.startsWith('Another Sallyport is running'))).toHaveLength(2)
    await Promise.all(others.map((other) => other.kill()))
  })
})
