import type { JsonObject } from '@sallyport/engine'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'

export interface ViewRecord {
  readonly name: string
  readonly query: JsonObject
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** Whose views: nobody sees another's. */
export interface ViewOwner {
  readonly organization: string
  readonly owner: string
}

export async function listViewRecords(
  db: Kysely<Database>,
  owner: ViewOwner,
): Promise<readonly ViewRecord[]> {
  const rows = await ofOwner(db, owner).orderBy('name').execute()
  return rows.map(recordOf)
}

export async function findViewRecord(
  trx: Transaction<Database>,
  owner: ViewOwner,
  name: string,
): Promise<ViewRecord | undefined> {
  const row = await ofOwner(trx, owner).where('name', '=', name).executeTakeFirst()
  return row && recordOf(row)
}

export async function countViews(trx: Transaction<Database>, owner: ViewOwner): Promise<number> {
  return (await ofOwner(trx, owner).execute()).length
}

export async function putViewRecord(
  trx: Transaction<Database>,
  { organization, owner }: ViewOwner,
  { name, query, createdAt, updatedAt }: ViewRecord,
): Promise<void> {
  const row = { query: JSON.stringify(query), updated_at: updatedAt }
  await trx
    .insertInto('audit_views')
    .values({ organization, owner, name, created_at: createdAt, ...row })
    .onConflict((conflict) => conflict.columns(['organization', 'owner', 'name']).doUpdateSet(row))
    .execute()
}

export async function deleteViewRecord(
  trx: Transaction<Database>,
  { organization, owner }: ViewOwner,
  name: string,
): Promise<void> {
  await trx
    .deleteFrom('audit_views')
    .where('organization', '=', organization)
    .where('owner', '=', owner)
    .where('name', '=', name)
    .execute()
}

function ofOwner(db: Kysely<Database>, { organization, owner }: ViewOwner) {
  return db
    .selectFrom('audit_views')
    .select(['name', 'query', 'created_at', 'updated_at'])
    .where('organization', '=', organization)
    .where('owner', '=', owner)
}

function recordOf(row: { name: string; query: JsonObject; created_at: Date; updated_at: Date }): ViewRecord {
  return { name: row.name, query: row.query, createdAt: row.created_at, updatedAt: row.updated_at }
}
