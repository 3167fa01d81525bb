import type { FastifyBaseLogger } from 'fastify'
import pg from 'pg'
import { connectDatabase, type ConnectedDatabase } from './connect-database.ts'
import { startEmbeddedPostgres, type Connection, type EmbeddedPostgres } from './embedded-postgres.ts'

export interface OpenDatabase extends ConnectedDatabase {
  /** The server is our own child, and its data is in DATA_DIR. */
  readonly embedded: boolean
}

export interface OpenDatabaseOptions {
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly log: FastifyBaseLogger
  /** What to do when the embedded server dies under us; by default this process ends, with an error. */
  readonly onDeath?: (words: string) => void
}

/** Opens the database of DATABASE_URL, or starts the embedded one; migrated and ready either way. */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenDatabase> {
  const { dataDir, databaseUrl, log } = options
  if (databaseUrl !== undefined)
    return { ...(await connectDatabase({ connectionString: databaseUrl }, log)), embedded: false }
  const onDeath = options.onDeath ?? ((words) => endProcess(words, log))
  const server = await startEmbeddedPostgres({ dataDir, log, onDeath })
  try {
    return await openEmbedded(server, log)
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function openEmbedded(server: EmbeddedPostgres, log: FastifyBaseLogger): Promise<OpenDatabase> {
  const connection = { ...server.connection, database: 'sallyport' }
  await createDatabase(server.connection, connection.database)
  const connected = await connectDatabase(connection, log)
  return {
    ...connected,
    embedded: true,
    close: async () => {
      await connected.close()
      await server.stop()
    },
  }
}

/** Makes the database unless it is there already. */
export async function createDatabase(maintenance: Connection | pg.ClientConfig, name: string): Promise<void> {
  const client = new pg.Client(maintenance)
  client.on('error', () => undefined)
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}

/** Without its database nothing can be decided, so nothing is served: whoever supervises us starts us again. */
function endProcess(words: string, log: FastifyBaseLogger): void {
  log.fatal(words)
  process.exit(1)
}
