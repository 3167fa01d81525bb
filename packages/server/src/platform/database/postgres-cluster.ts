import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, open, readFile, rename, rm, writeFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigurationError } from '../../config.ts'
import { closedTo, type PostgresAccount } from './postgres-account.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'

/** The role that owns the database; the only one there is. */
export const databaseUser = 'sallyport'

/** How the server talks to its database: a socket in a private folder, or, on Windows, the loopback with a password. */
export type Transport = 'socket' | 'loopback'

export interface ClusterOptions {
  readonly dataDir: string
  readonly account: PostgresAccount | undefined
  readonly transport: Transport
}

/** Makes the data folder at the first start. One of another major version is refused and left as it is. */
export async function prepareCluster(binaries: PostgresBinaries, options: ClusterOptions): Promise<string> {
  const folder = join(options.dataDir, 'postgres')
  const major = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (major === undefined) await createCluster(binaries, folder, options)
  else if (major.trim() !== binaries.major)
    throw new ConfigurationError(otherMajor(folder, major.trim(), binaries.major))
  return folder
}

function otherMajor(folder: string, found: string, ours: string): string {
  return `${folder} was written by PostgreSQL ${found}, and this Sallyport brings PostgreSQL ${ours}; it has not been touched. Start the earlier Sallyport, take a back-up with it, and restore that with this one in a new DATA_DIR; or run pg_upgrade from PostgreSQL ${ours} on it`
}

/** Made under another name and renamed when whole: a start that is killed half-way leaves nothing that looks finished. */
async function createCluster(
  binaries: PostgresBinaries,
  folder: string,
  options: ClusterOptions,
): Promise<void> {
  const { account, transport } = options
  const unfinished = `${folder}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { mode: 0o700 })
  if (account !== undefined) await chown(unfinished, account.uid, account.gid)
  const password = transport === 'loopback' ? await makePassword(options) : undefined
  const place = await openPlace(unfinished, account)
  try {
    await run(binaries.initdb, [...initdbArguments(transport, password), '-D', place.path], place, account)
    await writeFile(join(unfinished, 'pg_hba.conf'), accessRules[transport])
  } finally {
    await place.close()
  }
  await rename(unfinished, folder)
}

/** Nobody but our own role, and only by the way that this server uses. */
const accessRules: Record<Transport, string> = {
  socket: `local all ${databaseUser} trust\n`,
  loopback: `host all ${databaseUser} 127.0.0.1/32 scram-sha-256\n`,
}

function initdbArguments(transport: Transport, passwordFile: string | undefined): string[] {
  return [
    `--username=${databaseUser}`,
    '--encoding=UTF8',
    // Text is compared byte for byte, whatever the machine's language.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(transport === 'socket' ? ['--auth-local=trust', '--auth-host=reject'] : ['--auth=scram-sha-256']),
    ...(passwordFile === undefined ? [] : [`--pwfile=${passwordFile}`]),
  ]
}

export function passwordFileOf(dataDir: string): string {
  return join(dataDir, 'postgres.password')
}

async function makePassword({ dataDir, account }: ClusterOptions): Promise<string> {
  const path = passwordFileOf(dataDir)
  await writeFile(path, randomBytes(32).toString('base64url'), { mode: 0o600 })
  await chmod(path, 0o600)
  if (account !== undefined) await chown(path, account.uid, account.gid)
  return path
}

/** How a child finds a folder: by its path, or by a handle that it inherits. */
export interface Place {
  readonly path: string
  /** For the fourth place of the child's `stdio`. */
  readonly handle: number | undefined
  close(): Promise<void>
}

/**
 * Where the account can't walk to the folder (root's own home is closed to it), Linux lets us hand the opened folder
 * itself to the child, which finds it at /proc/self/fd/3. Elsewhere the closed folder is named and the start refused.
 */
export async function openPlace(
  folder: string,
  account: PostgresAccount | undefined,
  platform = process.platform,
): Promise<Place> {
  const closed = await closedTo(folder, account)
  if (closed === undefined) return { path: folder, handle: undefined, close: () => Promise.resolve() }
  if (platform !== 'linux')
    throw new ConfigurationError(
      `Sallyport runs as root, so its database runs as another account, which may not enter ${closed}. Choose a DATA_DIR elsewhere (such as /var/lib/sallyport), or allow it: chmod o+x ${closed}`,
    )
  const handle: FileHandle = await open(folder, 'r')
  return { path: '/proc/self/fd/3', handle: handle.fd, close: () => handle.close() }
}

function run(
  program: string,
  args: string[],
  place: Place,
  account: PostgresAccount | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stdio = ['ignore', 'pipe', 'pipe', place.handle ?? 'ignore'] as const
    const child = spawn(program, args, {
      ...account,
      stdio: [...stdio],
      cwd: '/',
      env: {},
      windowsHide: true,
    })
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else
        reject(
          new ConfigurationError(
            `The database could not be made (initdb ended with ${code ?? 'a signal'}): ${said.trim().slice(-1000)}`,
          ),
        )
    })
  })
}
