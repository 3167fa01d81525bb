import { asTruth } from '../truth.ts'
import { weekdays } from '../time/zone.ts'
import type { TypedConditionKind } from './kind.ts'
import { momentOf } from './moment.ts'
import { OptionFault, parsedBy, required, textOption } from './options.ts'

export interface OfficeHours {
  /** Monday is 0. */
  readonly days: readonly number[]
  /** Minutes since midnight, both included. */
  readonly first: number
  readonly last: number
}

/** Days and a span of minutes, by the clock that the value brings or, for the time of the decision, of the settings' zone. */
export const officeHoursCondition: TypedConditionKind = {
  takes: ['instant'],
  options: required({ matches: parsedBy(parseOfficeHours) }),
  test(seen, options, asked) {
    const [hours, moment] = [parseOfficeHours(textOption(options, 'matches')), momentOf(seen, asked)]
    if (hours instanceof OptionFault || moment === undefined) return 'unknown'
    const minutes = Math.floor(moment.wall / 60_000)
    const minute = modulo(minutes, 1440)
    // Day 0, 1 January 1970, was a Thursday.
    const day = modulo(Math.floor(minutes / 1440) + 3, 7)
    return asTruth(hours.days.includes(day) && hours.first <= minute && minute <= hours.last)
  },
  edges(options) {
    const hours = parseOfficeHours(textOption(options, 'matches'))
    return hours instanceof OptionFault ? {} : { seconds: [hours.first * 60, (hours.last + 1) * 60] }
  },
}

/** `Monday-Friday/09:00/18:30`, `Monday, Wednesday-Friday/09:00/18:30`, `Friday-Monday/…`. */
export function parseOfficeHours(text: string): OfficeHours | OptionFault {
  const [list = '', from, to, ...rest] = text.replaceAll(' ', '').split('/')
  if (from === undefined || to === undefined || rest.length > 0)
    return new OptionFault('must be days, a first and a last minute, such as Monday-Friday/09:00/18:30')
  const days = parseDays(list)
  if (days instanceof OptionFault) return days
  const [first, last] = [parseMinute(from), parseMinute(to)]
  if (first === undefined || last === undefined)
    return new OptionFault('must have times from 00:00 to 23:59; the last minute is included')
  if (first > last)
    return new OptionFault('must not pass midnight: write one condition for each day, under any')
  return { days, first, last }
}

function parseDays(list: string): number[] | OptionFault {
  const days = new Set<number>()
  for (const part of list.split(',')) {
    const ends = part.split('-').map((name) => dayNames.indexOf(name))
    const [first = -1, last = first] = ends
    if (ends.length > 2 || ends.includes(-1))
      return new OptionFault(
        `has “${part}”, which is neither a day nor a range of two: ${dayNames.join(', ')}`,
      )
    for (let day = first; day !== last; day = modulo(day + 1, 7)) days.add(day)
    days.add(last)
  }
  return [...days]
}

const dayNames = weekdays.map((name) => name.charAt(0).toUpperCase() + name.slice(1))

function parseMinute(text: string): number | undefined {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text)
  const [hour, minute] = [Number(match?.[1]), Number(match?.[2])]
  return hour <= 23 && minute <= 59 ? hour * 60 + minute : undefined
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor
}
