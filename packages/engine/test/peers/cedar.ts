import * as cedar from '@cedar-policy/cedar-wasm/nodejs'
import type {
  AccessRequest,
  AttributeCondition,
  Json,
  JsonObject,
  Policy,
  Statement,
} from '../../src/model.ts'
import { any, every, expressionOf, otherAttribute, textOf, valuesOf } from './expression.ts'
import { typeOf } from './subset.ts'

/** What Cedar says: by which policies, and which it skipped because they couldn't be evaluated. */
export interface CedarAnswer {
  readonly decision: boolean
  readonly reasons: readonly string[]
  readonly skipped: readonly string[]
}

/** The same policies as Cedar's permits and forbids, read once. */
export function cedarOf(policies: readonly Policy[]): (request: AccessRequest) => CedarAnswer {
  const texts = policies.flatMap((policy) =>
    (policy.statements ?? []).map((one) => [`${policy.id}/${one.id}`, policyOf(policy, one)] as const),
  )
  const read = cedar.preparsePolicySet('peers', { staticPolicies: Object.fromEntries(texts) })
  if (read.type === 'failure') throw new Error(JSON.stringify({ errors: read.errors, texts }))
  return (request) => {
    const answer = cedar.statefulIsAuthorized(callOf(request))
    if (answer.type === 'failure') throw new Error(JSON.stringify({ errors: answer.errors, texts, request }))
    const { decision, diagnostics } = answer.response
    return {
      decision: decision === 'allow',
      reasons: diagnostics.reason,
      skipped: diagnostics.errors.map(({ policyId }) => policyId),
    }
  }
}

/** A list of one in the scope, where Cedar looks first; longer ones below it. A requirement is a `forbid … unless`. */
function policyOf({ target = {} }: Policy, statement: Statement): string {
  const { effect, subjects = [], actions = [], resources = [], when = [], unless = [] } = statement
  const scope = [
    subjects.length === 1 ? isSubject(subjects[0] ?? '') : 'principal',
    actions.length > 0 ? `action in [${actions.map(actionOf).join(', ')}]` : 'action',
    resources.length === 1 && isInScope(resources[0] ?? '') ? isResource(resources[0] ?? '') : 'resource',
  ]
  const needs = [
    ...(subjects.length > 1 ? [any(subjects.map(isSubject))] : []),
    ...(scope[2] === 'resource' && resources.length > 0 ? [any(resources.map(isResource))] : []),
    ...(target.roles ? [any(target.roles.map((role) => isSubject(`role:${role}`)))] : []),
    ...(target.permissions ? [any(target.permissions.map(isPermission))] : []),
    ...when.map((one) => expressionOf(one, comparison)),
  ]
  return [
    `${effect === 'deny' ? 'forbid' : 'permit'} (${scope.join(', ')})`,
    ...needs.map((one) => `when { ${one} }`),
    ...(unless.length > 0 ? [`unless { ${every(unless.map((one) => expressionOf(one, comparison)))} }`] : []),
  ].join('\n').concat(';')
} // prettier-ignore

function isSubject(entry: string): string {
  const [type = '', id = ''] = entry.split(':')
  return `principal ${type === 'user' ? '==' : 'in'} ${type}::"${id}"`
}

function isInScope(entry: string): boolean {
  return !entry.startsWith('<') && !/<[a-z]/u.test(entry)
}

/** `doc:a1`, `doc`, `doc:<.*>`, `doc:<a.*>` and `<.*>`. */
function isResource(entry: string): string {
  if (entry === '<.*>') return 'true'
  const [type = '', name = '<.*>'] = entry.split(':')
  if (name === '<.*>') return `resource is ${type}`
  if (!name.startsWith('<')) return `resource == ${type}::"${name}"`
  return `resource is ${type} && resource.name like "${name.slice(1, -3)}*"`
}

function actionOf(name: string): string {
  return `Action::"${name}"`
}

function isPermission(permission: string): string {
  const [collection = '', action = ''] = permission.split('.')
  const kind = `resource is ${typeOf[collection] ?? ''}`
  return action === '*' ? kind : `${kind} && action in ${actionOf(action)}`
}

function comparison({ attribute, operator, value = null }: AttributeCondition): string {
  const seen = placeOf(attribute)
  const values = valuesOf(value)
  const within = (one: Json) => (attribute === 'source_ip' ? `ip(${seen}).isInRange(ip(${said(one)}))` : `${seen} == ${said(one)}`)
  switch (operator) {
    case 'equals':
      return within(value)
    case 'not_equals':
      return `${seen} != ${said(value)}`
    case 'in':
      return attribute === 'source_ip' ? any(values.map(within)) : `${said(values)}.contains(${seen})`
    case 'not_in':
      return `!(${any(values.map(within))})`
    case 'greater_than':
      return `${seen} > ${said(value)}`
    case 'less_than':
      return `${seen} < ${said(value)}`
    case 'between':
      return `${seen} >= ${said(values[0] ?? null)} && ${seen} <= ${said(values[1] ?? null)}`
    case 'matches':
      return `${seen} like "${wildcards(textOf(value))}"`
    case 'not_matches':
      return `!(${seen} like "${wildcards(textOf(value))}")`
    case 'starts_with':
      return `${seen} like "${literal(value)}*"`
    case 'ends_with':
      return `${seen} like "*${literal(value)}"`
    case 'contains':
      return `${seen} like "*${literal(value)}*"`
    case 'exists':
      return `${seen.slice(0, seen.lastIndexOf('.'))} has ${seen.slice(seen.lastIndexOf('.') + 1)}`
  }
} // prettier-ignore

/** A pattern of words with `.*` between them. */
function wildcards(pattern: string): string {
  const start = pattern.startsWith('^') ? '' : '*'
  const end = pattern.endsWith('$') ? '' : '*'
  return start + pattern.replaceAll(/[$^]/gu, '').replaceAll('.*', '*') + end
}

function literal(value: Json): string {
  return textOf(value).replaceAll('*', '\\*')
}

function said(value: Json): string {
  const other = otherAttribute(value)
  return other === undefined ? JSON.stringify(value) : placeOf(other)
}

const places: { readonly [attribute: string]: string } = {
  'subject.id': 'principal.name',
  'subject.properties.level': 'principal.level',
  'resource.properties.level': 'resource.level',
  'resource.properties.owner': 'resource.owner',
}

function placeOf(attribute: string): string {
  return places[attribute] ?? `context.${attribute}`
}

/** Roles and groups are what a principal is in, and `peek` is in `open`. */
function callOf({ subject, action, resource, context = {} }: AccessRequest) {
  const { roles, groups, ...known } = subject.properties ?? {}
  const parents = Object.entries({ role: roles, group: groups }).flatMap(([type, names]) =>
    (names as readonly string[]).map((id) => ({ type, id })),
  )
  const principal = { type: subject.type, id: subject.id }
  const asked = { type: 'Action', id: action.name }
  const thing = { type: resource.type, id: resource.id }
  return {
    preparsedPolicySetId: 'peers',
    principal,
    action: asked,
    resource: thing,
    context: context as Mutable,
    entities: [
      { uid: principal, attrs: { ...known, name: subject.id } as Mutable, parents },
      { uid: thing, attrs: { ...resource.properties, name: resource.id } as Mutable, parents: [] },
      { uid: { type: 'Action', id: 'peek' }, attrs: {}, parents: [{ type: 'Action', id: 'open' }] },
    ],
  }
}

/** JSON as Cedar's types have it. */
type Mutable = Record<string, cedar.CedarValueJson> & JsonObject
