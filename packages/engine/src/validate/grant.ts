import { limits } from '../limits.ts'
import type { Json, RoleGrant } from '../model.ts'
import { both, instant, list, object, text } from './check.ts'
import { conditions } from './condition.ts'
import { type Budget, Faults } from './faults.ts'
import { datesInOrder } from './policy.ts'

const words = list(text(limits.text), limits.values, { mayBeEmpty: true })

const scope = object(() => ({
  organizations: { check: words },
  types: { check: words },
  ids: { check: words },
  when: { check: conditions },
}))

export const grant = both(
  object(() => ({
    name: { check: text(limits.name), required: true },
    scope: { check: scope },
    valid_from: { check: instant },
    valid_until: { check: instant },
  })),
  datesInOrder,
)

/**
 * Whether a subject's role is well formed. A misspelt restriction must not widen the role, so it makes it none. The roles of
 * one request share what their regular expressions may cost.
 */
export function isRoleGrant(value: Json, patterns: Budget): value is Json & RoleGrant {
  if (typeof value === 'string') return value !== ''
  const faults = new Faults(patterns)
  grant(value, '', faults)
  return faults.list.length === 0
}
