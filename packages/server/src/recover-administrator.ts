import type { Json } from '@sallyport/engine'
import type { Kysely, Transaction } from 'kysely'
import { beginReset } from './features/auth/begin-reset.ts'
import { factorStore } from './features/auth/factor-store.ts'
import { endSessionsWithin } from './features/auth/login-sessions.ts'
import { noticeStore } from './features/auth/notice-store.ts'
import { pendingStore } from './features/auth/pending-store.ts'
import { resetStore } from './features/auth/reset-store.ts'
import { sessionStore } from './features/auth/session-store.ts'
import { nameKey } from './features/auth/throttle.ts'
import { throttleStore } from './features/auth/throttle-store.ts'
import { lockPolicies } from './features/policies/policy-store.ts'
import { userStore, type User } from './features/users/user-store.ts'
import type { AuditSink } from './platform/audit/audit-sink.ts'
import type { Clock } from './platform/clock.ts'
import type { Database } from './platform/database/schema.ts'
import { keyOfEmail } from './platform/email.ts'
import { holds, isScoped, permissionsOf, stateOfGrant, type RoleTable } from './platform/permissions.ts'

/** Why nobody was recovered, in words for whoever sits at the machine. Nothing was changed. */
export class NotRecovered extends Error {}

export interface RecoveryParts {
  readonly db: Kysely<Database>
  readonly audit: AuditSink
  readonly now: Clock
  readonly roles: RoleTable
}

export interface Recovery {
  readonly email: string
  readonly factors: boolean
  readonly enable: boolean
  readonly promote: boolean
  /** Who asks, as the log names them: `cli:<account>@<machine>`. */
  readonly by: string
}

export interface Recovered {
  readonly email: string
  readonly token: string
  readonly expiresAt: Date
  /** How many other administrators were told. */
  readonly told: number
}

const lifeSeconds = 3600
const greatest = 'Super Admin'

/**
 * Gives an administrator a way back in: a link that resets the account. Whoever may run this has the master key and the
 * database, so it guards against slips alone: what the account lacks besides is named and not given unasked.
 */
export async function recoverAdministrator(parts: RecoveryParts, recovery: Recovery): Promise<Recovered> {
  const users = userStore(parts.db)
  return parts.db.transaction().execute(async (trx) => {
    await lockPolicies(trx)
    const everybody = await users.all(trx)
    const user = everybody.find(({ email }) => keyOfEmail(email) === keyOfEmail(recovery.email))
    if (user === undefined) throw unknown(parts, recovery, everybody)
    refuseWhatIsUnasked(parts, recovery, user)
    const promoted = recovery.promote && !administers(parts, user)
    if (user.state !== 'active') await users.update(trx, user.id, { state: 'active' }, parts.now())
    if (promoted) await users.setRoles(trx, user, [...user.roles, greatest])
    const begun = await restart(parts, trx, user, recovery)
    const after = await users.byId(user.id, trx)
    await parts.audit.record(trx, {
      organization: user.organization,
      actor: { email: recovery.by },
      action: 'recover_administrator',
      resource: `user:${user.id}`,
      details: `Recovered ${user.email} on the machine itself: ${sentenceOf(user, recovery, promoted)}`,
      success: true,
      changes: { before: shown(user), after: after === undefined ? null : shown(after) },
    })
    const others = everybody.filter((one) => one.id !== user.id && one.state === 'active')
    const told = others.filter((one) => administers(parts, one))
    await tell(parts, trx, recovery, user, told)
    return { email: user.email, token: begun.token, expiresAt: begun.expiresAt, told: told.length }
  })
}

/** The reset itself; it also lifts locks and ends what is open. */
async function restart(
  parts: RecoveryParts,
  trx: Transaction<Database>,
  user: User,
  { factors, by }: Recovery,
) {
  const { db, now, audit } = parts
  const stores = {
    accounts: userStore(db),
    factors: factorStore(db),
    resets: resetStore(db),
    pending: pendingStore(db),
    sessions: sessionStore(db),
  }
  const begun = await beginReset({ ...stores, now }, trx, user, {
    password: true,
    factors,
    startedBy: by,
    lifeSeconds,
  })
  const open = await stores.sessions.openSessions(user.id, trx)
  const reason = 'This account is being recovered on the machine itself'
  await endSessionsWithin({ sessions: stores.sessions, audit, now }, trx, open, reason, { email: by })
  await throttleStore(db).forgetPerson(trx, user.id, [nameKey(keyOfEmail(user.email))])
  return begun
}

function refuseWhatIsUnasked(parts: RecoveryParts, recovery: Recovery, user: User): void {
  const lacks = [
    ...(user.state === 'active' || recovery.enable
      ? []
      : [
          `${user.state === 'invited' ? 'has not accepted the invitation' : 'is disabled'} (add --enable to make the account active)`,
        ]),
    ...(administers(parts, user) || recovery.promote
      ? []
      : [`is no administrator (add --promote to make the account ${greatest})`]),
  ]
  if (lacks.length > 0)
    throw new NotRecovered(`${user.email} ${lacks.join(', and ')}. Nothing has been changed`)
}

function unknown(parts: RecoveryParts, { email }: Recovery, everybody: readonly User[]): NotRecovered {
  if (everybody.length === 0)
    return new NotRecovered('Nobody has an account yet: start Sallyport, its log prints the set-up link')
  const administrators = everybody.filter((one) => administers(parts, one)).map((one) => one.email)
  const known = administrators.length === 0 ? 'nobody' : administrators.slice(0, 20).join(', ')
  return new NotRecovered(`Nobody has the address ${email}. Administrators are: ${known}`)
}

/** May edit policies everywhere, now. */
function administers({ roles, now }: RecoveryParts, { roles: grants }: User): boolean {
  const held = grants.filter((grant) => !isScoped(grant) && stateOfGrant(grant, now()) === 'in_force')
  return holds(permissionsOf(held, roles), 'policies.update')
}

function sentenceOf(user: User, { factors }: Recovery, promoted: boolean): string {
  return [
    ...(user.state === 'active' ? [] : ['the account is active']),
    ...(promoted ? [`it is ${greatest}`] : []),
    ...(factors ? ['its second factors were removed'] : []),
    'a link to reset it was made',
  ].join(', ')
}

async function tell(
  parts: RecoveryParts,
  trx: Transaction<Database>,
  { by }: Recovery,
  user: User,
  others: readonly User[],
): Promise<void> {
  const kind = 'administrator-recovered'
  const notices = noticeStore(parts.db)
  const text = (whose: string) =>
    `${by} made a link on the machine itself that resets ${whose}. If nobody of you did that, somebody else has the machine.`
  await notices.add(trx, [user], { kind, text: text('your account'), facts: { by } }, parts.now())
  await notices.add(
    trx,
    others,
    { kind, text: text(`the account of ${user.email}`), facts: { by, person: user.email } },
    parts.now(),
  )
}

function shown({ email, state, roles, factors }: User) {
  return { email, state, roles: roles as readonly Json[], factors }
}
