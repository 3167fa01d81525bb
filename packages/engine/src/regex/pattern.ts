import { RE2JS } from 're2js'
import { limits } from '../limits.ts'
import type { Truth } from '../model.ts'
import { type Rewritten, rewriteLookAhead } from './look-ahead.ts'

/** A regular expression that answers in bounded time, `unknown` when it would not. */
export interface Pattern {
  test(input: string): Truth
}

/** Why a pattern is refused, for the person who wrote it. */
export class PatternError extends Error {
  override readonly name = 'PatternError'
}

/** For `matches`: found anywhere. A look-ahead needs `^` before it, else its place is not fixed. */
export function searchPattern(source: string): Pattern {
  refuseLong(source)
  const head = source.startsWith('^') ? rewriteLookAhead(source.slice(1)) : undefined
  if (head === undefined) return bounded([compile(source)], (input, [main]) => main?.test(input) === true)
  return bounded(
    [compile(`^(?:${head.source})`), ...refusals('', head)],
    (input, [main, ...refused]) => main?.test(input) === true && !refused.some((one) => one.test(input)),
  )
}

/** For names: the whole text. */
export function wholePattern(source: string): Pattern {
  refuseLong(source)
  return anchored('', source, rewriteLookAhead(source))
}

/** Literal text, then an expression for all the rest; `look` is what was cut out of the head of the latter. */
export function anchored(prefix: string, source: string, look: Rewritten | undefined): Pattern {
  const main = compile(`${RE2JS.quote(prefix)}(?:${look?.source ?? source})`)
  const refused = look === undefined ? [] : refusals(prefix, look)
  return bounded(
    [main, ...refused],
    (input) => main.testExact(input) && !refused.some((one) => one.test(input)),
  )
}

export function compile(source: string): RE2JS {
  try {
    return RE2JS.compile(source)
  } catch (error) {
    throw new PatternError(whyRefused(source, error))
  }
}

export function refuseLong(source: string): void {
  if (source.length > limits.pattern) throw new PatternError(`is longer than ${limits.pattern} characters`)
}

function refusals(prefix: string, { literal, refused }: Rewritten): RE2JS[] {
  return refused.map((body) => compile(`^${RE2JS.quote(prefix + literal)}(?:${body})`))
}

/** The step budget is checked before the match, so that no input can make one long. */
function bounded(
  programs: readonly RE2JS[],
  test: (input: string, programs: readonly RE2JS[]) => boolean,
): Pattern {
  const size = programs.reduce((sum, program) => sum + program.programSize(), 0)
  if (size > limits.program) throw new PatternError('is too large: use fewer or smaller repetitions')
  return {
    test(input) {
      if (input.length > limits.input || size * input.length > limits.steps) return 'unknown'
      return test(input, programs) ? 'true' : 'false'
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
