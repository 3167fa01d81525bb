import { globPattern } from './glob.ts'
import { type Pattern, searchPattern, wholePattern } from './pattern.ts'
import type { Truth } from '../model.ts'
import { isTemplate, templatePattern } from './template.ts'

/** How a text is to be read as a pattern. */
export type PatternKind = keyof typeof readings

const readings = {
  search: searchPattern,
  whole: wholePattern,
  template: (entry: string) => templatePattern(entry, { lookAhead: true }),
  glob: globPattern,
  subject: (entry: string) => templatePattern(entry, { lookAhead: false }),
}

const size = 10_000
const cache = new Map<string, Pattern>()

/** Compiles once. A pure function all the same: the cache changes the time it takes and nothing else. */
export function patternOf(kind: PatternKind, source: string): Pattern {
  const key = `${kind} ${source}`
  const known = cache.get(key)
  if (known !== undefined) return known
  const pattern = readings[kind](source)
  if (cache.size >= size) cache.clear()
  cache.set(key, pattern)
  return pattern
}

/** Whether an entry of `subjects`, or of `actions` and `resources`, is or matches a text. */
export function matchEntry(kind: 'template' | 'subject', entry: string, text: string): Truth {
  if (isTemplate(entry)) return patternOf(kind, entry).test(text)
  return entry === text ? 'true' : 'false'
}
