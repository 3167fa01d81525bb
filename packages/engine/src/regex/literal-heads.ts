import { literalRun } from './look-ahead.ts'
import { structure } from './structure.ts'
import { isTemplate, splitTemplate } from './template.ts'

/** More alternatives than this are as good as none. */
const mostHeads = 16

/**
 * Texts with one of which everything begins that a whole-text expression matches: `srv-` for `srv-\d+`, `a` and `b` for
 * `a.|b.`. The empty text where nothing can be said.
 */
export function expressionHeads(source: string): readonly string[] {
  const heads = branchesOf(source).map(headOf)
  return heads.length <= mostHeads ? heads : ['']
}

/** The same for an entry of a target, a template or an exact text. */
export function entryHeads(entry: string): readonly string[] {
  if (!isTemplate(entry)) return [entry]
  const [first, second] = splitTemplate(entry)
  const literal = first !== undefined && 'literal' in first ? first.literal : ''
  const next = literal === '' ? first : second
  if (next === undefined || !('fragment' in next)) return [literal]
  return expressionHeads(next.fragment).map((head) => literal + head)
}

function headOf(branch: string): string {
  const { end, literal } = literalRun(branch)
  // What may come no times at all is no beginning.
  return '*?{+'.includes(branch.charAt(end) || ' ') ? literal.replace(/.$/su, '') : literal
}

/** The alternatives of an expression, outside of any group. */
export function branchesOf(source: string): string[] {
  const branches: string[] = []
  let [depth, start] = [0, 0]
  for (const [char, index] of structure(source)) {
    if (char !== '|') depth += char === '(' ? 1 : -1
    else if (depth === 0) {
      branches.push(source.slice(start, index))
      start = index + 1
    }
  }
  return [...branches, source.slice(start)]
}
