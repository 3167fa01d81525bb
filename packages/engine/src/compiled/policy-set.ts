import type { Candidate } from '../reference/world.ts'
import { seeds } from './access.ts'
import { indexOfCandidates, type Indexed } from './candidate-index.ts'
import type { Facts } from './facts.ts'
import { mix } from './hash.ts'
import { no, yes } from './literal.ts'
import type { Program } from './program.ts'
import { ProgramBuilder, type Surroundings } from './program-builder.ts'
import { nobody, Search } from './search.ts'
import { type Kind, View } from './kind.ts'

/**
 * Statements in evaluation order, compiled. They are named by their numbers, so that of two the lower comes first; a
 * statement whose target means either of two things has two guards.
 */
export class PolicySet {
  readonly candidates: readonly Candidate[]
  private readonly program: Program
  /** The first guard of each statement, and where another would stand. */
  private readonly guards: Int32Array
  private readonly deciding: Search
  private readonly obliging: Search
  private readonly hasDuties: boolean
  /** The numbers of each policy's statements, from the first change on. */
  private byPolicy: ReadonlyMap<string, readonly number[]> | undefined

  constructor(candidates: readonly Candidate[], around: Surroundings) {
    this.candidates = candidates
    const builder = new ProgramBuilder(around)
    const deciding: Indexed[] = []
    const obliging: Indexed[] = []
    const guards = candidates.map((candidate, number) => {
      const added = builder.add(candidate, number)
      if (candidate.statement.effect !== 'oblige') deciding.push(...added)
      if (mayOblige(candidate)) obliging.push(...added)
      return added[0]?.guard ?? 0
    })
    this.guards = Int32Array.from([...guards, builder.end])
    this.program = builder.build()
    this.hasDuties = obliging.length > 0
    const search = (all: readonly Indexed[]) =>
      new Search(this.program, indexOfCandidates(all, builder.atomAt, around.few))
    this.deciding = search(deciding)
    this.obliging = search(obliging)
  }

  view(kind: Kind): View {
    const view = new View(kind, this.program.kindAtoms.length)
    const atoms = new Set([this.deciding, this.obliging].flatMap(({ index }) => index.kindAtoms))
    const holding = [...atoms].filter((atom) => this.program.truthOfKindAtom(atom, view) !== no)
    view.keys = holding.map((atom) => mix(seeds.kind, atom))
    view.few = this.deciding.few?.left(view)
    return view
  }

  /** To be called before a question is asked. */
  open(): void {
    this.program.open()
  }

  /** The number of the first deny or allow that takes part, of those before `limit`; else `nobody`. */
  firstDecider(facts: Facts, view: View, limit: number, gone: Uint8Array | undefined): number {
    const end = this.guards[limit < this.candidates.length ? limit : this.candidates.length] as number
    const guard = this.deciding.first(facts, view, end, gone)
    return guard === end ? nobody : this.program.statementOf(guard)
  }

  isAllow(statement: number): boolean {
    return this.program.needsCertainty(this.guards[statement] as number)
  }

  /** The truth of a statement's guard. */
  truthOf(statement: number, facts: Facts, view: View): number {
    const first = this.guards[statement] as number
    const truth = this.program.truthOfGuard(first, facts, view)
    const second = this.program.after(first)
    if (truth === yes || second === this.guards[statement + 1]) return truth
    return Math.max(truth, this.program.truthOfGuard(second, facts, view))
  }

  /** Every deny and allow that takes part, in order. */
  deciders(facts: Facts, view: View, gone: Uint8Array | undefined): Candidate[] {
    const found = this.deciding.all(facts, view, 'guards', gone)
    return this.candidatesOf(found.filter((guard) => this.program.takesPart(guard, facts, view)))
  }

  /** What may bring obligations: obliges, and allows that would; in order. */
  duties(facts: Facts, view: View, gone: Uint8Array | undefined): Candidate[] {
    return this.hasDuties ? this.notFalse(this.obliging.all(facts, view, 'guards', gone), facts, view) : []
  }

  /** Everything whose target may mean the question; in order. */
  meant(facts: Facts, view: View, gone: Uint8Array | undefined): Candidate[] {
    const found = [this.deciding, this.obliging].flatMap((search) => search.all(facts, view, 'targets', gone))
    return this.candidatesOf(found)
  }

  /** Marks the statements of policies as gone, besides those that are already. */
  without(ids: ReadonlySet<string>, gone: Uint8Array | undefined): Uint8Array | undefined {
    const numbers = [...ids].flatMap((id) => this.statementsOf(id))
    if (numbers.length === 0) return gone
    const marks = gone?.slice() ?? new Uint8Array(this.candidates.length)
    for (const number of numbers) marks[number] = 1
    return marks
  }

  private statementsOf(policy: string): readonly number[] {
    this.byPolicy ??= numbersByPolicy(this.candidates)
    return this.byPolicy.get(policy) ?? []
  }

  /** Those that are not gone. */
  remaining(gone: Uint8Array | undefined): readonly Candidate[] {
    return gone === undefined ? this.candidates : this.candidates.filter((_, number) => gone[number] !== 1)
  }

  private notFalse(guards: readonly number[], facts: Facts, view: View): Candidate[] {
    return this.candidatesOf(guards.filter((guard) => this.program.truthOfGuard(guard, facts, view) !== no))
  }

  private candidatesOf(guards: readonly number[]): Candidate[] {
    const numbers = new Set(guards.map((guard) => this.program.statementOf(guard)))
    return [...numbers].sort((a, b) => a - b).flatMap((number) => this.candidates[number] ?? [])
  }
}

/** An allow whose guard is unknown still brings what it would have demanded of a permit. */
function mayOblige({ statement }: Candidate): boolean {
  if (statement.effect === 'oblige') return true
  return statement.effect === 'allow' && (statement.obligations ?? []).some(({ on }) => on !== 'deny')
}

function numbersByPolicy(candidates: readonly Candidate[]): Map<string, number[]> {
  const numbers = new Map<string, number[]>()
  for (const [number, { policy }] of candidates.entries()) {
    const known = numbers.get(policy.id)
    if (known === undefined) numbers.set(policy.id, [number])
    else known.push(number)
  }
  return numbers
}
