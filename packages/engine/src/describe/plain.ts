import type { AttributeCondition, Condition, Operator, TypedCondition } from '../model.ts'
import { wellKnownAt } from '../well-known.ts'

const opposites: { readonly [operator in Operator]?: Operator } = {
  equals: 'not_equals',
  not_equals: 'equals',
  in: 'not_in',
  not_in: 'in',
  matches: 'not_matches',
  not_matches: 'matches',
}
const typedOpposites: { readonly [type: string]: string } = {
  StringMatchCondition: 'StringNotMatchCondition',
  StringNotMatchCondition: 'StringMatchCondition',
}

/** The same condition as it is said best: “is not” in place of “it is not so that it is”, and no group within its like. */
export function plain(condition: Condition): Condition {
  if ('all' in condition) return all(condition.all.map(plain))
  if ('any' in condition) return any(condition.any.map(plain))
  return 'not' in condition ? opposite(condition.not) : condition
}

function opposite(condition: Condition): Condition {
  if ('not' in condition) return plain(condition.not)
  if ('all' in condition) return any(condition.all.map(opposite))
  if ('any' in condition) return all(condition.any.map(opposite))
  return ('type' in condition ? oppositeTyped(condition) : oppositeOf(condition)) ?? { not: condition }
}

function oppositeTyped(condition: TypedCondition): Condition | undefined {
  const type = Object.hasOwn(typedOpposites, condition.type) ? typedOpposites[condition.type] : undefined
  return type === undefined ? undefined : { ...condition, type }
}

function oppositeOf(condition: AttributeCondition): Condition | undefined {
  const { attribute, operator, value } = condition
  if (operator === 'exists') return { ...condition, value: value === false }
  if (operator === 'equals' && typeof value === 'boolean' && wellKnownAt(attribute)?.type === 'boolean')
    return { ...condition, value: !value }
  const other = opposites[operator]
  return other && { ...condition, operator: other }
}

function all(parts: readonly Condition[]): Condition {
  const flat = parts.flatMap((part): readonly Condition[] => ('all' in part ? part.all : [part]))
  return aloneIn(flat) ?? { all: flat }
}

function any(parts: readonly Condition[]): Condition {
  const flat = parts.flatMap((part): readonly Condition[] => ('any' in part ? part.any : [part]))
  return aloneIn(flat) ?? { any: flat }
}

function aloneIn([only, ...others]: readonly Condition[]): Condition | undefined {
  return others.length === 0 ? only : undefined
}

/** Joined by a word that could be taken to bind its neighbours. */
export function isGroup(condition: Condition): boolean {
  return 'all' in condition || 'any' in condition
}
