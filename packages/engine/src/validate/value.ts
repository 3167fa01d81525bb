import { normalizeAddress, parseRange } from '../address.ts'
import { isList, isString } from '../json.ts'
import { limits } from '../limits.ts'
import type { Json, Operator } from '../model.ts'
import { isCidr, order } from '../operators.ts'
import { parseDate, parseInstant } from '../time/instant.ts'
import { parseTimeOfDay } from '../time/time-of-day.ts'
import type { AttributeType, WellKnownAttribute } from '../well-known.ts'
import { boolean, type Check, list, oneOf, text } from './check.ts'
import { at, type Faults } from './faults.ts'
import { pattern } from './pattern.ts'

export interface Use {
  readonly operator: Operator
  /** The catalogue's row of the attribute, if it has one. */
  readonly known: WellKnownAttribute | undefined
}

/** The literal value of a condition: what its operator takes, of the type its attribute has. */
export function valueCheck({ operator, known }: Use): Check {
  switch (operator) {
    case 'exists':
      return boolean
    case 'matches':
    case 'not_matches':
      return pattern('search')
    case 'starts_with':
    case 'ends_with':
      return text(limits.text, { mayBeEmpty: true })
    case 'contains':
      return known?.type === 'strings' ? text(limits.text) : scalar
    case 'between':
      return known?.type === 'time' ? hours : interval(known?.type)
    case 'greater_than':
    case 'less_than':
      return comparable(known?.type)
    case 'in':
    case 'not_in':
      return choice(known)
    case 'equals':
    case 'not_equals':
      return one(known)
  }
}

const scalar: Check = (value, path, faults) => {
  const isScalar = isString(value) || typeof value === 'number' || typeof value === 'boolean'
  if (!isScalar) faults.add(path, 'must be a string, a number or a boolean')
  else if (isString(value)) text(limits.text, { mayBeEmpty: true })(value, path, faults)
}

const number: Check = (value, path, faults) => {
  if (typeof value !== 'number') faults.add(path, 'must be a number')
}

function parsed(parse: (value: Json) => unknown, message: string): Check {
  return (value, path, faults) => {
    if (parse(value) === undefined) faults.add(path, message)
  }
}

const byType: { readonly [type in AttributeType]: Check } = {
  address: parsed(
    (value) => (isString(value) ? normalizeAddress(value) : undefined),
    'must be one IPv4 or IPv6 address',
  ),
  instant: parsed(parseInstant, 'must be an RFC 3339 instant, such as 2026-05-01T08:00:00Z'),
  date: parsed(parseDate, 'must be a date, such as 2026-05-01'),
  time: parsed((value) => parseTimeOfDay(value, true), 'must be a time, such as 08:00'),
  weekday: text(limits.text),
  boolean,
  number,
  string: text(limits.text, { mayBeEmpty: true }),
  strings: text(limits.text),
  country: parsed(
    (value) => (isString(value) && /^[A-Z]{2}$/.test(value) ? value : undefined),
    'must be an ISO 3166 code of two capital letters',
  ),
}

function one(known: WellKnownAttribute | undefined): Check {
  if (known === undefined) return scalar
  return known.values === undefined ? byType[known.type] : oneOf(known.values)
}

/** One value or a list; a list holds values of one kind, else part of it could never match. */
function choice(known: WellKnownAttribute | undefined): Check {
  return (value, path, faults) => {
    const values = isList(value) ? value : [value]
    const isAboutAddresses = known?.type === 'address' || (known === undefined && values.some(isCidr))
    const item = isAboutAddresses ? range : one(known)
    if (isList(value)) list(item, limits.values)(value, path, faults)
    else item(value, path, faults)
    const odd = values.findIndex((other) => typeof other !== typeof values[0])
    if (odd > 0) faults.add(at(path, odd), 'must be of the same type as the values before it')
  }
}

const range = parsed(
  (value) => (isString(value) ? parseRange(value) : undefined),
  'must be an address or a range in CIDR notation, such as 203.0.113.0/24',
)

function comparable(type: AttributeType | undefined): Check {
  if (type !== undefined) return byType[type]
  return parsed(
    (value) => (typeof value === 'number' ? value : (parseDate(value) ?? parseInstant(value))),
    'must be a number, a date or an RFC 3339 instant',
  )
}

function interval(type: AttributeType | undefined): Check {
  return (value, path, faults) => {
    if (!isPair(value, path, faults)) return
    for (const [index, end] of value.entries()) comparable(type)(end, at(path, index), faults)
    if (!faults.isClean(path)) return
    const difference = order(value[0], value[1])
    if (difference === undefined) faults.add(path, 'must have two ends of the same kind')
    else if (difference > 0) faults.add(path, 'must have its ends in order')
  }
}

const hours: Check = (value, path, faults) => {
  if (!isPair(value, path, faults)) return
  const [start, end] = [parseTimeOfDay(value[0]), parseTimeOfDay(value[1], true)]
  if (start === undefined) faults.add(at(path, 0), 'must be a time, such as 08:00')
  if (end === undefined) faults.add(at(path, 1), 'must be a time, such as 18:00, or 24:00')
  if (start !== undefined && start === end) {
    faults.add(path, 'must not have equal ends: leave the condition out to mean all day')
  }
}

function isPair(value: Json, path: string, faults: Faults): value is readonly [Json, Json] {
  const isPairOf = isList(value) && value.length === 2
  if (!isPairOf) faults.add(path, 'must be a list of two values, from and to')
  return isPairOf
}
