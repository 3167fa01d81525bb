import { RE2JS } from 're2js'
import { limits } from '../limits.ts'
import type { Truth } from '../model.ts'
import { anyTruth, notTruth } from '../truth.ts'
import { type Rewritten, rewriteLookAhead } from './look-ahead.ts'
import { type Extent, type Program, programOf, run, type Steps } from './machine.ts'
import { roughSize } from './rough-size.ts'

/** A regular expression that answers in bounded time, `unknown` when it would not. */
export interface Pattern {
  /** `steps` are those it may take, `limits.steps` when absent; what is left of them is how tests see its cost. */
  test(input: string, steps?: Steps): Truth
}

/** Why a pattern is refused, for the person who wrote it. */
export class PatternError extends Error {
  override readonly name = 'PatternError'
}

/** For `matches`: found anywhere. A look-ahead needs `^` before it, else its place is not fixed. */
export function searchPattern(source: string): Pattern {
  refuseLong(source)
  const head = source.startsWith('^') ? rewriteLookAhead(source.slice(1)) : undefined
  if (head === undefined) return bounded('anywhere', compile(source), [])
  return bounded('anywhere', compile(`^(?:${head.source})`), refusals('', head))
}

/** For names: the whole text. */
export function wholePattern(source: string): Pattern {
  refuseLong(source)
  return anchored('', source, rewriteLookAhead(source))
}

/** Literal text, then an expression for all the rest; `look` is what was cut out of the head of the latter. */
export function anchored(prefix: string, source: string, look: Rewritten | undefined): Pattern {
  const main = compile(`${RE2JS.quote(prefix)}(?:${look?.source ?? source})`)
  return bounded('all', main, look === undefined ? [] : refusals(prefix, look))
}

/** Large ones are refused before they are compiled, which for the largest would take seconds. */
export function compile(source: string): Program {
  if (roughSize(source) > limits.program * 10) throw new PatternError(tooLarge)
  try {
    return programOf(RE2JS.compile(source))
  } catch (error) {
    throw new PatternError(whyRefused(source, error))
  }
}

export function refuseLong(source: string): void {
  if (source.length > limits.pattern) throw new PatternError(`is longer than ${limits.pattern} characters`)
}

function refusals(prefix: string, { literal, refused }: Rewritten): Program[] {
  return refused.map((body) => compile(`^${RE2JS.quote(prefix + literal)}(?:${body})`))
}

const tooLarge = 'is too large: use fewer or smaller repetitions'

/** What matches `main` and, from its beginning, none of `refused`; all of it within one budget of steps. */
function bounded(extent: Extent, main: Program, refused: readonly Program[]): Pattern {
  const size = [main, ...refused].reduce((sum, program) => sum + program.size, 0)
  if (size > limits.program) throw new PatternError(tooLarge)
  return {
    test(input, steps = { left: limits.steps }) {
      if (input.length > limits.input) return 'unknown'
      const matched = run(main, input, extent, steps)
      if (matched !== 'true') return matched
      return notTruth(anyTruth(refused.map((program) => run(program, input, 'anywhere', steps))))
    },
  }
}

function whyRefused(source: string, error: unknown): string {
  if (/\(\?(?:[=!]|<[=!])/.test(source)) {
    return 'look-around is refused, except a negative look-ahead with only literal text before it and no alternative after it'
  }
  if (/\\[1-9]/.test(source)) return 'back-references are refused'
  const message = error instanceof Error ? error.message : ''
  return `is not a valid regular expression (${message.replace(/^error parsing regexp: /, '')})`
}
