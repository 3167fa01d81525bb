import { Ability } from '@casl/ability'
import { newEnforcer, newModelFromString } from 'casbin'
import { collections, roles, typeOf } from './myrmex.mjs'
import { guardOf } from './guards.mjs'

const collectionByType = new Map(collections.map((collection) => [typeOf[collection], collection]))
export const collectionOf = (type) => collectionByType.get(type) ?? type

/** As our order: by priority, deny before allow, then id. */
export function inOrder(policies) {
  const rank = ({ statements: [{ effect }] }) => (effect === 'deny' ? 0 : 1)
  return policies.toSorted((a, b) => b.priority - a.priority || rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
}

/**
 * CASL: the last rule that matches wins, so those evaluated first come last; RBAC stands before all of them as what is
 * granted, and after them as what is not. Conditions are functions, its fastest form.
 */
export function casl(policies) {
  const rules = []
  for (const collection of collections)
    for (const action of ['read', 'update', 'execute', 'delete'])
      rules.push({ action, subject: typeOf[collection], conditions: grants(`${collection}.${action}`) })
  for (const policy of inOrder(policies).toReversed()) {
    const [{ effect }] = policy.statements
    const guard = guardOf(policy)
    for (const { action, subject } of placesOf(policy)) {
      const isGranted = effect === 'allow' ? grantsAny() : undefined
      rules.push({ action, subject, inverted: effect === 'deny', conditions: isGranted ? (one) => guard(one) && isGranted(one) : guard })
    }
  }
  const ability = new Ability(rules, {
    conditionsMatcher: (condition) => condition,
    detectSubjectType: (one) => one.type,
    anyAction: 'manage',
    anySubjectType: 'all',
  })
  return (one) => ability.can(one.action, one)
} // prettier-ignore

/** The buckets of CASL that a policy must be in: as few as its target allows. */
function placesOf({ target = {} }) {
  if (target.permissions !== undefined)
    return [...new Set(target.permissions)].map((permission) => {
      const [collection, action] = permission.split('.')
      return { action, subject: typeOf[collection] }
    })
  if (target.devices !== undefined) return [{ action: 'manage', subject: 'device' }]
  if (target.integrations !== undefined) return [{ action: 'manage', subject: 'integration' }]
  return [{ action: 'manage', subject: 'all' }]
}

function grants(permission) {
  const granting = new Set(
    roles.filter(({ permissions }) => permissions.includes('*') || permissions.includes(permission)).map(({ name }) => name),
  )
  return (one) => one.roles.some((role) => granting.has(role))
} // prettier-ignore

const grantsOf = new Map()
function grantsAny() {
  return (one) => {
    const known = grantsOf.get(one.permission) ?? grants(one.permission)
    grantsOf.set(one.permission, known)
    return known(one)
  }
}

/** casbin: its priority model, whose rows are the policies and whose matcher asks a function for each. */
export async function casbin(policies) {
  const model = newModelFromString(`
[request_definition]
r = one
[policy_definition]
p = rank, id, eft
[policy_effect]
e = priority(p.eft) || deny
[matchers]
m = meets(r.one, p.id)
`)
  const enforcer = await newEnforcer(model)
  const guards = new Map()
  const rows = inOrder(policies).map((policy, index) => {
    guards.set(policy.id, guardOf(policy))
    return [String(index), policy.id, policy.statements[0].effect]
  })
  guards.set('else', () => true)
  await enforcer.addPolicies([...rows, [String(rows.length), 'else', 'allow']])
  enforcer.addFunction('meets', (one, id) => guards.get(id)(one))
  return (one) => (grantsAny()(one) ? enforcer.enforceSync(one) : false)
}
