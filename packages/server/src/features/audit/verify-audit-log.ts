import type { Kysely } from 'kysely'
import type { AuditSink } from '../../platform/audit/audit-sink.ts'
import {
  verifyChain,
  verifyWholeChain,
  type Verification,
  type VerifyOptions,
  type WholeVerification,
} from '../../platform/audit/verify-chain.ts'
import type { Clock } from '../../platform/clock.ts'
import type { MasterKey } from '../../platform/crypto/master-key.ts'
import type { Database } from '../../platform/database/schema.ts'
import { entryBy, type Identity } from '../../platform/identity.ts'
import { keepVerification } from './verification-store.ts'

export interface VerifyDeps {
  readonly db: Kysely<Database>
  readonly audit: AuditSink
  readonly masterKey: MasterKey
  readonly now: Clock
}

export interface VerifyRequest {
  readonly identity: Identity
  readonly requestId: string
  readonly range: Pick<VerifyOptions, 'from' | 'to'>
}

/** Verifies the log of the caller's organization, records that it was done, and keeps what came out of a whole one. */
export async function verifyAuditLog(
  { db, audit, masterKey, now }: VerifyDeps,
  { identity, requestId, range }: VerifyRequest,
): Promise<Verification> {
  const { organization } = identity
  const verifiedAt = now()
  const whole = range.from === undefined && range.to === undefined
  const verification: Verification & Partial<WholeVerification> = whole
    ? await verifyWholeChain({ db, masterKey, organization })
    : await verifyChain({ db, masterKey, organization, ...range })
  const { through } = verification
  await db.transaction().execute(async (trx) => {
    await audit.record(trx, {
      ...entryBy(identity, requestId),
      ...verificationEntry(verification),
    })
    if (through !== undefined)
      await keepVerification(trx, organization, { ...verification, through, verifiedAt })
  })
  return verification
}

/** What the log says of its own verification. */
export function verificationEntry({ valid, checked, first_fault }: Verification) {
  const entries = `${checked} ${checked === 1 ? 'entry fits' : 'entries fit'}`
  return {
    action: 'verify_audit_log',
    resource: 'audit_log',
    details:
      first_fault === undefined
        ? `The audit log is intact: ${entries}`
        : `The audit log is not intact: ${first_fault.fault}`,
    success: valid,
  }
}
