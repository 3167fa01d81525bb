import { isString } from '../json.ts'
import { formatInstant, parseInstant } from '../time/instant.ts'
import { offsetAt } from '../time/zone.ts'
import type { Asked, Seen } from './kind.ts'

/** An instant, and what the clock on the wall shows then: milliseconds since 1970, the latter as if it were UTC. */
export interface Moment {
  readonly instant: number
  readonly wall: number
}

/** Cells' layout `2006-01-02T15:04-0700`, or RFC 3339. The clock is that of the text's own offset. */
export function parseMoment(text: string): Moment | undefined {
  const full = text.replace(/^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})([+-]\d{2})(\d{2})$/, '$1:00$2:$3')
  const [instant, wall] = [full, full.replace(/[+-]\d{2}:\d{2}/, 'Z')].map(parseInstant)
  return instant === undefined || wall === undefined ? undefined : { instant, wall }
}

/** The time of the decision is read on the clock of the settings' zone; every other value brings its own clock. */
export function momentOf({ value, path }: Seen, { time, zone }: Asked): Moment | undefined {
  if (path !== 'context.time') return isString(value) ? parseMoment(value) : undefined
  return time === undefined ? undefined : { instant: time, wall: time + offsetAt(time, zone) }
}

/** In Cells' layout, to the minute. */
export function formatWall(time: number, offset: number): string {
  const minutes = Math.round(Math.abs(offset) / 60_000)
  const two = (value: number) => String(value).padStart(2, '0')
  const sign = offset < 0 ? '-' : '+'
  return `${formatInstant(time + offset).slice(0, 16)}${sign}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`
}
