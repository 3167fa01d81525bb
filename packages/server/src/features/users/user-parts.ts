import type { RoleGrant } from '@sallyport/engine'
import type { Kysely, Transaction } from 'kysely'
import type { Account } from '../../platform/account.ts'
import type { AuditActor, AuditEntry, AuditSink } from '../../platform/audit/audit-sink.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/schema.ts'
import { entryBy, type Identity } from '../../platform/identity.ts'
import type { RoleTable } from '../../platform/permissions.ts'
import { ProblemError } from '../../platform/problem.ts'
import type { InvitationStore } from './invitation-store.ts'
import type { User, UserStore } from './user-store.ts'

export interface UserParts {
  readonly db: Kysely<Database>
  readonly audit: AuditSink
  readonly now: Clock
  readonly users: UserStore
  readonly invitations: InvitationStore
  readonly roles: RoleTable
  readonly care: SignInCare
  readonly publicUrl: () => string
  /** Makes changes of people and of policies serial: two that together lock everybody out must see each other. */
  readonly lock: (trx: Transaction<Database>) => Promise<void>
  /**
   * Throws `lockout` for a change after which no administrator could sign in and edit policies (model, section 4).
   * `before` and `after` are everybody with an account.
   */
  readonly guardLockout: (
    identity: Identity,
    before: readonly Account[],
    after: readonly Account[],
  ) => Promise<void>
  /** Somebody's circumstances changed: what is open is asked again. */
  readonly reconsider: () => Promise<void>
}

/** What signing in shows of people, and does for them within a transaction. */
export interface SignInCare {
  standings(userIds: readonly string[]): Promise<Map<string, Standing>>
  openSessions(userId: string): Promise<readonly OpenSession[]>
  factors(userId: string): Promise<readonly HeldFactor[]>
  endSessions(
    trx: Transaction<Database>,
    userId: string,
    reason: string,
    by: AuditActor & { requestId?: string; ipAddress?: string; why?: string },
    only?: string,
  ): Promise<number>
  removeFactor(trx: Transaction<Database>, account: Account, id: string): Promise<HeldFactor | undefined>
  unlock(trx: Transaction<Database>, account: Account): Promise<boolean>
  beginReset(
    trx: Transaction<Database>,
    account: Account,
    reset: { password: boolean; factors: boolean; startedBy: string; lifeSeconds: number },
  ): Promise<BegunReset>
  notify(trx: Transaction<Database>, people: readonly Account[], notice: Notice): Promise<void>
}

export interface Notice {
  readonly kind: 'reset-started' | 'factor-taken'
  readonly text: string
  readonly facts: {
    readonly by: string
    readonly factor?: { readonly type: 'totp' | 'webauthn'; readonly name: string }
  }
}

export interface Standing {
  readonly openSessions: number
  readonly locks: readonly {
    readonly of: 'password' | 'second_factor'
    readonly until: Date | null
    readonly newPlacesOnly: boolean
  }[]
  readonly reset:
    { readonly password: boolean; readonly factors: boolean; readonly expiresAt: Date } | undefined
}

export interface OpenSession {
  readonly id: string
  readonly createdAt: Date
  readonly lastSeenAt: Date
  readonly expiresAt: Date
  readonly authMethods: readonly string[]
  readonly mfaVerified: boolean
  readonly address: string | undefined
  readonly userAgent: string | undefined
  readonly device: { readonly browser: string; readonly system: string | null } | null
}

export interface HeldFactor {
  readonly id: string
  readonly type: 'totp' | 'webauthn'
  readonly name: string
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
  readonly backupEligible: boolean | null
  readonly backedUp: boolean | null
}

export interface BegunReset {
  readonly token: string
  readonly expiresAt: Date
  readonly password: boolean
  readonly factors: boolean
  readonly removed: readonly HeldFactor[]
}

/** Who changes users, as the audit log names them, and what they hold themselves. */
export interface Changer {
  readonly identity: Identity
  readonly requestId: string
  readonly grants: readonly RoleGrant[]
  readonly reason: string | undefined
  readonly force: boolean
}

export async function mustFind(parts: UserParts, id: string, trx?: Transaction<Database>): Promise<User> {
  const user = await parts.users.byId(id, trx)
  if (user === undefined) throw notFound(id)
  return user
}

export function notFound(id: string): ProblemError {
  return new ProblemError('user-not-found', `There is no user with the id ${id}`)
}

/** How somebody is named to others: in notices and on the page of a link. */
export function nameOf({ email, tokenName }: Identity): string {
  return email ?? (tokenName === undefined ? 'an administrator' : `the API token ${tokenName}`)
}

/** The same person for the log of each session that ends. */
export function endedBy(by: Changer) {
  const { actor, requestId, ipAddress } = entryBy(by.identity, by.requestId)
  return {
    ...actor,
    requestId,
    ...(ipAddress === undefined ? {} : { ipAddress }),
    ...(by.reason === undefined ? {} : { why: by.reason }),
  }
}

export interface Change {
  readonly action: string
  readonly id: string
  readonly details: string
  readonly changes?: AuditEntry['changes']
}

export async function record(
  parts: UserParts,
  trx: Transaction<Database>,
  by: Changer,
  { action, id, details, changes }: Change,
): Promise<void> {
  await parts.audit.record(trx, {
    ...entryBy(by.identity, by.requestId),
    action,
    resource: `user:${id}`,
    details,
    success: true,
    ...(changes === undefined ? {} : { changes }),
    ...(by.reason === undefined ? {} : { reason: by.reason }),
  })
}
