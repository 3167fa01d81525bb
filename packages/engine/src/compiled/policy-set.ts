import type { Candidate } from '../reference/world.ts'
import { seeds } from './access.ts'
import { indexOfCandidates, type Indexed } from './candidate-index.ts'
import type { Facts } from './facts.ts'
import { mix } from './hash.ts'
import { no, unknown, yes } from './literal.ts'
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
  /** Of each guard. */
  private readonly statements: Int32Array
  /** The first guard of each statement, and of one more. */
  private readonly guards: Int32Array
  private readonly needsCertainty: Uint8Array
  private readonly deciding: Search
  private readonly obliging: Search
  private readonly hasDuties: boolean

  constructor(candidates: readonly Candidate[], around: Surroundings) {
    this.candidates = candidates
    const builder = new ProgramBuilder(around)
    const guards: number[] = []
    const statements: number[] = []
    const deciding: Indexed[] = []
    const obliging: Indexed[] = []
    for (const [number, candidate] of candidates.entries()) {
      guards.push(statements.length)
      for (const clauses of builder.add(candidate)) {
        const guard = statements.push(number) - 1
        if (candidate.statement.effect !== 'oblige') deciding.push({ guard, clauses })
        if (mayOblige(candidate)) obliging.push({ guard, clauses })
      }
    }
    this.guards = Int32Array.from([...guards, statements.length])
    this.statements = Int32Array.from(statements)
    this.program = builder.build()
    this.needsCertainty = Uint8Array.from(statements, (number) =>
      Number(candidates[number]?.statement.effect === 'allow'),
    )
    this.hasDuties = obliging.length > 0
    const search = (all: readonly Indexed[]) =>
      new Search(this.program, indexOfCandidates(all, builder.atomAt, around.few), this.needsCertainty)
    this.deciding = search(deciding)
    this.obliging = search(obliging)
  }

  view(kind: Kind): View {
    const view = new View(kind, this.program.kindAtoms.length)
    const atoms = new Set([this.deciding, this.obliging].flatMap(({ index }) => index.kindAtoms))
    const holding = [...atoms].filter((atom) => this.program.truthOfKindAtom(atom, view) !== no)
    view.keys = holding.map((atom) => mix(seeds.kind, atom))
    return view
  }

  /** To be called before a question is asked. */
  open(): void {
    this.program.open()
  }

  /** The number of the first deny or allow that takes part, of those before `limit`; else `nobody`. */
  firstDecider(facts: Facts, view: View, limit: number, gone: Uint8Array | undefined): number {
    const end = this.guards[Math.min(limit, this.candidates.length)] as number
    const guard = this.deciding.first(facts, view, end, gone)
    return guard === end ? nobody : (this.statements[guard] as number)
  }

  /** The truth of a statement's guard. */
  truthOf(statement: number, facts: Facts, view: View): number {
    let truth: number = no
    for (
      let guard = this.guards[statement] as number;
      guard < (this.guards[statement + 1] as number);
      guard += 1
    )
      truth = Math.max(truth, this.program.truthOfGuard(guard, facts, view))
    return truth
  }

  /** Every deny and allow that takes part, in order. */
  deciders(facts: Facts, view: View): Candidate[] {
    const found = this.deciding.all(facts, view, 'guards', undefined)
    return this.candidatesOf(
      found.filter((guard) => {
        const truth = this.program.truthOfGuard(guard, facts, view)
        return truth === yes || (truth === unknown && this.needsCertainty[guard] === 0)
      }),
    )
  }

  /** What may bring obligations: obliges, and allows that would; in order. */
  duties(facts: Facts, view: View, gone: Uint8Array | undefined): Candidate[] {
    return this.hasDuties ? this.notFalse(this.obliging.all(facts, view, 'guards', gone), facts, view) : []
  }

  /** Everything whose target may mean the question, and some of which it does not; in order. */
  meant(facts: Facts, view: View, gone: Uint8Array | undefined): Candidate[] {
    const found = [this.deciding, this.obliging].flatMap((search) => search.all(facts, view, 'targets', gone))
    return this.candidatesOf(found)
  }

  /** Marks the guards of policies as gone, besides those that are already. */
  without(ids: ReadonlySet<string>, gone: Uint8Array | undefined): Uint8Array | undefined {
    let marks: Uint8Array | undefined
    for (const [guard, number] of this.statements.entries()) {
      if (!ids.has(this.candidates[number]?.policy.id ?? '')) continue
      marks ??= gone?.slice() ?? new Uint8Array(this.statements.length)
      marks[guard] = 1
    }
    return marks ?? gone
  }

  /** Those that are not gone. */
  remaining(gone: Uint8Array | undefined): readonly Candidate[] {
    if (gone === undefined) return this.candidates
    return this.candidates.filter((_, number) => gone[this.guards[number] as number] !== 1)
  }

  private notFalse(guards: readonly number[], facts: Facts, view: View): Candidate[] {
    return this.candidatesOf(guards.filter((guard) => this.program.truthOfGuard(guard, facts, view) !== no))
  }

  private candidatesOf(guards: readonly number[]): Candidate[] {
    const numbers = new Set(guards.map((guard) => this.statements[guard] ?? 0))
    return [...numbers].sort((a, b) => a - b).flatMap((number) => this.candidates[number] ?? [])
  }
}

/** An allow whose guard is unknown still brings what it would have demanded of a permit. */
function mayOblige({ statement }: Candidate): boolean {
  if (statement.effect === 'oblige') return true
  return statement.effect === 'allow' && (statement.obligations ?? []).some(({ on }) => on !== 'deny')
}
