import type { AccessRequest, Decision, JsonObject } from '@sallyport/engine'
import type { Kysely } from 'kysely'
import type { Account } from '../../platform/account.ts'
import type { AuditSink } from '../../platform/audit/audit-sink.ts'
import type { Circumstances } from '../../platform/authentication.ts'
import type { Clock } from '../../platform/clock.ts'
import type { MasterKey } from '../../platform/crypto/master-key.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { Fulfil } from '../../platform/fulfil-obligations.ts'
import type { SessionFacts } from '../../platform/identity.ts'
import type { RoleTable } from '../../platform/permissions.ts'
import type { Accounts } from './accounts.ts'
import type { ChallengeStore } from './challenge-store.ts'
import type { FactorStore } from './factor-store.ts'
import type { NoticeStore } from './notice-store.ts'
import type { PasskeyStore } from './passkey-store.ts'
import type { PasswordHasher } from './password-hash.ts'
import type { PendingStore } from './pending-store.ts'
import type { ResetStore } from './reset-store.ts'
import type { SessionStore } from './session-store.ts'
import type { Throttle } from './throttle.ts'
import type { ThrottleStore } from './throttle-store.ts'

/** How identity was proved so far in one sign-in. */
export type Proof = Pick<SessionFacts, 'authMethods' | 'mfaVerified' | 'authTime'>

/** One request of somebody who signs in. */
export interface Visit extends Circumstances {
  readonly requestId: string
  /** The session that the request came with. */
  readonly session?: { readonly id: string; readonly userId: string }
}

/** What the use cases of this feature work with; put together in `app.ts`. */
export interface AuthParts {
  readonly db: Kysely<Database>
  readonly audit: AuditSink
  readonly masterKey: MasterKey
  readonly now: Clock
  readonly decide: (request: AccessRequest) => Decision
  readonly contextOf: (facts: Circumstances & { at: Date; session?: Proof }) => JsonObject
  readonly roles: RoleTable
  readonly accounts: Accounts
  readonly hasher: PasswordHasher
  readonly throttle: Throttle
  readonly throttles: ThrottleStore
  readonly sessions: SessionStore
  readonly factors: FactorStore
  readonly passkeys: PasskeyStore
  readonly challenges: ChallengeStore
  readonly pending: PendingStore
  readonly resets: ResetStore
  readonly notices: NoticeStore
  /** Fulfils `log` and `notify`; false when it can't. */
  readonly fulfil: Fulfil
  /** The name that authenticator apps show. */
  readonly issuer: string
  /** The address that people open; passkeys are bound to it. */
  readonly publicUrl: () => string
}

/** The start of an audit entry about this person. */
export function entryOf(account: Account, visit: Visit) {
  return {
    organization: account.organization,
    actor: { userId: account.id, email: account.email },
    requestId: visit.requestId,
    ...(visit.session?.userId === account.id ? { sessionId: visit.session.id } : {}),
    ...(visit.address === undefined ? {} : { ipAddress: visit.address }),
  }
}

/** Why a sign-in failed before any policy was asked. */
export type SignInFailure =
  | 'unknown_address'
  | 'wrong_password'
  | 'invitation_pending'
  | 'account_disabled'
  | 'wrong_second_factor'
  | 'passkey_refused'

/** The log keeps it as it keeps the reason of a decision, so that denials of every kind are counted in one way. */
export function failedBecause(reason: SignInFailure) {
  return { success: false, decision: { decision: false, reason } }
}
