import { addressOf, isInRange, parseRange } from './address.ts'
import { isList, isString } from './json.ts'
import type { Json, Operator, Truth } from './model.ts'
import { patternOf } from './regex/cache.ts'
import { parseDate, parseInstant } from './time/instant.ts'
import { isWithinDay, parseTimeOfDay } from './time/time-of-day.ts'
import { allTruth, anyTruth, asTruth, notTruth } from './truth.ts'
import type { AttributeType } from './well-known.ts'

/**
 * Compares what a request has with what a condition wants. Values that can't be compared, for they are of different
 * JSON types or not what the attribute's type asks for, give `unknown`.
 */
type Compare = (seen: Json, wanted: Json, type?: AttributeType) => Truth

/** One row an operator; `exists` alone looks at absence, so it is answered before a value is read. */
export const compareBy: { readonly [operator in Exclude<Operator, 'exists'>]: Compare } = {
  equals,
  not_equals: negated(equals),
  in: isIn,
  not_in: negated(isIn),
  between,
  greater_than: (seen, wanted) => asTruth(isPositive(order(seen, wanted))),
  less_than: (seen, wanted) => asTruth(isPositive(order(wanted, seen))),
  matches,
  not_matches: negated(matches),
  starts_with: ofStrings((seen, wanted) => seen.startsWith(wanted)),
  ends_with: ofStrings((seen, wanted) => seen.endsWith(wanted)),
  contains,
}

function negated(compare: Compare): Compare {
  return (seen, wanted, type) => notTruth(compare(seen, wanted, type))
}

function ofStrings(test: (seen: string, wanted: string) => boolean): Compare {
  return (seen, wanted) => (isString(seen) && isString(wanted) ? asTruth(test(seen, wanted)) : 'unknown')
}

function equals(seen: Json, wanted: Json, type?: AttributeType): Truth {
  if (type === 'address') return isAddressIn(seen, wanted)
  if (type === 'instant') return asTruth(isZero(order(seen, wanted)))
  return isScalar(seen) && typeof seen === typeof wanted ? asTruth(seen === wanted) : 'unknown'
}

/** One value is a list of one. A value that is a range makes it a question about addresses. */
function isIn(seen: Json, wanted: Json, type?: AttributeType): Truth {
  const values = isList(wanted) ? wanted : [wanted]
  const compare = values.some(isCidr) ? isAddressIn : equals
  return anyTruth(values.map((value) => compare(seen, value, type)))
}

function isAddressIn(seen: Json, wanted: Json): Truth {
  const address = isString(seen) ? addressOf(seen) : undefined
  const range = isString(wanted) ? parseRange(wanted) : undefined
  return address === undefined || range === undefined ? 'unknown' : asTruth(isInRange(address, range))
}

export function isCidr(value: Json): boolean {
  return isString(value) && value.includes('/') && parseRange(value) !== undefined
}

/** Both ends included, except of times of day: start included, end excluded, may cross midnight. */
function between(seen: Json, wanted: Json, type?: AttributeType): Truth {
  if (!isList(wanted) || wanted.length !== 2) return 'unknown'
  const [from = null, to = null] = wanted
  if (type === 'time') {
    const [now, start, end] = [parseTimeOfDay(seen), parseTimeOfDay(from), parseTimeOfDay(to, true)]
    if (now === undefined || start === undefined || end === undefined || start === end) return 'unknown'
    return asTruth(isWithinDay(now, start, end))
  }
  return allTruth([
    notTruth(asTruth(isPositive(order(from, seen)))),
    notTruth(asTruth(isPositive(order(seen, to)))),
  ])
}

function matches(seen: Json, wanted: Json): Truth {
  return isString(seen) && isString(wanted) ? patternOf('search', wanted).test(seen) : 'unknown'
}

function contains(seen: Json, wanted: Json): Truth {
  if (isList(seen)) return anyTruth(seen.map((item) => equals(item, wanted)))
  return ofStrings((text, part) => text.includes(part))(seen, wanted)
}

/** Numbers with numbers, dates with dates, instants with instants: the difference, undefined across kinds. */
export function order(a: Json, b: Json): number | undefined {
  for (const measure of [asNumber, parseDate, parseInstant]) {
    const [left, right] = [measure(a), measure(b)]
    if (left !== undefined && right !== undefined) return left - right
  }
  return undefined
}

function asNumber(value: Json): number | undefined {
  return typeof value === 'number' ? value : undefined
}

function isPositive(value: number | undefined): boolean | undefined {
  return value === undefined ? undefined : value > 0
}

function isZero(value: number | undefined): boolean | undefined {
  return value === undefined ? undefined : value === 0
}

function isScalar(value: Json): boolean {
  return isString(value) || typeof value === 'number' || typeof value === 'boolean'
}
