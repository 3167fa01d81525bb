import { miss, type Sifted } from './columns/misses.ts'
import { TopValues } from './columns/top-values.ts'

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
  readonly #actors = new TopValues()
  readonly #actions = new TopValues()
  readonly #types = new TopValues()
  readonly #resources = new TopValues()
  readonly #names = new Map<string, string>()
  readonly #outcomes = { success: 0, failure: 0 }

  /** Segments come newest first. */
  add({ segment, misses }: Sifted): void {
    const { actor, action, type, resource, names, failed } = segment
    this.#actors.add(actor, countCodes(actor.codes, misses, miss.actor, actor.values.length))
    this.#actions.add(action, countCodes(action.codes, misses, miss.action, action.values.length))
    this.#types.add(type, countCodes(type.codes, misses, miss.resource, type.values.length))
    this.#resources.add(resource, countCodes(resource.codes, misses, miss.resource, resource.values.length))
    const { kept, failures } = countFailures(failed, misses)
    this.#outcomes.failure += failures
    this.#outcomes.success += kept - failures
    for (const [code, name] of names.entries()) {
      const value = actor.values[code] ?? ''
      if (name !== '' && !this.#names.has(value)) this.#names.set(value, name)
    }
  }

  facets(): Facets {
    const { success, failure } = this.#outcomes
    const outcomes = [
      { value: 'success', label: 'success', count: success },
      { value: 'failure', label: 'failure', count: failure },
    ]
    return {
      actor: this.#actors.top(shown).map((one) => labelled(one, this.#names.get(one.value))),
      action: this.#actions.top(shown).map((one) => labelled(one)),
      resource: [
        ...this.#types.top(shown).map((one) => labelled(one)),
        ...this.#resources.top(shown, (resource) => resource.includes(':')).map((one) => labelled(one)),
      ],
      outcome: outcomes.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count),
    }
  }
}

function labelled(one: { value: string; count: number }, label = one.value): FacetValue {
  return { value: one.value, label, count: one.count }
}

/** How often each code stands among the entries that miss nothing but what this facet filters itself. */
function countCodes(codes: Uint16Array, misses: Uint8Array, own: number, size: number): Uint32Array {
  const counts = new Uint32Array(size)
  const others = 255 - own
  for (let index = 0; index < misses.length; index++)
    if (((misses[index] ?? 0) & others) === 0) {
      const code = codes[index] ?? 0
      counts[code] = (counts[code] ?? 0) + 1
    }
  return counts
}

function countFailures(failed: Uint8Array, misses: Uint8Array): { kept: number; failures: number } {
  const others = 255 - miss.outcome
  let [kept, failures] = [0, 0]
  for (let index = 0; index < misses.length; index++)
    if (((misses[index] ?? 0) & others) === 0) {
      kept++
      failures += failed[index] ?? 0
    }
  return { kept, failures }
}
