import { canonicalPath } from '../attribute-path.ts'
import { isString } from '../json.ts'
import type { AttributeCondition, Condition, JsonObject, TypedCondition } from '../model.ts'
import { isCidr } from '../operators.ts'
import { keyNamed, pathOfKey } from '../typed/keys.ts'
import { type AttributeType, wellKnownAt } from '../well-known.ts'
import { keyForLadon, ladonConditionTypes } from './ladon-conditions.ts'
import { below, type Ledger } from './ledger.ts'

/** A condition as Ladon writes it. */
export interface LadonCondition {
  readonly type: string
  readonly options?: JsonObject
}

type Keyed = { readonly key: string; readonly condition: LadonCondition; readonly isNative?: true }

/** Conditions as Ladon’s map, which has one for each key. */
export function toLadonConditions(
  when: readonly Condition[],
  path: string,
  effect: 'allow' | 'deny',
  notes: Ledger,
): { map: { readonly [key: string]: LadonCondition } } | { why: string } {
  const pairs = new Map<string, LadonCondition>()
  for (const [index, condition] of when.entries()) {
    const said = sayCondition(condition)
    if ('why' in said) return { why: `Condition ${index + 1} ${said.why}` }
    if (pairs.has(said.key))
      return { why: `Two of its conditions read ${said.key}, and Ladon has one for each key.` }
    pairs.set(said.key, said.condition)
    const place = below(path, index)
    if (effect === 'deny')
      notes.changed(
        place,
        `A missing ${said.key}`,
        'Here the denial holds when it is missing, in Ladon it does not.',
      )
    if (said.key.includes('.'))
      notes.changed(
        place,
        'The key',
        `Ladon looks for it under “${said.key}”, here each dot leads one level down in the context.`,
      )
    if ('type' in condition && keyNamed(said.key).path !== canonicalPath(said.key))
      notes.changed(
        place,
        'The key',
        `It is a name of Cells and reads ${pathOfKey(said.key)} here; Ladon looks for it in its context.`,
      )
    if (said.isNative === true) notes.changed(place, 'The condition', `It is a ${said.condition.type} there.`)
  }
  return { map: Object.fromEntries(pairs) }
}

function sayCondition(condition: Condition): Keyed | { why: string } {
  if ('type' in condition) return sayTyped(condition)
  if ('attribute' in condition) return sayNative(condition)
  return { why: 'combines others (all, any or not), which Ladon can’t.' }
}

function sayTyped({ type, key, options }: TypedCondition): Keyed | { why: string } {
  if (!ladonConditionTypes.includes(type)) return { why: `is a ${type}, which Ladon does not have.` }
  const found = key === undefined ? undefined : keyForLadon(key)
  if (found === undefined) return { why: 'reads what is not in the context, where alone Ladon looks.' }
  if (JSON.stringify(options ?? {}).includes('{{'))
    return { why: 'has options to be filled in, which Ladon takes literally.' }
  if (hasLookAhead(options?.['matches']))
    return { why: 'has a look-ahead, which Ladon’s string match does not know.' }
  return { key: found, condition: { type, ...(options !== undefined && { options }) } }
}

function sayNative({ attribute, operator, value }: AttributeCondition): Keyed | { why: string } {
  const key = keyForLadon(canonicalPath(attribute))
  if (key === undefined)
    return { why: `reads ${attribute}, which is not in a context that Ladon is asked with.` }
  const form = formOf(operator, value, wellKnownAt(attribute)?.type)
  if (form === undefined)
    return { why: `asks whether ${attribute} ${operator} something, which Ladon has no type for.` }
  return { key, condition: form, isNative: true }
}

/** Where an operator, on an attribute of this type, and one of Ladon’s types mean the same. */
function formOf(
  operator: AttributeCondition['operator'],
  value: AttributeCondition['value'],
  type: AttributeType | undefined,
): LadonCondition | undefined {
  if (operator === 'equals' && typeof value === 'boolean')
    return { type: 'BooleanCondition', options: { value } }
  if (!isString(value) || value.includes('{{')) return undefined
  if (type === 'address' || (operator === 'in' && isCidr(value))) return addressForm(operator, value)
  if (type === 'instant' || type === 'date') return undefined
  if (operator === 'equals') return { type: 'StringEqualCondition', options: { equals: value } }
  if (operator === 'matches' && !hasLookAhead(value))
    return { type: 'StringMatchCondition', options: { matches: value } }
  return undefined
}

/** An address may be spelt in several ways, which only a comparison of ranges sees through. */
function addressForm(operator: AttributeCondition['operator'], value: string): LadonCondition | undefined {
  if (operator !== 'in' && operator !== 'equals') return undefined
  const cidr = value.includes('/') ? value : `${value}/${value.includes(':') ? 128 : 32}`
  return isCidr(cidr) ? { type: 'CIDRCondition', options: { cidr } } : undefined
}

function hasLookAhead(pattern: unknown): boolean {
  return isString(pattern) && pattern.includes('(?!')
}
