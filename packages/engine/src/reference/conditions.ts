import { canonicalPath, derivedPaths, readPath } from '../attribute-path.ts'
import type { AttributeCondition, Condition, ConditionTrace, Json } from '../model.ts'
import { compareBy } from '../operators.ts'
import { referenceOf } from '../policy-reads.ts'
import { formatTimeOfDay } from '../time/time-of-day.ts'
import { dateOf, secondsOfDay, weekdayOf } from '../time/zone.ts'
import { all, any, asTruth, no, not, type Outcome, outcome } from '../truth.ts'
import { typedConditions } from '../typed-conditions.ts'
import { wellKnownAt } from '../well-known.ts'
import type { Question } from './question.ts'

/** What a condition came to, and how, for the trace. */
export interface Evaluated extends Outcome {
  readonly trace: ConditionTrace
}

export function evaluate(condition: Condition, question: Question): Evaluated {
  if ('all' in condition) return combined(condition, condition.all, question, all)
  if ('any' in condition) return combined(condition, condition.any, question, any)
  if ('not' in condition) return combined(condition, [condition.not], question, ([one = no]) => not(one))
  if ('attribute' in condition) return evaluateAttribute(condition, question)
  const { type } = condition
  const kind = Object.hasOwn(typedConditions, type) ? typedConditions[type] : undefined
  return traced(
    condition,
    kind?.evaluate(condition, question.request, question.settings) ?? outcome('unknown'),
  )
}

function combined(
  condition: Condition,
  parts: readonly Condition[],
  question: Question,
  combine: (outcomes: readonly Outcome[]) => Outcome,
): Evaluated {
  const children = parts.map((part) => evaluate(part, question))
  return traced(condition, combine(children), { children: children.map(({ trace }) => trace) })
}

function evaluateAttribute(condition: AttributeCondition, question: Question): Evaluated {
  const { attribute, operator, value } = condition
  const zone = condition.zone ?? question.zone
  const seen = valueAt(attribute, zone, question)
  const shown = seen === undefined ? {} : { value: seen }
  if (operator === 'exists')
    return traced(condition, outcome((seen !== undefined) === (value ?? true)), shown)

  const reference = referenceOf(value)
  const wanted = reference === undefined ? value : valueAt(reference, zone, question)
  if (seen === undefined || wanted === undefined) {
    const missing = [seen === undefined ? attribute : undefined, wanted === undefined ? reference : undefined]
    return traced(condition, outcome('unknown', ...sources(missing)), shown)
  }
  const type = (wellKnownAt(attribute) ?? wellKnownAt(reference ?? ''))?.type
  const truth = compareBy[operator](seen, wanted, type)
  return traced(condition, outcome(truth, ...sources([attribute, reference])), shown)
}

function traced(condition: Condition, result: Outcome, shown: Partial<ConditionTrace> = {}): Evaluated {
  return { ...result, trace: { condition, truth: result.truth, ...shown } }
}

function valueAt(path: string, zone: string, { request, time }: Question): Json | undefined {
  const canonical = canonicalPath(path)
  if (!derivedPaths.includes(canonical)) return readPath(request, canonical)
  if (time === undefined) return undefined
  if (canonical === 'context.date') return dateOf(time, zone)
  if (canonical === 'context.day_of_week') return weekdayOf(time, zone)
  return formatTimeOfDay(secondsOfDay(time, zone))
}

/** Where a value would have come from: what is missing when a derived one is, is the time. */
function sources(paths: readonly (string | undefined)[]): string[] {
  return paths
    .filter((path) => path !== undefined)
    .map((path) => (derivedPaths.includes(canonicalPath(path)) ? 'context.time' : canonicalPath(path)))
}

/** Used where only the truth matters: scopes of roles. */
export function holds(conditions: readonly Condition[], question: Question): boolean {
  return conditions.every((condition) => evaluate(condition, question).truth === asTruth(true))
}
