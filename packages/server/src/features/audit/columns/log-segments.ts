import { setImmediate as breathe } from 'node:timers/promises'
import { Segment, type SearchedRow } from './segment.ts'

/** What the columns are filled from. */
export interface ColumnSource {
  /** The newest entry, and the one of the number `seen` if it is there. */
  ends(organization: string, seen: number): Promise<readonly { seq: number; hash: string }[]>
  /** Oldest first, both ends included. */
  searched(organization: string, from: number, to: number): Promise<readonly SearchedRow[]>
  /** Undefined when there are no entries between the two, both included. */
  extent(organization: string, from: number, to: number): Promise<Extent | undefined>
}

/** The earliest and the latest time of a segment, in milliseconds since 1970. */
export interface Extent {
  readonly earliest: number
  readonly latest: number
}

export interface SegmentsOptions {
  readonly source: ColumnSource
  /** How much memory the columns of one organization may take, in bytes. */
  readonly most?: number
  /** Entries of a segment. */
  readonly size?: number
}

/** Entries read at once: some ten milliseconds of work, so that others get their turn. */
const batch = 2048

/** The segments of one log that are in memory. */
export class LogSegments {
  readonly source: ColumnSource
  readonly organization: string
  readonly most: number
  readonly size: number
  /** The newest entry that is known to be there. */
  seen = { seq: 0, hash: '' }
  readonly segments = new Map<number, Segment>()
  /** The last one that found no room: whoever reads through old entries asks for it again. */
  guest: Segment | undefined
  readonly #extents = new Map<number, Extent | undefined>()
  readonly #filling = new Map<number, Promise<Segment>>()

  constructor(organization: string, { source, most, size }: Required<SegmentsOptions>) {
    this.source = source
    this.organization = organization
    this.most = most
    this.size = size
  }

  /** The number of the last entry that has room in a segment. */
  lastOf(number: number): number {
    return (number + 1) * this.size
  }

  /** The segment if it is in memory with all its entries up to `through`. */
  filled(number: number, through: number): Segment | undefined {
    const segment = this.#held(number)
    return segment !== undefined && segment.through >= Math.min(through, this.lastOf(number))
      ? segment
      : undefined
  }

  #held(number: number): Segment | undefined {
    return this.segments.get(number) ?? (this.guest?.number === number ? this.guest : undefined)
  }

  /** The earliest and the latest time of a segment that will not grow. */
  async extent(number: number): Promise<Extent | undefined> {
    const filled = this.filled(number, Infinity)
    if (filled !== undefined) return filled
    if (!this.#extents.has(number)) {
      const last = this.lastOf(number)
      this.#extents.set(number, await this.source.extent(this.organization, last - this.size + 1, last))
    }
    return this.#extents.get(number)
  }

  /** A segment with all its entries up to `through`, read as far as it is not in memory. */
  async segment(number: number, through: number): Promise<Segment> {
    const filling = (this.#filling.get(number) ?? Promise.resolve(this.#held(number)))
      .catch(() => undefined)
      .then((segment = new Segment(number, this.size)) =>
        this.#fill(segment, Math.min(through, this.lastOf(number))),
      )
    this.#filling.set(number, filling)
    try {
      const segment = await filling
      this.#keep(segment)
      return segment
    } finally {
      if (this.#filling.get(number) === filling) this.#filling.delete(number)
    }
  }

  async #fill(segment: Segment, to: number): Promise<Segment> {
    while (segment.through < to) {
      const end = Math.min(segment.through + batch, to)
      const rows = await this.source.searched(this.organization, segment.through + 1, end)
      for (const row of rows) segment.add(row)
      // Where entries are missing, somebody was at the database; verification tells of it.
      segment.through = end
      await breathe()
    }
    return segment
  }

  /** The newest stay: they are what is asked for. */
  #keep(kept: Segment): void {
    this.segments.set(kept.number, kept)
    let bytes = [...this.segments.values()].reduce((sum, segment) => sum + segment.bytes(), 0)
    for (const segment of [...this.segments.values()].sort((a, b) => a.number - b.number)) {
      if (bytes <= this.most) return
      bytes -= segment.bytes()
      this.segments.delete(segment.number)
      if (segment === kept) this.guest = kept
    }
  }
}
