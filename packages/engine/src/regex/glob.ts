import { RE2JS } from 're2js'
import { anchored, type Pattern, PatternError, refuseLong } from './pattern.ts'

/**
 * A path glob of Pydio Cells: `*` within one level, `**` across levels, `?`, `{a,b}`, `[a-z]`, `[!a-z]`, `\` before what
 * stands for itself; `(i)` before it ignores case, `(p)` also takes the parents of what it means, `(ip)` both.
 */
export function globPattern(glob: string): Pattern {
  refuseLong(glob)
  const flags = /^\((ip?|p)\)/.exec(glob)
  if (flags === null && /^\([ipIP]*\)/.test(glob)) {
    throw new PatternError('begins with flags that are none: (i), (p) and (ip) are')
  }
  const segments = segmentsOf(Array.from(glob.slice(flags?.[0].length ?? 0)))
  const source = flags?.[1]?.includes('p') === true ? withParents(segments) : segments.join('/')
  return anchored('', `(?${flags?.[1]?.includes('i') === true ? 'i' : ''}s:${source})`, undefined)
}

/** A text as it stands in a glob for nothing but itself. */
export function quoteGlob(text: string): string {
  return text.replace(/[^\p{L}\p{N}/]/gu, (char) => `\\${char}`)
}

/** `a/b/c` is also `a/b` and `a`; the parents of `/a` are the root, in both its spellings. */
function withParents(segments: readonly string[]): string {
  const [first = '', ...rest] = segments
  const isRooted = first === '' && rest.length > 0
  const nested = rest.reduceRight(
    (inner, segment, index) =>
      `(?:/${isRooted && index === 0 ? `(?:${segment}${inner})?` : segment + inner})?`,
    '',
  )
  return first + nested
}

/** The levels of a glob as regular expressions; a slash inside of braces separates none. */
function segmentsOf(chars: readonly string[]): string[] {
  const segments = ['']
  let depth = 0
  for (let index = 0; index < chars.length; index += 1) {
    const char = chars[index] ?? ''
    let piece = RE2JS.quote(char)
    if (char === '\\') {
      index += 1
      const escaped = chars[index]
      if (escaped === undefined) throw new PatternError('ends with \\, which stands before something')
      piece = RE2JS.quote(escaped)
    } else if (char === '*') {
      const isDeep = chars[index + 1] === '*'
      while (chars[index + 1] === '*') index += 1
      piece = isDeep ? '.*' : '[^/]*'
    } else if (char === '?') piece = '[^/]'
    else if (char === '[') [piece, index] = classAt(chars, index)
    else if (char === '{') [piece, depth] = ['(?:', depth + 1]
    else if (char === '}') [piece, depth] = [')', depth - 1]
    else if (char === ',' && depth > 0) piece = '|'
    if (depth < 0) throw new PatternError('has a } that closes nothing: write \\} for the character')
    if (char === '/' && depth === 0) segments.push('')
    else segments.push((segments.pop() ?? '') + piece)
  }
  if (depth > 0) throw new PatternError('has a { that is never closed')
  return segments
}

/** `[abc]`, `[a-z]` or `[!a-z]`. */
function classAt(chars: readonly string[], start: number): [source: string, end: number] {
  const isNegated = chars[start + 1] === '!'
  if (chars[start + 1] === '^') throw new PatternError('has [^…]: write [!…] to exclude characters')
  let content = ''
  for (let index = start + (isNegated ? 2 : 1); index < chars.length; index += 1) {
    const char = chars[index] ?? ''
    if (char === ']') {
      if (content === '') break
      return [`[${isNegated ? '^' : ''}${content}]`, index]
    }
    if (char === '\\') index += 1
    content += char === '-' ? '-' : codeOf(chars[index] ?? '')
  }
  throw new PatternError('has a [ without its ], or with nothing in it')
}

function codeOf(char: string): string {
  return `\\x{${(char.codePointAt(0) ?? 0).toString(16)}}`
}
