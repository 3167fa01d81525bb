import { sourceOf, valueAt } from '../attribute-value.ts'
import { factorMethods } from '../factor-methods.ts'
import type { AccessRequest, AttributeCondition, Condition, Json, Truth, TypedCondition } from '../model.ts'
import { evaluate } from '../reference/conditions.ts'
import { proofContext, tunnelContext } from '../remedies.ts'
import { formatInstant } from '../time/instant.ts'
import { type Change, requestAfter } from './change.ts'
import { type Reading, readingOf, type Relation } from './clause.ts'
import { insertedIn } from './example.ts'
import { questionAt, type Scene } from './scene.ts'
import { anyOf, isSatisfied, type Leaf, type Tree, type Wanted, type Way } from './tree.ts'
import { valuesFor } from './values.ts'

/** Where a request is asked about: the request as it is now, and which place of a tree. */
export interface Spot {
  readonly scene: Scene
  readonly request: AccessRequest
  readonly place: number
}

export function conditionTree(condition: Condition, spot: Spot): Tree {
  const treesOf = (parts: readonly Condition[]) => parts.map((part) => conditionTree(part, spot))
  if ('all' in condition) return { all: treesOf(condition.all) }
  if ('any' in condition) return anyOf(treesOf(condition.any))
  if ('not' in condition) return { not: conditionTree(condition.not, spot) }
  return leafOf(condition, spot)
}

function leafOf(condition: AttributeCondition | TypedCondition, spot: Spot): Leaf {
  const truthIn = (request: AccessRequest) =>
    evaluate(condition, questionAt(spot.place, request, spot.scene.settings)).truth
  return tried(truthIn, spot, (wanted) => guessesFor(condition, wanted, spot))
}

/** Guesses in groups: the first group of which some do what is wanted is taken. */
type Guesses = (wanted: Wanted) => readonly (readonly Way[])[]

/** A leaf whose ways are those of some guesses that, made alone, make it what is wanted. */
export function tried(truthIn: (request: AccessRequest) => Truth, spot: Spot, guesses: Guesses): Leaf {
  const truthAfter = (way: Way) => truthIn(requestAfter(way, spot.request))
  return {
    truthAfter,
    ways(wanted) {
      for (const group of guesses(wanted)) {
        const ways = group.filter((way) => isSatisfied(truthAfter(way), wanted))
        if (ways.length > 0) return ways
      }
      return []
    },
  }
}

function guessesFor(condition: AttributeCondition | TypedCondition, wanted: Wanted, spot: Spot): Way[][] {
  const question = questionAt(spot.place, spot.request, spot.scene.settings)
  const reading = readingOf(condition, question)
  const { path, clause } = reading
  if (sourceOf(path) === 'context.time') return [momentsOf(spot)]
  const makeTrue = wanted === 'true' || wanted === 'not_false'
  const seen = valueAt(path, question.zone, question)
  const meets = { ...clause, holds: makeTrue === clause.holds }
  const values = isOpen(path) ? valuesFor({ ...clause, wanted: reading.wanted }, makeTrue, path, seen) : []
  const mirrored = seen === undefined ? [] : mirroredIn(reading, seen)
  const others = mirrored.flatMap((other) => {
    const memberships = membershipsFor(other, makeTrue)
    if (memberships.length > 0 || !isOpen(other.path)) return memberships
    const present = valueAt(other.path, question.zone, question)
    return valuesFor(other.clause, makeTrue, other.path, present).map((value) =>
      attribute(other.path, value, spot),
    )
  })
  // To know nothing of it is the last thing to try.
  const isContentWithUnknown = wanted === 'not_true' || wanted === 'not_false' || clause.relation === 'exists'
  return [
    remediesFor(reading),
    membershipsFor(reading, makeTrue),
    [...values.map((value) => attribute(path, value, spot, { meets })), ...others],
    isContentWithUnknown && isOpen(path) ? [attribute(path, undefined, spot)] : [],
  ].map((changes) => changes.map((change) => [change]))
}

/** What people do about attributes that they can't set one by one. */
function remediesFor({ path }: Reading): Change[] {
  const name = path.replace('context.', '')
  if (Object.hasOwn(proofContext('', []), name))
    return Object.keys(factorMethods).map((method) => ({ kind: 'factor', methods: [method] }))
  return Object.hasOwn(tunnelContext, name) ? [{ kind: 'tunnel' }] : []
}

function membershipsFor({ path, clause }: Pick<Reading, 'path' | 'clause'>, makeTrue: boolean): Change[] {
  const of = path === 'subject.properties.roles' ? 'role' : 'group'
  if (path !== `subject.properties.${of}s` || clause.relation !== 'contains') return []
  if (typeof clause.wanted !== 'string') return []
  return [{ kind: 'membership', of, name: clause.wanted, held: makeTrue === clause.holds }]
}

/** What a condition says of the other attributes with which a value is compared: as it is of them, so they are of it. */
function mirroredIn({ others, clause }: Reading, seen: Json): Pick<Reading, 'path' | 'clause'>[] {
  const { relation, wanted, holds } = clause
  const isText = typeof wanted === 'string' && typeof seen === 'string'
  const value = isText ? insertedIn(wanted, seen) : seen
  return others.map((path) => ({
    path,
    clause: { relation: mirrors[relation] ?? 'equals', wanted: value, holds },
  }))
}

const mirrors: { readonly [relation in Relation]?: Relation } = {
  one_of: 'contains',
  contains: 'one_of',
  greater_than: 'less_than',
  less_than: 'greater_than',
}

function attribute(
  path: string,
  value: Json | undefined,
  { place }: Spot,
  more: Pick<Change & { kind: 'attribute' }, 'meets'> = {},
): Change {
  const ancestor = path.startsWith('resource.') && place > 0 ? { ancestor: place - 1 } : {}
  return { kind: 'attribute', path, ...(value === undefined ? {} : { value }), ...ancestor, ...more }
}

/** Who asks for what to be done with what is the question itself; the rest are circumstances. */
function isOpen(path: string): boolean {
  return (
    path !== 'subject.properties.roles' && /^(context|(subject|action|resource)\.properties)\./.test(path)
  )
}

export function momentsOf({ scene }: Pick<Spot, 'scene'>): Way[] {
  return scene.moments.map((moment): Way => [{ kind: 'time', time: formatInstant(moment) }])
}
