import type { Sifted } from './columns/misses.ts'

/** A range of time in bars of equal width; all in milliseconds since 1970. */
export interface Scale {
  readonly since: number
  readonly until: number
  readonly start: number
  readonly width: number
  readonly bars: number
}

export interface HistogramBar {
  readonly start: Date
  readonly succeeded: number
  readonly failed: number
}

const minute = 60
const hour = 60 * minute
const day = 24 * hour
/** Widths that people read off an axis, in seconds. */
const widths = [
  ...[1, 2, 5, 10, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14, 28].map((count) => count * day),
]

/** The range asked for, or from the first match to now, in at most so many bars that begin at round times of UTC. */
export function scaleOf(
  sifted: readonly Sifted[],
  asked: { readonly since?: Date | undefined; readonly until?: Date | undefined; readonly now: Date },
  buckets: number,
): Scale {
  const { first, last } = extremes(sifted)
  const now = asked.now.getTime()
  const since = asked.since?.getTime() ?? Math.min(first, asked.until?.getTime() ?? now)
  // Another node's clock may be ahead of ours.
  const until = Math.max(since, asked.until?.getTime() ?? Math.max(now, last + 1))
  const fits = (width: number) => barsOf(since, until, width) <= buckets
  const width = 1000 * (widths.find((seconds) => fits(seconds * 1000)) ?? wider(since, until, buckets))
  return { since, until, start: floorTo(since, width), width, bars: barsOf(since, until, width) }
}

/** Whole years' worth of four weeks. */
function wider(since: number, until: number, buckets: number): number {
  let width = 28 * day
  while (barsOf(since, until, width * 1000) > buckets) width *= 2
  return width
}

const floorTo = (time: number, width: number) => Math.floor(time / width) * width
const barsOf = (since: number, until: number, width: number) =>
  until <= since ? 0 : Math.ceil((until - floorTo(since, width)) / width)

export function histogramOf(sifted: readonly Sifted[], { start, width, bars }: Scale): HistogramBar[] {
  const all = new Uint32Array(bars)
  const failures = new Uint32Array(bars)
  for (const { segment, misses } of sifted)
    for (let index = 0; index < misses.length; index++) {
      if (misses[index] !== 0) continue
      const bar = (((segment.times[index] ?? 0) - start) / width) | 0
      all[bar] = (all[bar] ?? 0) + 1
      failures[bar] = (failures[bar] ?? 0) + (segment.failed[index] ?? 0)
    }
  return Array.from(all, (count, bar) => {
    const failed = failures[bar] ?? 0
    return { start: new Date(start + bar * width), succeeded: count - failed, failed }
  })
}

function extremes(sifted: readonly Sifted[]): { first: number; last: number } {
  let [first, last] = [Infinity, -Infinity]
  for (const { segment, misses } of sifted) {
    if (segment.earliest >= first && segment.latest <= last) continue
    for (let index = 0; index < misses.length; index++) {
      if (misses[index] !== 0) continue
      const time = segment.times[index] ?? 0
      if (time < first) first = time
      if (time > last) last = time
    }
  }
  return { first, last }
}
