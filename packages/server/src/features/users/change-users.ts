import type { Kysely, Transaction } from 'kysely'
import type { Account } from '../../platform/account.ts'
import type { AuditEntry, AuditSink } from '../../platform/audit/audit-sink.ts'
import type { Clock } from '../../platform/clock.ts'
import { hashToken, newToken } from '../../platform/crypto/token.ts'
import type { Database } from '../../platform/database/schema.ts'
import { entryBy, type Identity } from '../../platform/identity.ts'
import { holds, type RoleTable } from '../../platform/permissions.ts'
import { ProblemError } from '../../platform/problem.ts'
import type { User, UserStore } from './user-store.ts'

const invitationDays = 7

export interface UserParts {
  readonly db: Kysely<Database>
  readonly audit: AuditSink
  readonly now: Clock
  readonly users: UserStore
  readonly roles: RoleTable
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
  /** A person's circumstances changed: what is open is asked again, or ended with the reason. */
  readonly reconsider: (userId: string, ended: string | undefined) => Promise<void>
}

/** Who changes users, as the audit log names them, and what they may themselves. */
export interface Changer {
  readonly identity: Identity
  readonly requestId: string
  readonly permissions: readonly string[]
  readonly reason: string | undefined
  readonly force: boolean
}

export interface Invited {
  readonly user: User
  readonly token: string
  readonly expiresAt: Date
}

/** Creates an account without a password: people choose their own through the invitation. */
export async function inviteUser(
  parts: UserParts,
  by: Changer,
  input: { email: string; name: string; roles: readonly string[] },
): Promise<Invited> {
  refuseRolesBeyond(parts.roles, by, input.roles)
  const at = parts.now()
  return parts.db.transaction().execute(async (trx) => {
    const id = await parts.users.invite(trx, { ...input, organization: by.identity.organization, at })
    if (id === undefined)
      throw new ProblemError('user-exists', `Somebody with the address ${input.email} has an account already`)
    const invitation = await newInvitation(parts, trx, { id, organization: by.identity.organization }, at)
    await record(parts, trx, by, 'create_user', id, `Invited ${input.email}`, {
      before: null,
      after: { email: input.email, name: input.name, roles: [...input.roles] },
    })
    return { user: await mustFind(parts, id, trx), ...invitation }
  })
}

export async function renewInvitation(parts: UserParts, by: Changer, id: string): Promise<Invited> {
  return parts.db.transaction().execute(async (trx) => {
    const user = await mustFind(parts, id, trx)
    if (user.state !== 'invited')
      throw new ProblemError('conflict', `${user.email} has accepted an invitation already`)
    refuseRolesBeyond(parts.roles, by, roleNames(user))
    const invitation = await newInvitation(parts, trx, user, parts.now())
    await record(parts, trx, by, 'renew_invitation', id, `Renewed the invitation of ${user.email}`)
    return { user, ...invitation }
  })
}

export interface UserChanges {
  readonly name?: string | undefined
  readonly roles?: readonly string[] | undefined
  readonly state?: 'active' | 'disabled' | undefined
}

export async function changeUser(
  parts: UserParts,
  by: Changer,
  id: string,
  change: UserChanges,
): Promise<User> {
  const changed = await parts.db.transaction().execute(async (trx) => {
    await parts.lock(trx)
    const before = await parts.users.all(trx)
    const user = before.find((one) => one.id === id)
    if (user === undefined) throw notFound(id)
    refuseRolesBeyond(parts.roles, by, [...(change.roles ?? []), ...roleNames(user)])
    if (change.state === 'active' && user.state === 'invited')
      throw new ProblemError('conflict', `${user.email} has not accepted the invitation yet`)
    const { name, state } = change
    await parts.users.update(
      trx,
      id,
      { ...(name === undefined ? {} : { name }), ...(state === undefined ? {} : { state }) },
      parts.now(),
    )
    if (change.roles !== undefined) await parts.users.setRoles(trx, user, [...new Set(change.roles)])
    const after = await mustFind(parts, id, trx)
    if (!by.force)
      await parts.guardLockout(
        by.identity,
        before,
        before.map((one) => (one.id === id ? after : one)),
      )
    await record(parts, trx, by, 'update_user', id, sentenceOf(user, after), {
      before: shown(user),
      after: shown(after),
    })
    return after
  })
  await parts.reconsider(id, changed.state === 'disabled' ? 'The account was disabled' : undefined)
  return changed
}

export async function deleteUser(parts: UserParts, by: Changer, id: string): Promise<void> {
  await parts.db.transaction().execute(async (trx) => {
    await parts.lock(trx)
    const before = await parts.users.all(trx)
    const user = before.find((one) => one.id === id)
    if (user === undefined) throw notFound(id)
    refuseRolesBeyond(parts.roles, by, roleNames(user))
    if (!by.force)
      await parts.guardLockout(
        by.identity,
        before,
        before.filter((one) => one.id !== id),
      )
    await parts.users.remove(trx, id)
    await record(
      parts,
      trx,
      by,
      'delete_user',
      id,
      `Deleted ${user.email} with every session, factor and token`,
      { before: shown(user), after: null },
    )
  })
}

/** Nobody gives, or takes over, more than they hold themselves. */
function refuseRolesBeyond(roles: RoleTable, by: Changer, names: readonly string[]): void {
  for (const name of names) {
    const role = roles.get(name)
    if (role === undefined)
      throw new ProblemError('request-invalid', `There is no role named ${name}`, {
        members: { errors: [{ path: 'roles', message: `There is no role named ${name}` }] },
      })
    const beyond = role.permissions.find((permission) => !holds(by.permissions, permission))
    if (beyond !== undefined)
      throw new ProblemError(
        'not-permitted',
        `The role ${name} grants ${beyond}, which you don't hold yourself`,
      )
  }
}

async function newInvitation(
  parts: UserParts,
  trx: Transaction<Database>,
  user: { id: string; organization: string },
  at: Date,
) {
  const token = newToken('spn')
  const expiresAt = new Date(at.getTime() + invitationDays * 86_400_000)
  await parts.users.addInvitation(trx, user, hashToken(token), at, expiresAt)
  return { token, expiresAt }
}

async function mustFind(parts: UserParts, id: string, trx?: Transaction<Database>): Promise<User> {
  const user = await parts.users.byId(id, trx)
  if (user === undefined) throw notFound(id)
  return user
}

function notFound(id: string): ProblemError {
  return new ProblemError('user-not-found', `There is no user with the id ${id}`)
}

async function record(
  parts: UserParts,
  trx: Transaction<Database>,
  by: Changer,
  action: string,
  id: string,
  details: string,
  changes?: AuditEntry['changes'],
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

function roleNames(user: Account): string[] {
  return user.roles.map((grant) => (typeof grant === 'string' ? grant : grant.name))
}

function shown(user: User) {
  return { email: user.email, name: user.name, state: user.state, roles: roleNames(user) }
}

function sentenceOf(before: User, after: User): string {
  const parts = [
    ...(before.state === after.state
      ? []
      : [after.state === 'disabled' ? 'disabled the account' : 'enabled the account']),
    ...(roleNames(before).join() === roleNames(after).join()
      ? []
      : [`roles are now ${roleNames(after).join(', ') || 'none'}`]),
    ...(before.name === after.name ? [] : [`the name is now ${after.name}`]),
  ]
  return `Changed ${after.email}: ${parts.join('; ') || 'nothing'}`
}
