import type { Policy, ResourceType, Settings, Statement } from './model.ts'
import { collectionOf, permissionCovers } from './permission.ts'
import { matchEntry } from './regex/cache.ts'
import { isTemplate, literalPrefix } from './regex/template.ts'
import { actionsStoodFor, declaredTypes, resourceTypeOf } from './resource-types.ts'

/** Actions on a type of resource, whoever asks. */
export interface Question {
  readonly type: string
  readonly actions: readonly string[]
}

/** Whether a statement of this policy might apply to such a question: false is certain, true is a maybe. */
export function reaches(policy: Policy, { type, actions }: Question, settings?: Settings): boolean {
  const declared = resourceTypeOf(type, settings)
  if (!reachesType(policy, declared)) return false
  return (policy.statements ?? []).some((statement) => {
    const resources = [policy.target?.resources, statement.resources]
    return (
      resources.every((entries) => entries?.some((entry) => mayName(entry, type)) ?? true) &&
      actions.some((action) => mayCover(policy, statement, declared, action))
    )
  })
}

/** Whether the collection of a type is among those that the target's permissions, devices and integrations name. */
export function reachesType({ target = {} }: Policy, { collection }: ResourceType): boolean {
  const kinds = [target.devices && 'devices', target.integrations && 'integrations'].filter(
    (one) => one !== undefined,
  )
  const isOfKind = kinds.length === 0 || kinds.includes(collection)
  return isOfKind && (target.permissions?.some((one) => collectionOf(one) === collection) ?? true)
}

/** Whether a policy's target leaves room for types that nobody declared: their collection is their own name. */
export function reachesUndeclared({ target = {} }: Policy, settings?: Settings): boolean {
  if (target.devices !== undefined || target.integrations !== undefined) return false
  const declared = new Set(declaredTypes(settings).map(([, { collection }]) => collection))
  return target.permissions?.some((one) => !declared.has(collectionOf(one))) ?? true
}

function mayCover(policy: Policy, statement: Statement, declared: ResourceType, action: string): boolean {
  const actions = actionsStoodFor(action, declared)
  const matches = (entry: string) => actions.some((one) => matchEntry('template', entry, one) !== 'false')
  const { permissions } = policy.target ?? {}
  return (
    (permissions?.some((one) => permissionCovers(one, declared.collection, actions)) ?? true) &&
    [policy.target?.actions, statement.actions].every((entries) => entries?.some(matches) ?? true)
  )
}

/** An entry may name a resource of a type when its literal beginning and `<type>:` do not part ways. */
function mayName(entry: string, type: string): boolean {
  if (!isTemplate(entry)) return entry === type || entry.startsWith(`${type}:`)
  const prefix = literalPrefix(entry)
  return prefix.startsWith(`${type}:`) || `${type}:`.startsWith(prefix)
}
