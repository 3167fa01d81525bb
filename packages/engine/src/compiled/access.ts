import type { AddressRange } from '../address.ts'
import { entryHeads, expressionHeads } from '../regex/literal-heads.ts'
import { piecesOf } from '../regex/pieces.ts'
import { isTemplate } from '../regex/template.ts'
import type { Atom, KindAtom, PatternSource, Scalar } from './atom.ts'
import { numberOfAddress } from './facts.ts'
import { extend, hashOf, mix } from './hash.ts'
import { isContrary, indexOf, type Literal, ofKind, ofRole, placeOf } from './literal.ts'
import { soughtIn } from './sought.ts'

/**
 * How a request finds the guards with a literal: by keys that it has when the literal holds. A key belongs to a dimension;
 * when the request does not know its own keys of that one, every guard found by any of them is looked at.
 */
export interface Access {
  readonly dimension: Dimension
  readonly keys: readonly number[]
}

export type Dimension =
  | 'permission' | 'action' | 'collection' | 'role' | 'os' | 'base' | 'name' | 'resource' | 'subject'
  | `equals ${string}` | `address ${string}` | `weekday ${string}` | `hour ${string}` | `part ${string}`
  /** The literal is worked out, and is its own key. */
  | 'gate' // prettier-ignore

/** Of different dimensions, so that they differ. */
export const seeds = {
  kind: 1, role: 2, os: 3, base: 4, name: 5, resource: 7, resourcePrefix: 8, subject: 9,
  subjectPrefix: 10, pair: 11, equals: 12, address: 13, weekday: 14, hour: 15, gate: 16, part: 17,
} as const // prettier-ignore

/** Longer beginnings are cut: they would tell little more, and every length costs a look. */
export const longestPrefix = 24

export interface AtomAt {
  kind(index: number): KindAtom
  request(index: number): Atom
}

/** How requests find each literal; worked out once, for many guards have the same. */
export class Accesses {
  readonly atomAt: AtomAt
  /** Attributes in which so many patterns look for text that it is cheaper to look up the parts of what they are. */
  private readonly searched: ReadonlySet<string>
  private readonly known = new Map<Literal, Access>()

  constructor(atomAt: AtomAt, searched: ReadonlySet<string>) {
    this.atomAt = atomAt
    this.searched = searched
  }

  of(one: Literal): Access {
    const known = this.known.get(one)
    if (known !== undefined) return known
    const access = this.accessOf(one)
    this.known.set(one, access)
    return access
  }

  private accessOf(one: Literal): Access {
    if (placeOf(one) === ofRole) return { dimension: 'role', keys: [mix(seeds.role, indexOf(one))] }
    if (placeOf(one) === ofKind) {
      const { op } = this.atomAt.kind(indexOf(one))
      const key = mix(seeds.kind, indexOf(one))
      return op === 'not_closed' ? gate(one) : { dimension: op, keys: [key] }
    }
    const atom = this.atomAt.request(indexOf(one))
    return (isContrary(one) ? contraryAccess(atom) : directAccess(atom, this.searched)) ?? gate(one)
  }
}

function gate(one: Literal): Access {
  return { dimension: 'gate', keys: [mix(seeds.gate, one)] }
}

function directAccess(atom: Atom, searched: ReadonlySet<string>): Access | undefined {
  switch (atom.op) {
    case 'os':
    case 'base':
      return { dimension: atom.op, keys: [hashOf(atom.word, seeds[atom.op])] }
    case 'name':
      return byPrefix('name', expressionHeads(atom.pattern.source), seeds.name) ?? byPartOfName(atom.pattern)
    case 'resource':
      return { dimension: 'resource', keys: [hashOf(atom.entry, seeds.resource)] }
    case 'resource_pattern':
      return byPrefix('resource', entryHeads(atom.pattern.source), seeds.resourcePrefix)
    case 'subject':
      if (isTemplate(atom.entry)) return byPrefix('subject', entryHeads(atom.entry), seeds.subjectPrefix)
      return { dimension: 'subject', keys: [hashOf(atom.entry, seeds.subject)] }
    case 'equals':
      return { dimension: `equals ${atom.path} ${typeof atom.values[0]}`, keys: atom.values.map((value) => valueKey(hashOf(atom.path), value)) }
    case 'address':
      return { dimension: `address ${atom.path}`, keys: atom.ranges.map((range) => rangeKey(hashOf(atom.path), range)) }
    case 'weekdays':
      return { dimension: `weekday ${atom.zone}`, keys: weekdayKeys(atom.zone, atom.days) }
    case 'hours':
      return { dimension: `hour ${atom.zone}`, keys: hourKeys(atom.zone, atom.start, atom.end) }
    case 'office':
      return { dimension: `weekday ${atom.zone}`, keys: weekdayKeys(atom.zone, atom.days) }
    case 'matches':
      return searched.has(atom.path) ? byPart(atom.path, atom.pattern.source) : undefined
    default:
      return undefined
  }
} // prettier-ignore

/** Of some contraries it can be said what a request has that they hold of. */
function contraryAccess(atom: Atom): Access | undefined {
  if (atom.op === 'weekdays')
    return { dimension: `weekday ${atom.zone}`, keys: weekdayKeys(atom.zone, ~atom.days & 0b1111111) }
  if (atom.op === 'hours')
    return { dimension: `hour ${atom.zone}`, keys: hourKeys(atom.zone, atom.end, atom.start) }
  if (atom.op === 'equals' && typeof atom.values[0] === 'boolean')
    return { dimension: `equals ${atom.path} boolean`, keys: [valueKey(hashOf(atom.path), !atom.values[0])] }
  return undefined
} // prettier-ignore

/** None when nothing is known of the beginning of one of the alternatives. */
function byPrefix(dimension: 'name' | 'resource' | 'subject', heads: readonly string[], seed: number): Access | undefined {
  if (heads.includes('')) return undefined
  const keys = new Set(heads.map((head) => prefixKey(head.slice(0, longestPrefix), seed)))
  return { dimension, keys: [...keys] }
} // prettier-ignore

/** `.*prod.*`: every name that it matches has these letters somewhere. */
function byPartOfName({ kind, source }: PatternSource): Access | undefined {
  const longest = (piecesOf(kind, source) ?? []).reduce(
    (best, piece) => (piece.length > best.length ? piece : best),
    '',
  )
  if (longest.length < partLength) return undefined
  return { dimension: 'name', keys: [partKey(longest, seeds.part)] }
}

/** The same for what a search looks for in an attribute. */
function byPart(path: string, source: string): Access | undefined {
  const texts = (soughtIn(source) ?? []).map(({ text }) => text)
  if (texts.length === 0 || texts.some(({ length }) => length < partLength)) return undefined
  return { dimension: `part ${path}`, keys: texts.map((text) => partKey(text, hashOf(path) ^ seeds.part)) }
}

/** Of the part of a text by which it is found: its end, for beginnings are more often alike. */
export const partLength = 4

function partKey(text: string, seed: number): number {
  return prefixKey(text.slice(-partLength), seed)
}

export function prefixKey(prefix: string, seed: number): number {
  return mix(seed, hashOf(prefix))
}

/** `path` is the hash of one. */
export function valueKey(path: number, value: Scalar): number {
  return hashOf(typeof value === 'string' ? value : String(value), path ^ seeds.equals)
}

export function rangeKey(path: number, { address, bits }: AddressRange): number {
  return address.length === 4
    ? shortRangeKey(path, numberOfAddress(address), bits)
    : longRangeKey(path, address, bits)
}

/** Of IPv4: an address is looked up by its first bits, as many as some range has. */
export function shortRangeKey(path: number, address: number, bits: number): number {
  return mix(mix(path ^ seeds.address, bits), bits === 0 ? 0 : address & (-1 << (32 - bits)))
}

/** Of IPv6. */
export function longRangeKey(path: number, address: readonly number[], bits: number): number {
  let key = mix(path ^ seeds.address, bits + 64)
  for (let index = 0; index * 8 < bits; index += 1) {
    const kept = Math.min(8, bits - index * 8)
    key = extend(key, (address[index] ?? 0) >> (8 - kept))
  }
  return key
}

export function weekdayKey(zone: number, day: number): number {
  return mix(zone ^ seeds.weekday, day)
}

export function hourKey(zone: number, hour: number): number {
  return mix(zone ^ seeds.hour, hour)
}

function weekdayKeys(zone: string, days: number): number[] {
  const all = [0, 1, 2, 3, 4, 5, 6].filter((day) => ((days >> day) & 1) === 1)
  return all.map((day) => weekdayKey(hashOf(zone), day))
}

/** The hours of which a part lies between two times; the second may be before the first. */
function hourKeys(zone: string, start: number, end: number): number[] {
  const all = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => {
    const [isAfterStart, isBeforeEnd] = [(hour + 1) * 3600 > start, hour * 3600 < end]
    return start < end ? isAfterStart && isBeforeEnd : isAfterStart || isBeforeEnd
  })
  return all.map((hour) => hourKey(hashOf(zone), hour))
}
