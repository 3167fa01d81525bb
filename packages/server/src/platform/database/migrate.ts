import { Migrator, sql, type Kysely, type Migration } from 'kysely'
import { ConfigurationError } from '../../config.ts'

/**
 * Brings the database up to this program. Several nodes may start at once: Kysely's migrator works under an advisory
 * lock and in one transaction. A database that a newer program wrote is refused and left as it is.
 */
export async function migrate<T>(
  db: Kysely<T>,
  migrations: Record<string, Migration>,
): Promise<readonly string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } })
  await refuseNewer(db, migrations)
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error !== undefined) throw new Error('The database could not be migrated', { cause: error })
  return results.map(({ migrationName }) => migrationName)
}

async function refuseNewer<T>(db: Kysely<T>, migrations: Record<string, Migration>): Promise<void> {
  const { rows } = await sql<{
    exists: boolean
  }>`select to_regclass('kysely_migration') is not null as exists`.execute(db)
  if (rows[0]?.exists !== true) return
  const applied = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  const unknown = applied.rows.map(({ name }) => name).filter((name) => !Object.hasOwn(migrations, name))
  if (unknown.length === 0) return
  throw new ConfigurationError(
    `The database was written by a newer Sallyport than this one: it has ${unknown.join(', ')}, which this one doesn't know. Start the newer program, or restore a back-up from before the upgrade; nothing has been changed`,
  )
}
