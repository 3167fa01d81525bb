import { canonicalJson } from '../canonical-json.ts'
import type { Json } from '../model.ts'
import { reaches, reachOf, type Reach } from './change.ts'
import { isCompatible, joined, type Way } from './tree.ts'

/** Of changes made together: the longest set that is tried. */
export const largest = 3
const longest = 4_000

/** Sets of changes waiting to be tried: the smallest first, then those within nearest reach, then first come. */
export class Queue {
  readonly #known = new Set<string>()
  readonly #waiting: Way[][] = Array.from({ length: largest * reaches.length }, () => [])
  #isCut = false

  /** Adds some changes to those made already; or one in place of the one that decides upon the same. */
  add(before: Way, more: Way): void {
    const way = joined(before, more)
    if (way.length === 0 || way.length > largest || isMixed(way)) return
    if (way.length > 1 && !isCompatible(before, more)) return
    const key = keyOf(way)
    if (this.#known.has(key)) return
    if (this.#known.size >= longest) this.#isCut = true
    else {
      this.#known.add(key)
      this.#waiting[(way.length - 1) * reaches.length + reaches.indexOf(furthest(way))]?.push(way)
    }
  }

  next(): Way | undefined {
    return this.#waiting.find((ways) => ways.length > 0)?.shift()
  }

  /** Nothing waits, and nothing was turned away for want of room. */
  get isExhausted(): boolean {
    return !this.#isCut && this.#waiting.every((ways) => ways.length === 0)
  }
}

/** Exceptions here and switches there: either alone is said already. */
function isMixed(way: Way): boolean {
  return (
    way.some(({ kind }) => kind === 'exception') &&
    way.some((change) => change.kind === 'policy' && change.to === 'off')
  )
}

export function furthest(way: Way): Reach {
  return reaches[Math.max(...way.map((change) => reaches.indexOf(reachOf(change))))] ?? 'subject'
}

/** One text for one set, in whatever order and whatever it was guessed from. */
export function keyOf(way: Way): string {
  const texts = way.map((change) => canonicalJson({ ...change, meets: '' } as unknown as Json))
  return texts.sort().join('\n')
}
