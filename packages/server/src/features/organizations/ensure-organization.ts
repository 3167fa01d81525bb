import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/schema.ts'
import { insertOrganization, updateOrganizationName } from './organization-store.ts'

/** Every row belongs to an organization; for now exactly one exists. */
export const defaultOrganization = 'org-default'

/** Makes the one organization at the first start and answers its id. */
export async function ensureOrganization(db: Kysely<Database>, clock: Clock): Promise<string> {
  await insertOrganization(db, { id: defaultOrganization, name: 'Default Organization', at: clock() })
  return defaultOrganization
}

/** Set-up gives it the name that people know. */
export async function renameOrganization(trx: Transaction<Database>, name: string): Promise<void> {
  await updateOrganizationName(trx, defaultOrganization, name)
}
