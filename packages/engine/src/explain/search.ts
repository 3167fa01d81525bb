import { factorMethods } from '../factor-methods.ts'
import { isList, isString, textOf } from '../json.ts'
import { limits } from '../limits.ts'
import type { AccessRequest, Decision, Policy } from '../model.ts'
import { formatInstant } from '../time/instant.ts'
import { type Change, type Reach, reaches, reachOf, requestAfter } from './change.ts'
import { waysOn } from './obstacles.ts'
import { furthest, keyOf, largest, Queue } from './queue.ts'
import type { Scene } from './scene.ts'
import { shapeOf } from './shape.ts'
import type { Way } from './tree.ts'
import { Trial } from './trial.ts'

/** Changes that together turn the answer, of which none can be left out. */
export interface Turn {
  readonly changes: readonly Change[]
  /** Who is needed: the one furthest away. */
  readonly reach: Reach
  /** The request as it would be. */
  readonly request: AccessRequest
  /** The policies that would stand in another's place: `decider.with({ put: policies })`. */
  readonly policies: readonly Policy[]
}

export interface Found {
  /** Fewest changes first, then those within nearest reach. */
  readonly turns: readonly Turn[]
  /** Whether all that was thought of was tried; else the questions were used up, or enough was found. */
  readonly isExhaustive: boolean
  /** How many times the decider was asked. */
  readonly asked: number
}

/** Tries changes, the fewest first, until enough turn the answer or the questions are used up. */
export function search(scene: Scene, asks: number): Found {
  const trial = new Trial(scene, asks)
  const queue = new Queue()
  for (const way of [adviceOf(scene.decision), ...waysOn(scene, scene, trial.wish)]) queue.add([], way)
  const found = new Map<string, Way>()
  const isFull = () => found.size >= limits.suggestions || trial.isOver
  for (let way = queue.next(); way !== undefined; way = isFull() ? undefined : queue.next()) {
    if (found.has(shapeOf(way)) || [...found.values()].some((smaller) => includes(way, smaller))) continue
    if (trial.turns(way)) {
      const smallest = smallestOf(earliestOf(way, scene, trial), trial)
      if (smallest !== undefined && !found.has(shapeOf(smallest))) found.set(shapeOf(smallest), smallest)
    } else if (way.length < largest) {
      const state = trial.stateAfter(way)
      if (state !== undefined) for (const on of waysOn(scene, state, trial.wish)) queue.add(way, on)
    }
  }
  return {
    turns: [...found.values()].map((way) => turnOf(way, scene, trial)).sort(byNearness),
    isExhaustive: queue.isExhausted && !trial.isOver,
    asked: trial.asked,
  }
}

/** What the decision itself advises: it was found by looking further than is done here. */
function adviceOf({ advice }: Decision): Way {
  return advice.map(({ id, properties }): Change => {
    if (id === 'connect_tunnel') return { kind: 'tunnel' }
    if (id === 'retry_after') return { kind: 'time', time: textOf(properties['time']) }
    const { methods = [] } = properties
    return { kind: 'factor', methods: isList(methods) ? methods.filter(isString).slice(0, 1) : [] }
  })
}

/** The same with the earliest moment at which it turns the answer, where it names one. */
function earliestOf(way: Way, { moments }: Scene, trial: Trial): Way {
  const at = way.find((change) => change.kind === 'time')
  if (at === undefined) return way
  const others = way.filter((change) => change !== at)
  const times = moments.map(formatInstant)
  const earlier = times.slice(0, Math.max(0, times.indexOf(at.time)))
  const better = earlier.find((time) => trial.turns([...others, { kind: 'time', time }]))
  return better === undefined ? way : [...others, { kind: 'time', time: better }]
}

/**
 * The smallest part that turns the answer, which may be all of it. Undefined when one that is smaller could not be asked:
 * a larger one may have been asked before, but can't be told then.
 */
function smallestOf(way: Way, trial: Trial): Way | undefined {
  for (const part of partsOf(way)) {
    const turns = trial.turns(part)
    if (turns === undefined) return undefined
    if (turns) return part
  }
  return undefined
}

/** Every part but nothing, the smallest first. */
function partsOf(way: Way): Way[] {
  const subsets = way.reduce<Way[]>(
    (parts, change) => [...parts, ...parts.map((part) => [...part, change])],
    [[]],
  )
  return subsets.filter(({ length }) => length > 0).sort((a, b) => a.length - b.length)
}

function includes(way: Way, part: Way): boolean {
  const keys = new Set(way.map((change) => keyOf([change])))
  return part.every((change) => keys.has(keyOf([change])))
}

function turnOf(way: Way, scene: Scene, trial: Trial): Turn {
  return {
    changes: inOrder(way).map((change) =>
      change.kind === 'factor' ? allMethods(change, way, trial) : change,
    ),
    reach: furthest(way),
    request: requestAfter(way, scene.request),
    policies: trial.policiesAfter(way),
  }
}

/** What the subject can do comes first. */
function inOrder(way: Way): Way {
  return way.toSorted((a, b) => reaches.indexOf(reachOf(a)) - reaches.indexOf(reachOf(b)))
}

/** Every method that does as well, and needs the others as much. */
function allMethods(change: Change & { kind: 'factor' }, way: Way, trial: Trial): Change {
  const others = way.filter((one) => one !== change)
  const does = (method: string) =>
    smallestOf([...others, { kind: 'factor', methods: [method] }], trial)?.length === way.length
  const [first = ''] = change.methods
  const more = Object.keys(factorMethods).filter((method) => method !== first && does(method))
  return { kind: 'factor', methods: [first, ...more] }
}

function byNearness(a: Turn, b: Turn): number {
  const distance = ({ changes }: Turn) =>
    changes.reduce((sum, change) => sum + reaches.indexOf(reachOf(change)), 0)
  return (
    a.changes.length - b.changes.length ||
    reaches.indexOf(a.reach) - reaches.indexOf(b.reach) ||
    distance(a) - distance(b)
  )
}
