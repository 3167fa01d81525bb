import { locale } from '../../ui/language.ts'
import { edgesOf, type Filters } from './filters.ts'
import { texts } from './texts.ts'
import { zoneWords } from './time-axis.ts'

const format = () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })

/** "14 Nov 2026, 05:23 – 21 Nov 2026, 05:23 · Europe/Madrid (UTC+1)". */
export function rangeWords(filters: Filters, asked: number): string {
  const { since, until } = edgesOf(filters, asked)
  const zone = zoneWords()
  if (since !== undefined) {
    const end = new Date(until ?? asked)
    const start = new Date(since)
    return end > start
      ? `${format().formatRange(start, end)} · ${zone}`
      : `${texts.range.since(format().format(start))} · ${zone}`
  }
  if (until !== undefined) return `${texts.range.until(format().format(new Date(until)))} · ${zone}`
  return `${texts.range.everything} · ${zone}`
}

/** "3,412 events", or that there are more than were counted. */
export function totalWords(summary: {
  readonly total: number
  readonly total_is_lower_bound: boolean
}): string {
  const words = texts.events(summary.total)
  return summary.total_is_lower_bound ? texts.atLeast(words) : words
}
