import { canonicalPath } from '../attribute-path.ts'
import { canonicalJson } from '../canonical-json.ts'
import { isList } from '../json.ts'
import type { AttributeCondition, Condition, Json, TypedCondition } from '../model.ts'
import { referenceOf } from '../policy-reads.ts'
import { keyNamed } from '../typed/keys.ts'
import { wellKnownAt } from '../well-known.ts'
import type { Mood, Words } from './words.ts'

/** A condition as a clause: "the source address is in 203.0.113.0/24". */
export function clauseOf(condition: Condition, zone: string, words: Words, mood: Mood = 'fact'): string {
  const clauses = (parts: readonly Condition[]) => parts.map((part) => clauseOf(part, zone, words, mood))
  if ('all' in condition) return words.and(clauses(condition.all))
  if ('any' in condition) return words.or(clauses(condition.any))
  if ('not' in condition) return words.not(clauseOf(condition.not, zone, words, 'wish'), mood)
  if ('type' in condition) return typedClause(condition, zone, words, mood)
  const idiom = idiomOf(condition, words)
  if (idiom === undefined) return plainClause(condition, zone, words, mood)
  return mood === 'wish' ? (idiom.wish ?? idiom.clause) : idiom.clause
}

/** A condition as something that is asked for: "a second factor", "that the day is in monday". */
export function needOf(condition: Condition, zone: string, words: Words): string {
  if ('any' in condition) return words.or(condition.any.map((part) => needOf(part, zone, words)))
  if ('all' in condition) return words.and(condition.all.map((part) => needOf(part, zone, words)))
  const idiom = 'attribute' in condition ? idiomOf(condition, words) : undefined
  return idiom?.need ?? words.that(clauseOf(condition, zone, words, 'wish'))
}

function idiomOf({ attribute, operator, value }: AttributeCondition, words: Words) {
  const key = `${canonicalPath(attribute)} ${operator} ${canonicalJson(value ?? null)}`
  return Object.hasOwn(words.idioms, key) ? words.idioms[key] : undefined
}

function plainClause(condition: AttributeCondition, zone: string, words: Words, mood: Mood): string {
  const { attribute, operator, value = true } = condition
  const name = nameOf(attribute, words)
  if (operator === 'exists' && value === false) return words.missing(name, mood)
  const isClock = ['time', 'weekday', 'date'].includes(wellKnownAt(attribute)?.type ?? '')
  const shown =
    operator === 'between' && isList(value) ? words.and(value.map(textOf)) : valueOf(attribute, value, words)
  return words.operators[operator](name, shown, mood) + (isClock ? words.inZone(condition.zone ?? zone) : '')
}

function typedClause(
  { type, key = '', options = {} }: TypedCondition,
  zone: string,
  words: Words,
  mood: Mood,
): string {
  const say = Object.hasOwn(words.typed, type) ? words.typed[type] : undefined
  const { path } = keyNamed(key)
  const texts = Object.entries(options).map(([option, value]) => [option, textOf(value)] as const)
  const clock = path === 'context.time' ? words.inZone(zone) : ''
  const name = nameOf(path === canonicalPath(key) ? key : path, words)
  return say?.(name, Object.fromEntries(texts), clock, mood) ?? type
}

function nameOf(path: string, words: Words): string {
  const canonical = canonicalPath(path)
  return Object.hasOwn(words.attributes, canonical) ? (words.attributes[canonical] ?? path) : path
}

function valueOf(attribute: string, value: Json, words: Words): string {
  const reference = referenceOf(value)
  if (reference !== undefined) return nameOf(reference, words)
  const path = canonicalPath(attribute)
  const known = Object.hasOwn(words.values, path) ? words.values[path] : undefined
  const shown = (one: Json) => {
    const text = textOf(one)
    return known && Object.hasOwn(known, text) ? (known[text] ?? text) : text
  }
  return isList(value) ? words.or(value.map(shown)) : shown(value)
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : canonicalJson(value)
}
