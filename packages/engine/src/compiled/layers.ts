import type { Change } from '../decider.ts'
import { type Candidate, compareInOrder, inEvaluationOrder } from '../reference/world.ts'
import type { Facts } from './facts.ts'
import { PolicySet } from './policy-set.ts'
import type { Surroundings } from './program-builder.ts'
import { nobody } from './search.ts'
import type { Kind, View } from './kind.ts'

/** Beyond this many policies, what was changed is compiled together with all the rest. */
const mostRecent = 256

/**
 * The enforced statements in two layers: those compiled together, less those that are gone, and the few that were put
 * since. A change makes new layers of the same large one, so that it costs as much as the change.
 */
export class Layers {
  private readonly base: PolicySet
  private readonly gone: Uint8Array | undefined
  private readonly recent: PolicySet
  /** Of each recent statement, how many of the others come before it. */
  private readonly places: readonly number[]
  private readonly around: Surroundings

  private constructor(
    base: PolicySet,
    gone: Uint8Array | undefined,
    recent: PolicySet,
    around: Surroundings,
  ) {
    this.base = base
    this.gone = gone
    this.recent = recent
    this.around = around
    this.places = recent.candidates.map((candidate) => placeIn(base.candidates, candidate))
  }

  static of(candidates: readonly Candidate[], around: Surroundings): Layers {
    return new Layers(new PolicySet(candidates, around), undefined, new PolicySet([], around), around)
  }

  /** Undefined when it is time to compile everything anew. */
  with({ put, gone }: Change): Layers | undefined {
    const recent = new Set(this.recent.candidates.map(({ policy }) => policy))
    for (const policy of [...recent]) if (gone.has(policy.id)) recent.delete(policy)
    for (const policy of put) if (isEnforced(policy)) recent.add(policy)
    if (recent.size > mostRecent) return undefined
    const added = new PolicySet(inEvaluationOrder([...recent]), this.around)
    return new Layers(this.base, this.base.without(gone, this.gone), added, this.around)
  }

  /** To be called before a question is asked. */
  open(): void {
    this.base.open()
    this.recent.open()
  }

  /** Numbers of statements are below this. */
  get size(): number {
    return this.base.candidates.length + this.recent.candidates.length
  }

  candidate(number: number): Candidate | undefined {
    const { candidates } = this.base
    return number < candidates.length
      ? candidates[number]
      : this.recent.candidates[number - candidates.length]
  }

  isAllow(number: number): boolean {
    const { length } = this.base.candidates
    return number < length ? this.base.isAllow(number) : this.recent.isAllow(number - length)
  }

  /** The number of the first deny or allow that takes part, else `nobody`. */
  firstDecider(facts: Facts, kind: Kind): number {
    if (this.places.length === 0) return this.base.firstDecider(facts, this.baseView(kind), nobody, this.gone)
    const recent = this.recent.firstDecider(facts, this.recentView(kind), nobody, undefined)
    const limit = recent === nobody ? nobody : (this.places[recent] as number)
    const first = this.base.firstDecider(facts, this.baseView(kind), limit, this.gone)
    return first !== nobody || recent === nobody ? first : this.base.candidates.length + recent
  }

  /** The truth of the guard of a statement. */
  truthOf(number: number, facts: Facts, kind: Kind): number {
    const { length } = this.base.candidates
    return number < length
      ? this.base.truthOf(number, facts, this.baseView(kind))
      : this.recent.truthOf(number - length, facts, this.recentView(kind))
  }

  /** What may bring obligations, in order. */
  duties(facts: Facts, kind: Kind): Candidate[] {
    return inOrder(
      this.base.duties(facts, this.baseView(kind), this.gone),
      this.recent.duties(facts, this.recentView(kind), undefined),
    )
  }

  /** Everything whose target may mean the question, and some of which it does not, in order. */
  meant(facts: Facts, kind: Kind): Candidate[] {
    return inOrder(
      this.base.meant(facts, this.baseView(kind), this.gone),
      this.recent.meant(facts, this.recentView(kind), undefined),
    )
  }

  *[Symbol.iterator](): Generator<Candidate> {
    yield* this.base.remaining(this.gone)
    yield* this.recent.candidates
  }

  private baseView(kind: Kind): View {
    return (kind.views[0] ??= this.base.view(kind))
  }

  private recentView(kind: Kind): View {
    return (kind.views[1] ??= this.recent.view(kind))
  }
}

export function isEnforced({ enabled, mode }: Candidate['policy']): boolean {
  return enabled !== false && mode !== 'report'
}

function inOrder(some: Candidate[], others: readonly Candidate[]): Candidate[] {
  return others.length === 0 ? some : [...some, ...others].sort(compareInOrder)
}

/** How many of those in order come before another. */
function placeIn(candidates: readonly Candidate[], one: Candidate): number {
  let [low, high] = [0, candidates.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const other = candidates[middle]
    if (other !== undefined && compareInOrder(other, one) < 0) low = middle + 1
    else high = middle
  }
  return low
}
