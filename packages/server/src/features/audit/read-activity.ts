import type { Clock } from '../../platform/clock.ts'
import type { Identity } from '../../platform/identity.ts'
import type { LogColumns } from './columns/log-columns.ts'
import { missesOf, type Question } from './columns/misses.ts'
import type { Segment } from './columns/segment.ts'
import { timesOf } from './find-entries.ts'
import { localDays, type LocalDay } from './local-days.ts'
import { questionOf, readerOf } from './reader.ts'

export interface ActivityDay {
  readonly day: string
  readonly signIns: number
  readonly denials: number
  readonly byReason: Readonly<Record<string, number>>
}

export interface Activity {
  readonly days: readonly ActivityDay[]
  /** The most frequent first. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[]
  readonly isLowerBound: boolean
}

/** Reasons told one by one; the rest are counted together as `other`. */
const told = 20

interface Tally {
  signIns: number
  readonly denials: Map<string, number>
}

/** Sign-ins and denials by the days of a place, and why there were denials. */
export async function readActivity(
  { columns, now }: { readonly columns: LogColumns; readonly now: Clock },
  identity: Identity,
  mayReadAll: boolean,
  { days: count, zone }: { readonly days: number; readonly zone: string },
): Promise<Activity> {
  const days = localDays(now(), count, zone)
  const tallies = days.map((): Tally => ({ signIns: 0, denials: new Map() }))
  const reader = readerOf(identity, mayReadAll)
  let isLowerBound = false
  if (reader !== undefined) {
    const view = await columns.open(identity.organization)
    const question: Question = {
      ...questionOf(reader, {}),
      since: days[0]?.start ?? 0,
      until: days.at(-1)?.end ?? 0,
    }
    for await (const segment of view.segments(undefined, timesOf(question)))
      tally(segment, missesOf(segment, question, view.lengthOf(segment)), days, tallies)
    isLowerBound = view.unread > 0
  }
  return { ...inWords(days, tallies), isLowerBound }
}

function tally(
  { action, deniedBy, failed, times }: Segment,
  misses: Uint8Array,
  days: readonly LocalDay[],
  tallies: readonly Tally[],
): void {
  const login = action.codeOf('login')
  const nothing = deniedBy.codeOf('')
  let at = 0
  for (let index = 0; index < misses.length; index++) {
    if (misses[index] !== 0) continue
    const isSignIn = action.codes[index] === login && failed[index] === 0
    const isDenial = deniedBy.codes[index] !== nothing
    if (!isSignIn && !isDenial) continue
    at = dayOf(times[index] ?? 0, days, at)
    const one = tallies[at]
    if (isSignIn && one !== undefined) one.signIns++
    if (isDenial && one !== undefined) increase(one.denials, deniedBy.at(index), 1)
  }
}

/** Entries come almost in the order of their times, so the day is the one of the last entry or close to it. */
function dayOf(time: number, days: readonly LocalDay[], near: number): number {
  let day = near
  while (day > 0 && time < (days[day]?.start ?? 0)) day--
  while (day < days.length - 1 && time >= (days[day]?.end ?? 0)) day++
  return day
}

function inWords(days: readonly LocalDay[], tallies: readonly Tally[]): Pick<Activity, 'days' | 'reasons'> {
  const all = new Map<string, number>()
  for (const { denials } of tallies) for (const [reason, count] of denials) increase(all, reason, count)
  const ranked = [...all].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
  const named = new Set(ranked.slice(0, told).map(([reason]) => reason))
  const shorten = (counts: Iterable<readonly [string, number]>) => {
    const short = new Map<string, number>()
    for (const [reason, count] of counts) increase(short, named.has(reason) ? reason : 'other', count)
    return short
  }
  return {
    days: days.map(({ day }, index) => {
      const { signIns = 0, denials = new Map<string, number>() } = tallies[index] ?? {}
      return {
        day,
        signIns,
        denials: sumOf(denials.values()),
        byReason: Object.fromEntries(shorten(denials)),
      }
    }),
    reasons: [...shorten(ranked)].map(([reason, count]) => ({ reason, count })),
  }
}

function increase(counts: Map<string, number>, reason: string, by: number): void {
  counts.set(reason, (counts.get(reason) ?? 0) + by)
}

function sumOf(counts: Iterable<number>): number {
  let sum = 0
  for (const count of counts) sum += count
  return sum
}
