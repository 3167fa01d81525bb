import fc from 'fast-check'
import type { Json } from '../src/model.ts'
import { adversary, longText } from './patterns.ts'

/**
 * Changes of valid JSON by its structure: parts are replaced, deleted, repeated, wrapped, renamed, enlarged, or put where
 * others were. What comes out is mostly not far from valid, so that it gets further than noise would.
 */
export interface Mutation {
  /** Counted through all values of the JSON. */
  readonly place: number
  readonly change: Change
}

type Entry = readonly [member: string, value: Json]
/** What is to stand in a part's place: nothing, it or something else, or several. */
type Change = (value: Json, member: string, whole: Json) => readonly Entry[]

/** At most so many values come out. */
const mostValues = 60_000

export function mutated(json: Json, mutations: readonly Mutation[]): Json {
  return mutations.reduce((whole, { place, change }) => {
    const changed = changedAt(whole, place, (value, member) => change(value, member, whole))
    return countOf(changed) > mostValues ? whole : changed
  }, json)
}

function changedAt(json: Json, place: number, change: (value: Json, member: string) => readonly Entry[]): Json {
  // The whole itself stays: it is the frame.
  let left = (place % Math.max(1, countOf(json) - 1)) + 1
  const visit = (value: Json, member: string): readonly Entry[] => {
    left -= 1
    if (left === -1) return change(value, member)
    return left < -1 ? [[member, value]] : [[member, inside(value)]]
  }
  const inside = (value: Json): Json => {
    if (Array.isArray(value))
      return (value as readonly Json[]).flatMap((one, index) => visit(one, String(index)).map(([, inner]) => inner))
    if (typeof value !== 'object' || value === null) return value
    // Members are defined, not assigned, so that __proto__ is one of them.
    return Object.fromEntries(Object.entries(value).flatMap(([member, one]) => visit(one, member)))
  }
  left -= 1
  return inside(json)
} // prettier-ignore

export function countOf(json: Json): number {
  if (typeof json !== 'object' || json === null) return 1
  return Object.values(json).reduce<number>((sum, inner) => sum + countOf(inner), 1)
}

function placesIn(json: Json): Json[] {
  if (typeof json !== 'object' || json === null) return [json]
  return [json, ...Object.values(json).flatMap((inner) => placesIn(inner))]
}

const strangeMembers = [
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', '0', '', ' ', 'a.b', '…', 'x'.repeat(300),
  'all', 'any', 'not', 'attribute', 'operator', 'value', 'zone', 'type', 'key', 'options', 'when', 'unless', 'target', 'template',
  'statements', 'obligations', 'properties', 'effect', 'subjects', 'actions', 'resources', 'devices', 'names', 'roles', 'groups',
  'permissions', 'priority', 'critical', 'mode', 'enabled', 'valid_from', 'valid_until', 'meta', 'ancestors', 'families', 'scope',
] // prettier-ignore

const strangeTexts = [
  '', ' ', '*', '<', '>', '<>', '<.*>', '<<.*>>', '<(?!a).*>', '(?!', '(', '[', '\\', '\\Q', '(?i)', 'a{1000}', '(a{30}){30}', '[[:alpha:]]', '{{', '{{.x}}', '{{.subject.id}}',
  '\0', '\ud800', '\udfff', '\u202e', 'é', '𝒳', '\n', '__proto__', 'constructor', 'toString', 'null', 'true', 'NaN', '0', '-0', '1e999',
  '10.0.0.0/33', '10.0.0.0/-1', '::/0', '::/129', '::ffff:10.0.0.0/95', '256.1.1.1', '[::1]:80', '2026-02-30T00:00:00Z', '2026-05-01T24:00:00Z', '9999-12-31T23:59:60Z', '-000001-01-01T00:00:00Z',
  '25:00', '24:00', '00:00', 'Monday-Sunday/00:00/23:59', 'Europe/Nowhere', 'Etc/GMT+12', '..', '.', 'a..b', 'context', 'subject.properties', 'subject.properties.roles',
  'user:', ':', 'role:Keeper', '*.*', 'doors.', '.open', 'sallyport.policy', 'device', 'node', 'deny', 'allow', 'oblige', 'equals', 'in', 'between', 'matches', 'exists', 'OfficeHoursCondition', 'PathGlobCondition',
] // prettier-ignore

const strangeNumbers = [0, -0, 1, -1, 0.5, 1e308, -1e308, 5e-324, 2 ** 31, 2 ** 53, -(2 ** 53) - 2, 1_000_001, 1e21] // prettier-ignore

const text = fc.oneof(
  { arbitrary: fc.constantFrom(...strangeTexts), weight: 4 },
  { arbitrary: adversary, weight: 3 },
  { arbitrary: adversary.map((source) => `a<${source}>b`), weight: 2 },
  { arbitrary: longText, weight: 1 },
  { arbitrary: fc.tuple(fc.constantFrom('a', '(', '[', '<', '(?:', 'a|', '.', '\\', '{', '😀', '{{.x}}', '*', '**/', '{a,', ':'), fc.constantFrom(50, 501, 999, 1001, 5_000, 30_000)).map(([part, count]) => part.repeat(Math.ceil(count / part.length))), weight: 1 },
) // prettier-ignore

const strange: fc.Arbitrary<Json> = fc.oneof(
  { arbitrary: text, weight: 6 },
  { arbitrary: fc.constantFrom<Json[]>(null, true, false, [], {}, [[]], [null], [{}], JSON.parse('{"__proto__": {"x": 1}}') as Json), weight: 2 },
  { arbitrary: fc.constantFrom(...strangeNumbers), weight: 2 },
  { arbitrary: fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>, weight: 1 },
) // prettier-ignore

const wrappings: readonly ((value: Json, member: string) => Json)[] = [
  (value) => ({ not: value }),
  (value) => ({ all: [value] }),
  (value) => ({ any: [value, value] }),
  (value) => [value],
  (value, member) => ({ [member]: value }),
  (value) => ({ attribute: value }),
]

const change: fc.Arbitrary<Change> = fc.oneof(
  { arbitrary: strange.map((by): Change => (_value, member) => [[member, by]]), weight: 6 },
  { arbitrary: fc.constant<Change>(() => []), weight: 2 },
  { arbitrary: fc.constantFrom(2, 9, 65, 101, 201, 501, 2_001).map((times): Change => (value, member) => Array.from({ length: times }, (_, index) => [index === 0 ? member : `${member}${index}`, value] as const)), weight: 2 },
  { arbitrary: fc.tuple(fc.constantFrom(...wrappings), fc.constantFrom(1, 2, 8, 9, 33, 400)).map(([wrap, times]): Change => (value, member) => {
    let wrapped = value
    // Some double what they hold.
    for (let time = 0; time < times && countOf(wrapped) < 5_000; time += 1) wrapped = wrap(wrapped, member)
    return [[member, wrapped]]
  }), weight: 2 },
  { arbitrary: fc.constantFrom(...strangeMembers).map((name): Change => (value) => [[name, value]]), weight: 1 },
  { arbitrary: fc.tuple(fc.constantFrom(...strangeMembers), strange).map(([name, by]): Change => (value, member) => [[member, value], [name, by]]), weight: 2 },
  { arbitrary: fc.nat().map((from): Change => (_value, member, whole) => {
    const places = placesIn(whole)
    return [[member, places[from % places.length] ?? null]]
  }), weight: 3 },
  { arbitrary: fc.constantFrom(2, 40, 3_000).map((times): Change => (value, member) => [[member, enlarged(value, times)]]), weight: 1 },
) // prettier-ignore

function enlarged(value: Json, times: number): Json {
  if (typeof value === 'string') return value.repeat(Math.min(times, Math.ceil(30_000 / (value.length + 1))))
  if (typeof value === 'number') return value * times
  return value
}

export const mutations: fc.Arbitrary<Mutation[]> = fc.array(fc.record({ place: fc.nat(), change }), {
  minLength: 1,
  maxLength: 4,
})
