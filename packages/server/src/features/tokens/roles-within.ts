import type { RoleGrant, Subject } from '@sallyport/engine'
import type { RoleTable } from '../../platform/permissions.ts'

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
  const inDate = grantsOf(owner).filter((grant) => isInDate(grant, at))
  const isHolderOfAll = inDate.some(
    (grant) => !isScoped(grant) && (roles.get(nameOf(grant))?.permissions.includes('*') ?? false),
  )
  return names.flatMap((name): RoleGrant[] => {
    const held = inDate.filter((grant) => nameOf(grant) === name)
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
  const held = new Set(unscoped.map(nameOf))
  return names.filter((name) => !held.has(name))
}

/** A subject's grants as the server itself wrote them into its properties. */
function grantsOf(subject: Subject): readonly RoleGrant[] {
  const roles = subject.properties?.['roles']
  return Array.isArray(roles) ? (roles as readonly RoleGrant[]) : []
}

function nameOf(grant: RoleGrant): string {
  return typeof grant === 'string' ? grant : grant.name
}

function isScoped(grant: RoleGrant): boolean {
  return typeof grant !== 'string' && grant.scope !== undefined
}

function isInDate(grant: RoleGrant, at: Date): boolean {
  if (typeof grant === 'string') return true
  const { valid_from: from, valid_until: until } = grant
  return (
    (from === undefined || Date.parse(from) <= at.getTime()) &&
    (until === undefined || at.getTime() < Date.parse(until))
  )
}
