import { formatAddress, parseAddress, parseRange } from '../address.ts'
import { isList, isString } from '../json.ts'
import type { Json } from '../model.ts'
import { formatDate, formatInstant, parseDate, parseInstant } from '../time/instant.ts'
import { type AttributeType, wellKnownAt } from '../well-known.ts'
import type { Clause, Relation } from './clause.ts'
import { exampleOf, pathLike, refusedBy } from './example.ts'

/** Addresses that belong to nobody (RFC 5737, RFC 3849): something that is outside. */
const elsewhere = ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1']
const most = 6

/**
 * Values that may make a clause hold or fail, the likeliest first. They are guesses: whoever takes one tries it.
 * `seen` is the present value, of which a list keeps what it has.
 */
export function valuesFor(clause: Clause, makeTrue: boolean, path: string, seen: Json | undefined): Json[] {
  const { relation, wanted, holds } = clause
  const values = makeTrue === holds ? holding[relation](wanted, seen, path) : failing(clause, seen, path)
  return values.slice(0, most)
}

const holding: {
  readonly [relation in Relation]: (wanted: Json, seen: Json | undefined, path: string) => Json[]
} = {
  equals: (wanted) => [wanted],
  one_of: (wanted) => [...listOf(wanted)],
  in_range: (wanted, seen) => sameFamilyFirst(listOf(wanted).flatMap(firstOf), seen),
  between: (wanted) => [...listOf(wanted), ...listOf(wanted).flatMap((end) => beside(end, 1))],
  greater_than: (wanted) => beside(wanted, 1),
  less_than: (wanted) => beside(wanted, -1),
  matches: (wanted) => (isString(wanted) ? [exampleOf(wanted)] : []),
  starts_with: (wanted) => [wanted],
  ends_with: (wanted) => [wanted],
  contains: (wanted, seen, path) => {
    if (isList(seen)) return [[...seen, wanted]]
    return isString(seen) && isString(wanted) ? [seen + wanted] : anyList(path) ? [[wanted]] : [wanted]
  },
  exists: (_wanted, _seen, path) => someOf(path),
  glob: (wanted) => (isString(wanted) ? [pathLike(wanted)] : []),
  hours: () => [],
  subject: (wanted) => [wanted],
  pairs: () => [[]],
  named: () => [],
}

function failing({ relation, wanted }: Clause, seen: Json | undefined, path: string): Json[] {
  switch (relation) {
    case 'in_range':
      return sameFamilyFirst(elsewhere, seen)
    case 'between':
      return listOf(wanted).flatMap((end, index) => beside(end, index === 0 ? -1 : 1))
    case 'greater_than':
    case 'less_than':
      return [wanted]
    case 'contains':
      if (isList(seen)) return [seen.filter((one) => one !== wanted)]
      return anyList(path) ? [[]] : someOf(path)
    case 'matches':
      return [...(isString(wanted) ? refusedBy(wanted) : []), ...otherThan(wanted, path)]
    default:
      return otherThan(wanted, path)
  }
}

function otherThan(wanted: Json, path: string): Json[] {
  const refused = listOf(wanted)
  const opposites = refused.flatMap((one): Json[] =>
    typeof one === 'boolean' ? [!one] : typeof one === 'number' ? [one + 1] : [],
  )
  return [...opposites, ...someOf(path)].filter((one) => !refused.includes(one))
}

const some: { readonly [type in AttributeType]: readonly Json[] } = {
  address: elsewhere,
  instant: [],
  time: [],
  weekday: [],
  date: [],
  boolean: [true, false],
  number: [0, 1],
  string: ['other'],
  strings: [[]],
  country: ['ZZ', 'AQ'],
}

/** Values that an attribute may have; of one that nobody knows, a text, a number and a truth. */
function someOf(path: string): Json[] {
  const known = wellKnownAt(path)
  return known === undefined ? ['other', 0, true] : [...(known.values ?? some[known.type])]
}

function anyList(path: string): boolean {
  return wellKnownAt(path)?.type === 'strings' || path === 'subject.properties.groups'
}

function listOf(value: Json): readonly Json[] {
  return isList(value) ? value : [value]
}

/** The next number, day or instant. */
function beside(value: Json, step: 1 | -1): Json[] {
  if (typeof value === 'number') return [value + step]
  const [day, instant] = [parseDate(value), parseInstant(value)]
  if (day !== undefined) return [formatDate(day + step * 86_400_000)]
  return instant === undefined ? [] : [formatInstant(instant + step * 1000)]
}

/** The first address of a range that is not its own name. */
function firstOf(range: Json): Json[] {
  const parsed = isString(range) ? parseRange(range) : undefined
  if (parsed === undefined) return []
  const { address, bits } = parsed
  const masked = address.map((byte, index) => byte & (0xff00 >> Math.min(8, Math.max(0, bits - index * 8))))
  const isWide = bits < address.length * 8 - 1
  return [formatAddress(masked.map((byte, at) => (isWide && at === masked.length - 1 ? byte + 1 : byte)))]
}

function sameFamilyFirst(addresses: readonly Json[], seen: Json | undefined): Json[] {
  const sizeOf = (text: Json | undefined) => (isString(text) ? parseAddress(text)?.length : undefined)
  const rank = (address: Json) => Number(sizeOf(seen) !== undefined && sizeOf(address) !== sizeOf(seen))
  return addresses.toSorted((a, b) => rank(a) - rank(b))
}
