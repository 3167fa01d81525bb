import { isString } from '../json.ts'
import type { Json } from '../model.ts'
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
  const short = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})([+-]\d{2})(\d{2})$/.exec(text)
  const full = short === null ? text : `${short[1] ?? ''}:00${short[2] ?? ''}:${short[3] ?? ''}`
  const instant = parseInstant(full)
  if (instant === undefined) return undefined
  const wall = parseInstant(full.replace(/(?:[Zz]|[+-]\d{2}:\d{2})$/, 'Z'))
  return wall === undefined ? undefined : { instant, wall }
}

/** The time of the decision is read on the clock of the settings' zone; every other value brings its own clock. */
export function momentOf({ value, path }: Seen, { time, zone }: Asked): Moment | undefined {
  if (path !== 'context.time') return isMoment(value) ? parseMoment(value) : undefined
  return time === undefined ? undefined : { instant: time, wall: time + offsetAt(time, zone) }
}

function isMoment(value: Json): value is string {
  return isString(value) && value.length <= 40
}

/** In Cells' layout, to the minute. */
export function formatWall(time: number, offset: number): string {
  const minutes = Math.round(Math.abs(offset) / 60_000)
  const two = (value: number) => String(value).padStart(2, '0')
  const sign = offset < 0 ? '-' : '+'
  return `${formatInstant(time + offset).slice(0, 16)}${sign}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`
}
