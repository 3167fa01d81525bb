import { endOfClass } from './structure.ts'

/**
 * About how many instructions a regular expression becomes, from its counted repetitions alone: a text of a thousand
 * characters can ask for a million. Errs upwards where alternatives can be merged, so it is good for refusing what is
 * far too large and for nothing finer.
 */
export function roughSize(source: string): number {
  const open: Level[] = []
  let here: Level = { total: 0, last: 0 }
  for (let index = 0; index < source.length;) {
    const [end, size] = atomAt(source, index)
    const text = source.slice(index, end)
    index = end
    const counted = /^\{(\d{1,4})(?:,(\d{0,4}))?\}$/.exec(text)
    if (counted !== null) {
      const times = Math.max(Number(counted[1]), Number(counted[2] ?? 0), 1)
      here = { total: here.total + here.last * (times - 1), last: here.last * times }
    } else if (text.startsWith('(')) {
      open.push(here)
      here = { total: 0, last: 0 }
    } else if (text === ')') {
      const outer = open.pop() ?? { total: 0, last: 0 }
      here = { total: outer.total + here.total, last: here.total }
    } else if (!'*+?|'.includes(text)) here = { total: here.total + size, last: size }
  }
  return open.reduce((sum, { total }) => sum + total, here.total)
}

interface Level {
  readonly total: number
  /** Of the atom that a repetition would repeat. */
  readonly last: number
}

/** Where the atom ends that begins here, and how many instructions it is. */
function atomAt(source: string, index: number): readonly [end: number, size: number] {
  const rest = source.slice(index)
  const counted = /^\{\d{1,4}(?:,\d{0,4})?\}/.exec(rest)
  if (counted !== null) return [index + counted[0].length, 0]
  const quoted = /^\\Q([^]*?)(?:\\E|$)/.exec(rest)
  if (quoted !== null) return [index + quoted[0].length, quoted[1]?.length ?? 0]
  const escaped = /^\\(?:[pPx]\{[^}]*\}|[pP]?[^])/.exec(rest)
  if (escaped !== null) return [index + escaped[0].length, 1]
  const group = /^\((?:\?(?:P?<[^>]*>|[^:()]*:))?/.exec(rest)
  if (group !== null) return [index + group[0].length, 0]
  if (rest.startsWith('[')) return [endOfClass(source, index) + 1, 1]
  return [index + 1, 1]
}
