import { builtinTypes, reservedPrefix } from '../builtin-types.ts'
import { isList, isObject, isString, own } from '../json.ts'
import { limits } from '../limits.ts'
import type { Json, ResourceType } from '../model.ts'
import { boolean, both, type Check, form, instant, list, object, oneOf, record, text } from './check.ts'
import { zone } from './condition.ts'
import { at, type Faults } from './faults.ts'
import { datesInOrder, permission, policyId } from './policy.ts'

const required = true
const typeName = form(
  /^[A-Za-z0-9_.-]{1,100}$/,
  'must be 1 to 100 letters, digits, dots, dashes or underscores',
)
const actionName = text(limits.name)

const ourOwn: Check = (value, path, faults) => {
  if (isString(value) && (Object.hasOwn(builtinTypes, value) || value.startsWith(reservedPrefix))) {
    faults.add(path, 'is a type of Sallyport itself and can’t be declared again')
  }
}

const resourceType: Check = both(
  object(() => ({
    collection: { check: typeName, required },
    baseline: { check: oneOf(['rbac', 'deny', 'allow']), required },
    actions: { check: list(actionName, limits.actions) },
    families: { check: record(actionName, actionName, limits.actions) },
    tree: { check: boolean },
  })),
  withoutCycles,
)

const rolePermission: Check = (value, path, faults) => {
  if (value !== '*') permission(value, path, faults)
}

const role = object(() => ({
  name: { check: text(limits.name), required },
  permissions: { check: list(rolePermission, limits.permissions, { mayBeEmpty: true }), required },
}))

const noPattern = both(text(limits.text), form(/^[^<>]*$/, 'must be one exactly: a binding takes no pattern'))

const binding = both(
  object(() => ({
    id: { check: policyId, required },
    policy: { check: policyId, required },
    subject: { check: noPattern, required },
    resource: { check: noPattern, required },
    enabled: { check: boolean },
    valid_from: { check: instant },
    valid_until: { check: instant },
  })),
  datesInOrder,
)

const mayBeEmpty = { mayBeEmpty: true }

/** Every member settings may have. */
export const settings: Check = object(() => ({
  resourceTypes: { check: record(both(typeName, ourOwn), resourceType, limits.resourceTypes) },
  roles: { check: both(list(role, limits.roles, mayBeEmpty), distinct('name')) },
  bindings: { check: both(list(binding, limits.bindings, mayBeEmpty), distinct('id')) },
  zone: { check: zone },
}))

/** Each item of a list has a value of its own in this member. */
export function distinct(member: string): Check {
  return (value, path, faults) => {
    if (!isList(value)) return
    const seen = new Set<Json | undefined>()
    for (const [index, item] of value.entries()) {
      const key = isObject(item) ? own(item, member) : undefined
      if (seen.has(key)) faults.add(at(at(path, index), member), 'is used twice')
      if (key !== undefined) seen.add(key)
    }
  }
}

/** Two actions that each stand for the other would be one action with two names. */
function withoutCycles(value: Json, path: string, faults: Faults): void {
  if (!faults.isClean(path)) return
  const { families = {} } = value as unknown as ResourceType
  for (const start of Object.keys(families)) {
    const seen = [start]
    for (const narrower of seen) {
      const wider = Object.hasOwn(families, narrower) ? families[narrower] : undefined
      if (wider === start) faults.add(at(at(path, 'families'), start), 'leads back to itself')
      if (wider !== undefined && !seen.includes(wider)) seen.push(wider)
    }
  }
}
