import type { Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'

export interface OrganizationRecord {
  readonly id: string
  readonly name: string
  readonly domain: string | null
  readonly usersCount: number
  readonly createdAt: Date
}

export async function listOrganizationRecords(db: Kysely<Database>): Promise<OrganizationRecord[]> {
  const rows = await db
    .selectFrom('organizations')
    .select((row) => [
      'id',
      'name',
      'domain',
      'created_at',
      row
        .selectFrom('users')
        .whereRef('users.organization', '=', 'organizations.id')
        .select((users) => users.fn.countAll<number>().as('count'))
        .as('users_count'),
    ])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    domain: row.domain,
    usersCount: row.users_count ?? 0,
    createdAt: row.created_at,
  }))
}

/** Leaves one that exists as it is. */
export async function insertOrganization(
  db: Kysely<Database>,
  organization: { id: string; name: string; at: Date },
): Promise<void> {
  await db
    .insertInto('organizations')
    .values({ id: organization.id, name: organization.name, domain: null, created_at: organization.at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function updateOrganizationName(db: Kysely<Database>, id: string, name: string): Promise<void> {
  await db.updateTable('organizations').set({ name }).where('id', '=', id).execute()
}
