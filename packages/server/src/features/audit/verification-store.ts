import { sql, type Kysely, type Transaction } from 'kysely'
import type { Fault, Verification } from '../../platform/audit/verify-chain.ts'
import type { Database } from '../../platform/database/schema.ts'

/** How the last verification of a whole chain came out. */
export interface VerificationRecord extends Verification {
  readonly verifiedAt: Date
  /** The number of the last entry there was. */
  readonly through: number
}

export async function lastVerification(
  db: Kysely<Database>,
  organization: string,
): Promise<VerificationRecord | undefined> {
  const row = await db
    .selectFrom('audit_verifications')
    .selectAll()
    .where('organization', '=', organization)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { valid, checked, through, verified_at, first_fault } = row
  const fault = first_fault === null ? {} : { first_fault: first_fault as unknown as Fault }
  return { valid, checked, through, verifiedAt: verified_at, ...fault }
}

/** A result that came in late does not take the place of a newer one. */
export async function keepVerification(
  trx: Transaction<Database>,
  organization: string,
  { valid, checked, through, verifiedAt, first_fault }: VerificationRecord,
): Promise<void> {
  const row = {
    valid,
    checked,
    through,
    verified_at: verifiedAt,
    first_fault: first_fault === undefined ? null : JSON.stringify(first_fault),
  }
  await trx
    .insertInto('audit_verifications')
    .values({ organization, ...row })
    .onConflict((conflict) =>
      conflict
        .column('organization')
        .doUpdateSet(row)
        .where(sql<boolean>`audit_verifications.verified_at <= excluded.verified_at`),
    )
    .execute()
}

export async function organizationsWithLogs(db: Kysely<Database>): Promise<readonly string[]> {
  const rows = await db.selectFrom('audit_head').select('organization').orderBy('organization').execute()
  return rows.map(({ organization }) => organization)
}
