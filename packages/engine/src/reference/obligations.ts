import { canonicalJson } from '../canonical-json.ts'
import { byCodeUnits } from '../json.ts'
import type { JsonObject, Obligation } from '../model.ts'
import { obligationKinds } from '../obligations.ts'
import { type Answer, type Guard, takesPart } from './answer.ts'

/** Those of the outcome, merged by id; in canonical order, since the outcome is known without `on`. */
export function obligationsOf(answer: Answer): Obligation[] {
  const outcome = answer.decision ? 'permit' : 'deny'
  const due = answer.guards
    .filter((guard) => guard === answer.decider || isObliging(guard, answer))
    .flatMap(({ statement }) => statement.obligations ?? [])
    .filter(({ on = 'permit' }) => on === outcome)
    .map(({ id, properties }) => ({ id, properties }))
  return merged(due).sort(inCanonicalOrder)
}

/**
 * An allow whose guard is unknown does not permit, but what it would have demanded of a permit is still due: otherwise
 * leaving an attribute out of a request would drop the obligation and keep the permit.
 */
function isObliging(guard: Guard, { decision }: Answer): boolean {
  const { statement, outcome } = guard
  if (statement.effect === 'oblige') return takesPart(guard)
  return decision && statement.effect === 'allow' && outcome.truth === 'unknown'
}

function merged(obligations: readonly Obligation[]): Obligation[] {
  const byId = new Map<string, Obligation[]>()
  for (const one of obligations) byId.set(one.id, [...(byId.get(one.id) ?? []), one])
  return [...byId].flatMap(([id, alike]) => mergeAlike(id, alike))
}

function mergeAlike(id: string, alike: readonly Obligation[]): Obligation[] {
  const merge = Object.hasOwn(obligationKinds, id) ? obligationKinds[id]?.merge : 'keep_distinct'
  if (merge === 'once') return [{ id, properties: {} }]
  if (merge === undefined || merge === 'keep_distinct') {
    return [...new Map(alike.map((one) => [canonicalJson(one.properties), one])).values()]
  }
  const strictest = Object.entries(merge).map(([member, which]) => [
    member,
    Math[which](...alike.map(({ properties }) => Number(properties[member]))),
  ])
  return [{ id, properties: Object.fromEntries(strictest) as JsonObject }]
}

function inCanonicalOrder(a: Obligation, b: Obligation): number {
  return (
    byCodeUnits(a.id, b.id) ||
    byRank(a, b) ||
    byCodeUnits(canonicalJson(a.properties), canonicalJson(b.properties))
  )
}

/** Factors stand in the order of preference; those of one rank by method, the first of their properties. */
function byRank(a: Obligation, b: Obligation): number {
  return a.id === 'factor' ? Number(a.properties['rank']) - Number(b.properties['rank']) : 0
}
