import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ConfigurationError } from '../../config.ts'

/** Reads DATA_DIR/keys/master.key, made first when there is none. */
export async function keyFile(dataDir: string): Promise<{ path: string; text: string }> {
  const path = join(dataDir, 'keys', 'master.key')
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const found = await stat(path).catch(ignoreMissing)
  if (found === undefined) await makeKeyFile(path)
  else if (process.platform !== 'win32' && (found.mode & 0o077) !== 0)
    throw new ConfigurationError(
      `Others can read the master key ${path}. Make it yours alone (chmod 600 ${path}); if anybody else may have read it, what it protects must be renewed`,
    )
  return { path, text: await readFile(path, 'utf8') }
}

/**
 * Written elsewhere, made durable, then linked into place: a power cut leaves the whole key or none, and of two first
 * starts the slower one takes the quicker one's.
 */
async function makeKeyFile(path: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  try {
    await withFile(draft, 'wx', async (file) => {
      await file.writeFile(`${randomBytes(32).toString('base64')}\n`)
      await file.sync()
    })
    await link(draft, path).catch(ignoreExisting)
  } finally {
    await rm(draft, { force: true })
  }
  // Windows can't open a folder, and needs no sync of one.
  if (process.platform !== 'win32') await withFile(dirname(path), 'r', (folder) => folder.sync())
}

async function withFile(
  path: string,
  flags: string,
  work: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const file = await open(path, flags, 0o600)
  try {
    await work(file)
  } finally {
    await file.close()
  }
}

function ignoreMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  return undefined
}

function ignoreExisting(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
}
