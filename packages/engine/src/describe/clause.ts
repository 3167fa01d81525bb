import { canonicalPath } from '../attribute-path.ts'
import { canonicalJson } from '../canonical-json.ts'
import { isList } from '../json.ts'
import type { AttributeCondition, Condition, Json, TypedCondition } from '../model.ts'
import { isCidr } from '../operators.ts'
import { referenceOf } from '../policy-reads.ts'
import { keyNamed } from '../typed/keys.ts'
import { wellKnownAt } from '../well-known.ts'
import { isGroup, plain } from './plain.ts'
import type { Mood, Words } from './words.ts'

/** A condition as a clause: "the source address is in 203.0.113.0/24". */
export function clauseOf(condition: Condition, zone: string, words: Words, mood: Mood = 'fact'): string {
  return inParts(plain(condition), words, (leaf) => leafClause(leaf, zone, words, mood))
}

/** A condition as something that is asked for: "a second factor", "that the day is Monday". */
export function needOf(condition: Condition, zone: string, words: Words): string {
  return inParts(plain(condition), words, (leaf) => {
    const idiom = idiomOf(leaf, words)
    return idiom?.need ?? words.that(leafClause(leaf, zone, words, 'wish'))
  })
}

/** Whether all of it is asked for as a thing, which needs no clause. */
export function isThing(condition: Condition, words: Words): boolean {
  const known = plain(condition)
  if ('all' in known) return known.all.every((part) => isThing(part, words))
  if ('any' in known) return known.any.every((part) => isThing(part, words))
  return idiomOf(known, words) !== undefined
}

/** Groups within a group stand apart, and within those in brackets, so that a sentence can be taken in one way only. */
function inParts(condition: Condition, words: Words, say: (leaf: Leaf) => string, depth = 0): string {
  if (!('all' in condition || 'any' in condition)) return say(condition)
  const isEvery = 'all' in condition
  const parts = isEvery ? condition.all : condition.any
  const texts = parts.map((part) => {
    const text = inParts(part, words, say, depth + 1)
    return isGroup(part) && depth > 0 ? `(${text})` : text
  })
  if (!isEvery && depth === 1) return words.either(texts)
  const isApart = depth === 0 && parts.some(isGroup)
  return isEvery ? words.and(texts, isApart) : words.or(texts, isApart)
}

/** What is no group: a condition, or the negation of one for which there is no other word. */
type Leaf = Exclude<Condition, { readonly all: unknown } | { readonly any: unknown }>

function leafClause(leaf: Leaf, zone: string, words: Words, mood: Mood): string {
  if ('not' in leaf) return words.not(clauseOf(leaf.not, zone, words, 'wish'), mood)
  if ('type' in leaf) return typedClause(leaf, zone, words, mood)
  const idiom = idiomOf(leaf, words)
  if (idiom === undefined) return plainClause(leaf, zone, words, mood)
  return mood === 'wish' ? (idiom.wish ?? idiom.clause) : idiom.clause
}

function idiomOf(leaf: Leaf, words: Words) {
  if (!('attribute' in leaf)) return undefined
  const { attribute, operator, value } = leaf
  const key = `${canonicalPath(attribute)} ${operator} ${canonicalJson(value ?? null)}`
  return Object.hasOwn(words.idioms, key) ? words.idioms[key] : undefined
}

function plainClause(condition: AttributeCondition, zone: string, words: Words, mood: Mood): string {
  const { attribute, operator, value = true } = condition
  const name = nameOf(attribute, words)
  if (operator === 'exists' && value === false) return words.missing(name, mood)
  const type = wellKnownAt(attribute)?.type ?? ''
  const isClock = ['time', 'weekday', 'date'].includes(type)
  return compared(condition, type, words, mood) + (isClock ? words.inZone(condition.zone ?? zone) : '')
}

function compared(condition: AttributeCondition, type: string, words: Words, mood: Mood): string {
  const { attribute, operator, value = true } = condition
  const name = nameOf(attribute, words)
  const texts = valuesOf(attribute, value, words)
  const isBetween = operator === 'between' && isList(value)
  if ((operator === 'greater_than' || operator === 'less_than') && ['instant', 'date', 'time'].includes(type))
    return words.clock[operator](name, words.or(texts), mood)
  if ((operator !== 'in' && operator !== 'not_in') || isWithin(value, type))
    return words.operators[operator](name, isBetween ? words.and(texts) : words.or(texts), mood)
  if (operator === 'in') return words.operators.equals(name, words.or(texts), mood)
  return texts.length > 1
    ? words.neither(name, texts, mood)
    : words.operators.not_equals(name, words.or(texts), mood)
}

/** Ranges and the lists of other attributes have something in them; a list of values is what it may be. */
function isWithin(value: Json, type: string): boolean {
  const values = isList(value) ? value : [value]
  return type === 'address' || referenceOf(value) !== undefined || values.some(isCidr)
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

function valuesOf(attribute: string, value: Json, words: Words): string[] {
  const reference = referenceOf(value)
  if (reference !== undefined) return [nameOf(reference, words)]
  const path = canonicalPath(attribute)
  const known = Object.hasOwn(words.values, path) ? words.values[path] : undefined
  const shown = (one: Json) => {
    const text = typeof one === 'boolean' ? words.truth(one) : textOf(one)
    return known && Object.hasOwn(known, text) ? (known[text] ?? text) : text
  }
  return (isList(value) ? value : [value]).map(shown)
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : canonicalJson(value)
}
