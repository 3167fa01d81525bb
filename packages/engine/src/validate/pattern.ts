import { limits } from '../limits.ts'
import { type PatternKind, patternOf } from '../regex/cache.ts'
import { piecesOf } from '../regex/pieces.ts'
import { PatternError } from '../regex/pattern.ts'
import { roughSize } from '../regex/rough-size.ts'
import { type Check, text } from './check.ts'

/** A regular expression or template that this engine can answer in bounded time. */
export function pattern(kind: PatternKind): Check {
  return (value, path, faults) => {
    text(limits.pattern)(value, path, faults)
    if (typeof value !== 'string' || !faults.isClean(path)) return
    // Nothing can be wrong with literal text and what stands for anything.
    if (piecesOf(kind, value) !== undefined) return
    if (!faults.affords(costOf(value))) {
      faults.add(path, 'is too much: the regular expressions before it are as many and large as they may be')
      return
    }
    try {
      patternOf(kind, value)
    } catch (error) {
      if (!(error instanceof PatternError)) throw error
      faults.add(path, error.message)
    }
  }
}

const mostOfOne = 10_000

/** About the microseconds that it takes to read one, known before it is read. Classes of all of Unicode are the dearest. */
function costOf(source: string): number {
  const weight = /\\[pP]|\(\?[a-z]*i/u.test(source) ? 20 : 1
  return Math.min(mostOfOne, 50 + weight * roughSize(source))
}
