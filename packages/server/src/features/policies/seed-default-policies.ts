import type { Kysely, Transaction } from 'kysely'
import type { AuditSink } from '../../platform/audit/audit-sink.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/schema.ts'
import { defaultPolicies } from './default-policies.ts'
import { authoredOf, jsonOf, type PolicyRecord } from './policy-record.ts'
import {
  insertPolicyRecord,
  lockPolicies,
  rememberDefaultsSeeded,
  wereDefaultsSeeded,
} from './policy-store.ts'

/** Puts the defaults in place once in the life of an organization: one that somebody deletes stays deleted. */
export async function seedDefaultPolicies(
  { db, audit, clock }: { db: Kysely<Database>; audit: AuditSink; clock: Clock },
  organization: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockPolicies(trx)
    if (await wereDefaultsSeeded(trx, organization)) return
    const at = clock()
    for (const policy of defaultPolicies) {
      const record = {
        organization,
        policy: authoredOf(policy),
        revision: 1,
        createdAt: at,
        updatedAt: at,
        updatedBy: null,
      }
      if (await insertPolicyRecord(trx, record)) await recordCreation(trx, audit, record)
    }
    await rememberDefaultsSeeded(trx, organization)
  })
}

async function recordCreation(
  trx: Transaction<Database>,
  audit: AuditSink,
  record: PolicyRecord,
): Promise<void> {
  await audit.record(trx, {
    organization: record.organization,
    actor: {},
    action: 'create_policy',
    resource: `policy:${record.policy.id}`,
    details: `Default policy “${record.policy.name}” created at the first start`,
    success: true,
    changes: { before: null, after: jsonOf(record.policy) },
  })
}
