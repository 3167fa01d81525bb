import { limits } from '../limits.ts'
import { patternOf } from '../regex/cache.ts'
import type { Pattern } from '../regex/pattern.ts'
import type { PatternSource } from './atom.ts'
import { numberOf, no, yes } from './literal.ts'

/**
 * A pattern of a policy. Most are literal text and `.*`, and need no machine; the others are compiled when they are first
 * tried, for most never are.
 */
export class PatternTest {
  private readonly source: PatternSource
  private readonly pieces: readonly string[] | undefined
  private pattern: Pattern | undefined

  constructor(source: PatternSource) {
    this.source = source
    this.pieces = piecesOf(source)
  }

  test(input: string): number {
    const { pieces } = this
    if (pieces !== undefined && input.length <= shortInput) return holds(pieces, input)
    this.pattern ??= patternOf(this.source.kind, this.source.source)
    return numberOf(this.pattern.test(input))
  }
}

/** So short that the machine would never run out of steps: size of the program × length stays far below its limit. */
const shortInput = 256
const longPattern = 120
if (shortInput * longPattern * 3 > limits.steps) throw new RangeError('short patterns are too long')

/**
 * The literal texts of a whole-text pattern between its `.*`, the first and the last of which are its ends: `srv-.*` is
 * `['srv-', '']`. Undefined for every other pattern. ASCII alone, so that characters and code units are the same.
 */
function piecesOf({ kind, source }: PatternSource): readonly string[] | undefined {
  if (kind === 'search' || kind === 'glob' || source.length > longPattern) return undefined
  const isExpression = kind === 'whole'
  const literal = isExpression ? /^[\w \-/:@%&=~,;!"'#]*$/ : /^[\x20-\x3b\x3d\x3f-\x7e]*$/
  const pieces = source.split(isExpression ? '.*' : '<.*>')
  return pieces.length <= 4 && pieces.every((piece) => literal.test(piece)) ? pieces : undefined
}

/** `.` is any character but a line break. */
function holds(pieces: readonly string[], input: string): number {
  const first = pieces[0] ?? ''
  const last = pieces[pieces.length - 1] ?? ''
  if (pieces.length === 1) return input === first ? yes : no
  if (input.length < first.length + last.length) return no
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
