import { locale } from './language.ts'
import { texts } from './texts.ts'

const steps: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** "3 days ago", "in 2 hours"; within a minute it is "just now". */
export function relativeTime(at: string, now: number): string {
  const seconds = (Date.parse(at) - now) / 1000
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) < length) continue
    return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(seconds / length), unit)
  }
  return texts.justNow
}

/** "21 Nov 2026, 05:23:10 CET", in the reader's zone or a given one. */
export function exactTime(at: string, zone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'long',
    ...(zone && { timeZone: zone }),
  }).format(new Date(at))
}

/** "21 Nov 2026, 05:23", in the reader's zone or a given one. */
export function datedTime(at: string, zone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...(zone && { timeZone: zone }),
  }).format(new Date(at))
}

/** "Monday 08:00 Europe/Madrid"; with the date when it is further away than a week. */
export function appointment(at: string, now: number, zone?: string): string {
  const timeZone = zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const date = new Date(at)
  const near = date.getTime() - now < 6 * 86_400_000
  const day = new Intl.DateTimeFormat(locale, {
    timeZone,
    ...(near ? { weekday: 'long' } : { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  }).format(date)
  const time = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(date)
  return `${day} ${time} ${timeZone}`
}
