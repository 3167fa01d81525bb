import type { RoleGrant, Subject } from '@sallyport/engine'
import { grantsOf, isScoped, roleOf, stateOfGrant, type RoleTable } from '../../platform/permissions.ts'

/**
 * The grants that a token with these roles has through its owner: each as the owner holds it now, scope included.
 * Who holds everything unscoped holds every role, for they could give themselves each.
 */
export function rolesWithin(
  owner: Subject,
  names: readonly string[],
  at: Date,
  roles: RoleTable,
): RoleGrant[] {
  const inDate = grantsOf(owner).filter((grant) => stateOfGrant(grant, at) === 'in_force')
  const isHolderOfAll = inDate.some(
    (grant) => !isScoped(grant) && (roles.get(roleOf(grant))?.permissions.includes('*') ?? false),
  )
  return names.flatMap((name): RoleGrant[] => {
    const held = inDate.filter((grant) => roleOf(grant) === name)
    if (held.length > 0) return held
    return isHolderOfAll && roles.has(name) ? [name] : []
  })
}

/** Those of the named roles that are not held without a scope: a token may not have them. */
export function rolesBeyond(
  creator: Subject,
  names: readonly string[],
  at: Date,
  roles: RoleTable,
): string[] {
  const unscoped = rolesWithin(creator, names, at, roles).filter((grant) => !isScoped(grant))
  const held = new Set(unscoped.map(roleOf))
  return names.filter((name) => !held.has(name))
}
