import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigurationError } from '../../config.ts'
import { connectDatabase } from './connect-database.ts'
import { DataDirInUse } from './data-dir-lock.ts'
import { connectionOfRunning } from './embedded-postgres.ts'
import { openDatabase, type OpenDatabase, type OpenDatabaseOptions } from './open-database.ts'

/**
 * The database of a Sallyport that exists, for another program on its machine: beside a server that runs, by that
 * server's own socket; without one, by starting the embedded database for as long as this program needs it.
 */
export async function reachDatabase(options: OpenDatabaseOptions): Promise<OpenDatabase> {
  const { dataDir, databaseUrl, log } = options
  if (databaseUrl === undefined) await requireOwnDataDir(dataDir)
  try {
    return await openDatabase(options)
  } catch (error) {
    if (!(error instanceof DataDirInUse)) throw error
    const connection = { ...(await connectionOfRunning(dataDir)), database: 'sallyport' }
    return { ...(await connectDatabase(connection, log)), embedded: true }
  }
}

/** What somebody else's account leaves in DATA_DIR would keep the server from its own files. */
async function requireOwnDataDir(dataDir: string): Promise<void> {
  const found = await stat(join(dataDir, 'postgres')).catch(() => undefined)
  if (found === undefined)
    throw new ConfigurationError(
      `There is no Sallyport in ${dataDir}. Set DATA_DIR to the folder that the server uses, or DATABASE_URL to its database`,
    )
  const { uid } = await stat(dataDir)
  if (process.getuid !== undefined && process.getuid() !== uid)
    throw new ConfigurationError(
      `${dataDir} belongs to another account. Run this as that account (number ${uid}), as the server runs`,
    )
}
