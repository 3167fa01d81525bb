import type { Fault, RoleGrant } from '@sallyport/engine'
import { validateRoleGrant } from '@sallyport/engine/validate'
import { roleOf, type RoleTable } from '../../platform/permissions.ts'
import { ProblemError } from '../../platform/problem.ts'

/** Reads how roles are to be held; throws with every fault and its path. Dates become UTC, equal grants one. */
export function readGrants(input: readonly unknown[], roles: RoleTable): RoleGrant[] {
  const faults: Fault[] = []
  const grants = input.flatMap((one, index) => {
    const path = `roles[${index}]`
    const read = validateRoleGrant(one, path)
    if (!read.ok) {
      faults.push(...read.errors)
      return []
    }
    faults.push(...faultsOf(read.grant, path, roles))
    return [inUtc(read.grant)]
  })
  const [first] = faults
  if (first !== undefined)
    throw new ProblemError('request-invalid', `${first.path} ${first.message}`, {
      members: { errors: faults.map(({ path, message }) => ({ path, message })) },
    })
  return [...new Map(grants.map((grant) => [JSON.stringify(grant), grant])).values()]
}

function faultsOf(grant: RoleGrant, path: string, roles: RoleTable): Fault[] {
  const name = roleOf(grant)
  const inName = typeof grant === 'string' ? path : `${path}.name`
  const unknown = roles.has(name) ? [] : [{ path: inName, message: `There is no role named ${name}` }]
  return [...unknown, ...scopeFaults(grant, path)]
}

/** A scope that names nothing is a slip: as an empty list it would grant nowhere, as an empty object everywhere. */
function scopeFaults(grant: RoleGrant, path: string): Fault[] {
  if (typeof grant === 'string' || grant.scope === undefined) return []
  const members = Object.entries<readonly unknown[]>({ ...grant.scope })
  if (members.length === 0)
    return [{ path: `${path}.scope`, message: 'names nothing: leave it out to grant the role everywhere' }]
  return members
    .filter(([, list]) => list.length === 0)
    .map(([member]) => ({ path: `${path}.scope.${member}`, message: 'must not be empty' }))
}

function inUtc(grant: RoleGrant): RoleGrant {
  if (typeof grant === 'string') return grant
  const { name, scope, valid_from: from, valid_until: until } = grant
  if (scope === undefined && from === undefined && until === undefined) return name
  return {
    name,
    ...(scope === undefined ? {} : { scope }),
    ...(from === undefined ? {} : { valid_from: new Date(from).toISOString() }),
    ...(until === undefined ? {} : { valid_until: new Date(until).toISOString() }),
  }
}

/** A grant as the log and people read it: `Auditor until 2026-12-01T00:00:00.000Z`. */
export function grantInWords(grant: RoleGrant): string {
  if (typeof grant === 'string') return grant
  const { name, scope, valid_from: from, valid_until: until } = grant
  return [
    name,
    ...(scope === undefined ? [] : ['within a scope']),
    ...(from === undefined ? [] : [`from ${from}`]),
    ...(until === undefined ? [] : [`until ${until}`]),
  ].join(' ')
}

export function grantsInWords(grants: readonly RoleGrant[]): string {
  return grants.map(grantInWords).join(', ') || 'none'
}
