import type { Kysely } from 'kysely'
import type { AuditSink } from '../../platform/audit/audit-sink.ts'
import { verifyChain, type Verification, type VerifyOptions } from '../../platform/audit/verify-chain.ts'
import type { MasterKey } from '../../platform/crypto/master-key.ts'
import type { Database } from '../../platform/database/schema.ts'
import { entryBy, type Identity } from '../../platform/identity.ts'

export interface VerifyDeps {
  readonly db: Kysely<Database>
  readonly audit: AuditSink
  readonly masterKey: MasterKey
}

export interface VerifyRequest {
  readonly identity: Identity
  readonly requestId: string
  readonly range: Pick<VerifyOptions, 'from' | 'to'>
}

/** Verifies the log of the caller's organization, and records that it was done and what came out. */
export async function verifyAuditLog(
  deps: VerifyDeps,
  { identity, requestId, range }: VerifyRequest,
): Promise<Verification> {
  const { db, audit, masterKey } = deps
  const verification = await verifyChain({ db, masterKey, organization: identity.organization, ...range })
  await db.transaction().execute((trx) =>
    audit.record(trx, {
      ...entryBy(identity, requestId),
      action: 'verify_audit_log',
      resource: 'audit_log',
      details: inWords(verification),
      success: verification.valid,
    }),
  )
  return verification
}

function inWords({ checked, first_fault }: Verification): string {
  const entries = `${checked} ${checked === 1 ? 'entry fits' : 'entries fit'}`
  return first_fault === undefined
    ? `The audit log is intact: ${entries}`
    : `The audit log is not intact: ${first_fault.fault}`
}
