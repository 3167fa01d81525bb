/** Where one is among the bars, and from where one began to choose several. */
export interface Cursor {
  readonly at?: number
  readonly from?: number
}

/** What is chosen: first and last bar, both included. */
export function rangeOf({ at, from }: Cursor): readonly [first: number, last: number] | undefined {
  return at === undefined || from === undefined ? undefined : [Math.min(at, from), Math.max(at, from)]
}

const leap = 10

/** Where a key leads among so many bars; nothing for a key that leads nowhere. */
export function afterKey(
  { at, from }: Cursor,
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  bars: number,
): Cursor | undefined {
  const last = bars - 1
  const here = Math.min(at ?? last, last)
  const to = {
    ArrowLeft: here - 1,
    ArrowDown: here - 1,
    ArrowRight: here + 1,
    ArrowUp: here + 1,
    PageDown: here - leap,
    PageUp: here + leap,
    Home: 0,
    End: last,
  }[key]
  if (to === undefined || bars === 0) return undefined
  const next = Math.max(0, Math.min(last, to))
  return shiftKey ? { at: next, from: from ?? here } : { at: next }
}

/** The bar under a point, as far into the plot as it is wide: 0 at its left edge, 1 at its right. */
export function barAt(share: number, bars: number): number {
  return Math.max(0, Math.min(bars - 1, Math.floor(share * bars)))
}
