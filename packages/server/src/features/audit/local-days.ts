/** One day of a place: its date, and when it begins and ends in milliseconds since 1970. */
export interface LocalDay {
  readonly day: string
  readonly start: number
  readonly end: number
}

const hour = 3_600_000
const day = 24 * hour

/** Whether the name is one that this machine's IANA database has. */
export function isZone(name: string): boolean {
  // Offsets like +02:00 are no places, and not understood everywhere.
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/u.test(name)) return false
  try {
    formatterOf(name)
    return true
  } catch {
    return false
  }
}

/** The last days of a place, the present one included, oldest first. A day has 23 or 25 hours when the clocks change. */
export function localDays(now: Date, count: number, zone: string): LocalDay[] {
  const format = formatterOf(zone)
  const today = Date.parse(format.format(now))
  const starts = Array.from({ length: count + 1 }, (_, back) =>
    startOf(today + (1 - back) * day, format),
  ).reverse()
  return starts.slice(0, -1).map((start, index) => ({
    day: format.format(start),
    start,
    end: starts[index + 1] ?? start,
  }))
}

/** The first instant at which the calendar of the place shows this date, given as midnight UTC. */
function startOf(midnight: number, format: Intl.DateTimeFormat): number {
  // Offsets lie between -12 and +14 hours; seconds are fine enough for every zone of today.
  let [before, after] = [midnight - 15 * hour, midnight + 15 * hour]
  while (after - before > 1000) {
    const middle = before + Math.floor((after - before) / 2000) * 1000
    if (Date.parse(format.format(middle)) < midnight) before = middle
    else after = middle
  }
  return after
}

/** Swedish dates are written as ISO 8601. */
function formatterOf(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
}
