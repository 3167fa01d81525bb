import type { RoleGrant } from '@sallyport/engine'
import type { Account } from '../../platform/account.ts'
import { holds, isScoped, permissionsOf, roleOf, stateOfGrant } from '../../platform/permissions.ts'
import { ProblemError } from '../../platform/problem.ts'
import type { Changer, UserParts } from './user-parts.ts'

type Reach = Pick<UserParts, 'roles' | 'now'>

/** Nobody gives more than they hold themselves: everywhere, now, and for as long as they give it. */
export function refuseGrantsBeyond(parts: Reach, by: Changer, grants: readonly RoleGrant[]): void {
  for (const grant of grants) {
    const until = typeof grant === 'string' ? undefined : grant.valid_until
    const own = heldNow(parts, by).filter((held) => lastsUntil(held, until))
    refuseRole(parts, own, roleOf(grant))
  }
}

/** Nobody changes, or takes over, somebody who holds more, be it from a later day on. */
export function refuseHolderBeyond(parts: Reach, by: Changer, user: Pick<Account, 'roles'>): void {
  const own = heldNow(parts, by)
  for (const grant of user.roles)
    if (stateOfGrant(grant, parts.now()) !== 'expired') refuseRole(parts, own, roleOf(grant))
}

/** What one does to others can be a way around what is asked of oneself. */
export function refuseOneself(by: Changer, id: string, words: string): void {
  if (by.identity.userId === id) throw new ProblemError('not-permitted', words)
}

function heldNow(parts: Reach, by: Changer): RoleGrant[] {
  return by.grants.filter((grant) => !isScoped(grant) && stateOfGrant(grant, parts.now()) === 'in_force')
}

function lastsUntil(held: RoleGrant, until: string | undefined): boolean {
  const end = typeof held === 'string' ? undefined : held.valid_until
  if (end === undefined) return true
  return until !== undefined && Date.parse(until) <= Date.parse(end)
}

function refuseRole({ roles }: Reach, own: readonly RoleGrant[], name: string): void {
  const held = permissionsOf(own, roles)
  const beyond = roles.get(name)?.permissions.find((permission) => !holds(held, permission))
  if (beyond !== undefined)
    throw new ProblemError(
      'not-permitted',
      `The role ${name} grants ${beyond}, which you don’t hold yourself, or not everywhere, or not for so long`,
    )
}
