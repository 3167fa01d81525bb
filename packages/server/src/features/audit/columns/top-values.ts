import { buckets, type TextColumn } from './segment.ts'

export interface CountedValue {
  readonly value: string
  readonly count: number
}

interface Part {
  readonly column: TextColumn
  /** By code. */
  readonly counts: Uint32Array
}

/**
 * The most frequent values over several segments, each of which knows the texts by codes of its own. Most texts of a
 * log are unique (sessions, say), and adding those up one by one is most of the work. So every text is counted in a
 * bucket first: a bucket with no more than what the best candidates have can't hold a better one, and only the texts
 * of the others are compared. The counts are exact; among equals it is open which are shown.
 */
export class TopValues {
  readonly #parts: Part[] = []

  add(column: TextColumn, counts: Uint32Array): void {
    this.#parts.push({ column, counts })
  }

  top(size: number, wanted: (value: string) => boolean = () => true): CountedValue[] {
    const totals = new Map<string, number>()
    for (const value of this.#candidates(size, wanted)) totals.set(value, this.#total(value))
    const least = lastOf(best(totals, size), size)
    const sums = this.#bucketSums()
    const others = new Map<string, number>()
    for (const { column, counts } of this.#parts)
      for (let code = 0; code < counts.length; code++) {
        const count = counts[code] ?? 0
        if (count === 0 || (sums[column.bucketOf[code] ?? 0] ?? 0) <= least) continue
        const value = column.values[code] ?? ''
        if (!totals.has(value) && wanted(value)) others.set(value, (others.get(value) ?? 0) + count)
      }
    for (const [value, count] of others) if (count > least) totals.set(value, count)
    return best(totals, size)
  }

  /** The most frequent ones of each segment: likely to be those of all. */
  #candidates(size: number, wanted: (value: string) => boolean): Set<string> {
    const found = new Set<string>()
    for (const { column, counts } of this.#parts) {
      const frequent = new Map<string, number>()
      let least = 0
      for (let code = 0; code < counts.length; code++) {
        const count = counts[code] ?? 0
        if (count <= least || !wanted(column.values[code] ?? '')) continue
        frequent.set(column.values[code] ?? '', count)
        // Now and then, not each time, what is too small is dropped.
        if (frequent.size === 4 * size) {
          const kept = best(frequent, size)
          least = lastOf(kept, size)
          frequent.clear()
          for (const one of kept) frequent.set(one.value, one.count)
        }
      }
      for (const { value } of best(frequent, size)) found.add(value)
    }
    return found
  }

  #total(value: string): number {
    return this.#parts.reduce((sum, { column, counts }) => sum + (counts[column.codeOf(value) ?? -1] ?? 0), 0)
  }

  #bucketSums(): Uint32Array {
    const sums = new Uint32Array(buckets)
    for (const { column, counts } of this.#parts)
      for (let code = 0; code < counts.length; code++) {
        const bucket = column.bucketOf[code] ?? 0
        sums[bucket] = (sums[bucket] ?? 0) + (counts[code] ?? 0)
      }
    return sums
  }
}

function best(counts: ReadonlyMap<string, number>, size: number): CountedValue[] {
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, size)
}

/** How often the last of them stands there; 0 while there is room for more. */
function lastOf(values: readonly CountedValue[], size: number): number {
  return values.length < size ? 0 : (values.at(-1)?.count ?? 0)
}
