import { isList } from '../json.ts'
import type { AccessRequest, Truth } from '../model.ts'
import type { Dates, Grant, Grants } from './subject-facts.ts'
import { readPath } from '../attribute-path.ts'
import { limits } from '../limits.ts'
import { parseInstant } from '../time/instant.ts'
import { isRoleGrant } from '../validate/grant.ts'

/** The roles that a subject holds, as the request says. */
export function readGrants(request: AccessRequest, time: number | undefined): Grants {
  const roles = readPath(request, 'subject.properties.roles')
  if (!isList(roles)) return { list: [], isOpen: true }
  const patterns = { left: limits.requestPatterns }
  const formed = roles.filter((role) => isRoleGrant(role, patterns))
  const list = formed.map((role): Omit<Grant, 'inDate'> => {
    if (typeof role === 'string') return { name: role, scope: {}, dates: {} }
    return { name: role.name, scope: role.scope ?? {}, dates: role }
  })
  return grantsAt(time, { list, isOpen: formed.length < roles.length })
}

/** The same roles at another time. */
export function grantsAt(time: number | undefined, { list, isOpen }: Timeless): Grants {
  return { list: list.map((grant) => ({ ...grant, inDate: inForce(grant.dates, time) })), isOpen }
}
type Timeless = { readonly list: readonly Omit<Grant, 'inDate'>[]; readonly isOpen: boolean }

/** In force when `valid_from` ≤ time < `valid_until`; without a usable time nobody knows. */
export function inForce({ valid_from, valid_until }: Dates, time: number | undefined): Truth {
  if (valid_from === undefined && valid_until === undefined) return 'true'
  if (time === undefined) return 'unknown'
  const [from = -Infinity, until = Infinity] = [parseInstant(valid_from), parseInstant(valid_until)]
  return from <= time && time < until ? 'true' : 'false'
}
