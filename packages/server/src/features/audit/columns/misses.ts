import type { Segment, TextColumn } from './segment.ts'

/** What is asked of the log. Within one filter any value fits; all filters must fit. */
export interface Question {
  /** Only entries of this actor, whatever else is asked: the reader may see no others. */
  readonly reader?: string | undefined
  readonly actors?: readonly string[] | undefined
  readonly actions?: readonly string[] | undefined
  readonly resources?: readonly string[] | undefined
  readonly success?: boolean | undefined
  /** Milliseconds since 1970: from the first, before the second. */
  readonly since?: number | undefined
  readonly until?: number | undefined
  /** In lower case; part of any one of the texts of an entry. */
  readonly text?: string | undefined
}

/** A bit for each filter that an entry misses. One that misses `all` is not counted in any facet. */
export const miss = { actor: 1, action: 2, resource: 4, outcome: 8, all: 128 } as const

/** Which filters each entry of a segment misses. */
export interface Sifted {
  readonly segment: Segment
  readonly misses: Uint8Array
}

/** For each of the first `length` entries of a segment the filters that it misses; 0 is a match. */
export function missesOf(segment: Segment, question: Question, length: number): Uint8Array {
  const misses = new Uint8Array(length)
  const { reader, actors, actions, resources, success, text } = question
  if (reader !== undefined) keep(misses, miss.all, [equal(segment.actor, [reader])])
  missTimes(misses, segment, question)
  if (text !== undefined) keep(misses, miss.all, textHits(segment, text))
  if (actors !== undefined) keep(misses, miss.actor, actorHits(segment, actors))
  if (actions !== undefined) keep(misses, miss.action, [equal(segment.action, actions)])
  if (resources !== undefined) keep(misses, miss.resource, resourceHits(segment, resources))
  if (success !== undefined) missOutcome(misses, segment, success)
  return misses
}

/** Which values of a column fit, by their codes. */
interface Hits {
  readonly codes: Uint16Array
  readonly fits: Uint8Array
}

function equal(column: TextColumn, wanted: readonly string[]): Hits {
  const fits = new Uint8Array(column.values.length)
  for (const value of wanted) {
    const code = column.codeOf(value)
    if (code !== undefined) fits[code] = 1
  }
  return { codes: column.codes, fits }
}

function satisfying(column: TextColumn, values: readonly string[], fit: (value: string) => boolean): Hits {
  const fits = new Uint8Array(values.length)
  for (let code = 0; code < fits.length; code++) if (fit(values[code] ?? '')) fits[code] = 1
  return { codes: column.codes, fits }
}

/** Marks the entries that fit in none of these columns. */
function keep(misses: Uint8Array, bit: number, columns: readonly Hits[]): void {
  const [first, ...others] = columns.filter(({ fits }) => fits.includes(1))
  const kept = new Uint8Array(misses.length)
  if (first !== undefined) for (const hits of [first, ...others]) addHits(kept, hits)
  for (let index = 0; index < kept.length; index++)
    if (kept[index] === 0) misses[index] = (misses[index] ?? 0) | bit
}

function addHits(kept: Uint8Array, { codes, fits }: Hits): void {
  for (let index = 0; index < kept.length; index++) if (fits[codes[index] ?? 0] === 1) kept[index] = 1
}

function missTimes(misses: Uint8Array, { times, earliest, latest }: Segment, question: Question): void {
  const { since = -Infinity, until = Infinity } = question
  if (earliest >= since && latest < until) return
  for (let index = 0; index < misses.length; index++) {
    const time = times[index] ?? 0
    if (time < since || time >= until) misses[index] = (misses[index] ?? 0) | miss.all
  }
}

function missOutcome(misses: Uint8Array, { failed }: Segment, success: boolean): void {
  const wanted = success ? 0 : 1
  for (let index = 0; index < misses.length; index++)
    if (failed[index] !== wanted) misses[index] = (misses[index] ?? 0) | miss.outcome
}

/** In any one of the columns, so that no word is found that begins in one and ends in the next. */
function textHits(segment: Segment, text: string): Hits[] {
  const { details, action, resource, email, token, reason, address } = segment
  return [details, action, resource, email, token, reason, address].map((column) =>
    satisfying(column, column.folded(), (value) => value.includes(text)),
  )
}

const named = /^(user|service|email):./u

/** `user:<id>` and the like mean exactly that; anything else is an id, an e-mail address or the name of a token. */
function actorHits({ actor, email, token }: Segment, wanted: readonly string[]): Hits[] {
  const exact = wanted
    .filter((value) => named.test(value))
    .map((value) => (value.startsWith('email:') ? value.toLowerCase() : value))
  const loose = wanted.filter((value) => !named.test(value))
  const addresses = new Set(loose.map((value) => value.toLowerCase()))
  return [
    equal(actor, [...exact, ...loose, ...loose.map((id) => `user:${id}`)]),
    satisfying(email, email.folded(), (value) => addresses.has(value)),
    equal(token, loose),
  ]
}

/** `policy:pol-1` is one resource, `policy` every one of that type, `policy:pol-*` all that begin so. */
function resourceHits({ resource, type }: Segment, wanted: readonly string[]): Hits[] {
  const beginnings = wanted.filter((value) => value.endsWith('*')).map((value) => value.slice(0, -1))
  const begins = (value: string) => beginnings.some((beginning) => value.startsWith(beginning))
  return [
    equal(resource, wanted),
    equal(type, wanted),
    ...(beginnings.length === 0 ? [] : [satisfying(resource, resource.values, begins)]),
  ]
}
