import { newEnforcer, newModelFromString, StringAdapter } from 'casbin'
import type { AccessRequest, AttributeCondition, Json, Policy, Statement } from '../../src/model.ts'
import { any, every, expressionOf, otherAttribute, textOf, valuesOf } from './expression.ts'
import { memberships, type Reach, typeOf, type World } from './subset.ts'

/**
 * The same policies in casbin's own language: a row for each subject, resource and action that a statement names, roles by `g`,
 * what stands for an action by `g2`, and everything else as the row's `rule`.
 */
export async function casbinOf(world: World, order: Reach['order']) {
  const enforcer = await newEnforcer(newModelFromString(model(order)), new StringAdapter(text(world)))
  return (request: AccessRequest): { decision: boolean; policy: string | undefined } => {
    const [decision, row] = enforcer.enforceExSync(...questionOf(request))
    return { decision, policy: row[1] }
  }
}

/** The least priority comes first in casbin, and the greatest here. */
function model(order: Reach['order']): string {
  const effect = {
    denials: 'some(where (p.eft == allow)) && !some(where (p.eft == deny))',
    priorities: 'priority(p.eft) || deny',
  }
  return `
[request_definition]
r = sub, obj, act, ctx
[policy_definition]
p = priority, id, sub, obj, act, rule, eft
[role_definition]
g = _, _
g2 = _, _
[policy_effect]
e = ${effect[order]}
[matchers]
m = (g(r.sub.name, p.sub) || keyMatch(r.sub.name, p.sub)) && keyMatch(r.obj.name, p.obj) && (g2(r.act, p.act) || p.act == "*") && eval(p.rule)
`
}

function text({ policies, people }: Pick<World, 'policies' | 'people'>): string {
  const lines = [
    ...policies.flatMap((policy) => (policy.statements ?? []).flatMap((one) => rowsOf(policy, one))),
    ...people.flatMap((one) => memberships(one).map((name) => ['g', `user:${one.id}`, name])),
    ['g2', 'peek', 'open'],
  ]
  return lines.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')
}

function rowsOf({ id, priority = 0, target = {} }: Policy, statement: Statement): string[][] {
  const { effect, subjects = ['*'], actions = ['*'], resources = [], when = [], unless = [] } = statement
  const isPermission = (permission: string) => {
    const [collection = '', action = ''] = permission.split('.')
    const kind = `keyMatch(r.obj.name, "${typeOf[collection] ?? ''}:*")`
    return action === '*' ? kind : `${kind} && g2(r.act, "${action}")`
  }
  const rules = [
    ...(target.roles ? [any(target.roles.map((role) => `g(r.sub.name, "role:${role}")`))] : []),
    ...(target.permissions ? [any(target.permissions.map(isPermission))] : []),
    ...when.map((one) => expressionOf(one, comparison)),
    ...(unless.length > 0 ? [`!(${every(unless.map((one) => expressionOf(one, comparison)))})`] : []),
  ]
  return subjects.flatMap((subject) =>
    resources.flatMap((resource) =>
      actions.map((action) => {
        const { key, rule } = keyOf(resource)
        return ['p', String(-priority), id, subject, key, action, every([...rule, ...rules]), effect]
      }),
    ),
  )
}

/** `doc:<a.*>` is `doc:a*` to keyMatch; what is more of a pattern is for regexMatch. */
function keyOf(entry: string): { key: string; rule: string[] } {
  if (!entry.includes(':') && !entry.includes('<')) return { key: `${entry}:*`, rule: [] }
  if (!entry.includes('<')) return { key: entry, rule: [] }
  const literal = /^([^<]*)<([a-z]?)[.][*]>$/u.exec(entry)
  if (literal !== null) return { key: `${literal[1] ?? ''}${literal[2] ?? ''}*`, rule: [] }
  return {
    key: '*',
    rule: [`regexMatch(r.obj.name, "^${entry.replaceAll('<', '(').replaceAll('>', ')')}$")`],
  }
}

function comparison({ attribute, operator, value = null }: AttributeCondition): string {
  const seen = placeOf(attribute)
  const values = valuesOf(value)
  const equal = (one: Json) => `${seen} == ${said(one)}`
  const within = (one: Json) => (attribute === 'source_ip' ? `ipMatch(${seen}, ${said(one)})` : equal(one))
  switch (operator) {
    case 'equals':
      return within(value)
    case 'not_equals':
      return `${seen} != ${said(value)}`
    case 'in':
      return any(values.map(within))
    case 'not_in':
      return `!(${any(values.map(within))})`
    case 'greater_than':
      return `${seen} > ${said(value)}`
    case 'less_than':
      return `${seen} < ${said(value)}`
    case 'between':
      return `${seen} >= ${said(values[0] ?? null)} && ${seen} <= ${said(values[1] ?? null)}`
    case 'matches':
      return `regexMatch(${seen}, ${said(value)})`
    case 'not_matches':
      return `!regexMatch(${seen}, ${said(value)})`
    case 'starts_with':
      return `regexMatch(${seen}, "^${quoted(value)}")`
    case 'ends_with':
      return `regexMatch(${seen}, "${quoted(value)}$")`
    case 'contains':
      return `regexMatch(${seen}, "${quoted(value)}")`
    case 'exists':
      throw new Error('casbin can’t look at absence')
  }
}

function quoted(value: Json): string {
  return textOf(value).replaceAll('*', '[*]')
}

function said(value: Json): string {
  const other = otherAttribute(value)
  return other === undefined ? JSON.stringify(value) : placeOf(other)
}

const places: { readonly [attribute: string]: string } = {
  'subject.id': 'r.sub.id',
  'subject.properties.level': 'r.sub.level',
  'resource.properties.level': 'r.obj.level',
  'resource.properties.owner': 'r.obj.owner',
}

function placeOf(attribute: string): string {
  return places[attribute] ?? `r.ctx.${attribute}`
}

function questionOf({ subject, action, resource, context = {} }: AccessRequest) {
  return [
    { name: `${subject.type}:${subject.id}`, id: subject.id, ...subject.properties },
    { name: `${resource.type}:${resource.id}`, ...resource.properties },
    action.name,
    context,
  ]
}
