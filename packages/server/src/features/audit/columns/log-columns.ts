import { LogSegments, type SegmentsOptions } from './log-segments.ts'
import { LogView } from './log-view.ts'
import { largest } from './segment.ts'

export interface LogColumnsOptions extends SegmentsOptions {
  /** How many segments that are not in memory one question may have read. */
  readonly patience?: number
}

export interface LogColumns {
  /** The log as it is now: everything that was committed before this was called. */
  open(organization: string): Promise<LogView>
  /** Reads as much as fits into memory, the newest first. */
  warm(organization: string, signal?: AbortSignal): Promise<void>
}

const megabyte = 1 << 20

/**
 * The log in memory, in columns, because no index answers every combination of filters with exact counts. The log is
 * append-only and the entries of an organization are committed in the order of their numbers, so that reading what
 * is behind the last number read is enough to be up to date.
 */
export function logColumns(options: LogColumnsOptions): LogColumns {
  const { source, patience = 16, most = 384 * megabyte, size = largest } = options
  const logs = new Map<string, LogSegments>()
  const fresh = (organization: string) => {
    const log = new LogSegments(organization, { source, most, size })
    logs.set(organization, log)
    return log
  }
  /** A log whose past is another than the one that was read, as after a restore, is read anew. */
  const upToDate = async (organization: string): Promise<LogSegments> => {
    const log = logs.get(organization) ?? fresh(organization)
    const { seen } = log
    const ends = await source.ends(organization, seen.seq)
    const newest = ends[0] ?? { seq: 0, hash: '' }
    const same = seen.seq === 0 || ends.find(({ seq }) => seq === seen.seq)?.hash === seen.hash
    const present = logs.get(organization) ?? log
    const current = same || present !== log ? present : fresh(organization)
    if (newest.seq > current.seen.seq) current.seen = newest
    return current
  }
  return {
    async open(organization) {
      const log = await upToDate(organization)
      return new LogView(log, log.seen.seq, patience)
    },
    async warm(organization, signal) {
      const log = await upToDate(organization)
      const view = new LogView(log, log.seen.seq, Infinity)
      for await (const segment of view.segments())
        if (segment === log.guest || signal?.aborted === true) return
    },
  }
}
