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

/** Where a round time, another day or another month begins on the reader's clock; a few, none at the very edge. */
function ticksOf(
  bars: readonly Bar[],
  seconds: number,
  zone: string | undefined,
): ReadonlyMap<number, string> {
  const span = bars.length * seconds
  const axis = axisFormat(span, zone)
  const words = bars.map(({ start }) => axis.format(new Date(start)))
  const begins = span <= 2 * day ? roundTimes(bars, zone) : changesOf(words)
  const last = bars.length * (1 - 1 / (2 * mostTicks))
  return new Map(
    (begins.length === 0 ? [0] : begins).filter((bar) => bar <= last).map((bar) => [bar, words[bar] ?? '']),
  )
}

/** The bars at which the words change, evenly thinned. */
function changesOf(words: readonly string[]): readonly number[] {
  const begins = words.flatMap((word, index) => (index > 0 && word !== words[index - 1] ? [index] : []))
  const every = Math.max(1, Math.ceil(begins.length / mostTicks))
  return begins.filter((_, index) => index % every === 0)
}

const minute = 60
const hour = 60 * minute
const steps = [
  ...[1, 2, 5, 10, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12, 24].map((count) => count * hour),
]

/** The bars that begin at full hours, quarters …: the finest of which there are few enough. */
function roundTimes(bars: readonly Bar[], zone: string | undefined): readonly number[] {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeStyle: 'medium',
    ...(zone !== undefined && { timeZone: zone }),
  })
  const times = bars.map(({ start }) => {
    const [hours = 0, minutes = 0, seconds = 0] = clock.format(new Date(start)).split(':').map(Number)
    return hours * hour + minutes * minute + seconds
  })
  const at = (step: number) => times.flatMap((time, bar) => (time % step === 0 ? [bar] : []))
  return steps.map(at).find(({ length }) => length <= mostTicks) ?? []
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
