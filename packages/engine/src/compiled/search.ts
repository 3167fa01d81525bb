import { limits } from '../limits.ts'
import { hourKey, longRangeKey, partLength, seeds, shortRangeKey, valueKey, weekdayKey } from './access.ts'
import { AttributeReader } from './attribute-reader.ts'
import type { CandidateIndex } from './candidate-index.ts'
import { pairKey } from './choose-access.ts'
import type { Facts } from './facts.ts'
import { FewGuards, hasCertainRoles, mostFew } from './few-guards.ts'
import { beginning, extend, hashOf, mix } from './hash.ts'
import { no } from './literal.ts'
import { shortInput } from './pattern-test.ts'
import type { Program } from './program.ts'
import type { View } from './kind.ts'
import { ZoneClock } from './zone-clock.ts'

/** No statement has a number as high as this. */
export const nobody = 0x7fffffff

/**
 * Finds the guards that a question may meet: it looks under every key that the request has, and where a request does not
 * know its own keys, at all guards that any of them could find.
 */
export class Search {
  private readonly program: Program
  readonly index: CandidateIndex
  private readonly values: readonly ValueDimension[]
  private readonly addresses: readonly AddressDimension[]
  private readonly clocks: readonly ClockDimension[]
  private readonly parts: readonly PartDimension[]
  private readonly has: Readonly<Record<'role' | 'pairs' | 'resource' | 'asset' | 'subject', boolean>>

  readonly few: FewGuards | undefined

  private facts!: Facts
  private view!: View
  private gone: Uint8Array | undefined
  private best = nobody
  private found: number[] | undefined

  constructor(program: Program, index: CandidateIndex) {
    this.program = program
    this.index = index
    const { ofDimension } = index
    const dimensions = [...ofDimension]
    this.values = dimensions.flatMap(([name, all]) => valueDimension(name, all) ?? [])
    this.addresses = dimensions.flatMap(([name, all]) => addressDimension(name, all, index) ?? [])
    this.clocks = dimensions.flatMap(([name, all]) => clockDimension(name, all) ?? [])
    this.parts = dimensions.flatMap(([name, all]) => partDimension(name, all) ?? [])
    const isFew = ofDimension.size === 0 && index.always.length <= mostFew
    this.few = isFew ? new FewGuards(program, index.always) : undefined
    this.has = {
      role: ofDimension.has('role'),
      pairs: ofDimension.has('pairs'),
      resource: ofDimension.has('resource'),
      asset: ofDimension.has('name') || ofDimension.has('os') || ofDimension.has('base'),
      subject: ofDimension.has('subject'),
    }
  }

  /** The first guard before `limit` that takes part, else `limit`. Those that are `gone` don't count. */
  first(facts: Facts, view: View, limit: number, gone: Uint8Array | undefined): number {
    if (this.few !== undefined && view.few !== undefined && hasCertainRoles(facts))
      return this.few.first(facts, view, view.few, limit, gone)
    this.facts = facts
    this.view = view
    this.best = limit
    this.found = undefined
    this.gone = gone
    this.lookEverywhere(true)
    return this.best
  }

  /** Guards whose target may mean the question, in no order, some twice: all `targets`, or of the `guards` those that may take part. */
  all(facts: Facts, view: View, what: 'guards' | 'targets', gone: Uint8Array | undefined): number[] {
    const found: number[] = []
    this.facts = facts
    this.view = view
    this.best = nobody
    this.found = found
    this.gone = gone
    this.lookEverywhere(what === 'guards')
    return found
  }

  /** What many guards are found by comes last, for then a decision has been found already. */
  private lookEverywhere(byConditions: boolean): void {
    const { facts, view } = this
    if (this.has.asset && facts.resource.id !== '*') this.lookByAsset(view.kind.type.collection)
    if (this.has.resource) this.lookByResource()
    if (this.has.subject) this.lookBySubject()
    for (const key of view.keys) this.look(key)
    if (this.has.role || this.has.pairs) this.lookByRole()
    if (byConditions) {
      for (const dimension of this.addresses) this.lookByAddress(dimension)
      for (const dimension of this.values) this.lookByValue(dimension)
      for (const dimension of this.clocks) this.lookByClock(dimension)
      for (const dimension of this.parts) this.lookByPart(dimension)
      this.lookByGates()
    } else this.scan(this.index.conditional)
    this.scan(this.index.always)
  }

  private look(key: number): void {
    const { lists } = this.index
    const place = lists.find(key)
    this.scanPart(lists.postings, lists.begin(place), lists.end(place))
  }

  private scan(list: Int32Array | undefined): void {
    if (list !== undefined) this.scanPart(list, 0, list.length)
  }

  private scanPart(list: Int32Array, begin: number, end: number): void {
    const { program, facts, view, found, gone } = this
    for (let at = begin; at < end; at += 1) {
      const guard = list[at] as number
      if (guard >= this.best) return
      if (gone !== undefined && gone[program.statementOf(guard)] === 1) continue
      if (found !== undefined) {
        if (program.mayMean(guard, facts, view)) found.push(guard)
      } else if (program.takesPart(guard, facts, view)) {
        this.best = guard
        return
      }
    }
  }

  private lookByAsset(collection: string): void {
    const isDevice = collection === 'devices'
    if (!isDevice && collection !== 'integrations') return
    const { facts } = this
    const { lengths, ofDimension } = this.index
    const name = facts.resourceProperties?.['name']
    if (isReadable(name) && !(this.index.hasParts && name.length > shortInput)) {
      this.lookByBeginning(name, lengths.name, seeds.name)
      if (this.index.hasParts) this.lookByParts(name, seeds.part)
    } else this.scan(ofDimension.get('name'))
    const word = isDevice ? facts.operatingSystem() : facts.vendor()
    const dimension = isDevice ? 'os' : 'base'
    if (word === undefined) this.scan(ofDimension.get(dimension))
    else if (ofDimension.has(dimension)) this.look(hashOf(word, seeds[dimension]))
  }

  private lookByResource(): void {
    const { facts } = this
    const text = facts.resourceText()
    if (!isReadable(text)) this.scan(this.index.ofDimension.get('resource'))
    this.look(hashOf(text, seeds.resource))
    if (text !== facts.resource.type) this.look(hashOf(facts.resource.type, seeds.resource))
    this.lookByBeginning(text, this.index.lengths.resource, seeds.resourcePrefix)
  }

  private lookBySubject(): void {
    const { names, open } = this.facts.question().subject
    for (const { text } of names) {
      if (!isReadable(text)) this.scan(this.index.ofDimension.get('subject'))
      this.look(hashOf(text, seeds.subject))
      this.lookByBeginning(text, this.index.lengths.subject, seeds.subjectPrefix)
    }
    for (const { prefix } of open) this.scan(this.index.openSubjects.get(prefix))
  }

  private lookByBeginning(text: string, lengths: readonly number[], seed: number): void {
    let [hash, at] = [beginning, 0]
    for (const length of lengths) {
      if (length > text.length) return
      for (; at < length; at += 1) hash = extend(hash, text.charCodeAt(at))
      this.look(mix(seed, hash))
    }
  }

  /** Only of a short text is it certain that a pattern whose part it has not does not match. */
  private lookByParts(text: string, seed: number): void {
    for (let start = 0; start + partLength <= text.length; start += 1) {
      let hash = beginning
      for (let at = start; at < start + partLength; at += 1) hash = extend(hash, text.charCodeAt(at))
      this.look(mix(seed, hash))
    }
  }

  private lookByPart({ reader, seed, all }: PartDimension): void {
    const text = reader.read(this.facts)
    if (typeof text !== 'string' || text.length > shortInput) this.scan(all)
    else this.lookByParts(text, seed)
  }

  private lookByRole(): void {
    const { facts, view } = this
    for (let index = 0; index < facts.heldCount; index += 1) {
      const role = mix(seeds.role, facts.heldRoles[index] as number)
      if (this.has.role) this.look(role)
      if (this.has.pairs) for (const key of view.keys) this.look(pairKey(key, role))
    }
    if (facts.otherRoles === no) return
    this.scan(this.index.ofDimension.get('role'))
    this.scan(this.index.ofDimension.get('pairs'))
  }

  private lookByAddress({ reader, path, short, long, all }: AddressDimension): void {
    const address = reader.readAddress(this.facts)
    if (address === undefined) this.scan(all)
    else if (typeof address === 'number')
      for (const bits of short) this.look(shortRangeKey(path, address, bits))
    else for (const bits of long) this.look(longRangeKey(path, address, bits))
  }

  private lookByValue({ reader, path, type, all }: ValueDimension): void {
    const value = reader.read(this.facts)
    // A value of another type is as good as none.
    if (typeof value !== type) this.scan(all)
    else this.look(valueKey(path, value as string | number | boolean))
  }

  private lookByClock({ clock, zone, all, isHour }: ClockDimension): void {
    const time = this.facts.time()
    if (time === undefined) this.scan(all)
    else if (isHour) this.look(hourKey(zone, Math.floor(clock.secondsAt(time) / 3600)))
    else this.look(weekdayKey(zone, clock.weekdayAt(time)))
  }

  private lookByGates(): void {
    const { lists } = this.index
    const { facts, view } = this
    for (const gate of this.index.gates) {
      const place = lists.find(mix(seeds.gate, gate))
      const isOfUse = (lists.postings[lists.begin(place)] as number) < this.best
      if (!isOfUse || this.program.truthOf(gate, facts, view) === no) continue
      this.scanPart(lists.postings, lists.begin(place), lists.end(place))
    }
  }
}

/** Of longer texts no pattern says whether it matches. */
function isReadable(text: unknown): text is string {
  return typeof text === 'string' && text.length <= limits.input
}

interface ValueDimension {
  readonly reader: AttributeReader
  readonly path: number
  readonly type: string
  readonly all: Int32Array
}

/** `equals subject.properties.level number` */
function valueDimension(name: string, all: Int32Array): ValueDimension | undefined {
  if (!name.startsWith('equals ')) return undefined
  const end = name.lastIndexOf(' ')
  const path = name.slice('equals '.length, end)
  return { reader: new AttributeReader(path), path: hashOf(path), type: name.slice(end + 1), all }
}

interface AddressDimension {
  readonly reader: AttributeReader
  readonly path: number
  readonly short: readonly number[]
  readonly long: readonly number[]
  readonly all: Int32Array
}

/** `address context.source_ip` */
function addressDimension(
  name: string,
  all: Int32Array,
  { bits }: CandidateIndex,
): AddressDimension | undefined {
  if (!name.startsWith('address ')) return undefined
  const path = name.slice('address '.length)
  const { short = [], long = [] } = bits.get(path) ?? {}
  return { reader: new AttributeReader(path), path: hashOf(path), short, long, all }
}

interface ClockDimension {
  readonly clock: ZoneClock
  readonly zone: number
  readonly isHour: boolean
  readonly all: Int32Array
}

/** `weekday Europe/Madrid`, `hour UTC` */
function clockDimension(name: string, all: Int32Array): ClockDimension | undefined {
  const [what, zone] = name.split(' ')
  if (zone === undefined || (what !== 'weekday' && what !== 'hour')) return undefined
  return { clock: new ZoneClock(zone), zone: hashOf(zone), isHour: what === 'hour', all }
}

interface PartDimension {
  readonly reader: AttributeReader
  readonly seed: number
  readonly all: Int32Array
}

/** `part context.user_agent` */
function partDimension(name: string, all: Int32Array): PartDimension | undefined {
  if (!name.startsWith('part ')) return undefined
  const path = name.slice('part '.length)
  return { reader: new AttributeReader(path), seed: hashOf(path) ^ seeds.part, all }
}
