import { isString } from '../json.ts'
import { limits } from '../limits.ts'
import type { Json } from '../model.ts'

/** A text with something in it. */
export function wordsOf(value: Json | undefined): string | undefined {
  return isString(value) && value.trim() !== '' ? value : undefined
}

/** The first line of a description. */
export function nameFrom(description: string | undefined, otherwise: string): string {
  const line = description?.split(/[\r\n]/).find((one) => one.trim() !== '')
  return cut((line ?? otherwise).trim(), limits.name)
}

/** The description on one line. */
export function labelFrom(description: string | undefined, otherwise: string): string {
  return cut((description ?? otherwise).trim().replaceAll(/\s+/g, ' '), limits.label)
}

export function cut(text: string, max: number): string {
  if (text.length <= max) return text
  // Half of a surrogate pair is no character.
  return `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** What a person reads of a value: short, and quoted when it is a text. */
export function shown(value: Json | undefined): string {
  if (value === undefined) return 'nothing'
  return cut(isString(value) ? `“${value}”` : JSON.stringify(value), 80)
}

export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return [words.slice(0, -1).join(', '), ...words.slice(-1)].join(' and ')
}
