import { branchesOf } from '../regex/literal-heads.ts'
import { literalRun } from '../regex/look-ahead.ts'
import { longestPieces } from '../regex/pieces.ts'

/** Literal text that a pattern looks for: anywhere, or at an end. */
export interface Sought {
  readonly text: string
  readonly isBeginning: boolean
  readonly isEnd: boolean
}

/** Of `curl`, `^Mozilla/5\.0`, `Firefox$`, `curl|wget` what will do; undefined for a pattern that looks for more than text. */
export function soughtIn(source: string): readonly Sought[] | undefined {
  if (source.length > longestPieces) return undefined
  const all = branchesOf(source).map(soughtInBranch)
  return all.every((one) => one !== undefined) ? all : undefined
}

function soughtInBranch(branch: string): Sought | undefined {
  const isBeginning = branch.startsWith('^')
  const expression = isBeginning ? branch.slice(1) : branch
  const { end, literal } = literalRun(expression)
  const rest = expression.slice(end)
  const isPlain = /^[\x20-\x7e]+$/.test(literal)
  return isPlain && (rest === '' || rest === '$')
    ? { text: literal, isBeginning, isEnd: rest === '$' }
    : undefined
}

export function isAnyFound(sought: readonly Sought[], input: string): boolean {
  for (const one of sought) if (isFound(one, input)) return true
  return false
}

function isFound({ text, isBeginning, isEnd }: Sought, input: string): boolean {
  if (isBeginning) return isEnd ? input === text : input.startsWith(text)
  return isEnd ? input.endsWith(text) : input.includes(text)
}
