import type { BarBucket } from '../../ui/bar-data.ts'
import { locale } from '../../ui/language.ts'

export interface Bar {
  readonly start: string
  readonly succeeded: number
  readonly failed: number
}

const day = 86_400

/** The bars of a histogram, each labelled with its whole range and some with the words of the axis. */
export function bucketsOf(bars: readonly Bar[], seconds: number, zone?: string): readonly BarBucket[] {
  const words = rangeFormat(seconds, zone)
  const ticks = ticksOf(bars, seconds, zone)
  return bars.map(({ start, succeeded, failed }, index) => {
    const from = new Date(start)
    return {
      id: start,
      label: words.formatRange(from, new Date(from.getTime() + seconds * 1000)),
      tick: ticks.get(index),
      values: [succeeded, failed],
    }
  })
}

function rangeFormat(seconds: number, zone: string | undefined) {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: seconds < 60 ? 'medium' : 'short',
    ...(zone !== undefined && { timeZone: zone }),
  })
}

const mostTicks = 8

/** Where another minute, hour, day or month begins on the reader's clock; a few of them, none at the very edge. */
function ticksOf(
  bars: readonly Bar[],
  seconds: number,
  zone: string | undefined,
): ReadonlyMap<number, string> {
  const axis = axisFormat(bars.length * seconds, zone)
  const words = bars.map(({ start }) => axis.format(new Date(start)))
  const begins = words.flatMap((word, index) => (index > 0 && word !== words[index - 1] ? [index] : []))
  const every = Math.max(1, Math.ceil(begins.length / mostTicks))
  const last = bars.length * (1 - 1 / (2 * mostTicks))
  return new Map(
    (begins.length === 0 ? [0] : begins)
      .filter((bar, index) => index % every === 0 && bar <= last)
      .map((bar) => [bar, words[bar] ?? '']),
  )
}

/** Hours within two days, days within a year, else months. */
function axisFormat(span: number, zone: string | undefined) {
  return new Intl.DateTimeFormat(locale, {
    ...(span <= 2 * day
      ? { hour: '2-digit', minute: '2-digit', ...(span <= 240 && { second: '2-digit' }) }
      : span <= 366 * day
        ? { day: 'numeric', month: 'short' }
        : { month: 'short', year: 'numeric' }),
    ...(zone !== undefined && { timeZone: zone }),
  })
}

/** From the first bar's beginning to the last one's end. */
export function rangeOfBars(
  bars: readonly Bar[],
  seconds: number,
  [first, last]: readonly [number, number],
): { since: string; until: string } | undefined {
  const [from, to] = [bars[first], bars[last]]
  if (!from || !to) return undefined
  return { since: from.start, until: new Date(Date.parse(to.start) + seconds * 1000).toISOString() }
}

/** What a field for a local time takes and gives: "2026-11-21T05:23". */
export function localField(at: string): string {
  const date = new Date(at)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

export function fromLocalField(text: string): string | undefined {
  const time = Date.parse(text)
  return text === '' || Number.isNaN(time) ? undefined : new Date(time).toISOString()
}

/** "Europe/Madrid (UTC+1)": whose times are shown. */
export function zoneWords(now = new Date()): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const offset = new Intl.DateTimeFormat('en', { timeZoneName: 'shortOffset' })
    .formatToParts(now)
    .find(({ type }) => type === 'timeZoneName')
    ?.value.replace('GMT', 'UTC')
  return offset === undefined ? zone : `${zone} (${offset})`
}

/** "21 Nov, 05:23:10", with the year when it is another one. */
export function stamp(at: string, now: number): string {
  const date = new Date(at)
  return new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(date.getFullYear() !== new Date(now).getFullYear() && { year: 'numeric' }),
  }).format(date)
}
