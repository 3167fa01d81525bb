import fc from 'fast-check'
import { formatAddress, parseRange } from '../../src/address.ts'
import type {
  AccessRequest,
  AttributeCondition,
  Condition,
  Json,
  Policy,
  Settings,
  Statement,
} from '../../src/model.ts'
import { record } from '../arbitraries.ts'
import { textOf, valuesOf } from './expression.ts'

/**
 * What Sallyport and its peers can all say: who by name, role and group; actions of which one stands for another;
 * resources by name, by how it begins and by kind; and conditions on attributes that every request has.
 */
export interface Person {
  readonly id: string
  readonly roles: readonly string[]
  readonly groups: readonly string[]
  readonly level: number
}

export interface World {
  readonly policies: readonly Policy[]
  readonly people: readonly Person[]
  readonly requests: readonly AccessRequest[]
}

/** How far a peer goes along. */
export interface Reach {
  /** Addresses of which family policies may name. */
  readonly addresses: 'IPv4' | 'both'
  readonly resources: readonly string[]
  /** Denials first: all at one priority. Else each policy has a priority of its own and one statement. */
  readonly order: 'denials' | 'priorities'
}

const families = { peek: 'open' }
export const settings: Settings = {
  resourceTypes: {
    doc: { collection: 'docs', baseline: 'deny', families },
    box: { collection: 'boxes', baseline: 'deny', families },
  },
}
export const typeOf: { readonly [collection: string]: string } = { docs: 'doc', boxes: 'box' }
export const memberships = (person: Person) => [
  ...person.roles.map((name) => `role:${name}`),
  ...person.groups.map((name) => `group:${name}`),
]
/** Said by all. */
export const resourceEntries = ['doc:a1', 'doc:a2', 'box:b1', 'doc:<a.*>', 'box:<b.*>', 'doc:<.*>', 'box', '<.*>', '<.*>'] // prettier-ignore

const pick = fc.constantFrom
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { minLength: 1, maxLength: 2 })
const often = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 })
const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 3 }, { arbitrary, weight: 1 })

const [actions, resources] = [
  ['open', 'open', 'peek', 'read'],
  ['doc:a1', 'doc:a2', 'doc:b1', 'box:a1', 'box:b1', 'box:b2'],
] as const
const [roles, groups] = [
  ['Keeper', 'Reader', 'Guest'],
  ['staff', 'ops'],
] as const
const words = ['curl', 'a', '*', 'a*b', '8']
const small = fc.integer({ min: -9, max: 9 })

const bytes = (count: number) => fc.array(fc.nat({ max: 255 }), { minLength: count, maxLength: count })
const ranges = {
  IPv4: fc.tuple(bytes(4), fc.nat({ max: 32 })),
  // Never in ::/8, where some addresses are IPv4 in another spelling.
  IPv6: fc.tuple(
    bytes(15).map((rest) => [32, ...rest]),
    fc.integer({ min: 1, max: 128 }),
  ),
}

function leaf({ addresses }: Reach): fc.Arbitrary<AttributeCondition> {
  const either = addresses === 'IPv4' ? ranges.IPv4 : fc.oneof(ranges.IPv4, ranges.IPv6)
  const range = either.map(([address, bits]) => `${formatAddress(address)}/${bits}`)
  const address = either.map(([one]) => formatAddress(one))
  const numbers = pick('risk', 'subject.properties.level', 'resource.properties.level')
  const pattern = fc
    .tuple(pick('', '^'), some(pick('curl', 'a', '8')), pick('', '$'))
    .map(([start, parts, end]) => start + parts.join('.*') + end)
  return fc.oneof(
    fc.record({ attribute: pick('mfa_status'), operator: pick('equals' as const), value: fc.boolean() }),
    fc.record({ attribute: pick('source_ip'), operator: pick('in' as const, 'not_in' as const), value: fc.oneof<fc.Arbitrary<Json>[]>(range, some(range)) }),
    fc.record({ attribute: pick('source_ip'), operator: pick('equals' as const), value: address }),
    fc.record({ attribute: numbers, operator: pick('equals' as const, 'not_equals' as const, 'greater_than' as const, 'less_than' as const), value: small }),
    fc.record({ attribute: numbers, operator: pick('between' as const), value: fc.tuple(small, small).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]) }),
    fc.record({ attribute: pick('country'), operator: pick('equals' as const, 'not_equals' as const), value: pick('DE', 'FR') }),
    fc.record({ attribute: pick('country'), operator: pick('in' as const, 'not_in' as const), value: pick(['DE'], ['DE', 'FR']) }),
    fc.record({ attribute: pick('user_agent'), operator: pick('matches' as const, 'not_matches' as const), value: pattern }),
    fc.record({ attribute: pick('note'), operator: pick('starts_with' as const, 'ends_with' as const, 'contains' as const), value: pick(...words) }),
    fc.record({ attribute: pick('resource.properties.owner'), operator: pick('equals' as const, 'not_equals' as const), value: pick({ attribute: 'subject.id' }) }),
  )
} // prettier-ignore

function condition(reach: Reach): fc.Arbitrary<Condition> {
  return fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      { arbitrary: leaf(reach), weight: 5 },
      { arbitrary: fc.record({ all: some(tie('tree')) }), weight: 1 },
      { arbitrary: fc.record({ any: some(tie('tree')) }), weight: 1 },
      { arbitrary: fc.record({ not: tie('tree') }), weight: 1 },
    ),
  })).tree
}

function statement(reach: Reach): fc.Arbitrary<Omit<Statement, 'id'>> {
  const subjects = ['user:ann', 'user:bob', ...roles.map((role) => `role:${role}`), 'group:staff']
  return record<Omit<Statement, 'id'>>({
    label: pick('A rule'),
    effect: pick('allow' as const, 'allow' as const, 'deny' as const),
    subjects: seldom(some(pick(...subjects))),
    actions: seldom(some(pick('open', 'peek', 'read'))),
    resources: some(pick(...reach.resources)),
    when: often(some(condition(reach))),
    unless: seldom(some(condition(reach))),
  })
}

function policies(reach: Reach): fc.Arbitrary<Policy[]> {
  const isByPriority = reach.order === 'priorities'
  const priorities = fc.uniqueArray(fc.integer({ min: -1200, max: 1200 }), { minLength: 7, maxLength: 7 })
  const parts = fc.record({
    target: seldom(
      record<NonNullable<Policy['target']>>({
        roles: often(some(pick(...roles))),
        permissions: seldom(some(pick('docs.open', 'boxes.*', 'docs.peek'))),
      }),
    ),
    statements: fc.array(statement(reach), { minLength: 1, maxLength: isByPriority ? 1 : 2 }),
  })
  return fc.tuple(fc.array(parts, { minLength: 2, maxLength: 7 }), priorities).map(([list, ranks]) =>
    list.map(({ target, statements }, index) => ({
      id: `p${index}`,
      name: `Policy ${index}`,
      type: 'access',
      priority: (isByPriority ? ranks[index] : ranks[0]) ?? 0,
      ...(target !== undefined && { target }),
      statements: statements.map((one, place) => ({ id: `s${place}`, ...one })),
    })),
  )
}

const people: fc.Arbitrary<Person[]> = fc
  .array(fc.record({ roles: fc.subarray([...roles]), groups: fc.subarray([...groups]), level: small }), {
    minLength: 3,
    maxLength: 3,
  })
  .map((list) => list.map((one, index) => ({ id: ['ann', 'bob', 'cyd'][index] ?? '', ...one })))

/** Policies, the people they are about, and so many requests made of what the policies name. */
export function world(reach: Reach, requests: number): fc.Arbitrary<World> {
  const draw = fc.array(fc.nat({ max: 9_999 }), { minLength: 12, maxLength: 12 })
  return fc
    .tuple(policies(reach), people, fc.array(draw, { minLength: 1, maxLength: requests, size: 'max' }))
    .map(([list, known, draws]) => {
      const named = valuesNamed(list)
      return { policies: list, people: known, requests: draws.map((one) => requestOf(one, known, named)) }
    })
}

type Named = { readonly [attribute: string]: readonly Json[] }

function requestOf(draw: readonly number[], known: readonly Person[], named: Named): AccessRequest {
  let place = 0
  const take = <T>(list: readonly T[]): T => {
    const taken = list[(draw[place] ?? 0) % list.length]
    place += 1
    if (taken === undefined) throw new Error('a list of nothing')
    return taken
  }
  const value = (attribute: string) => take(named[attribute] ?? [])
  const { id, roles: held, groups: joined, level } = take(known)
  const [type = '', name = ''] = take(resources).split(':')
  return {
    subject: { type: 'user', id, properties: { roles: held, groups: joined, level } },
    action: { name: take(actions) },
    resource: { type, id: name, properties: { owner: take(['ann', 'bob', id]), level: value('risk') } },
    context: Object.fromEntries<Json>(
      ['mfa_status', 'source_ip', 'risk', 'country', 'user_agent', 'note'].map((one) => [one, value(one)]),
    ),
  }
}

/** For each attribute the values at which a condition of the policies turns, and some that nobody names. */
function valuesNamed(list: readonly Policy[]): Named {
  const named: { [attribute: string]: Json[] } = {
    mfa_status: [true, false],
    source_ip: ['198.51.100.7'],
    risk: [0],
    country: ['DE', 'FR', 'ES'],
    user_agent: ['Mozilla'],
    note: [''],
  }
  for (const { attribute, value } of list.flatMap(leavesOf)) {
    const values = valuesOf(value)
    if (attribute === 'source_ip') named['source_ip']?.push(...values.flatMap((one) => edges(textOf(one))))
    else if (attribute === 'user_agent' || attribute === 'note')
      named[attribute]?.push(...values.flatMap((one) => textsAround(textOf(one))))
    else for (const one of values) if (typeof one === 'number') named['risk']?.push(one - 1, one, one + 1)
  }
  return named
}

function leavesOf(policy: Policy): AttributeCondition[] {
  const inside = (one: Condition): AttributeCondition[] => {
    if ('attribute' in one) return [one]
    if ('all' in one) return one.all.flatMap(inside)
    if ('any' in one) return one.any.flatMap(inside)
    return 'not' in one ? inside(one.not) : []
  }
  return (policy.statements ?? []).flatMap(({ when = [], unless = [] }) =>
    [...when, ...unless].flatMap(inside),
  )
}

function textsAround(text: string): string[] {
  const plain = text.replaceAll(/[$^]|[.][*]/gu, '')
  return [plain, `x${plain}`, `${plain}x`, `x${plain}x`, text.replaceAll('.*', '/').replaceAll(/[$^]/gu, '')]
}

/** The first and the last address of a range, and those just before and after it. */
export function edges(range: string): string[] {
  const { address, bits } = parseRange(range) ?? { address: [], bits: 0 }
  const width = BigInt(address.length * 8)
  const free = width - BigInt(bits)
  const number = address.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  const first = (number >> free) << free
  const last = first + (1n << free) - 1n
  return [first, last, first - 1n, last + 1n, number]
    .filter((one) => one >= 0n && one < 1n << width)
    .map((one) => formatAddress(address.map((_, index) => Number((one >> (width - 8n * BigInt(index + 1))) & 255n)))) // prettier-ignore
}
