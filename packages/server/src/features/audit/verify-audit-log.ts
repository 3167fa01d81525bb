import type { FastifyBaseLogger } from 'fastify'
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
  readonly log: FastifyBaseLogger
  /** Metrics of the last verification of a whole log. */
  readonly tell: (organization: string, valid: boolean, at: Date) => void
}

export interface VerifyRequest {
  readonly identity: Identity
  readonly requestId: string
  readonly range: Pick<VerifyOptions, 'from' | 'to'>
}

/** Verifies the log of the caller's organization, records that it was done, and keeps what came out of a whole one. */
export async function verifyAuditLog(
  deps: VerifyDeps,
  { identity, requestId, range }: VerifyRequest,
): Promise<Verification> {
  const { db, audit, masterKey } = deps
  const { organization } = identity
  const verifiedAt = deps.now()
  const whole = range.from === undefined && range.to === undefined
  const verification: Verification & Partial<WholeVerification> = whole
    ? await verifyWholeChain({ db, masterKey, organization })
    : await verifyChain({ db, masterKey, organization, ...range })
  const { through } = verification
  await db.transaction().execute(async (trx) => {
    await audit.record(trx, { ...entryBy(identity, requestId), ...verificationEntry(verification) })
    if (through !== undefined)
      await keepVerification(trx, organization, { ...verification, through, verifiedAt })
  })
  tellOf(deps, organization, { verification, whole, verifiedAt })
  return verification
}

/** A fault must not wait until somebody looks. */
export function tellOf(
  { log, tell }: Pick<VerifyDeps, 'log' | 'tell'>,
  organization: string,
  { verification, whole, verifiedAt }: { verification: Verification; whole: boolean; verifiedAt: Date },
): void {
  const { valid, first_fault } = verification
  if (!valid) log.error({ organization, first_fault }, 'The audit log is not what was written')
  if (whole) tell(organization, valid, verifiedAt)
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
