import { isList, isObject, isString, own } from '../json.ts'
import type { AttributeCondition, Json, JsonObject, Operator } from '../model.ts'
import { below, type Ledger } from './ledger.ts'
import { shown } from './wording.ts'

/** Attribute → the operators of Myrmex’s matrix. */
const matrix: { readonly [attribute: string]: readonly Operator[] } = {
  source_ip: ['equals', 'in', 'not_in'],
  time_of_day: ['between'],
  day_of_week: ['in', 'not_in'],
  mfa_status: ['equals'],
  device_type: ['in', 'not_in'],
  user_agent: ['matches', 'not_matches'],
}

/** Myrmex’s clock. */
const onTheClock = ['time_of_day', 'day_of_week']

/** At least one, and all must hold. */
export function myrmexConditions(
  value: Json | undefined,
  path: string,
  notes: Ledger,
): { list: readonly AttributeCondition[] } | { why: string } {
  if (!isList(value) || value.length === 0)
    return { why: 'It has no conditions, of which Myrmex wants one at least.' }
  const list: AttributeCondition[] = []
  for (const [index, one] of value.entries()) {
    const read = isObject(one) ? conditionOf(one, below(path, index), notes) : { why: 'is no object.' }
    if ('why' in read) return { why: `Its condition ${index + 1} ${read.why}` }
    list.push(read)
  }
  return { list }
}

function conditionOf(json: JsonObject, path: string, notes: Ledger): AttributeCondition | { why: string } {
  const row = Object.entries(matrix).find(([name]) => name === own(json, 'attribute'))
  if (row === undefined) return { why: `reads ${shown(own(json, 'attribute'))}, which Myrmex does not have.` }
  const [attribute, operators] = row
  const operator = operators.find((one) => one === own(json, 'operator'))
  if (operator === undefined)
    return { why: `has the operator ${shown(own(json, 'operator'))}, which does not suit ${attribute}.` }
  const odd = Object.keys(json).find((member) => !['attribute', 'operator', 'value'].includes(member))
  if (odd !== undefined) return { why: `has a member ${shown(odd)}, which nobody knows here.` }
  const given = own(json, 'value') ?? null
  const value = valueOf(attribute, given)
  if (JSON.stringify(value) !== JSON.stringify(given))
    notes.changed(below(path, 'value'), 'The value', `It is written ${shown(value)} now.`)
  // Myrmex’s times are UTC, whatever the zone of the house.
  return { attribute, operator, value, ...(onTheClock.includes(attribute) && { zone: 'UTC' }) }
}

/** A form knows texts: lists with commas, true and false as words, capitals. */
function valueOf(attribute: string, value: Json): Json {
  if (attribute === 'mfa_status') return value === 'true' ? true : value === 'false' ? false : value
  if (attribute === 'user_agent') return value
  if (attribute === 'source_ip' && isString(value) && !value.includes(',')) return wordOf(value)
  const list = isString(value) ? value.split(attribute === 'time_of_day' ? /[,-]/ : ',') : value
  return isList(list) ? list.map(wordOf) : list
}

function wordOf(value: Json): Json {
  return isString(value) ? value.trim().toLowerCase() : value
}
