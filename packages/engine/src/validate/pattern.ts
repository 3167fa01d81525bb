import { limits } from '../limits.ts'
import { type PatternKind, patternOf } from '../regex/cache.ts'
import { piecesOf } from '../regex/pieces.ts'
import { PatternError } from '../regex/pattern.ts'
import { type Check, text } from './check.ts'

/** A regular expression or template that this engine can answer in bounded time. */
export function pattern(kind: PatternKind): Check {
  return (value, path, faults) => {
    text(limits.pattern)(value, path, faults)
    if (typeof value !== 'string' || !faults.isClean(path)) return
    // Nothing can be wrong with literal text and what stands for anything.
    if (piecesOf(kind, value) !== undefined) return
    try {
      patternOf(kind, value)
    } catch (error) {
      if (!(error instanceof PatternError)) throw error
      faults.add(path, error.message)
    }
  }
}
