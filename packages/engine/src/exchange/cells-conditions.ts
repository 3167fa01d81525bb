import { normalizeAddress } from '../address.ts'
import { isObject, isString, own } from '../json.ts'
import type { Condition, Json, JsonObject, TypedCondition } from '../model.ts'
import { typedConditionOf } from '../typed-conditions.ts'
import { quoted } from './entries.ts'
import { objectIn } from './json-text.ts'
import type { Source } from './intake.ts'
import { noteMissing } from './ladon-conditions.ts'
import { below, type Ledger } from './ledger.ts'
import { shown } from './wording.ts'

type Effect = 'allow' | 'deny'

/** What Cells says of a key, and does otherwise. */
const keyNotes: { readonly [key: string]: readonly [what: string, how: string] } = {
  ...Object.fromEntries(
    ['RequestMethod', 'RequestURI', 'CookiesString', 'NodeMetaMimeType'].map((key) => [
      key,
      ['The key', 'Cells offers it and never fills it in; here the condition reads it.'],
    ]),
  ),
  ServerTime: ['The clock', 'It is that of the zone in the settings; Cells used that of its server.'],
  ClientTime: ['The clock', 'It is that of the zone in the settings; Cells used that of its server.'],
}

/** Conditions by key, all of which must hold; a rule is worth nothing without one of them. */
export function cellsConditions(
  { json, path }: Source,
  effect: Effect,
  notes: Ledger,
): readonly Condition[] | { why: string } {
  const map = own(json, 'conditions') ?? {}
  if (!isObject(map)) return { why: 'Its conditions are no map of keys to conditions.' }
  const when: Condition[] = []
  for (const [key, value] of Object.entries(map)) {
    const place = below(below(path, 'conditions'), key)
    const read = conditionOf(key, value, place, notes)
    if ('why' in read) return { why: `Its condition on ${shown(key)} ${read.why}` }
    when.push(anchoredAddress(read, effect, place, notes))
    noteMissing(read.type, effect, { place, key, notes })
    const note = Object.hasOwn(keyNotes, key) ? keyNotes[key] : undefined
    if (note !== undefined) notes.changed(place, ...note)
    if (read.type === 'DateWithinPeriodCondition')
      notes.changed(place, 'The condition', 'It counts here; Cells does not know its type and dropped it.')
    if (JSON.stringify(read.options ?? {}).includes('{{'))
      notes.changed(
        place,
        'The options',
        'What can’t be filled in makes the condition unknown; Cells dropped it then.',
      )
  }
  return when
}

function conditionOf(
  key: string,
  value: Json,
  place: string,
  notes: Ledger,
): TypedCondition | { why: string } {
  if (!isObject(value)) return { why: 'is no object.' }
  const type = own(value, 'type')
  // Cells drops what it does not know, and the rule says more than its author wrote.
  if (!isString(type) || typedConditionOf(type) === undefined)
    return { why: `is of type ${shown(type)}, which nobody knows.` }
  const options = optionsOf(own(value, 'jsonOptions') ?? own(value, 'options') ?? undefined)
  if (options === 'unreadable') return { why: 'has options that are no JSON object.' }
  const read = Object.hasOwn(value, 'jsonOptions') ? 'jsonOptions' : 'options'
  for (const member of Object.keys(value)) {
    if (member !== 'type' && member !== read)
      notes.lost(below(place, member), 'The format has no member of this name.')
  }
  return { type, key, ...(options !== undefined && { options }) }
}

/** A text that holds JSON, or the object itself. */
function optionsOf(value: Json | undefined): JsonObject | undefined | 'unreadable' {
  if (value === undefined || value === '') return undefined
  if (isObject(value)) return value
  return (isString(value) ? objectIn(value) : undefined) ?? 'unreadable'
}

/**
 * `localhost|127.0.0.1|::1` is also found in 127.0.0.11. It is made to mean those addresses alone where that refuses
 * more: in an allow that wants a match, and in a deny that wants none.
 */
function anchoredAddress(
  condition: TypedCondition,
  effect: Effect,
  place: string,
  notes: Ledger,
): TypedCondition {
  const wants = effect === 'allow' ? 'StringMatchCondition' : 'StringNotMatchCondition'
  const pattern = condition.options?.['matches']
  if (condition.key !== 'RemoteAddress' || condition.type !== wants || !isString(pattern)) return condition
  const addresses = pattern.split('|').map((one) => one.replaceAll(String.raw`\.`, '.'))
  if (!addresses.every((one) => one === 'localhost' || normalizeAddress(one) !== undefined)) return condition
  const matches = `^(?:${addresses.map(quoted).join('|')})$`
  notes.changed(
    place,
    'The pattern',
    `It is ${matches} now, so that it means these addresses and no longer ones.`,
  )
  return { ...condition, options: { ...condition.options, matches } }
}
