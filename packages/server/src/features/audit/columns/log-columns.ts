import { setImmediate as breathe } from 'node:timers/promises'
import { capacity, Segment, type SearchedRow } from './segment.ts'

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

export interface LogColumnsOptions {
  readonly source: ColumnSource
  /** How much memory the columns of one organization may take, in bytes. */
  readonly most?: number
  /** How many segments that are not in memory one question may have read. */
  readonly patience?: number
}

export interface LogColumns {
  /** The log as it is now: everything that was committed before this was called. */
  open(organization: string): Promise<LogView>
  /** Reads as much as fits into memory, the newest first. */
  warm(organization: string, signal?: AbortSignal): Promise<void>
}

/** Entries read at once: some ten milliseconds of work, so that others get their turn. */
const batch = 4096
const megabyte = 1 << 20

/**
 * The log in memory, in columns, because no index answers every combination of filters with exact counts. The log is
 * append-only and the entries of an organization are committed in the order of their numbers, so that reading what
 * is behind the last number read is enough to be up to date.
 */
export function logColumns({ source, most = 384 * megabyte, patience = 16 }: LogColumnsOptions): LogColumns {
  const logs = new Map<string, Log>()
  const fresh = (organization: string) => {
    const log = new Log(source, organization, most)
    logs.set(organization, log)
    return log
  }
  /** A log whose past is another than the one that was read, as after a restore, is read anew. */
  const upToDate = async (organization: string): Promise<Log> => {
    const log = logs.get(organization) ?? fresh(organization)
    const { seen } = log
    const ends = await source.ends(organization, seen.seq)
    const newest = ends[0] ?? { seq: 0, hash: '' }
    const same = seen.seq === 0 || ends.find(({ seq }) => seq === seen.seq)?.hash === seen.hash
    const current = same ? log : logs.get(organization) === log ? fresh(organization) : log
    if (newest.seq > current.seen.seq) current.seen = newest
    return current
  }
  const open = async (organization: string, patient: number) => {
    const log = await upToDate(organization)
    return new LogView(log, log.seen.seq, patient)
  }
  return {
    open: (organization) => open(organization, patience),
    async warm(organization, signal) {
      const log = await upToDate(organization)
      const view = new LogView(log, log.seen.seq, Infinity)
      for await (const segment of view.segments())
        if (segment === log.guest || signal?.aborted === true) return
    },
  }
}

class Log {
  readonly source: ColumnSource
  readonly organization: string
  readonly most: number
  seen = { seq: 0, hash: '' }
  readonly segments = new Map<number, Segment>()
  /** The last one that found no room: whoever reads through old entries asks for it again. */
  guest: Segment | undefined
  readonly extents = new Map<number, Extent | undefined>()
  readonly #filling = new Map<number, Promise<Segment>>()

  constructor(source: ColumnSource, organization: string, most: number) {
    this.source = source
    this.organization = organization
    this.most = most
  }

  /** The segment if it is in memory with all its entries up to `through`. */
  filled(number: number, through: number): Segment | undefined {
    const segment = this.#held(number)
    return segment !== undefined && segment.through >= Math.min(through, lastOf(number)) ? segment : undefined
  }

  #held(number: number): Segment | undefined {
    return this.segments.get(number) ?? (this.guest?.number === number ? this.guest : undefined)
  }

  async segment(number: number, through: number): Promise<Segment> {
    const filling = (this.#filling.get(number) ?? Promise.resolve(this.#held(number)))
      .catch(() => undefined)
      .then((segment = new Segment(number)) => this.#fill(segment, Math.min(through, lastOf(number))))
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

const lastOf = (number: number) => (number + 1) * capacity

/** The log up to the entry that was the newest when it was opened; what comes later is not seen. */
export class LogView {
  readonly newest: number
  /** Entries up to this number were not looked at, because that would have taken too long; 0 when all were. */
  unread = 0
  readonly #log: Log
  #patience: number

  constructor(log: Log, newest: number, patience: number) {
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
    for (let number = Math.ceil(end / capacity) - 1; number >= 0; number--) {
      if (await this.#liesOutside(number, times)) continue
      if (this.#isCold(number) && this.#patience-- <= 0) {
        this.unread = Math.min(lastOf(number), end)
        return
      }
      yield await this.#log.segment(number, this.newest)
      await breathe()
    }
  }

  /** Whether it has to be read as a whole; the last one is only ever read on. */
  #isCold(number: number): boolean {
    return lastOf(number) < this.newest && this.#log.filled(number, this.newest) === undefined
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
    if ((since === -Infinity && until === Infinity) || lastOf(number) >= this.newest) return false
    const extent = this.#log.filled(number, this.newest) ?? (await this.#extent(number))
    return extent === undefined || extent.latest < since || extent.earliest >= until
  }

  async #extent(number: number): Promise<Extent | undefined> {
    const { extents, source, organization } = this.#log
    if (!extents.has(number))
      extents.set(number, await source.extent(organization, number * capacity + 1, lastOf(number)))
    return extents.get(number)
  }
}
