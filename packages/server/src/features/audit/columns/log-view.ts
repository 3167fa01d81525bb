import { setImmediate as breathe } from 'node:timers/promises'
import type { LogSegments } from './log-segments.ts'
import type { Segment } from './segment.ts'

/** The log up to the entry that was the newest when it was opened; what comes later is not seen. */
export class LogView {
  readonly newest: number
  /** Entries up to this number were not looked at, because that would have taken too long; 0 when all were. */
  unread = 0
  readonly #log: LogSegments
  #patience: number

  constructor(log: LogSegments, newest: number, patience: number) {
    this.#log = log
    this.newest = newest
    this.#patience = patience
  }

  /** The same moment, with new patience. */
  again(): LogView {
    return new LogView(this.#log, this.newest, this.#patience)
  }

  /** The segments with entries older than `before`, newest first, without those that lie outside of the times. */
  async *segments(
    before = this.newest + 1,
    times: { since?: number; until?: number } = {},
  ): AsyncIterable<Segment> {
    const end = Math.min(before - 1, this.newest)
    for (let number = Math.ceil(end / this.#log.size) - 1; number >= 0; number--) {
      if (await this.#liesOutside(number, times)) continue
      if (this.#isCold(number) && this.#patience-- <= 0) {
        this.unread = Math.min(this.#log.lastOf(number), end)
        return
      }
      yield await this.#log.segment(number, this.newest)
      await breathe()
    }
  }

  /** Whether it has to be read as a whole; the last one is only ever read on. */
  #isCold(number: number): boolean {
    return this.#log.lastOf(number) < this.newest && this.#log.filled(number, this.newest) === undefined
  }

  /** How many entries of a segment belong to this view. */
  lengthOf(segment: Segment, before = this.newest + 1): number {
    return segment.countBefore(Math.min(before, this.newest + 1))
  }

  async #liesOutside(
    number: number,
    { since = -Infinity, until = Infinity }: { since?: number; until?: number },
  ): Promise<boolean> {
    // The last one still grows.
    if ((since === -Infinity && until === Infinity) || this.#log.lastOf(number) >= this.newest) return false
    const extent = await this.#log.extent(number)
    return extent === undefined || extent.latest < since || extent.earliest >= until
  }
}
