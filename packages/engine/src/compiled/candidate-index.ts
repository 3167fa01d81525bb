import { entryHeads, expressionHeads } from '../regex/literal-heads.ts'
import { couldName } from '../reference/stands-for.ts'
import { isTemplate } from '../regex/template.ts'
import { type Access, Accesses, type AtomAt, type Dimension, longestPrefix } from './access.ts'
import type { Atom } from './atom.ts'
import { type Choice, chooseAccess, Frequencies } from './choose-access.ts'
import { indexOf, isContrary, type Literal, ofKind, ofRequest, placeOf } from './literal.ts'
import type { Clause } from './lower-conditions.ts'
import { PostingLists } from './posting-lists.ts'

/** A guard by its number, and its clauses. */
export interface Indexed {
  readonly guard: number
  readonly clauses: readonly Clause[]
}

/** Where every guard is to be found: under the keys of one of its clauses. All lists are in order. */
export interface CandidateIndex {
  readonly lists: PostingLists
  /** Those found by nothing are looked at every time. */
  readonly always: Int32Array
  /** Those of a dimension, for a request that does not know its own keys. */
  readonly ofDimension: ReadonlyMap<Dimension | 'pairs', Int32Array>
  /** Those found by a subject that could be a group, a profile or a role, by the beginning of these. */
  readonly openSubjects: ReadonlyMap<string, Int32Array>
  /** Those found by a condition or a gate: who asks about targets alone looks at all of them. */
  readonly conditional: Int32Array
  /** Literals that are their own keys. */
  readonly gates: readonly Literal[]
  /** Atoms of kinds that are keys. */
  readonly kindAtoms: readonly number[]
  /** How long the beginnings are by which names, resources and subjects are found, shortest first. */
  readonly lengths: { readonly [dimension in Beginning]: readonly number[] }
  /** Some names are found by a part of them. */
  readonly hasParts: boolean
  /** How many first bits ranges have, by the path of the address. */
  readonly bits: ReadonlyMap<string, { readonly short: readonly number[]; readonly long: readonly number[] }>
}

type Beginning = 'name' | 'resource' | 'subject'

const openPrefixes = ['group:', 'profile:', 'role:'] as const

/**
 * With `few` guards or less there is nothing to find: all are looked at, one after the other. So it is with patterns that
 * search in one attribute.
 */
export function indexOfCandidates(all: readonly Indexed[], atomAt: AtomAt, few: number): CandidateIndex {
  const accesses = new Accesses(atomAt, searchedOften(all, atomAt, few))
  const builder = new IndexBuilder(accesses)
  if (all.length <= few) for (const { guard } of all) builder.add(guard, { by: 'nothing' })
  else {
    const frequencies = new Frequencies()
    for (const { clauses } of all)
      for (const clause of clauses) for (const one of clause) frequencies.add(accesses.of(one))
    for (const { guard, clauses } of all) builder.add(guard, chooseAccess(clauses, accesses, frequencies))
  }
  return builder.build()
}

/** The attributes in which more than a few patterns search. */
function searchedOften(all: readonly Indexed[], atomAt: AtomAt, few: number): Set<string> {
  const patterns = new Map<string, Set<Literal>>()
  for (const { clauses } of all)
    for (const clause of clauses)
      for (const one of clause) {
        if (placeOf(one) !== ofRequest || isContrary(one)) continue
        const atom = atomAt.request(indexOf(one))
        if (atom.op === 'matches') patterns.set(atom.path, (patterns.get(atom.path) ?? new Set()).add(one))
      }
  return new Set([...patterns].filter(([, { size }]) => size > few).map(([path]) => path))
}

class IndexBuilder {
  private readonly accesses: Accesses
  private readonly keys: number[] = []
  private readonly guards: number[] = []
  private readonly always: number[] = []
  private readonly conditional: number[] = []
  private readonly ofDimension = new Map<Dimension | 'pairs', number[]>()
  private readonly openSubjects = new Map<string, number[]>()
  private readonly gates = new Set<Literal>()
  private readonly kindAtoms = new Set<number>()
  private readonly lengths = {
    name: new Set<number>(),
    resource: new Set<number>(),
    subject: new Set<number>(),
  }
  private hasParts = false
  private readonly bits = new Map<string, { short: Set<number>; long: Set<number> }>()

  constructor(accesses: Accesses) {
    this.accesses = accesses
  }

  add(guard: number, choice: Choice): void {
    switch (choice.by) {
      case 'nothing':
        this.always.push(guard)
        return
      case 'pairs':
        for (const one of choice.literals) this.note(one, guard)
        this.put(choice.keys, guard)
        append(this.ofDimension, 'pairs', guard)
        return
      case 'keys':
        for (const one of choice.clause) this.note(one, guard)
        this.put(choice.accesses.flatMap(({ keys }) => keys), guard) // prettier-ignore
        for (const { dimension } of choice.accesses) append(this.ofDimension, dimension, guard)
        if (choice.accesses.some(isConditional)) this.conditional.push(guard)
    }
  }

  build(): CandidateIndex {
    return {
      lists: new PostingLists(this.keys, this.guards),
      always: Int32Array.from(this.always),
      ofDimension: packed(this.ofDimension),
      openSubjects: packed(this.openSubjects),
      conditional: Int32Array.from(this.conditional),
      gates: [...this.gates],
      kindAtoms: [...this.kindAtoms],
      lengths: {
        name: inOrder(this.lengths.name),
        resource: inOrder(this.lengths.resource),
        subject: inOrder(this.lengths.subject),
      },
      hasParts: this.hasParts,
      bits: new Map(
        [...this.bits].map(([path, { short, long }]) => [
          path,
          { short: inOrder(short), long: inOrder(long) },
        ]),
      ),
    }
  }

  private put(keys: readonly number[], guard: number): void {
    for (const key of new Set(keys)) {
      this.keys.push(key)
      this.guards.push(guard)
    }
  }

  /** What a request has to be asked for, so that its keys are found. */
  private note(one: Literal, guard: number): void {
    const { dimension } = this.accesses.of(one)
    if (placeOf(one) === ofKind && dimension !== 'gate') this.kindAtoms.add(indexOf(one))
    if (dimension === 'gate') this.gates.add(one)
    const atom = placeOf(one) === ofRequest ? this.accesses.atomAt.request(indexOf(one)) : undefined
    if (atom !== undefined && dimension !== 'gate') this.noteAtom(atom, guard)
  }

  private noteAtom(atom: Atom, guard: number): void {
    if (atom.op === 'name') this.noteName(expressionHeads(atom.pattern.source))
    if (atom.op === 'resource_pattern') this.noteLengths('resource', entryHeads(atom.pattern.source))
    if (atom.op === 'subject') {
      if (isTemplate(atom.entry)) this.noteLengths('subject', entryHeads(atom.entry))
      for (const prefix of openPrefixes.filter((one) => couldName(atom.entry, one)))
        append(this.openSubjects, prefix, guard)
    }
    if (atom.op === 'address') this.noteBits(atom)
  }

  /** Found by its beginning, or else by some part. */
  private noteName(heads: readonly string[]): void {
    if (heads.includes('')) this.hasParts = true
    else this.noteLengths('name', heads)
  }

  private noteLengths(dimension: Beginning, heads: readonly string[]): void {
    for (const head of heads) this.lengths[dimension].add(Math.min(head.length, longestPrefix))
  }

  private noteBits({ path, ranges }: Extract<Atom, { op: 'address' }>): void {
    const known = this.bits.get(path) ?? { short: new Set<number>(), long: new Set<number>() }
    this.bits.set(path, known)
    for (const { address, bits } of ranges) (address.length === 4 ? known.short : known.long).add(bits)
  }
}

/** Names of dimensions of conditions have a path or a zone in them. */
function isConditional({ dimension }: Access): boolean {
  return dimension === 'gate' || dimension.includes(' ')
}

function append<Key>(lists: Map<Key, number[]>, key: Key, guard: number): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [guard])
  else if (list[list.length - 1] !== guard) list.push(guard)
}

function packed<Key>(lists: ReadonlyMap<Key, readonly number[]>): Map<Key, Int32Array> {
  return new Map([...lists].map(([key, list]) => [key, Int32Array.from(list)]))
}

function inOrder(numbers: ReadonlySet<number>): number[] {
  return [...numbers].sort((a, b) => a - b)
}
