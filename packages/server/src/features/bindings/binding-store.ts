import type { Binding } from '@sallyport/engine'
import type { Kysely, Selectable } from 'kysely'
import type { BindingsTable, Database } from '../../platform/database/schema.ts'

export interface BindingRecord {
  readonly organization: string
  readonly binding: Required<Pick<Binding, 'enabled'>> & Binding
  readonly createdAt: Date
  readonly createdBy: string | null
}

export interface BindingFilter {
  readonly policy?: string | undefined
  readonly subject?: string | undefined
  readonly resource?: string | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** Every binding there is, for compiling. */
export async function allBindings(db: Kysely<Database>): Promise<Binding[]> {
  const rows = await db.selectFrom('bindings').selectAll().orderBy('organization').orderBy('id').execute()
  return rows.map((row) => recordOf(row).binding)
}

export async function listBindingRecords(
  db: Kysely<Database>,
  organization: string,
  { policy, subject, resource, after, limit }: BindingFilter,
): Promise<BindingRecord[]> {
  let query = db.selectFrom('bindings').selectAll().where('organization', '=', organization)
  if (policy !== undefined) query = query.where('policy', '=', policy)
  if (subject !== undefined) query = query.where('subject', '=', subject)
  if (resource !== undefined) query = query.where('resource', '=', resource)
  if (after !== undefined) query = query.where('id', '>', after)
  return (await query.orderBy('id').limit(limit).execute()).map(recordOf)
}

export async function findBindingRecord(db: Kysely<Database>, organization: string, id: string) {
  const row = await db
    .selectFrom('bindings')
    .selectAll()
    .where('organization', '=', organization)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && recordOf(row)
}

/** False when the id is taken. */
export async function insertBindingRecord(db: Kysely<Database>, record: BindingRecord): Promise<boolean> {
  const { valid_from, valid_until, ...binding } = record.binding
  const result = await db
    .insertInto('bindings')
    .values({
      ...binding,
      organization: record.organization,
      valid_from: valid_from === undefined ? null : new Date(valid_from),
      valid_until: valid_until === undefined ? null : new Date(valid_until),
      created_at: record.createdAt,
      created_by: record.createdBy,
    })
    .onConflict((conflict) => conflict.columns(['organization', 'id']).doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function deleteBindingRecord(
  db: Kysely<Database>,
  organization: string,
  id: string,
): Promise<void> {
  await db.deleteFrom('bindings').where('organization', '=', organization).where('id', '=', id).execute()
}

function recordOf(row: Selectable<BindingsTable>): BindingRecord {
  const { id, policy, subject, resource, enabled, valid_from, valid_until } = row
  return {
    organization: row.organization,
    binding: {
      id,
      policy,
      subject,
      resource,
      enabled,
      ...(valid_from !== null && { valid_from: valid_from.toISOString() }),
      ...(valid_until !== null && { valid_until: valid_until.toISOString() }),
    },
    createdAt: row.created_at,
    createdBy: row.created_by,
  }
}
