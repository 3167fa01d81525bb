import { asTruth } from '../truth.ts'
import type { Truth } from '../model.ts'
import type { Asked, Seen } from './kind.ts'
import { momentOf, parseMoment } from './moment.ts'
import { OptionFault } from './options.ts'

/** Instants; neither is part of the period. */
export interface Period {
  readonly start: number
  readonly end: number
}

const layout = new OptionFault(
  'must be a date and time with an offset, such as 2026-05-01T08:00+0200 or 2026-05-01T08:00:00+02:00',
)

export function parseDateOption(text: string): number | OptionFault {
  return parseMoment(text)?.instant ?? layout
}

export function parsePeriod(begin: string, end: string): Period | OptionFault {
  const [from, to] = [parseDateOption(begin), parseDateOption(end)]
  if (from instanceof OptionFault) return from
  if (to instanceof OptionFault) return to
  return from < to ? { start: from, end: to } : new OptionFault('must end after it begins')
}

/** Strictly between the two. */
export function isWithin(period: Period | OptionFault, seen: Seen, asked: Asked): Truth {
  const moment = momentOf(seen, asked)
  if (period instanceof OptionFault || moment === undefined) return 'unknown'
  return asTruth(period.start < moment.instant && moment.instant < period.end)
}

export function edgesOf(period: Period | OptionFault) {
  return period instanceof OptionFault ? {} : { instants: [period.start, period.end] }
}
