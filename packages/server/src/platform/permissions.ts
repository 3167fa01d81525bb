import type { Role, RoleGrant, Subject } from '@sallyport/engine'

/** The roles that exist, by name. */
export type RoleTable = ReadonlyMap<string, Role>

/** The permissions that some of these grants carry, dates and scopes aside: for showing, never for deciding. */
export function permissionsOf(grants: readonly RoleGrant[], roles: RoleTable): string[] {
  const names = grants.map((grant) => (typeof grant === 'string' ? grant : grant.name))
  return [...new Set(names.flatMap((name) => roles.get(name)?.permissions ?? []))].sort()
}

/** Whether one of the held permissions covers the asked one: `*`, `policies.*`, `policies.update`. */
export function holds(held: readonly string[], asked: string): boolean {
  const collection = asked.slice(0, asked.lastIndexOf('.'))
  return held.some(
    (permission) => permission === '*' || permission === asked || permission === `${collection}.*`,
  )
}

export function roleOf(grant: RoleGrant): string {
  return typeof grant === 'string' ? grant : grant.name
}

export function isScoped(grant: RoleGrant): boolean {
  return typeof grant !== 'string' && grant.scope !== undefined
}

/** Where a grant stands in time: in force when `valid_from` ≤ at < `valid_until`. */
export function stateOfGrant(grant: RoleGrant, at: Date): 'in_force' | 'not_yet' | 'expired' {
  if (typeof grant === 'string') return 'in_force'
  if (grant.valid_until !== undefined && Date.parse(grant.valid_until) <= at.getTime()) return 'expired'
  if (grant.valid_from !== undefined && at.getTime() < Date.parse(grant.valid_from)) return 'not_yet'
  return 'in_force'
}

/** A subject's grants as the server itself wrote them into its properties. */
export function grantsOf(subject: Subject): readonly RoleGrant[] {
  const roles = subject.properties?.['roles']
  return Array.isArray(roles) ? (roles as readonly RoleGrant[]) : []
}
