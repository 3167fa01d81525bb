import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ConfigurationError } from '../../config.ts'
import { digestOf, shortFolderFor, socketPathFits } from './socket-folder.ts'

export interface DataDirLock {
  release(): Promise<void>
}

/**
 * One live Sallyport for each DATA_DIR. Whoever wants it listens on a socket of its own in one folder and then looks
 * whether anybody else there answers. The operating system ends the listening with the process, however that dies, so
 * neither a reused process id nor one of another container can be mistaken for a holder; and since of two the later
 * one to look sees the other, never do both go ahead.
 */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  if (process.platform === 'win32') return lockPipe(dataDir)
  const folder = await lockFolder(dataDir)
  for (let attempt = 0; attempt < 40; attempt++) {
    const claim = await makeClaim(folder)
    const others = await othersIn(folder, claim.name)
    if (others.length === 0) return claim.hold()
    await claim.release()
    const holder = others.find(({ holds }) => holds)
    if (holder !== undefined) throw refusal(dataDir, holder)
    // Everybody who came at the same moment stepped back: try again, apart.
    await pause(20 + Math.random() * 200)
  }
  throw new ConfigurationError(`${dataDir} can't be locked: others keep trying to`)
}

/** Somebody else has this DATA_DIR open. */
export class DataDirInUse extends ConfigurationError {}

function refusal(dataDir: string, { who }: Answer): DataDirInUse {
  return new DataDirInUse(
    `Another Sallyport is running on ${dataDir} (${who}). Stop it first, or give this one its own DATA_DIR`,
  )
}

async function lockFolder(dataDir: string): Promise<string> {
  const folder = join(dataDir, 'lock')
  if (!socketPathFits(join(folder, 'claim-00000000.new'))) return shortFolderFor(dataDir, 'lock')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return folder
}

interface Claim extends DataDirLock {
  readonly name: string
  hold(): Claim
}

async function makeClaim(folder: string): Promise<Claim> {
  const name = `claim-${randomBytes(4).toString('hex')}`
  const path = join(folder, name)
  let holds = false
  // Under its name it answers from the first moment: nobody can take it for a dead one.
  const server = await listen(`${path}.new`, () => holds)
  await rename(`${path}.new`, path)
  const claim: Claim = {
    name,
    hold() {
      holds = true
      return claim
    },
    async release() {
      await rm(path, { force: true })
      await close(server)
    },
  }
  return claim
}

async function othersIn(folder: string, own: string): Promise<Answer[]> {
  const names = (await readdir(folder)).filter((name) => /^claim-[0-9a-f]{8}$/u.test(name) && name !== own)
  const answers = await Promise.all(names.map((name) => askOrForget(join(folder, name))))
  return answers.filter((answer) => answer !== undefined)
}

/** Names are never used again, so a dead claim can be removed without looking twice. */
async function askOrForget(path: string): Promise<Answer | undefined> {
  const answer = await ask(path)
  if (answer === undefined) await rm(path, { force: true })
  return answer
}

interface Answer {
  readonly holds: boolean
  readonly who: string
}

function listen(path: string, holds: () => boolean): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.end(JSON.stringify({ holds: holds(), who: `process ${process.pid} on ${hostname()}` }))
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    // The lock must not keep a process alive that has nothing else to do.
    server.listen(path, () => resolve(server.unref()))
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => void server.close(() => resolve()))
}

/** What whoever listens there says; undefined when nobody does. */
function ask(path: string): Promise<Answer | undefined> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(path)
    const alive = () => {
      socket.destroy()
      resolve(parse(text))
    }
    socket.setTimeout(3000, alive)
    socket.on('data', (chunk) => (text += chunk.toString()))
    socket.on('end', alive)
    socket.on('error', ({ code, message }: NodeJS.ErrnoException) => {
      if (code === 'ECONNREFUSED' || code === 'ENOENT') resolve(undefined)
      else if (code === 'ECONNRESET' || code === 'EPIPE') alive()
      else reject(new ConfigurationError(`The lock ${path} can't be asked: ${message}`))
    })
  })
}

/** Whoever accepts a connection is alive, whatever it says, or is too busy to say. */
function parse(text: string): Answer {
  try {
    const { holds, who } = JSON.parse(text) as Partial<Answer>
    return { holds: holds !== false, who: typeof who === 'string' ? who.slice(0, 300) : 'a process' }
  } catch {
    return { holds: true, who: 'a process that is too busy to say its number' }
  }
}

/** Windows gives a pipe to one process at a time, and takes it back at its end. */
async function lockPipe(dataDir: string): Promise<DataDirLock> {
  const path = `\\\\.\\pipe\\sallyport-${digestOf(dataDir)}`
  try {
    const server = await listen(path, () => true)
    return { release: () => close(server) }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error
    throw refusal(dataDir, (await ask(path)) ?? { holds: true, who: 'a process' })
  }
}
