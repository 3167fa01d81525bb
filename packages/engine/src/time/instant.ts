const date = /^(\d{4})-(\d{2})-(\d{2})$/
const instant =
  /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/
const dayMilliseconds = 86_400_000

/** RFC 3339 instant → milliseconds since 1970, finer digits dropped. Undefined for anything else, 30 February included. */
export function parseInstant(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined
  return parseUsualInstant(text) ?? parseAnyInstant(text)
}

/**
 * The spelling of nearly all, `2026-05-01T08:00:00Z` or with three digits more, read without a regular expression: every
 * decision may read one. What it leaves, the other reads.
 */
export function parseUsualInstant(text: string): number | undefined {
  const { length } = text
  if ((length !== 20 && length !== 24) || text.charCodeAt(length - 1) !== 90) return undefined
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45 || text.charCodeAt(10) !== 84) return undefined
  if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return undefined
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2)
  const month = twoDigits(text, 5)
  const day = twoDigits(text, 8)
  // Days that not every month has are left to the other.
  if (year < 1970 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 28) return undefined
  const hour = twoDigits(text, 11)
  const minute = twoDigits(text, 14)
  const second = twoDigits(text, 17)
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const milliseconds = length === 20 ? 0 : millisecondsOf(text)
  if (milliseconds > 999) return undefined
  return (
    daysSince1970(year, month, day) * dayMilliseconds +
    ((hour * 60 + minute) * 60 + second) * 1000 +
    milliseconds
  )
}

/** Beyond every bound when they are none. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Infinity
}

/** `.123` */
function millisecondsOf(text: string): number {
  const ones = text.charCodeAt(22) - 48
  return text.charCodeAt(19) === 46 && ones >= 0 && ones <= 9 ? twoDigits(text, 20) * 10 + ones : 1000
}

/** Years begin in March here, so that the day that some have comes last. */
function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1
  const months = month > 2 ? month - 3 : month + 9
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400)
  return shifted * 365 + leapDays + Math.floor((months * 153 + 2) / 5) + day - 719_469
}

function parseAnyInstant(text: string): number | undefined {
  const match = instant.exec(text)
  if (match === null) return undefined
  const [, day = '', hour, minute, second, fraction = '', sign, offsetHour = 0, offsetMinute = 0] = match
  const midnight = parseDate(day)
  const [h, m, s, oh, om] = [hour, minute, second, offsetHour, offsetMinute].map(Number) as Five
  if (midnight === undefined || h > 23 || m > 59 || s > 59 || oh > 23 || om > 59) return undefined
  const offset = (oh * 60 + om) * (sign === '-' ? -1 : 1)
  return midnight + ((h * 60 + m - offset) * 60 + s) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3))
}
type Five = [number, number, number, number, number]

/** `YYYY-MM-DD` → milliseconds since 1970 of its midnight in UTC. */
export function parseDate(text: unknown): number | undefined {
  const match = typeof text === 'string' ? date.exec(text) : null
  if (match === null) return undefined
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  const time = Date.UTC(year, month - 1, day)
  // 30 February is another day then, and the years 0–99 are read as 1900–1999: neither is what was written.
  return formatDate(time) === text ? time : undefined
}

export function formatDate(time: number): string {
  return formatInstant(Math.floor(time / dayMilliseconds) * dayMilliseconds).slice(0, 10)
}

/** RFC 3339 in UTC, milliseconds only when there are any. */
export function formatInstant(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z')
}
