import type { Clock } from '../../platform/clock.ts'
import type { Identity } from '../../platform/identity.ts'
import { FacetCounts, type Facets } from './facet-counts.ts'
import type { LogColumns } from './columns/log-columns.ts'
import { missesOf, type Sifted } from './columns/misses.ts'
import { timesOf } from './find-entries.ts'
import { histogramOf, scaleOf, type HistogramBar, type Scale } from './histogram.ts'
import { questionOf, readerOf } from './reader.ts'
import type { AuditFilters } from './schema.ts'

export interface Summary {
  readonly total: number
  /** The oldest entries were not counted, because that would have taken too long. */
  readonly isLowerBound: boolean
  readonly scale: Scale
  readonly histogram: readonly HistogramBar[]
  readonly facets: Facets
}

export interface SummaryDeps {
  readonly columns: LogColumns
  readonly now: Clock
}

/** Counts what fits: in all, over time, and by what it could be narrowed to or widened to. */
export async function summarizeAuditLog(
  { columns, now }: SummaryDeps,
  identity: Identity,
  mayReadAll: boolean,
  { buckets, ...filters }: AuditFilters & { readonly buckets: number },
): Promise<Summary> {
  const reader = readerOf(identity, mayReadAll)
  const counts = new FacetCounts()
  const sifted: Sifted[] = []
  let isLowerBound = false
  if (reader !== undefined) {
    const view = await columns.open(identity.organization)
    const question = questionOf(reader, filters)
    for await (const segment of view.segments(undefined, timesOf(question))) {
      const one = { segment, misses: missesOf(segment, question, view.lengthOf(segment)) }
      counts.add(one)
      sifted.push(one)
    }
    isLowerBound = view.unread > 0
  }
  const scale = scaleOf(sifted, { ...filters, now: now() }, buckets)
  const histogram = histogramOf(sifted, scale)
  const total = histogram.reduce((sum, { succeeded, failed }) => sum + succeeded + failed, 0)
  return { total, isLowerBound, scale, histogram, facets: counts.facets() }
}
