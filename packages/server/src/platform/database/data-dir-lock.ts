import { stat, rename, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'
import { ConfigurationError } from '../../config.ts'
import { shortFolderFor, socketPathFits, digestOf } from './socket-folder.ts'

export interface DataDirLock {
  release(): Promise<void>
}

/**
 * One live Sallyport for each DATA_DIR. The lock is a listening socket, so the operating system frees it when its
 * holder dies, however it dies, and neither a reused process id nor another container's can be mistaken for the holder.
 */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  const path = await lockPath(dataDir)
  for (let attempt = 0; attempt < 10; attempt++) {
    const server = await listen(path)
    if (server !== undefined) return { release: () => close(server) }
    const seen = await inode(path)
    const holder = await askHolder(path)
    if (holder !== undefined)
      throw new ConfigurationError(
        `Another Sallyport is running on ${dataDir} (${holder}). Stop it first, or give this one its own DATA_DIR`,
      )
    await setAside(path, seen)
  }
  throw new ConfigurationError(`The lock ${path} can't be taken: others keep taking it`)
}

async function lockPath(dataDir: string): Promise<string> {
  if (process.platform === 'win32') return `\\\\.\\pipe\\sallyport-${digestOf(dataDir)}`
  const path = join(dataDir, 'sallyport.lock')
  return socketPathFits(path) ? path : join(await shortFolderFor(dataDir, 'lock'), 'lock')
}

/** Undefined when something is at the path already; binding to it is atomic. */
function listen(path: string): Promise<Server | undefined> {
  const about = JSON.stringify({ pid: process.pid, host: hostname() })
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.end(about)
  })
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    )
    // The lock must not keep a process alive that has nothing else to do.
    server.listen(path, () => resolve(server.unref()))
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => void server.close(() => resolve()))
}

/** Who answers at the lock, in words; undefined when nobody does. Asks thrice: between bind and listen nobody answers. */
async function askHolder(path: string): Promise<string | undefined> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const answer = await ask(path)
    if (answer !== undefined) return answer
    await pause(50)
  }
  return undefined
}

function ask(path: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(path)
    socket.setTimeout(2000, () => {
      socket.destroy()
      resolve('its process is too busy to say its number')
    })
    socket.on('data', (chunk) => (text += chunk.toString()))
    socket.on('end', () => resolve(describe(text)))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') resolve(undefined)
      else if (error.code === 'ECONNRESET' || error.code === 'EPIPE') resolve(describe(text))
      else reject(new ConfigurationError(`The lock ${path} can't be read: ${error.message}`))
    })
  })
}

function describe(answer: string): string {
  const match = /^\{"pid":(\d+),"host":"([^"\\]{0,255})"\}$/u.exec(answer)
  return match === null
    ? 'its process does not say its number'
    : `process ${match[1] ?? ''} on ${match[2] ?? ''}`
}

/** Removes a dead lock, unless another start replaced it by a live one since it was looked at: that is put back. */
async function setAside(path: string, seen: bigint | undefined): Promise<void> {
  const aside = `${path}.${randomUUID().slice(0, 8)}`
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  )
  if (!moved) return
  if ((await inode(aside)) === seen) await rm(aside, { force: true })
  else await rename(aside, path)
}

async function inode(path: string): Promise<bigint | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined)
  return found?.ino
}
