import type { Policy } from '../model.ts'
import { type Candidate, compareInOrder, inEvaluationOrder } from '../reference/world.ts'
import type { Facts } from './facts.ts'
import type { Kind, View } from './kind.ts'
import { PolicySet } from './policy-set.ts'
import type { Surroundings } from './program-builder.ts'
import { nobody } from './search.ts'

/** How many policies each layer may hold that comes after the large one. */
const most = [2_048, 128, 16]
export const numberOfLayers = most.length + 1

/**
 * Statements in layers: the large one, and smaller and smaller ones of what was put since. A change compiles the newest
 * anew, and what is too much for it together with the next: it costs as much as the change, and not as much as all there is.
 */
export class Layers {
  /** The large one first, the newest last. */
  private readonly all: readonly Layer[]
  private readonly base: Layer
  /** Those that hold anything besides the large one, the newest first; the large one is always last. */
  private readonly asked: readonly Layer[]
  /** Most of the time there is but one. */
  private readonly isWhole: boolean

  private constructor(base: Layer, others: readonly Layer[]) {
    this.all = [base, ...others]
    this.base = base
    this.asked = [...others.filter(({ length }) => length > 0).reverse(), base]
    this.isWhole = this.asked.length === 1
  }

  /** `firstView` is where kinds of questions keep how they see these layers. */
  static of(policies: readonly Policy[], around: Surroundings, firstView: number): Layers {
    return new Layers(Layer.of(policies, { around, first: 0, viewAt: firstView }), [])
  }

  /** Without some policies, and with others. Undefined when it is time to compile everything anew. */
  with(put: readonly Policy[], gone: ReadonlySet<string>): Layers | undefined {
    const [base = this.base, ...others] = this.all.map((layer) => layer.without(gone))
    let together = put
    for (let at = most.length - 1; at >= 0; at -= 1) {
      together = [...(others[at]?.policies() ?? []), ...together]
      if (together.length <= (most[at] ?? 0)) return new Layers(base, replaced(base, others, at, together))
    }
    return undefined
  }

  /** To be called before a question is asked. */
  open(): void {
    if (this.isWhole) this.base.set.open()
    else for (const { set } of this.asked) set.open()
  }

  /** Numbers of statements are below this. */
  get size(): number {
    const { first, length } = this.all[this.all.length - 1] ?? this.base
    return first + length
  }

  candidate(number: number): Candidate | undefined {
    const layer = this.layerOf(number)
    return layer.set.candidates[number - layer.first]
  }

  isAllow(number: number): boolean {
    const layer = this.layerOf(number)
    return layer.set.isAllow(number - layer.first)
  }

  /** The number of the first deny or allow that takes part, else `nobody`. */
  firstDecider(facts: Facts, kind: Kind): number {
    if (this.isWhole) return this.base.firstDecider(facts, kind, nobody)
    let decider = nobody
    let candidate: Candidate | undefined
    for (const layer of this.asked) {
      const limit = candidate === undefined ? nobody : layer.placeOf(candidate)
      const found = layer.firstDecider(facts, kind, limit)
      if (found === nobody) continue
      decider = layer.first + found
      candidate = layer.set.candidates[found]
    }
    return decider
  }

  /** The truth of the guard of a statement. */
  truthOf(number: number, facts: Facts, kind: Kind): number {
    const layer = this.layerOf(number)
    return layer.set.truthOf(number - layer.first, facts, layer.viewOf(kind))
  }

  /** Every deny and allow that takes part, in order. */
  deciders(facts: Facts, kind: Kind): Candidate[] {
    return this.inOrder((layer) => layer.set.deciders(facts, layer.viewOf(kind), layer.gone))
  }

  /** What may bring obligations, in order. */
  duties(facts: Facts, kind: Kind): Candidate[] {
    return this.inOrder((layer) => layer.set.duties(facts, layer.viewOf(kind), layer.gone))
  }

  /** Everything whose target may mean the question, in order. */
  meant(facts: Facts, kind: Kind): Candidate[] {
    return this.inOrder((layer) => layer.set.meant(facts, layer.viewOf(kind), layer.gone))
  }

  /** Those that are in force; in order within their layers. */
  *[Symbol.iterator](): Generator<Candidate> {
    for (const layer of this.asked) yield* layer.remaining()
  }

  private layerOf(number: number): Layer {
    return this.asked.find(({ first }) => first <= number) ?? this.base
  }

  private inOrder(partOf: (layer: Layer) => Candidate[]): Candidate[] {
    const [part = [], ...others] = this.asked.map(partOf).filter(({ length }) => length > 0)
    return others.length === 0 ? part : [part, ...others].flat().sort(compareInOrder)
  }
}

/** The layers before one, that one anew, and none after it. */
function replaced(base: Layer, layers: readonly Layer[], at: number, policies: readonly Policy[]): Layer[] {
  const made = layers.slice(0, at)
  while (made.length < at) made.push((made.at(-1) ?? base).next([]))
  made.push((made.at(-1) ?? base).next(policies))
  return made
}

interface Place {
  readonly around: Surroundings
  readonly first: number
  readonly viewAt: number
}

/** Statements that were compiled together, less those of policies that are gone since. */
class Layer {
  readonly set: PolicySet
  readonly gone: Uint8Array | undefined
  /** The number of its first statement. */
  readonly first: number
  /** How many there were at first. */
  readonly length: number
  private readonly viewAt: number
  private readonly around: Surroundings

  private constructor(set: PolicySet, gone: Uint8Array | undefined, { around, first, viewAt }: Place) {
    this.set = set
    this.gone = gone
    this.first = first
    this.length = set.candidates.length
    this.viewAt = viewAt
    this.around = around
  }

  static of(policies: readonly Policy[], place: Place): Layer {
    return new Layer(new PolicySet(inEvaluationOrder(policies), place.around), undefined, place)
  }

  /** The one whose numbers and views come after those of this one. */
  next(policies: readonly Policy[]): Layer {
    const { around, first, length, viewAt } = this
    return Layer.of(policies, { around, first: first + length, viewAt: viewAt + 1 })
  }

  without(policies: ReadonlySet<string>): Layer {
    const { around, first, viewAt } = this
    return new Layer(this.set, this.set.without(policies, this.gone), { around, first, viewAt })
  }

  remaining(): readonly Candidate[] {
    return this.set.remaining(this.gone)
  }

  policies(): Policy[] {
    return [...new Set(this.remaining().map(({ policy }) => policy))]
  }

  viewOf(kind: Kind): View {
    return (kind.views[this.viewAt] ??= this.set.view(kind))
  }

  /** Of the statements before `limit`, the place of the first that decides, else `nobody`. */
  firstDecider(facts: Facts, kind: Kind, limit: number): number {
    return this.set.firstDecider(facts, this.viewOf(kind), limit, this.gone)
  }

  /** How many of the statements come before another. */
  placeOf(one: Candidate): number {
    const { candidates } = this.set
    let [low, high] = [0, candidates.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const other = candidates[middle]
      if (other !== undefined && compareInOrder(other, one) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}
