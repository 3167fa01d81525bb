import type { Json, RoleGrant } from '@sallyport/engine'
import type { Transaction } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import { ProblemError } from '../../platform/problem.ts'
import { grantsInWords } from './grants.ts'
import { guardAdministrators } from './guard-administrators.ts'
import { endedBy, mustFind, notFound, record, type Changer, type UserParts } from './user-parts.ts'
import type { User } from './user-store.ts'
import { refuseGrantsBeyond, refuseHolderBeyond } from './within-reach.ts'

export interface UserChanges {
  readonly name?: string | undefined
  readonly roles?: readonly RoleGrant[] | undefined
  readonly state?: 'active' | 'disabled' | undefined
}

/** Changes name, roles or state. Disabling ends every session in the same transaction. */
export async function changeUser(
  parts: UserParts,
  by: Changer,
  id: string,
  change: UserChanges,
): Promise<User> {
  const changed = await parts.db.transaction().execute(async (trx) => {
    await parts.lock(trx)
    const everybody = await parts.users.all(trx)
    const user = everybody.find((one) => one.id === id)
    if (user === undefined) throw notFound(id)
    refuseHolderBeyond(parts, by, user)
    if (change.roles !== undefined) refuseGrantsBeyond(parts, by, newAmong(change.roles, user.roles))
    if (change.state === 'active' && user.state === 'invited')
      throw new ProblemError('conflict', `${user.email} has not accepted the invitation yet`)
    const after = await write(parts, trx, user, change)
    await guardAdministrators(parts, by, everybody, after)
    const ended = after.state === 'disabled' ? await endAll(parts, trx, by, id) : 0
    await record(parts, trx, by, {
      action: 'update_user',
      id,
      details: sentenceOf(user, after, ended),
      changes: { before: shown(user), after: shown(after) },
    })
    return after
  })
  await parts.reconsider()
  return changed
}

export async function deleteUser(parts: UserParts, by: Changer, id: string): Promise<void> {
  await parts.db.transaction().execute(async (trx) => {
    await parts.lock(trx)
    const everybody = await parts.users.all(trx)
    const user = everybody.find((one) => one.id === id)
    if (user === undefined) throw notFound(id)
    refuseHolderBeyond(parts, by, user)
    await guardAdministrators(parts, by, everybody, { id, gone: true })
    await endAll(parts, trx, by, id, 'The account was deleted')
    await parts.users.remove(trx, id)
    await record(parts, trx, by, {
      action: 'delete_user',
      id,
      details: `Deleted ${user.email} with every session, factor and token`,
      changes: { before: shown(user), after: null },
    })
  })
}

async function write(
  parts: UserParts,
  trx: Transaction<Database>,
  user: User,
  { name, roles, state }: UserChanges,
): Promise<User> {
  // Who never accepted has no password to sign in with: the invitation stands again.
  const next: User['state'] | undefined = state === 'active' && !user.hasAccepted ? 'invited' : state
  const changes = {
    ...(name === undefined ? {} : { name }),
    ...(next === undefined ? {} : { state: next }),
  }
  await parts.users.update(trx, user.id, changes, parts.now())
  if (roles !== undefined) await parts.users.setRoles(trx, user, roles)
  return mustFind(parts, user.id, trx)
}

function endAll(
  parts: UserParts,
  trx: Transaction<Database>,
  by: Changer,
  id: string,
  reason = 'The account was disabled',
): Promise<number> {
  return parts.care.endSessions(trx, id, reason, endedBy(by))
}

/** What somebody holds already is not given anew: it may outlast what the changer holds. */
function newAmong(roles: readonly RoleGrant[], held: readonly RoleGrant[]): RoleGrant[] {
  const before = new Set(held.map((grant) => JSON.stringify(grant)))
  return roles.filter((grant) => !before.has(JSON.stringify(grant)))
}

function shown(user: User) {
  const { email, name, state } = user
  return { email, name, state, roles: user.roles as readonly Json[] }
}

function sentenceOf(before: User, after: User, ended: number): string {
  const sessions = ended === 0 ? '' : ended === 1 ? ' and ended a session' : ` and ended ${ended} sessions`
  const [rolesBefore, rolesAfter] = [grantsInWords(before.roles), grantsInWords(after.roles)]
  const parts = [
    ...(before.state === after.state
      ? []
      : [
          after.state === 'disabled'
            ? `disabled the account${sessions}`
            : after.state === 'invited'
              ? 'enabled the account, which waits for the invitation to be accepted'
              : 'enabled the account',
        ]),
    ...(rolesBefore === rolesAfter ? [] : [`roles are now ${rolesAfter}`]),
    ...(before.name === after.name ? [] : [`the name is now ${after.name}`]),
  ]
  return `Changed ${after.email}: ${parts.join('; ') || 'nothing'}`
}
