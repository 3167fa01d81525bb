import { limits } from '../limits.ts'
import { formatDate } from './instant.ts'

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const

const dayMilliseconds = 86_400_000
/** Since 1973 every zone has changed its offset at a quarter of an hour of UTC only. */
const regularSince = Date.UTC(1973, 0, 1)
const quarter = 900_000
const offsets = new Map<string, number>()
const formatters = new Map<string, Intl.DateTimeFormat>()

export function isZone(name: string): boolean {
  return formatterOf(name) !== undefined
}

/** Seconds since local midnight by the clock: 02:30 is 9,000 also on the day on which the hour before was skipped. */
export function secondsOfDay(time: number, zone: string): number {
  const local = time + offsetAt(time, zone)
  return Math.floor((local - Math.floor(local / dayMilliseconds) * dayMilliseconds) / 1000)
}

export function weekdayOf(time: number, zone: string): string {
  const day = Math.floor((time + offsetAt(time, zone)) / dayMilliseconds)
  // Day 0, 1 January 1970, was a Thursday.
  return weekdays[(((day + 3) % 7) + 7) % 7] ?? 'monday'
}

export function dateOf(time: number, zone: string): string {
  return formatDate(time + offsetAt(time, zone))
}

/** Milliseconds to add to an instant to read the wall clock of a zone as if it were UTC. */
export function offsetAt(time: number, zone: string): number {
  if (zone === 'UTC') return 0
  if (time < regularSince) return computeOffset(time, zone)
  const key = `${zone} ${Math.floor(time / quarter)}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  const offset = computeOffset(time, zone)
  if (offsets.size >= 20_000) offsets.clear()
  offsets.set(key, offset)
  return offset
}

function computeOffset(time: number, zone: string): number {
  const whole = Math.floor(time / 1000) * 1000
  const parts = new Map(
    formatterOf(zone)
      ?.formatToParts(whole)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const [year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0] = [
    parts.get('year'),
    parts.get('month'),
    parts.get('day'),
    parts.get('hour'),
    parts.get('minute'),
    parts.get('second'),
  ]
  return Date.UTC(year, month - 1, day, hour, minute, second) - whole
}

/** The instants at which the wall clock of a zone shows this date and time: none in a skipped hour, two in a repeated one. */
export function instantsOf(midnight: number, seconds: number, zone: string): number[] {
  const wall = midnight + seconds * 1000
  const offsets = new Set([offsetAt(wall - dayMilliseconds, zone), offsetAt(wall + dayMilliseconds, zone)])
  return [...offsets].map((offset) => wall - offset).filter((time) => time + offsetAt(time, zone) === wall)
}

/** The instants after `from`, up to `to`, at which a zone changes its offset; at most one a day is found. */
export function transitions(zone: string, from: number, to: number): number[] {
  const found: number[] = []
  for (let day = from; day < to; day += dayMilliseconds) {
    let [before, after] = [day, Math.min(day + dayMilliseconds, to)]
    if (offsetAt(before, zone) === offsetAt(after, zone)) continue
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2)
      if (offsetAt(middle, zone) === offsetAt(before, zone)) before = middle
      else after = middle
    }
    found.push(after)
  }
  return found
}

function formatterOf(zone: string): Intl.DateTimeFormat | undefined {
  const known = formatters.get(zone)
  if (known !== undefined) return known
  // Offsets like +02:00 pass Intl on some platforms only; a name means the same everywhere.
  if (zone.length > limits.zone || !/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(zone)) return undefined
  try {
    const formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    // There are about 600 names, but each has many spellings of case.
    if (formatters.size > 1000) formatters.clear()
    formatters.set(zone, formatter)
    return formatter
  } catch {
    return undefined
  }
}
