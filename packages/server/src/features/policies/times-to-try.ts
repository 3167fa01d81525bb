import type { Policy } from '@sallyport/engine'

const hour = 3_600_000
const days = 8
/** More beginnings and ends within the hour than people write; beyond, the guard tries fewer. */
const mostOffsets = 64

/**
 * The instants of the coming days at which what policies say about time can begin or end: every full hour, and every
 * minute and second that somebody wrote, in each zone that is not whole hours from UTC. Now alone when nobody wrote
 * of time.
 */
export function timesToTry(now: Date, policies: readonly Policy[], others: string): Date[] {
  const text = JSON.stringify(policies) + others
  if (!/time|date|day|hours|valid_|period|weekly/iu.test(text)) return [now]
  const written = [...text.matchAll(/\b(?:[01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?/gu)]
  const seconds = written.map(([, minute, second = '0']) => Number(minute) * 60 + Number(second))
  const shifts = [0, ...zonesIn(text).map((zone) => secondsPastHour(now, zone))]
  const offsets = new Set(
    [0, ...seconds].flatMap((one) => shifts.map((shift) => (one - shift + 3600) % 3600)),
  )
  const first = Math.floor(now.getTime() / hour) * hour
  const times: number[] = [now.getTime()]
  for (let index = 0; index <= days * 24; index += 1)
    for (const offset of [...offsets].slice(0, mostOffsets)) times.push(first + index * hour + offset * 1000)
  for (const instant of instantsIn(text)) times.push(instant, instant + 1000)
  const last = now.getTime() + days * 24 * hour
  const coming = [...new Set(times)].filter((time) => time >= now.getTime() && time <= last)
  return coming.sort((a, b) => a - b).map((time) => new Date(time))
}

function instantsIn(text: string): number[] {
  const written = [...text.matchAll(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/gu)].map(([instant]) =>
    Date.parse(instant),
  )
  return written.filter((time) => !Number.isNaN(time)).slice(0, 500)
}

function zonesIn(text: string): string[] {
  const written = [...text.matchAll(/"zone":"([A-Za-z0-9_+\-/]{1,64})"/gu)].map(([, zone = 'UTC']) => zone)
  return [...new Set(written)].slice(0, 50)
}

/** How far the minutes on a zone's clocks are from those of UTC: 1800 in Kolkata. */
function secondsPastHour(at: Date, zone: string): number {
  const minute = new Intl.DateTimeFormat('en-GB', { timeZone: zone, minute: 'numeric' }).format(at)
  return ((((Number(minute) - at.getUTCMinutes()) * 60) % 3600) + 3600) % 3600
}
