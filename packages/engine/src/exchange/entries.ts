import { isList, isString } from '../json.ts'
import { limits } from '../limits.ts'
import type { Json } from '../model.ts'
import { type PatternKind, patternOf } from '../regex/cache.ts'
import { isTemplate, splitTemplate } from '../regex/template.ts'
import { Faults } from '../validate/faults.ts'
import { pattern } from '../validate/pattern.ts'
import { below, type Ledger } from './ledger.ts'
import { shown } from './wording.ts'

/** How one entry is said here: by these entries, and what that changes; or why it can't be. */
export type Said =
  { readonly as: readonly string[]; readonly how?: string | undefined } | { readonly why: string }

export interface Reading {
  readonly path: string
  /** Absent where entries are no patterns. */
  readonly kind?: PatternKind
  readonly notes: Ledger
  /** Whether what is lost here would have refused something. */
  readonly denial: boolean
  readonly say?: (entry: string) => Said
}

/** Those entries of a list that mean something here; the others are noted with why they do not. */
export function readEntries(value: Json | undefined, reading: Reading): readonly string[] {
  const kept: string[] = []
  for (const [index, entry] of (isList(value) ? value : []).entries()) {
    const path = below(reading.path, index)
    const said = sayEntry(entry, reading)
    if ('why' in said) reading.notes.lost(path, said.why, { denial: reading.denial })
    else {
      kept.push(...said.as)
      if (said.how !== undefined) reading.notes.changed(path, shown(entry), said.how)
    }
  }
  return kept
}

function sayEntry(entry: Json, { kind, say }: Reading): Said {
  if (!isString(entry)) return { why: `An entry is a text, not ${shown(entry)}.` }
  if (entry.length > limits.pattern) return { why: `It is longer than ${limits.pattern} characters.` }
  const said = say?.(entry) ?? { as: [entry] }
  if ('why' in said) return said
  const faults = new Faults()
  if (kind !== undefined) for (const one of said.as) pattern(kind)(one, '', faults)
  const [fault] = faults.list
  return fault === undefined ? said : { why: `${shown(entry)} ${fault.message}.` }
}

/** A regular expression that matches exactly this text, also between `<` and `>`. */
export function quoted(text: string): string {
  return text
    .replaceAll(/[\\.+*?()|[\]{}^$]/g, String.raw`\$&`)
    .replaceAll('<', String.raw`\x3C`)
    .replaceAll('>', String.raw`\x3E`)
}

/** Whether a text stands in an entry outside its expressions; one that can't be read is refused elsewhere. */
export function isLiteralIn(entry: string, text: string): boolean {
  if (!isTemplate(entry)) return entry.includes(text)
  try {
    return splitTemplate(entry).some((part) => 'literal' in part && part.literal.includes(text))
  } catch {
    return false
  }
}

/** Whether an entry, as the original would read it, matches a text; one that can't be read matches none. */
export function matchesTemplate(entry: string, text: string): boolean {
  if (!isTemplate(entry)) return entry === text
  try {
    return patternOf('template', entry).test(text) === 'true'
  } catch {
    return false
  }
}
