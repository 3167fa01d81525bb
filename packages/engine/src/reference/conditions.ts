import { sourceOf, valueAt } from '../attribute-value.ts'
import type { AttributeCondition, Condition, ConditionTrace } from '../model.ts'
import { compareBy } from '../operators.ts'
import { referenceOf } from '../policy-reads.ts'
import { all, any, asTruth, no, not, type Outcome, outcome } from '../truth.ts'
import { evaluateTyped } from '../typed/evaluate.ts'
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
  const { value, ...result } = evaluateTyped(condition, question)
  return traced(condition, result, value === undefined ? {} : { value })
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
    return traced(condition, unknownBy(missing), shown)
  }
  const type = (wellKnownAt(attribute) ?? wellKnownAt(reference ?? ''))?.type
  const truth = compareBy[operator](seen, wanted, type)
  return traced(condition, truth === 'unknown' ? unknownBy([attribute, reference]) : outcome(truth), shown)
}

function traced(
  condition: Condition,
  { truth, unknown }: Outcome,
  shown: Pick<ConditionTrace, 'value' | 'children'>,
): Evaluated {
  return { truth, unknown, trace: { condition, truth, ...shown } }
}

function unknownBy(paths: readonly (string | undefined)[]): Outcome {
  return outcome('unknown', ...paths.filter((path) => path !== undefined).map(sourceOf))
}

/** Used where only the truth matters: scopes of roles. */
export function holds(conditions: readonly Condition[], question: Question): boolean {
  return conditions.every((condition) => evaluate(condition, question).truth === asTruth(true))
}
