import { canonicalPath, derivedPaths, readPath } from '../attribute-path.ts'
import { isList } from '../json.ts'
import { limits } from '../limits.ts'
import type { AttributeCondition, Binding, Condition, Json, Policy } from '../model.ts'
import { referenceOf } from '../policy-reads.ts'
import { formatDate, parseDate, parseInstant } from '../time/instant.ts'
import { parseTimeOfDay } from '../time/time-of-day.ts'
import { instantsOf, transitions } from '../time/zone.ts'
import { typedEdges } from '../typed/evaluate.ts'
import type { Question } from './question.ts'
import type { Candidate } from './world.ts'

const dayMilliseconds = 86_400_000
const daysAhead = 8

/** What a clock or calendar is compared with: where answers may change. */
interface Edges {
  readonly instants: Set<number>
  /** By zone, seconds since local midnight; 0 is there for weekdays and dates. */
  readonly hours: Map<string, Set<number>>
}

/** The instants after `time`, in order and bounded in number, at which passing time alone might change an answer. */
export function momentsAfter(time: number, question: Question, candidates: readonly Candidate[]): number[] {
  const edges: Edges = { instants: new Set(), hours: new Map() }
  for (const { policy, statement } of candidates) {
    addInstants(edges, [policy.valid_from, policy.valid_until])
    for (const { valid_from, valid_until } of bindingsOf(policy, question))
      addInstants(edges, [valid_from, valid_until])
    addConditions(edges, [...(statement.when ?? []), ...(statement.unless ?? [])], question)
  }
  for (const { dates, scope } of question.grants.list) {
    addInstants(edges, [dates.valid_from, dates.valid_until])
    addConditions(edges, scope.when ?? [], question)
  }
  for (const [zone, hours] of edges.hours) addClock(edges.instants, zone, hours, time)
  return [...edges.instants]
    .filter((instant) => instant > time)
    .sort((a, b) => a - b)
    .slice(0, limits.moments)
}

function bindingsOf({ id, template }: Policy, { settings }: Question): readonly Binding[] {
  return template === true ? (settings.bindings ?? []).filter(({ policy }) => policy === id) : []
}

function addConditions(edges: Edges, conditions: readonly Condition[], question: Question): void {
  for (const condition of conditions) {
    if ('all' in condition) addConditions(edges, condition.all, question)
    else if ('any' in condition) addConditions(edges, condition.any, question)
    else if ('not' in condition) addConditions(edges, [condition.not], question)
    else if ('attribute' in condition) addCondition(edges, condition, question)
    else addTyped(edges, typedEdges(condition), question)
  }
}

/** A condition that reads the clock on either side. */
function addCondition(
  edges: Edges,
  condition: AttributeCondition,
  { request, zone: standard }: Question,
): void {
  const reference = referenceOf(condition.value)
  const sides = [condition.attribute, ...(reference === undefined ? [] : [reference])].map(canonicalPath)
  if (!sides.some((path) => path === 'context.time' || derivedPaths.includes(path))) return
  const zone = condition.zone ?? standard
  const hours = edges.hours.get(zone) ?? new Set([0])
  edges.hours.set(zone, hours)
  const values = [condition.value ?? null, ...sides.map((path) => readPath(request, path) ?? null)]
  for (const value of values.flatMap((one) => (isList(one) ? one : [one]))) {
    addInstants(edges, [value])
    const [seconds, midnight] = [parseTimeOfDay(value, true), parseDate(value)]
    if (seconds !== undefined) hours.add(seconds)
    if (midnight !== undefined) addDate(edges, midnight, zone)
  }
}

/** A condition of Ladon's or Cells' form, on the clock of the settings' zone. */
function addTyped(edges: Edges, typed: ReturnType<typeof typedEdges>, { zone }: Question): void {
  if (typed === undefined) return
  for (const instant of typed.instants ?? []) edges.instants.add(instant).add(instant + 1)
  if (typed.seconds === undefined) return
  const hours = edges.hours.get(zone) ?? new Set([0])
  edges.hours.set(zone, hours)
  for (const seconds of typed.seconds) hours.add(seconds)
}

/** An instant and the next: ends may be included or not. */
function addInstants({ instants }: Edges, values: readonly (Json | undefined)[]): void {
  for (const instant of values.map(parseInstant)) {
    if (instant !== undefined) instants.add(instant).add(instant + 1)
  }
}

/** Where a date begins and where it ends. */
function addDate({ instants }: Edges, midnight: number, zone: string): void {
  for (const day of [midnight, midnight + dayMilliseconds]) {
    for (const instant of instantsOf(day, 0, zone)) instants.add(instant)
    for (const instant of transitions(zone, day - dayMilliseconds, day + dayMilliseconds))
      instants.add(instant)
  }
}

/** Every edge of the coming days; and each change of the zone's offset, where the clock jumps over or back to one. */
function addClock(instants: Set<number>, zone: string, hours: ReadonlySet<number>, time: number): void {
  const today = parseDate(formatDate(time)) ?? time
  for (let day = -1; day <= daysAhead; day += 1) {
    for (const seconds of hours) {
      for (const instant of instantsOf(today + day * dayMilliseconds, seconds, zone)) instants.add(instant)
    }
  }
  for (const instant of transitions(zone, time, time + daysAhead * dayMilliseconds)) instants.add(instant)
}
