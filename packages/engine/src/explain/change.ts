import { own, isList, isObject, isString } from '../json.ts'
import type { AccessRequest, Json, JsonObject, Policy, Resource, Statement } from '../model.ts'
import { readPath } from '../attribute-path.ts'
import { proofContext, tunnelContext } from '../remedies.ts'
import type { Clause } from './clause.ts'

/** One thing that would be otherwise: in the request, or in one policy. */
export type Change = RequestChange | PolicyChange

/** A change of the request: of the circumstances, not of who asks for what. */
export type RequestChange =
  /** A second factor is proved, by any one of these methods. */
  | { readonly kind: 'factor'; readonly methods: readonly string[] }
  /** The connection comes through the company's tunnel. */
  | { readonly kind: 'tunnel' }
  /** The same is asked at this instant, RFC 3339 in UTC. */
  | { readonly kind: 'time'; readonly time: string }
  /** A role or group is given or taken away. A role is given without scope and dates. */
  | {
      readonly kind: 'membership'
      readonly of: 'role' | 'group'
      readonly name: string
      readonly held: boolean
    }
  /** The resource stands below these, nearest first. */
  | { readonly kind: 'place'; readonly ancestors: readonly Resource[] }
  /** An attribute has another value, or, without `value`, none. */
  | {
      readonly kind: 'attribute'
      /** In full: `context.source_ip`. */
      readonly path: string
      readonly value?: Json
      /** Of which ancestor of the resource, 0 being the nearest; absent for the resource itself. */
      readonly ancestor?: number
      /** What a condition wants of the value; the value is an example of it. */
      readonly meets?: Clause | undefined
    }

/** A change of one policy. */
export type PolicyChange =
  /** `off`: disabled, or only reported on; `enforced`: neither of them. */
  | { readonly kind: 'policy'; readonly policy: string; readonly to: 'off' | 'enforced' }
  /** The statement no longer applies to this subject: one more way to meet its `unless`. */
  | { readonly kind: 'exception'; readonly policy: string; readonly statement: string }

/** Who can bring a change about; in this order they are suggested. */
export const reaches = ['subject', 'administration', 'policies'] as const
/**
 * `subject`: the person who asks. `administration`: whoever gives roles and groups and knows the facts about people and
 * resources. `policies`: whoever writes policies.
 */
export type Reach = (typeof reaches)[number]

export function reachOf(change: Change): Reach {
  switch (change.kind) {
    case 'policy':
    case 'exception':
      return 'policies'
    case 'membership':
    case 'place':
      return 'administration'
    case 'attribute':
      return /^(context|action)\./.test(change.path) ? 'subject' : 'administration'
    case 'factor':
    case 'tunnel':
    case 'time':
      return 'subject'
  }
}

/** What a change decides upon: two changes of one slot can't be made together. */
export function slotOf(change: Change): string {
  switch (change.kind) {
    case 'attribute':
      return `${change.ancestor ?? ''} ${change.path}`
    case 'membership':
      return `${change.of} ${change.name}`
    case 'policy':
      return `policy ${change.policy}`
    case 'exception':
      return `exception ${change.policy} ${change.statement}`
    case 'factor':
    case 'tunnel':
    case 'time':
    case 'place':
      return change.kind
  }
}

/** The order in which changes are made, so that a set of them means one thing. */
const order: readonly Change['kind'][] = ['place', 'membership', 'attribute', 'factor', 'tunnel', 'time']

export function requestAfter(changes: readonly Change[], request: AccessRequest): AccessRequest {
  const inOrder = changes.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  return inOrder.reduce(changed, request)
}

function changed(request: AccessRequest, change: Change): AccessRequest {
  switch (change.kind) {
    case 'factor': {
      const before = readPath(request, 'context.auth_methods')
      const proof = proofContext(change.methods[0] ?? '', isList(before) ? before.filter(isString) : [])
      return { ...request, context: { ...request.context, ...proof } }
    }
    case 'tunnel':
      return { ...request, context: { ...request.context, ...tunnelContext } }
    case 'time':
      return { ...request, context: { ...request.context, time: change.time } }
    case 'membership':
      return withMembership(request, change)
    case 'place':
      return { ...request, resource: { ...request.resource, ancestors: change.ancestors } }
    case 'attribute':
      return withAttribute(request, change)
    case 'policy':
    case 'exception':
      return request
  }
}

function withMembership(
  request: AccessRequest,
  { of, name, held }: RequestChange & { kind: 'membership' },
): AccessRequest {
  const path = ['properties', `${of}s`]
  const before = readPath(request, `subject.${path.join('.')}`)
  const others = (isList(before) ? before : []).filter((one) => nameOf(one) !== name)
  return { ...request, subject: withAt(request.subject, path, held ? [...others, name] : others) }
}

/** Of a role, which may have scope and dates, or of a group. */
export function nameOf(membership: Json): Json | undefined {
  return isObject(membership) ? own(membership, 'name') : membership
}

function withAttribute(
  request: AccessRequest,
  { path, value, ancestor }: RequestChange & { kind: 'attribute' },
): AccessRequest {
  const [root = '', ...rest] = path.split('.')
  if (root !== 'resource' || ancestor === undefined) return withAt(request, [root, ...rest], value)
  const { ancestors = [] } = request.resource
  const changedOnes = ancestors.map((one, index) => (index === ancestor ? withAt(one, rest, value) : one))
  return { ...request, resource: { ...request.resource, ancestors: changedOnes } }
}

/** A copy with another value at a path, or without it. Members are defined, so that no name is special. */
function withAt<T extends object>(holder: T, [head = '', ...rest]: readonly string[], value?: Json): T {
  const members = Object.entries(holder).filter(([name]) => name !== head)
  const before = own(holder as JsonObject, head)
  const next = rest.length === 0 ? value : withAt(isObject(before) ? before : {}, rest, value)
  return Object.fromEntries(next === undefined ? members : [...members, [head, next]]) as T
}

const switches = {
  enforced: { enabled: true, mode: 'enforce' },
  report: { enabled: true, mode: 'report' },
  disabled: { enabled: false },
} as const

/** The policies that changes put in another's place. `off` is done in one of its two ways. */
export function policiesAfter(
  changes: readonly Change[],
  policies: ReadonlyMap<string, Policy>,
  subject: string,
  off: 'disabled' | 'report' = 'disabled',
): Policy[] {
  const after = new Map<string, Policy>()
  for (const change of changes) {
    if (change.kind !== 'policy' && change.kind !== 'exception') continue
    const policy = after.get(change.policy) ?? policies.get(change.policy)
    if (policy === undefined) continue
    const next =
      change.kind === 'exception'
        ? withException(policy, change.statement, subject)
        : { ...policy, ...switches[change.to === 'off' ? off : 'enforced'] }
    after.set(policy.id, next)
  }
  return [...after.values()]
}

function withException(policy: Policy, statement: string, subject: string): Policy {
  const it = { attribute: 'subject.id', operator: 'equals', value: subject } as const
  const excepted = ({ unless = [], ...rest }: Statement): Statement => {
    const [only, ...others] = unless
    if (only === undefined) return { ...rest, unless: [it] }
    return { ...rest, unless: [{ any: [others.length === 0 ? only : { all: unless }, it] }] }
  }
  const statements = (policy.statements ?? []).map((one) => (one.id === statement ? excepted(one) : one))
  return { ...policy, statements }
}
