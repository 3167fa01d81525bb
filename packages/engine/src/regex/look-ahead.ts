import { endOfGroup, hasTopLevelAlternation } from './structure.ts'

export interface Rewritten {
  /** The expression without its look-aheads. */
  readonly source: string
  /** The literal text that stands before them. */
  readonly literal: string
  /** What must not follow that text. */
  readonly refused: readonly string[]
}

/**
 * RE2 has no look-around, for it could not be linear. One kind can be had all the same: a negative look-ahead with
 * nothing but literal text before it always looks at the same place, so `user=(?!admin).*` is `user=.*` and not
 * `user=(?:admin)` from the start: two linear matches. Undefined when there is none in that place.
 */
export function rewriteLookAhead(text: string): Rewritten | undefined {
  const run = literalRun(text)
  const refused: string[] = []
  let rest = text.slice(run.end)
  while (rest.startsWith('(?!')) {
    const end = endOfGroup(rest)
    if (end === undefined) return undefined
    refused.push(rest.slice(3, end))
    rest = rest.slice(end + 1)
    if (/^[*+?{]/.test(rest)) return undefined
  }
  // In `(?!a)b|c` the look-ahead guards only the first branch.
  if (refused.length === 0 || hasTopLevelAlternation(rest)) return undefined
  return { source: text.slice(0, run.end) + rest, literal: run.literal, refused }
}

/** The literal text that an expression begins with, and where in the expression that ends. */
export function literalRun(text: string): { end: number; literal: string } {
  let [index, literal] = [0, '']
  while (index < text.length) {
    const escaped = /^\\([^A-Za-z0-9])/.exec(text.slice(index, index + 2))
    const char = escaped?.[1] ?? text.charAt(index)
    if (escaped === null && '.[](){}*+?|^$\\'.includes(char)) break
    literal += char
    index += escaped === null ? 1 : 2
  }
  return { end: index, literal }
}
