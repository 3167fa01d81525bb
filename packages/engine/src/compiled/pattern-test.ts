import { limits } from '../limits.ts'
import { patternOf } from '../regex/cache.ts'
import { entryHeads, expressionHeads } from '../regex/literal-heads.ts'
import { longestPieces, piecesOf } from '../regex/pieces.ts'
import type { Pattern } from '../regex/pattern.ts'
import type { PatternSource } from './atom.ts'
import { numberOf, no, yes } from './literal.ts'
import { isAnyFound, type Sought, soughtIn } from './sought.ts'

/**
 * A pattern of a policy. Most are literal text and `.*`, and need no machine; the others are compiled when they are first
 * tried, for most never are.
 */
export class PatternTest {
  private readonly source: PatternSource
  private readonly pieces: readonly string[] | undefined
  /** Of the two most frequent forms, `srv-db-01` and `srv-.*`, the literal text. */
  private readonly exact: string | undefined
  private readonly beginning: string | undefined
  /** Of a search for literal texts, at an end or anywhere. */
  private readonly sought: readonly Sought[] | undefined
  /** Texts with one of which a text begins that matches; none when nothing is known. */
  private readonly heads: readonly string[]
  private pattern: Pattern | undefined

  constructor(source: PatternSource) {
    this.source = source
    this.pieces = piecesOf(source.kind, source.source)
    const [first, second, ...others] = this.pieces ?? []
    this.exact = second === undefined ? first : undefined
    this.beginning = second === '' && others.length === 0 ? first : undefined
    this.sought = source.kind === 'search' ? soughtIn(source.source) : undefined
    this.heads = this.pieces === undefined ? headsOf(source) : []
  }

  test(input: string): number {
    if (input.length > shortInput) return this.run(input)
    if (this.exact !== undefined) return input === this.exact ? yes : no
    if (this.beginning !== undefined)
      return input.startsWith(this.beginning) && !input.includes('\n') ? yes : no
    if (this.pieces !== undefined) return holds(this.pieces, input)
    if (this.sought !== undefined) return isAnyFound(this.sought, input) ? yes : no
    if (this.heads.length > 0 && !this.heads.some((head) => input.startsWith(head))) return no
    return this.run(input)
  }

  private run(input: string): number {
    this.pattern ??= patternOf(this.source.kind, this.source.source)
    return numberOf(this.pattern.test(input))
  }
}

function headsOf({ kind, source }: PatternSource): readonly string[] {
  if (kind === 'search' || kind === 'glob') return []
  const heads = kind === 'whole' ? expressionHeads(source) : entryHeads(source)
  return heads.includes('') ? [] : heads
}

/** So short that the machine would never run out of steps: size of the program × length stays far below its limit. */
export const shortInput = Math.floor(limits.steps / (longestPieces * 3))

/** At least two pieces with `.*` between them; `.` is any character but a line break. */
function holds(pieces: readonly string[], input: string): number {
  const first = pieces[0] ?? ''
  const last = pieces[pieces.length - 1] ?? ''
  if (!input.startsWith(first) || !input.endsWith(last)) return no
  let at = first.length
  for (let index = 1; index < pieces.length - 1; index += 1) {
    const piece = pieces[index] ?? ''
    const found = input.indexOf(piece, at)
    if (found < 0) return no
    at = found + piece.length
  }
  if (at > input.length - last.length) return no
  return input.includes('\n') ? no : yes
}
