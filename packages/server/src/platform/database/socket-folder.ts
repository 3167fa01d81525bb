import { createHash } from 'node:crypto'
import { chmod, chown, lstat, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationError } from '../../config.ts'
import type { PostgresAccount } from './postgres-account.ts'

/** Bytes that the path of a unix socket may have: 108 with the terminating NUL on Linux, 104 on macOS and the BSDs. */
const longest = process.platform === 'linux' ? 107 : 103

export function socketPathFits(path: string): boolean {
  return Buffer.byteLength(path) <= longest
}

/** A short name that stands for a long path. */
export function digestOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 16)
}

/**
 * A private folder with a short path for the sockets of a DATA_DIR whose own path is too long for one. Its name can be
 * guessed and the folder around it is everybody's, so one that somebody else made is refused.
 */
export async function shortFolderFor(
  dataDir: string,
  purpose: string,
  owner?: PostgresAccount,
): Promise<string> {
  const preferred = join(tmpdir(), `sallyport-${purpose}-${digestOf(dataDir)}`)
  const folder = socketPathFits(join(preferred, '.s.PGSQL.5432'))
    ? preferred
    : join('/tmp', preferred.slice(tmpdir().length))
  await mkdir(folder, { mode: 0o700 }).catch(ignoreExisting)
  const found = await lstat(folder)
  const allowed = [process.getuid?.(), owner?.uid]
  if (!found.isDirectory() || !allowed.includes(found.uid))
    throw new ConfigurationError(
      `${folder} belongs to somebody else; remove it, or choose a shorter DATA_DIR`,
    )
  await chmod(folder, 0o700)
  if (owner !== undefined) await chown(folder, owner.uid, owner.gid)
  return folder
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
