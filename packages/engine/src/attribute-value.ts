import { canonicalPath, derivedPaths, readPath } from './attribute-path.ts'
import type { AccessRequest, Json } from './model.ts'
import { formatTimeOfDay } from './time/time-of-day.ts'
import { dateOf, secondsOfDay, weekdayOf } from './time/zone.ts'

/** The value of an attribute, those that derive from the time in a zone included; undefined when it is missing. */
export function valueAt(
  path: string,
  zone: string,
  { request, time }: { readonly request: AccessRequest; readonly time: number | undefined },
): Json | undefined {
  const canonical = canonicalPath(path)
  if (!derivedPaths.includes(canonical)) return readPath(request, canonical)
  if (time === undefined) return undefined
  if (canonical === 'context.date') return dateOf(time, zone)
  if (canonical === 'context.day_of_week') return weekdayOf(time, zone)
  return formatTimeOfDay(secondsOfDay(time, zone))
}

/** Where a value would have come from: what is missing when a derived one is, is the time. */
export function sourceOf(path: string): string {
  const canonical = canonicalPath(path)
  return derivedPaths.includes(canonical) ? 'context.time' : canonical
}
