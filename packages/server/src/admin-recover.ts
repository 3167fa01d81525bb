import { access, constants } from 'node:fs/promises'
import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ConfigurationError, readConfig, type Config } from './config.ts'
import { nativeRoles } from './features/roles/native-roles.ts'
import { createAuditSink } from './platform/audit/audit-sink.ts'
import { systemClock } from './platform/clock.ts'
import { openMasterKey } from './platform/crypto/master-key.ts'
import { reachDatabase } from './platform/database/reach-database.ts'
import { createLog } from './platform/log.ts'
import { recognizeMasterKey } from './platform/recognize-master-key.ts'
import { NotRecovered, recoverAdministrator, type Recovered, type Recovery } from './recover-administrator.ts'

const usage = 'usage: sallyport admin recover <e-mail> [--factors] [--enable] [--promote]'

/** `sallyport admin recover`: proves itself by what only the machine has, the database and the master key. */
async function main(): Promise<void> {
  const recovery = readArguments(process.argv.slice(2))
  const config = readConfig({ ...process.env, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn' })
  await requireMasterKey(config)
  const log = createLog(config.logLevel, process.stdout.isTTY)
  const database = await reachDatabase({ dataDir: config.dataDir, databaseUrl: config.databaseUrl, log })
  try {
    const masterKey = await openMasterKey(config)
    await recognizeMasterKey(database.db, masterKey)
    const audit = createAuditSink({ masterKey, now: systemClock })
    const roles = new Map(nativeRoles.map((role) => [role.name, role]))
    const parts = { db: database.db, audit, now: systemClock, roles }
    print(config, await recoverAdministrator(parts, recovery))
  } finally {
    await database.close()
  }
}

function readArguments(args: string[]): Recovery {
  const flag = { type: 'boolean', default: false } as const
  const options = { factors: flag, enable: flag, promote: flag }
  try {
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true })
    const [email, ...more] = positionals
    if (email === undefined || more.length > 0) throw new NotRecovered(usage)
    return { email, ...values, by: `cli:${userInfo().username}@${hostname()}` }
  } catch (error) {
    throw error instanceof NotRecovered ? error : new NotRecovered(usage, { cause: error })
  }
}

/** The server makes the key at its first start; here a missing one means the wrong folder. */
async function requireMasterKey({ dataDir, masterKey, databaseUrl }: Config): Promise<void> {
  if (masterKey !== undefined || databaseUrl !== undefined) return
  const path = join(dataDir, 'keys', 'master.key')
  await access(path, constants.R_OK).catch((error: unknown) => {
    throw new ConfigurationError(
      (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? `There is no master key at ${path}. Set DATA_DIR to the folder of the server`
        : `This account may not read ${path}. Run this as the account that the server runs as`,
    )
  })
}

function print({ publicUrl, port }: Config, { email, token, expiresAt, told }: Recovered): void {
  const url = publicUrl ?? `http://localhost:${port}`
  const others =
    told === 0
      ? 'there is no other administrator to tell'
      : told === 1
        ? 'the other administrator finds a notice'
        : `${told} other administrators find a notice`
  process.stdout.write(
    `A link for ${email}, shown this once, valid until ${expiresAt.toISOString()}:

    ${url}/reset#token=${token}

${publicUrl === undefined ? 'Where people open Sallyport at another address, put that in front of /reset.\n' : ''}It is in the audit log (recover_administrator), and ${others}.
`,
  )
}

main().catch((error: unknown) => {
  const isExpected = error instanceof NotRecovered || error instanceof ConfigurationError
  const words = isExpected ? error.message : error instanceof Error ? (error.stack ?? error.message) : error
  process.stderr.write(`${String(words)}\n`)
  process.exitCode = 1
})
