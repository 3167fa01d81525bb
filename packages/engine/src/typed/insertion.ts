import { RE2JS } from 're2js'
import { isString } from '../json.ts'
import { limits } from '../limits.ts'
import type { JsonObject } from '../model.ts'
import { quoteGlob } from '../regex/glob.ts'
import { structure } from '../regex/structure.ts'
import { isKey, pathOfKey, readKey } from './keys.ts'
import type { Asked, Insertion, TypedConditionKind } from './kind.ts'

const place = /\{\{\s*\.([^{}\s]+)\s*\}\}/g

/** The keys that stand in an option. */
export function keysIn(text: string): string[] {
  return [...text.matchAll(place)].map(([, key = '']) => key)
}

const quoted: { readonly [insertion in Insertion]: (value: string) => string } = {
  text: (value) => value,
  // In a group, so that what repeats it repeats all of it.
  search: (value) => `(?:${RE2JS.quote(value)})`,
  glob: quoteGlob,
}

/** An option with the longest value there may be in each place, to judge by when it is saved. */
export function sampleOf(text: string, insertion: Insertion): string {
  return text.replace(place, () => quoted[insertion]('.'.repeat(limits.inserted)))
}

/** Why a text can't be expanded so that what is inserted stands for itself. */
export function faultOf(text: string, insertion: Insertion): string | undefined {
  if (text.replace(place, ' ').includes('{{') || !keysIn(text).every(isKey))
    return 'has a {{ that begins no template: write {{.Key}}'
  if (insertion !== 'text' && !standsFree(text, insertion))
    return 'has a template within brackets, a quotation or an escape, where it can’t stand for itself'
  return undefined
}

function standsFree(text: string, insertion: Insertion): boolean {
  const whole = '()'
  const marked = text.replace(place, whole)
  const starts = [...text.matchAll(place)].map(({ index }, order, all) =>
    all.slice(0, order).reduce((start, [before]) => start - before.length + whole.length, index),
  )
  if (insertion === 'search') {
    const open = new Set([...structure(marked)].map(([, index]) => index))
    return starts.every((start) => open.has(start) && open.has(start + 1))
  }
  const bare = marked.replace(/\\[^]|\[(?:\\[^]|[^\]])*\]/g, (hidden) => '\0'.repeat(hidden.length))
  return starts.every((start) => bare.startsWith(whole, start))
}

export interface Expanded {
  readonly options: JsonObject
  /** The paths of what was inserted. */
  readonly paths: readonly string[]
  /** Those of them whose value is missing, is no string or is too long. */
  readonly missing: readonly string[]
}

/** The options for one request. */
export function expand({ inserts = {} }: TypedConditionKind, options: JsonObject, asked: Asked): Expanded {
  const paths: string[] = []
  const missing: string[] = []
  const insert = (insertion: Insertion) => (_match: string, key: string) => {
    const value = readKey(key, asked)
    paths.push(pathOfKey(key))
    if (isString(value) && value.length <= limits.inserted) return quoted[insertion](value)
    missing.push(pathOfKey(key))
    return ''
  }
  const expanded = Object.entries(options).map(([option, value]) => {
    const insertion = Object.hasOwn(inserts, option) ? inserts[option] : undefined
    const isTemplate = insertion !== undefined && isString(value)
    return [option, isTemplate ? value.replace(place, insert(insertion)) : value] as const
  })
  return { options: Object.fromEntries(expanded), paths, missing }
}
