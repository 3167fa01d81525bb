import type { Truth } from '../model.ts'
import { allTruth, notTruth } from '../truth.ts'
import { type Change, slotOf } from './change.ts'

/** What something should come to. `not_true` and `not_false` are content with unknown. */
export type Wanted = 'true' | 'false' | 'not_true' | 'not_false'

/** Changes that are made together. */
export type Way = readonly Change[]

/** What must be changed for something to hold: a conjunction with negations over what can't be taken apart further. */
export type Tree = Leaf | { readonly all: readonly Tree[] } | { readonly not: Tree }

export interface Leaf {
  readonly truthAfter: (way: Way) => Truth
  /** Ways that, made alone, make this leaf what is wanted; best first. Only asked when it is not so already. */
  readonly ways: (wanted: Wanted) => readonly Way[]
}

export function anyOf(parts: readonly Tree[]): Tree {
  return { not: { all: parts.map((part) => ({ not: part })) } }
}

export function isSatisfied(truth: Truth, wanted: Wanted): boolean {
  if (wanted === 'not_true') return truth !== 'true'
  return wanted === 'not_false' ? truth !== 'false' : truth === wanted
}

const opposite = { true: 'false', false: 'true', not_true: 'not_false', not_false: 'not_true' } as const

/** Bounds of one tree: ways that are longer, or come after so many, are left out. */
export interface WayBounds {
  readonly size: number
  readonly ways: number
}

/**
 * The ways in which a tree becomes what is wanted, each as if it alone were gone. By Kleene, all is what is wanted
 * when every part is, or, to be false, when one part is.
 */
export function waysTo(tree: Tree, wanted: Wanted, bounds: WayBounds): Way[] {
  if ('not' in tree) return waysTo(tree.not, opposite[wanted], bounds)
  if (isSatisfied(truthAfter(tree, []), wanted)) return [[]]
  if (!('all' in tree)) return within(tree.ways(wanted), bounds)
  const isEvery = wanted === 'true' || wanted === 'not_false'
  return isEvery
    ? waysToEvery(tree.all, wanted, bounds)
    : within(
        inTurns(
          tree.all.map((part) => waysTo(part, wanted, bounds)),
          bounds,
        ),
        bounds,
      )
}

/** Where there are too many, each part has its turn: the many moments of one don't take the place of the others' ways. */
function inTurns(parts: readonly (readonly Way[])[], { ways: most }: WayBounds): Way[] {
  if (parts.flat().length <= most) return parts.flat()
  const numbered = parts.flatMap((ways) => ways.map((way, turn) => ({ way, turn })))
  return numbered.toSorted((a, b) => a.turn - b.turn).map(({ way }) => way)
}

/**
 * What was done for the parts before may do for the next one too: one moment at which both hold. And what is done for
 * the next may do for those before, where both decide upon the same: one address within two ranges.
 */
function waysToEvery(parts: readonly Tree[], wanted: Wanted, bounds: WayBounds): Way[] {
  const isDone = (part: Tree, way: Way) => isSatisfied(truthAfter(part, way), wanted)
  let together: Way[] = [[]]
  for (const [index, part] of parts.entries()) {
    const own = together.length === 0 ? [] : waysTo(part, wanted, bounds)
    const earlier = parts.slice(0, index)
    const extended = together.flatMap((before) => {
      if (isDone(part, before)) return [before]
      const both = own.map((way) => ({ way: joined(before, way), isNew: isCompatible(before, way) }))
      return both
        .filter(({ way, isNew }) => isNew || [...earlier, part].every((one) => isDone(one, way)))
        .map(({ way }) => way)
    })
    together = within(extended, bounds)
  }
  return together
}

/** Both made; where they decide upon the same, the second. Its value then stands for more than its own condition. */
export function joined(way: Way, other: Way): Way {
  const [slots, taken] = [way, other].map((changes) => new Set(changes.map(slotOf)))
  const kept = way.filter((change) => !taken?.has(slotOf(change)))
  return [...kept, ...other.map((change) => (slots?.has(slotOf(change)) ? asSuch(change) : change))]
}

function asSuch(change: Change): Change {
  return change.kind === 'attribute' ? { ...change, meets: undefined } : change
}

function truthAfter(tree: Tree, way: Way): Truth {
  if ('all' in tree) return allTruth(tree.all.map((part) => truthAfter(part, way)))
  return 'not' in tree ? notTruth(truthAfter(tree.not, way)) : tree.truthAfter(way)
}

/** No two changes decide upon the same. */
export function isCompatible(way: Way, other: Way): boolean {
  const slots = new Set(way.map(slotOf))
  return !other.some((change) => slots.has(slotOf(change)))
}

function within(ways: readonly Way[], { size, ways: most }: WayBounds): Way[] {
  return ways.filter((way) => way.length <= size).slice(0, most)
}
