import { RE2JS } from 're2js'
import type { Truth } from '../model.ts'
import { rewriteLookAhead } from './look-ahead.ts'
import { anchored, compile, type Pattern, PatternError, refuseLong } from './pattern.ts'

type Part = { readonly literal: string } | { readonly fragment: string }

export interface TemplateOptions {
  /** Not in `subjects`: what is denied there must not depend on what a group is not called. */
  readonly lookAhead: boolean
}

export function isTemplate(entry: string): boolean {
  return entry.includes('<')
}

/** What every text that the entry matches begins with. */
export function literalPrefix(entry: string): string {
  const end = entry.indexOf('<')
  return end < 0 ? entry : entry.slice(0, end)
}

/** A Ladon entry: an exact text, or literal text with expressions between `<` and `>`, the whole anchored. */
export function templatePattern(entry: string, { lookAhead }: TemplateOptions): Pattern {
  if (!isTemplate(entry)) return { test: (input): Truth => (input === entry ? 'true' : 'false') }
  refuseLong(entry)
  const [first, ...rest] = splitTemplate(entry)
  const prefix = first !== undefined && 'literal' in first ? first.literal : ''
  const [head, ...others] = prefix === '' && first !== undefined ? [first, ...rest] : rest
  const fragment = head !== undefined && 'fragment' in head ? head.fragment : ''
  const look = rewriteLookAhead(fragment)
  if (look !== undefined && !lookAhead) throw new PatternError('look-around is refused in subjects')
  // Each fragment must stand alone: `<a)(b>` is no way to write a group.
  for (const part of [{ fragment: look?.source ?? fragment }, ...others]) {
    if ('fragment' in part) compile(part.fragment)
  }
  const tail = others
    .map((part) => ('literal' in part ? RE2JS.quote(part.literal) : `(?:${part.fragment})`))
    .join('')
  const source = (text: string) => `(?:${text})${tail}`
  return anchored(prefix, source(fragment), look && { ...look, source: source(look.source) })
}

/** Inner `<…>` belong to the fragment, as in `<(?P<id>\d+)>`. */
export function splitTemplate(entry: string): Part[] {
  const parts: Part[] = []
  let [level, start] = [0, 0]
  for (let index = 0; index < entry.length; index += 1) {
    const char = entry.charAt(index)
    if (char === '<') level += 1
    if (char === '>') level -= 1
    if (level < 0) break
    if (char === '<' && level === 1) {
      if (index > start) parts.push({ literal: entry.slice(start, index) })
      start = index + 1
    }
    if (char === '>' && level === 0) {
      parts.push({ fragment: entry.slice(start, index) })
      start = index + 1
    }
  }
  if (level !== 0) throw new PatternError('has unbalanced < and >')
  if (start < entry.length) parts.push({ literal: entry.slice(start) })
  return parts
}
