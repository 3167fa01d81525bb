import { miss, typeOf, type Sifted } from './columns/misses.ts'
import type { Segment, TextColumn } from './columns/segment.ts'

export interface FacetValue {
  /** What the filter of this name takes. */
  readonly value: string
  /** What people read. */
  readonly label: string
  readonly count: number
}

export type Facets = Readonly<Record<'actor' | 'action' | 'resource' | 'outcome', readonly FacetValue[]>>

const shown = 20

/**
 * Counts the values of each filter among the entries that pass all the others, so that a choice can be widened: with
 * `action=login` chosen, the counts of the other actions are still there.
 */
export class FacetCounts {
  readonly #actors = new Map<string, number>()
  readonly #names = new Map<string, string>()
  readonly #actions = new Map<string, number>()
  readonly #resources = new Map<string, number>()
  readonly #outcomes = new Map<string, number>()

  /** Segments come newest first. */
  add({ segment, misses }: Sifted): void {
    addColumn(this.#actors, segment.actor, misses, miss.actor)
    addColumn(this.#actions, segment.action, misses, miss.action)
    addColumn(this.#resources, segment.resource, misses, miss.resource)
    const [succeeded = 0, failed = 0] = countCodes(segment.failed, misses, miss.outcome, 2)
    increase(this.#outcomes, 'success', succeeded)
    increase(this.#outcomes, 'failure', failed)
    this.#learnNames(segment)
  }

  facets(): Facets {
    const types = new Map<string, number>()
    for (const [resource, count] of this.#resources) increase(types, typeOf(resource), count)
    const single = new Map([...this.#resources].filter(([resource]) => resource.includes(':')))
    return {
      actor: topOf(this.#actors).map((one) => ({ ...one, label: this.#names.get(one.value) ?? one.value })),
      action: topOf(this.#actions),
      resource: [...topOf(types), ...topOf(single)],
      outcome: topOf(this.#outcomes),
    }
  }

  /** The newest name of each actor; an address may have changed. */
  #learnNames({ actor, email, token, length }: Segment): void {
    const missing = new Set(actor.values.keys())
    for (const [code, value] of actor.values.entries()) if (this.#names.has(value)) missing.delete(code)
    for (let index = length - 1; index >= 0 && missing.size > 0; index--) {
      const code = actor.codes[index] ?? 0
      if (!missing.has(code)) continue
      const name = email.at(index) || token.at(index)
      if (name === '') continue
      missing.delete(code)
      this.#names.set(actor.at(index), name)
    }
  }
}

function addColumn(into: Map<string, number>, column: TextColumn, misses: Uint8Array, own: number): void {
  const counts = countCodes(column.codes, misses, own, column.values.length)
  for (const [code, count] of counts.entries()) increase(into, column.values[code] ?? '', count)
}

/** How often each code stands among the entries that miss nothing but what this facet filters itself. */
function countCodes(
  codes: Uint16Array | Uint8Array,
  misses: Uint8Array,
  own: number,
  size: number,
): Uint32Array {
  const counts = new Uint32Array(size)
  const others = 255 - own
  for (let index = 0; index < misses.length; index++)
    if (((misses[index] ?? 0) & others) === 0) {
      const code = codes[index] ?? 0
      counts[code] = (counts[code] ?? 0) + 1
    }
  return counts
}

function increase(counts: Map<string, number>, value: string, by: number): void {
  if (by > 0) counts.set(value, (counts.get(value) ?? 0) + by)
}

function topOf(counts: ReadonlyMap<string, number>): FacetValue[] {
  return [...counts]
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .slice(0, shown)
    .map(([value, count]) => ({ value, label: value, count }))
}
