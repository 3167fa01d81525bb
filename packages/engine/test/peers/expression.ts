import type { AttributeCondition, Condition, Json } from '../../src/model.ts'

/** A condition in a language with `&&`, `||` and `!`, given how it says one comparison. */
export function expressionOf(condition: Condition, leaf: (one: AttributeCondition) => string): string {
  if ('attribute' in condition) return leaf(condition)
  if ('all' in condition) return every(condition.all.map((one) => expressionOf(one, leaf)))
  if ('any' in condition) return any(condition.any.map((one) => expressionOf(one, leaf)))
  if ('not' in condition) return `!(${expressionOf(condition.not, leaf)})`
  throw new Error(`peers know no ${condition.type}`)
}

export function every(parts: readonly string[]): string {
  return parts.length === 0 ? 'true' : parts.map((part) => `(${part})`).join(' && ')
}

export function any(parts: readonly string[]): string {
  return parts.length === 0 ? 'false' : parts.map((part) => `(${part})`).join(' || ')
}

/** The other attribute with which a condition compares, if that is what its value says. */
export function otherAttribute(value: Json): string | undefined {
  if (typeof value !== 'object' || value === null || !('attribute' in value)) return undefined
  return textOf(value['attribute'] ?? null)
}

export function textOf(value: Json): string {
  if (typeof value !== 'string') throw new Error(`${JSON.stringify(value)} is no text`)
  return value
}

export function valuesOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [value ?? null]
}
