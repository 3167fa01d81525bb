import type { Policy } from '@sallyport/engine'
import { sql, type ExpressionBuilder, type Kysely, type Selectable, type Transaction } from 'kysely'
import type { Database, PoliciesTable } from '../../platform/database/schema.ts'
import { ProblemError } from '../../platform/problem.ts'
import type { PolicyRecord } from './policy-record.ts'
import { authoredOf } from './policy-record.ts'

/** Where a page of the list ended. */
export interface PolicyPlace {
  readonly createdAt: Date
  readonly id: string
}

export interface PolicyFilter {
  readonly type?: string | undefined
  readonly enabled?: boolean | undefined
  readonly q?: string | undefined
  readonly after?: PolicyPlace | undefined
  readonly limit: number
}

/** One change at a time over all nodes: the candidate snapshot is built from what the lock's holder reads. */
export async function lockPolicies(trx: Transaction<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('sallyport'), hashtext('policies'))`.execute(trx)
}

/** In the order of their creation, which puts the defaults first. */
export async function listPolicyRecords(
  db: Kysely<Database>,
  organization: string,
  { type, enabled, q, after, limit }: PolicyFilter,
): Promise<PolicyRecord[]> {
  let query = db.selectFrom('policies').selectAll().where('organization', '=', organization)
  if (type !== undefined) query = query.where('type', '=', type)
  if (enabled !== undefined) query = query.where('enabled', '=', enabled)
  if (q !== undefined && q !== '') query = query.where((where) => mentions(where, q))
  if (after !== undefined)
    query = query.where((where) =>
      where(where.refTuple('created_at', 'id'), '>', where.tuple(after.createdAt, after.id)),
    )
  const rows = await query.orderBy('created_at').orderBy('id').limit(limit).execute()
  return rows.map(recordOf)
}

function mentions(where: ExpressionBuilder<Database, 'policies'>, q: string) {
  const part = `%${q.replace(/[\\%_]/gu, '\\$&')}%`
  return where.or([
    where('id', 'ilike', part),
    sql<boolean>`document->>'name' ilike ${part}`,
    sql<boolean>`document->>'description' ilike ${part}`,
    sql<boolean>`exists (select from jsonb_path_query(document, '$.statements[*].label') as label where label #>> '{}' ilike ${part})`,
    sql<boolean>`exists (select from jsonb_path_query(document, '$.rules[*]') as rule where rule #>> '{}' ilike ${part})`,
  ])
}

export async function allPolicyRecords(db: Kysely<Database>): Promise<PolicyRecord[]> {
  const rows = await db.selectFrom('policies').selectAll().orderBy('organization').orderBy('id').execute()
  return rows.map(recordOf)
}

export async function findPolicyRecord(
  db: Kysely<Database>,
  organization: string,
  id: string,
  lock: 'for-update' | 'no-lock' = 'no-lock',
): Promise<PolicyRecord | undefined> {
  const query = db
    .selectFrom('policies')
    .selectAll()
    .where('organization', '=', organization)
    .where('id', '=', id)
  const row = await (lock === 'for-update' ? query.forUpdate() : query).executeTakeFirst()
  return row && recordOf(row)
}

/** False when the id is taken. */
export async function insertPolicyRecord(trx: Transaction<Database>, record: PolicyRecord): Promise<boolean> {
  const inserted = await trx
    .insertInto('policies')
    .values({
      organization: record.organization,
      id: record.policy.id,
      created_at: record.createdAt,
      ...columnsOf(record),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

export async function updatePolicyRecord(trx: Transaction<Database>, record: PolicyRecord): Promise<void> {
  await trx
    .updateTable('policies')
    .set(columnsOf(record))
    .where('organization', '=', record.organization)
    .where('id', '=', record.policy.id)
    .execute()
}

export async function deletePolicyRecord(
  trx: Transaction<Database>,
  organization: string,
  id: string,
): Promise<void> {
  const deletion = trx.deleteFrom('policies').where('organization', '=', organization).where('id', '=', id)
  await deletion.execute().catch((error: unknown) => {
    if (!isForeignKeyViolation(error)) throw error
    throw new ProblemError('conflict', `Bindings apply the template ${id}. Remove them first`)
  })
}

function isForeignKeyViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23503'
}

/** The revision of the last committed snapshot, by which a node sees that its own is behind. */
export async function announcedRevision(trx: Transaction<Database>): Promise<unknown> {
  return setting(trx, 'policies.revision')
}

/** Other nodes hear of it when, and only when, the transaction commits. */
export async function announceRevision(trx: Transaction<Database>, revision: string): Promise<void> {
  await remember(trx, 'policies.revision', revision)
  await sql`select pg_notify('policies', ${revision})`.execute(trx)
}

export async function wereDefaultsSeeded(trx: Transaction<Database>, organization: string): Promise<boolean> {
  return (await setting(trx, `policies.defaults-seeded.${organization}`)) === true
}

export async function rememberDefaultsSeeded(
  trx: Transaction<Database>,
  organization: string,
): Promise<void> {
  await remember(trx, `policies.defaults-seeded.${organization}`, true)
}

async function setting(trx: Transaction<Database>, key: string): Promise<unknown> {
  const row = await trx.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value
}

async function remember(trx: Transaction<Database>, key: string, value: string | boolean): Promise<void> {
  const text = JSON.stringify(value)
  await trx
    .insertInto('settings')
    .values({ key, value: text })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: text }))
    .execute()
}

function columnsOf({ policy, revision, updatedAt, updatedBy }: PolicyRecord) {
  const { type, enabled } = policy
  const ownColumns = ['id', 'type', 'enabled']
  const document = Object.fromEntries(
    Object.entries(policy).filter(([member]) => !ownColumns.includes(member)),
  )
  return {
    type,
    enabled,
    document: JSON.stringify(document),
    revision,
    updated_at: updatedAt,
    updated_by: updatedBy,
  }
}

function recordOf(row: Selectable<PoliciesTable>): PolicyRecord {
  return {
    organization: row.organization,
    policy: authoredOf({
      ...row.document,
      id: row.id,
      type: row.type as Policy['type'],
      enabled: row.enabled,
    }),
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  }
}
