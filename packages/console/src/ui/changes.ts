import { formatJson } from './json-text.ts'

/** One member that differs between two versions of something. */
export interface Change {
  readonly path: string
  /** Absent where there was none, and where it is gone. */
  readonly before?: unknown
  readonly after?: unknown
}

/** Members that say only that there was a change. */
const bookkeeping = new Set(['revision', 'updated_at', 'updated_by'])

/** What differs, by path, down to the values: `statements[1].label`. Elements with ids are matched by them. */
export function changesBetween(before: unknown, after: unknown, path = ''): readonly Change[] {
  if (Object.is(before, after)) return []
  if (isRecord(before) && isRecord(after)) {
    const members = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    return members
      .filter((member) => path !== '' || !bookkeeping.has(member))
      .flatMap((member) =>
        changesBetween(before[member], after[member], path === '' ? member : `${path}.${member}`),
      )
  }
  if (Array.isArray(before) && Array.isArray(after)) return changesOfLists(before, after, path)
  return [{ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }]
}

function changesOfLists(
  before: readonly unknown[],
  after: readonly unknown[],
  path: string,
): readonly Change[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  if (![...before, ...after].every((one) => isRecord(one) && typeof one['id'] === 'string')) {
    return [{ path, before, after }]
  }
  const find = (list: readonly unknown[], id: unknown) =>
    list.find((one) => isRecord(one) && one['id'] === id)
  const ids = [...new Set([...before, ...after].map((one) => (isRecord(one) ? one['id'] : undefined)))]
  const inside = ids.flatMap((id) =>
    changesBetween(find(before, id), find(after, id), `${path}[${String(id)}]`),
  )
  return inside.length > 0 ? inside : [{ path, before, after }]
}

/** A value as one reads it: a sentence stays a sentence, the rest is JSON, on several lines when it is long. */
export function readable(value: unknown): string {
  return typeof value === 'string' ? value : formatJson(value)
}

export interface DiffLine {
  readonly text: string
  readonly differs: boolean
}

/** Two texts line by line; those that the other one hasn't are marked. */
export function compareLines(
  one: string,
  other: string,
): { one: readonly DiffLine[]; other: readonly DiffLine[] } {
  const [left, right] = [one.split('\n'), other.split('\n')]
  // The longest common subsequence, the classic table: policies are hundreds of lines, not thousands.
  const table = Array.from({ length: left.length + 1 }, () => new Uint32Array(right.length + 1))
  const at = (row: number, column: number): number => table[row]?.[column] ?? 0
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      const length =
        left[row] === right[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
      table[row]?.fill(length, column, column + 1)
    }
  }
  const result = {
    one: left.map((text) => ({ text, differs: true })),
    other: right.map((text) => ({ text, differs: true })),
  }
  let row = 0
  let column = 0
  while (row < left.length && column < right.length) {
    const text = left[row] ?? ''
    if (text === right[column]) {
      result.one[row] = { text, differs: false }
      result.other[column] = { text, differs: false }
      row += 1
      column += 1
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1
    else column += 1
  }
  return result
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
