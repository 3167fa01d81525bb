import type { Kysely } from 'kysely'
import { ConfigurationError } from '../config.ts'
import type { MasterKey } from './crypto/master-key.ts'
import type { Database } from './database/schema.ts'

const key = 'master-key'

/** Refuses to start with a key other than the one that this database's secrets were sealed under. */
export async function recognizeMasterKey(db: Kysely<Database>, masterKey: MasterKey): Promise<void> {
  const value = JSON.stringify(masterKey.fingerprint())
  await db
    .insertInto('settings')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  const stored = await db
    .selectFrom('settings')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  if (stored.value !== masterKey.fingerprint())
    throw new ConfigurationError(
      'The master key is not the one that this database was used with, so its secrets can’t be opened. Put back the key (DATA_DIR/keys/master.key or SALLYPORT_MASTER_KEY) that belongs to it',
    )
}
