import type { Role, RoleGrant } from '@sallyport/engine'

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
