const date = /^(\d{4})-(\d{2})-(\d{2})$/
const instant =
  /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/
const dayMilliseconds = 86_400_000

/** RFC 3339 instant → milliseconds since 1970, finer digits dropped. Undefined for anything else, 30 February included. */
export function parseInstant(text: unknown): number | undefined {
  const match = typeof text === 'string' ? instant.exec(text) : null
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
  // Date.UTC would read the years 0–99 as 1900–1999, so the first century is refused.
  if (year < 100) return undefined
  const time = Date.UTC(year, month - 1, day)
  return formatDate(time) === text ? time : undefined
}

export function formatDate(time: number): string {
  return formatInstant(Math.floor(time / dayMilliseconds) * dayMilliseconds).slice(0, 10)
}

/** RFC 3339 in UTC, milliseconds only when there are any. */
export function formatInstant(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z')
}
