import { readFile, realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ConfigurationError } from '../../config.ts'

/** The account of this machine that the database runs as. */
export interface PostgresAccount {
  readonly uid: number
  readonly gid: number
}

const candidates = ['postgres', '_postgres', 'sallyport', 'nobody']

/**
 * PostgreSQL refuses to run as root, so for root an unprivileged account is found: whoever owns the data already, else
 * one of the machine's own. Undefined when this process is not root (and on Windows): then no account is changed.
 */
export async function postgresAccount(dataFolder: string): Promise<PostgresAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const owner = await stat(dataFolder).catch(() => undefined)
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const known = readAccounts(await readFile('/etc/passwd', 'utf8').catch(() => ''))
  const account = candidates.map((name) => known.get(name)).find((found) => found !== undefined)
  if (account !== undefined) return account
  throw new ConfigurationError(
    'Sallyport runs as root, and PostgreSQL refuses to. Make an account for the database (useradd --system sallyport), run Sallyport as an ordinary user, or set DATABASE_URL',
  )
}

export function readAccounts(passwd: string): Map<string, PostgresAccount> {
  const rows = passwd.split('\n').map((line) => line.split(':'))
  const accounts = rows.map(
    ([name = '', , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }] as const,
  )
  return new Map(accounts.filter(([, { uid, gid }]) => uid > 0 && gid >= 0))
}

/** The first folder on the way to `path` that the account may not enter; undefined when it can get there. */
export async function closedTo(
  path: string,
  account: PostgresAccount | undefined,
): Promise<string | undefined> {
  if (account === undefined) return undefined
  for (const folder of ancestry(await realpath(path))) {
    const { mode, uid, gid } = await stat(folder)
    const enter = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if ((mode & enter) === 0) return folder
  }
  return undefined
}

function ancestry(path: string): string[] {
  const parent = dirname(path)
  return parent === path ? [path] : [...ancestry(parent), path]
}
