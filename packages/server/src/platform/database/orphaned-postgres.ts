import { execFile } from 'node:child_process'
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'

/**
 * The name that every process of this data folder's database carries in its title. It is made of the folder's identity
 * in the file system: moving the folder keeps it, and a copy has another.
 */
export async function clusterName(folder: string): Promise<string> {
  const { dev, ino } = await stat(folder, { bigint: true })
  return `sallyport-${dev.toString(36)}-${ino.toString(36)}`
}

export interface Remains {
  readonly folder: string
  /** Where its socket is, in a folder that nobody else uses; undefined where there is none. */
  readonly socketFolder: string | undefined
  readonly name: string
  readonly log: FastifyBaseLogger
}

/**
 * Ends what is left of the database of a Sallyport that was killed. The caller holds the lock of DATA_DIR, so nobody
 * alive uses it.
 */
export async function endOrphans({ folder, socketFolder, name, log }: Remains): Promise<void> {
  // Windows ends the children of a killed console program itself more often than not; PostgreSQL's own lock guards the rest.
  if (process.platform === 'win32') return
  for (const { signal, patienceMs } of persuasion) {
    const found = await processesOf(name)
    if (found.length === 0) break
    const targets = signal === 'SIGINT' ? await postmasterAmong(folder, found) : found
    log.warn(
      `The database of an earlier Sallyport still runs (process ${targets.join(', ')}); ending it with ${signal}`,
    )
    for (const pid of targets) send(pid, signal)
    await untilGone(name, patienceMs)
  }
  if ((await processesOf(name)).length === 0) await forgetReusedPids(folder, socketFolder)
}

const persuasion = [
  { signal: 'SIGINT', patienceMs: 10_000 },
  { signal: 'SIGQUIT', patienceMs: 5000 },
  { signal: 'SIGKILL', patienceMs: 2000 },
] as const

async function postmasterAmong(folder: string, found: readonly number[]): Promise<readonly number[]> {
  const pid = await recordedPid(folder)
  return pid !== undefined && found.includes(pid) ? [pid] : found
}

async function recordedPid(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number.parseInt(text, 10)
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended in the meantime, or belongs to somebody else: then the start says what PostgreSQL says.
  }
}

async function untilGone(name: string, patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs
  while (Date.now() < deadline && (await processesOf(name)).length > 0) await pause(100)
}

/**
 * PostgreSQL refuses to start while any process has the number in `postmaster.pid` or in its socket's lock. After a
 * crash that may be a stranger with a reused number (in containers it often is) or a zombie. When no process of this
 * cluster is left, these files say nothing any more.
 */
async function forgetReusedPids(folder: string, socketFolder: string | undefined): Promise<void> {
  await rm(join(folder, 'postmaster.pid'), { force: true })
  if (socketFolder === undefined) return
  for (const name of await readdir(socketFolder))
    if (name.startsWith('.s.PGSQL.')) await rm(join(socketFolder, name))
}

/** Zombies have no command line, so they are not among them. */
export async function processesOf(name: string): Promise<number[]> {
  const lines = process.platform === 'linux' ? await commandLines() : await commandLinesByPs()
  const own = [`cluster_name=${name}`, `postgres: ${name}: `]
  const isOurs = (command: string) =>
    /^(\S*\/)?postgres:?[ \0]/u.test(command) && own.some((mark) => command.includes(mark))
  return lines.filter(({ command }) => isOurs(command)).map(({ pid }) => pid)
}

interface CommandLine {
  readonly pid: number
  readonly command: string
}

async function commandLines(): Promise<CommandLine[]> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/u.test(entry))
  return Promise.all(
    pids.map(async (pid) => ({
      pid: Number(pid),
      command: await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
    })),
  )
}

function commandLinesByPs(): Promise<CommandLine[]> {
  return new Promise((resolve, reject) => {
    execFile('ps', ['-axww', '-o', 'pid=,command='], { maxBuffer: 16 << 20 }, (error, stdout) => {
      if (error !== null) {
        reject(new Error('ps failed', { cause: error }))
        return
      }
      const rows = [...stdout.matchAll(/^\s*(\d+)\s+(.*)$/gmu)]
      resolve(rows.map(([, pid, command = '']) => ({ pid: Number(pid), command })))
    })
  })
}
