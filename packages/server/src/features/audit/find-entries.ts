import type { LogView } from './columns/log-view.ts'
import { missesOf, type Question } from './columns/misses.ts'

export interface Found {
  /** The numbers of the entries, newest first. */
  readonly seqs: readonly number[]
  /** There may be more that are older than this one. */
  readonly next: number | undefined
}

/** The newest entries that fit and are older than `before`. */
export async function findEntries(
  view: LogView,
  question: Question,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<Found> {
  const seqs: number[] = []
  for await (const segment of view.segments(before, timesOf(question))) {
    const misses = missesOf(segment, question, view.lengthOf(segment, before))
    for (let index = misses.lastIndexOf(0); index >= 0; index = matchBefore(misses, index)) {
      if (seqs.length === limit) return { seqs, next: seqs.at(-1) }
      seqs.push(segment.seqAt(index))
    }
  }
  return { seqs, next: view.unread > 0 ? view.unread + 1 : undefined }
}

/** The match before this one. */
function matchBefore(misses: Uint8Array, index: number): number {
  return index === 0 ? -1 : misses.lastIndexOf(0, index - 1)
}

export function timesOf({ since, until }: Question): { since?: number; until?: number } {
  return { ...(since !== undefined && { since }), ...(until !== undefined && { until }) }
}
