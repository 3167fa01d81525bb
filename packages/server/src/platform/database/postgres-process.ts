import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type { PostgresAccount } from './postgres-account.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'
import type { Place } from './postgres-cluster.ts'

/** One running postmaster, our child. */
export interface PostgresProcess {
  readonly pid: number
  /** What it wrote to its log since it started. */
  said(): Promise<string>
  /** Settles when it ends, with how it did. */
  readonly ended: Promise<Ending>
  hasEnded(): boolean
  /** A fast shutdown, then an immediate one, then none at all. */
  stop(): Promise<void>
}

export interface Ending {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface PostgresProcessOptions {
  readonly binaries: PostgresBinaries
  readonly place: Place
  readonly account: PostgresAccount | undefined
  readonly settings: Readonly<Record<string, string>>
  readonly logFile: string
}

/** A log that grew beyond this is set aside at the next start, and the one before it is dropped. */
const longestLog = 10 << 20

/**
 * Starts the postmaster: not detached, so that whoever kills our process group kills it as well, with nothing of our
 * environment, and with a file for its log, which outlives us.
 */
export async function startPostgres(options: PostgresProcessOptions): Promise<PostgresProcess> {
  const { binaries, place, account, settings, logFile } = options
  const from = await turnOver(logFile)
  const log = await open(logFile, 'a', 0o600)
  const args = [
    '-D',
    place.path,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
  const child = spawn(binaries.postgres, args, {
    ...account,
    stdio: ['ignore', log.fd, log.fd, place.handle ?? 'ignore'],
    cwd: '/',
    env: {},
    windowsHide: true,
  })
  const ended = endingOf(child)
  let over = false
  void ended.then(() => (over = true))
  await log.close()
  // A process that exits without stopping its database does not leave it behind; one that is killed can't help it.
  const takeAlong = () => void child.kill('SIGINT')
  process.once('exit', takeAlong)
  void ended.then(() => process.off('exit', takeAlong))
  return {
    pid: child.pid ?? 0,
    said: async () => (await readFile(logFile, 'utf8')).slice(from),
    ended,
    hasEnded: () => over,
    stop: () => stop(child, binaries, ended),
  }
}

async function turnOver(logFile: string): Promise<number> {
  const size = (await stat(logFile).catch(() => undefined))?.size ?? 0
  if (size <= longestLog) return size
  await rename(logFile, `${logFile}.1`)
  return 0
}

function endingOf(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.on('error', () => {
      // A program that could not be started has no process, and says nothing else.
      if (child.pid === undefined) resolve({ code: null, signal: null })
    })
    child.on('exit', (code, signal) => resolve({ code, signal }))
  })
}

async function stop(child: ChildProcess, binaries: PostgresBinaries, ended: Promise<Ending>): Promise<void> {
  let over = child.exitCode !== null || child.signalCode !== null || child.pid === undefined
  for (const [signal, patienceMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5000],
    ['SIGKILL', 5000],
  ] as const) {
    if (over) return
    await signalTo(child, signal, binaries)
    over = await Promise.race([ended.then(() => true), pause(patienceMs, false, { ref: false })])
  }
}

/** Windows has no signals; there PostgreSQL's own program delivers them. */
function signalTo(child: ChildProcess, signal: NodeJS.Signals, binaries: PostgresBinaries): Promise<void> {
  if (process.platform !== 'win32' || signal === 'SIGKILL') {
    child.kill(signal)
    return Promise.resolve()
  }
  const args = ['kill', signal.slice(3), String(child.pid)]
  return new Promise((resolve) => void execFile(binaries.pgCtl, args, { windowsHide: true }, () => resolve()))
}
