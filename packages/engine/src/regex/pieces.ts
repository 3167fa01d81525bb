import type { PatternKind } from './cache.ts'

/** A pattern that is longer than this is no simple one. */
export const longestPieces = 120

/**
 * The literal texts of a whole-text pattern between its `.*`, the first and the last of which are its ends: `srv-.*` is
 * `['srv-', '']`. Undefined for every other pattern. ASCII alone, so that characters and code units are the same.
 */
export function piecesOf(kind: PatternKind, source: string): readonly string[] | undefined {
  if (kind === 'search' || kind === 'glob' || source.length > longestPieces) return undefined
  const isExpression = kind === 'whole'
  const literal = isExpression ? /^[\w \-/:@%&=~,;!"'#]*$/ : /^[\x20-\x3b\x3d\x3f-\x7e]*$/
  const pieces = source.split(isExpression ? '.*' : '<.*>')
  return pieces.length <= 4 && pieces.every((piece) => literal.test(piece)) ? pieces : undefined
}
