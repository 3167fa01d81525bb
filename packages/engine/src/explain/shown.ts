import { canonicalJson } from '../canonical-json.ts'
import { isList } from '../json.ts'
import type { Json } from '../model.ts'
import { formatDate, parseInstant } from '../time/instant.ts'
import { formatTimeOfDay } from '../time/time-of-day.ts'
import { offsetAt, secondsOfDay, weekdayOf, weekdays } from '../time/zone.ts'
import type { Clause } from './clause.ts'
import type { ExplanationWords } from './words.ts'

const longest = 200
const listed = 5
const week = 6 * 86_400_000

/** A text from a policy or a request as it may stand in a sentence: in one line, without what turns it around. */
export function shown(text: string): string {
  const plain = text.slice(0, longest + 1).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�')
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain
}

export function valueInWords(value: Json): string {
  return shown(typeof value === 'string' ? value : canonicalJson(value))
}

/** What is wanted of a value: of a list, the first few. */
export function clauseInWords(clause: Clause, words: ExplanationWords): string {
  const { relation, wanted, holds, zone } = clause
  const texts = (isList(wanted) ? wanted : [wanted]).map(valueInWords)
  const few = texts.length > listed ? [...texts.slice(0, listed), '…'] : texts
  const joined =
    relation === 'between' ? words.and(few) : relation === 'one_of' ? few.join(', ') : words.or(few)
  const said = words.relations[relation === 'one_of' && texts.length === 1 ? 'equals' : relation](joined)
  return (holds ? said.holds : said.fails) + (zone === undefined ? '' : words.inZone(zone))
}

/** An instant as people make appointments: “Monday 08:00 Europe/Madrid”. */
export function appointment(
  time: string,
  now: string | undefined,
  zone: string,
  words: ExplanationWords,
): string {
  const exact = parseInstant(time)
  if (exact === undefined) return shown(time)
  // Said to the second, and never too early.
  const instant = Math.ceil(exact / 1000) * 1000
  const from = parseInstant(now)
  const [year = 0, month = 0, day = 0] = formatDate(instant + offsetAt(instant, zone))
    .split('-')
    .map(Number)
  const clock = formatTimeOfDay(secondsOfDay(instant, zone))
  return words.appointment({
    weekday: weekdays.findIndex((name) => name === weekdayOf(instant, zone)),
    day,
    month,
    year,
    clock: clock.endsWith(':00') ? clock.slice(0, 5) : clock,
    zone,
    isNear: from !== undefined && from <= instant && instant - from < week,
  })
}
