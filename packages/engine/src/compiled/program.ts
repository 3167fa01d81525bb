import { isInRange } from '../address.ts'
import { evaluate } from '../reference/conditions.ts'
import type { KindAtom } from './atom.ts'
import { type Facts, presentAge } from './facts.ts'
import {
  isContrary,
  no,
  numberOf,
  ofKind,
  ofRequest,
  ofRole,
  placeOf,
  indexOf,
  unknown,
  yes,
} from './literal.ts'
import type { Pool } from './pool.ts'
import { notKnown, type View } from './kind.ts'

/** The codes of atoms. */
export const code = {
  anonymous: 0, collection_itself: 1, dates: 2, bound: 3, subject: 4, resource: 5, resource_pattern: 6, name: 7,
  os: 8, base: 9, equals: 10, equals_one: 11, is_true: 20, address: 12, hours: 13, weekdays: 14, office: 15, matches: 16,
  all: 17, any: 18, reference: 19,
} as const // prettier-ignore

/** Codes up to this one are asked by targets alone, the others by conditions alone. */
const lastOfTarget = code.base

/**
 * The guards of statements as numbers, in one array, so that what is read one after the other lies side by side. A guard is
 * named by where it stands; those of earlier statements stand before those of later ones. First comes the number of its
 * statement, then clauses that must all hold: how many literals a clause has, then these, any of which will do. A 0 ends it.
 * Clauses that depend on the kind of question alone come first, then those on the roles of the subject, then the rest.
 *
 * An atom is what was last found out about it (generation and truth), its code and its operands.
 */
export class Program {
  readonly kindAtoms: readonly KindAtom[]
  private readonly guards: Int32Array
  private readonly atoms: Int32Array
  private readonly atomStarts: Int32Array
  private readonly pool: Pool
  private age = presentAge()

  constructor({ kindAtoms, guards, atoms, atomStarts, pool }: ProgramParts) {
    this.kindAtoms = kindAtoms
    this.guards = Int32Array.from(guards)
    this.atoms = Int32Array.from(atoms)
    this.atomStarts = Int32Array.from(atomStarts)
    this.pool = pool
  }

  /** To be called before a question is asked: what was found out in another age counts for nothing. */
  open(): void {
    if (this.age === presentAge()) return
    this.age = presentAge()
    for (const start of this.atomStarts) this.atoms[start] = 0
  }

  statementOf(guard: number): number {
    return (this.guards[guard] as number) >> 1
  }

  /** Of an allow, an unknown does not suffice. */
  needsCertainty(guard: number): boolean {
    return ((this.guards[guard] as number) & 1) === 1
  }

  /** Whether a guard makes its statement take part. */
  takesPart(guard: number, facts: Facts, view: View): boolean {
    const truth = this.truthOfClauses(guard + 1, facts, view)
    return truth === yes || (truth === unknown && ((this.guards[guard] as number) & 1) === 0)
  }

  /** The truth of a whole guard. */
  truthOfGuard(guard: number, facts: Facts, view: View): number {
    return this.truthOfClauses(guard + 1, facts, view)
  }

  /** The truth of the clauses from one on. */
  truthOfClauses(start: number, facts: Facts, view: View): number {
    const { guards } = this
    let truth: number = yes
    let at = start
    for (let length = guards[at] as number; length !== 0; length = guards[at] as number) {
      const end = at + 1 + length
      let clause: number = no
      for (let place = at + 1; place < end && clause !== yes; place += 1) {
        const one = this.truthOf(guards[place] as number, facts, view)
        if (one > clause) clause = one
      }
      if (clause === no) return no
      if (clause < truth) truth = clause
      at = end
    }
    return truth
  }

  /** Whether the target, and what narrows it, may mean the question: the same without the conditions. */
  mayMean(guard: number, facts: Facts, view: View): boolean {
    const { guards } = this
    let at = guard + 1
    for (let length = guards[at] as number; length !== 0; length = guards[at] as number) {
      const end = at + 1 + length
      let isMet = false
      for (let place = at + 1; place < end && !isMet; place += 1) {
        const one = guards[place] as number
        isMet = !this.isOfTarget(one) || this.truthOf(one, facts, view) !== no
      }
      if (!isMet) return false
      at = end
    }
    return true
  }

  private isOfTarget(literal: number): boolean {
    return placeOf(literal) !== ofRequest || (this.atoms[indexOf(literal) + 1] as number) <= lastOfTarget
  }

  /** Where the guard after this one stands. */
  after(guard: number): number {
    let at = guard + 1
    while (this.guards[at] !== 0) at += 1 + (this.guards[at] as number)
    return at + 1
  }

  /** The clauses of a guard that depend on one place alone, and where those begin that come after them. */
  clausesOf(guard: number, place: number): { readonly clauses: readonly number[][]; readonly end: number } {
    const clauses: number[][] = []
    let at = guard + 1
    for (let length = this.guards[at] as number; length !== 0; length = this.guards[at] as number) {
      const clause = Array.from(this.guards.subarray(at + 1, at + 1 + length))
      if (clause.every((one) => placeOf(one) === place)) clauses.push(clause)
      else if (clauses.length > 0 || place === ofKind || !clause.every((one) => placeOf(one) === ofKind))
        break
      at += 1 + length
    }
    return { clauses, end: at }
  }

  truthOf(literal: number, facts: Facts, view: View): number {
    const index = indexOf(literal)
    const place = placeOf(literal)
    let truth: number
    if (place === ofRole) truth = facts.holds(index)
    else if (place === ofKind) truth = this.truthOfKindAtom(index, view)
    else {
      const noted = this.atoms[index] as number
      if (noted >> 2 === facts.generation) truth = noted & 3
      else {
        truth = this.findOut(index, facts, view)
        this.atoms[index] = (facts.generation << 2) | truth
      }
    }
    return isContrary(literal) ? yes - truth : truth
  }

  truthOfKindAtom(index: number, { kind, truths }: View): number {
    const known = truths[index] as number
    if (known !== notKnown) return known
    const atom = this.kindAtoms[index]
    const truth = atom === undefined ? unknown : kind.truthOf(atom)
    truths[index] = truth
    return truth
  }

  private findOut(atom: number, facts: Facts, view: View): number {
    const { atoms, pool } = this
    const first = atoms[atom + 2] as number
    switch (atoms[atom + 1]) {
      case code.anonymous:
        return facts.subject.type === 'anonymous' ? yes : no
      case code.collection_itself:
        return facts.resource.id === '*' ? yes : no
      case code.dates: {
        const time = facts.time()
        if (time === undefined) return unknown
        return numberOf((pool.numbers[first] as number) <= time && time < (pool.numbers[first + 1] as number))
      }
      case code.bound:
        return numberOf(pool.bindings[first]?.truthFor(facts.question()) ?? 'unknown')
      case code.subject:
        return pool.subjects[first]?.truthFor(facts.question().subject) ?? unknown
      case code.resource: {
        const entry = pool.texts[first]
        return numberOf(entry === facts.resource.type || entry === facts.resourceText())
      }
      case code.resource_pattern:
        return pool.patterns[first]?.test(facts.resourceText()) ?? unknown
      case code.name: {
        const name = facts.resourceProperties?.['name']
        return typeof name === 'string' ? (pool.patterns[first]?.test(name) ?? unknown) : unknown
      }
      case code.os: {
        const system = facts.operatingSystem()
        return system === undefined ? unknown : system === pool.texts[first] ? yes : no
      }
      case code.base: {
        const vendor = facts.vendor()
        return vendor === undefined ? unknown : vendor === pool.texts[first] ? yes : no
      }
      case code.is_true: {
        const seen = pool.attributes[first]?.read(facts)
        return seen === true ? yes : seen === false ? no : unknown
      }
      case code.equals_one: {
        const wanted = pool.values[atoms[atom + 3] as number]
        const seen = pool.attributes[first]?.read(facts)
        return typeof seen === typeof wanted ? numberOf(seen === wanted) : unknown
      }
      case code.equals: {
        const wanted = pool.choices[atoms[atom + 3] as number]
        const seen = pool.attributes[first]?.read(facts)
        return wanted === undefined ? unknown : wanted.truthFor(seen)
      }
      case code.address:
        return this.truthOfAddress(atom, facts)
      case code.hours: {
        const time = facts.time()
        if (time === undefined) return unknown
        const seconds = pool.clocks[first]?.secondsAt(time) ?? 0
        const start = atoms[atom + 3] as number
        const end = atoms[atom + 4] as number
        return numberOf(start < end ? start <= seconds && seconds < end : start <= seconds || seconds < end)
      }
      case code.weekdays: {
        const time = facts.time()
        if (time === undefined) return unknown
        return numberOf(
          (((atoms[atom + 3] as number) >> (pool.clocks[first]?.weekdayAt(time) ?? 0)) & 1) === 1,
        )
      }
      case code.office: {
        const time = facts.time()
        const clock = pool.clocks[first]
        if (time === undefined || clock === undefined) return unknown
        if ((((atoms[atom + 3] as number) >> clock.weekdayAt(time)) & 1) === 0) return no
        const minute = Math.floor(clock.secondsAt(time) / 60)
        return numberOf((atoms[atom + 4] as number) <= minute && minute <= (atoms[atom + 5] as number))
      }
      case code.matches: {
        const seen = pool.attributes[first]?.read(facts)
        return typeof seen === 'string'
          ? (pool.patterns[atoms[atom + 3] as number]?.test(seen) ?? unknown)
          : unknown
      }
      case code.all: {
        let truth: number = yes
        for (let at = atom + 3; at < atom + 3 + first && truth !== no; at += 1) {
          const one = this.truthOf(atoms[at] as number, facts, view)
          if (one < truth) truth = one
        }
        return truth
      }
      case code.any: {
        let truth: number = no
        for (let at = atom + 3; at < atom + 3 + first && truth !== yes; at += 1) {
          const one = this.truthOf(atoms[at] as number, facts, view)
          if (one > truth) truth = one
        }
        return truth
      }
      default: {
        const condition = pool.conditions[first]
        return condition === undefined ? unknown : numberOf(evaluate(condition, facts.question()).truth)
      }
    }
  }

  /** Operands: the attribute, ranges of IPv6, then for each of IPv4 its address and its mask. */
  private truthOfAddress(atom: number, facts: Facts): number {
    const { atoms, pool } = this
    const address = pool.attributes[atoms[atom + 2] as number]?.readAddress(facts)
    if (address === undefined) return unknown
    if (typeof address !== 'number') {
      return numberOf(
        pool.ranges[atoms[atom + 3] as number]?.some((range) => isInRange(address, range)) === true,
      )
    }
    const end = atom + 5 + (atoms[atom + 4] as number) * 2
    for (let at = atom + 5; at < end; at += 2) {
      if (((address ^ (atoms[at] as number)) & (atoms[at + 1] as number)) === 0) return yes
    }
    return no
  }
}

export interface ProgramParts {
  readonly kindAtoms: readonly KindAtom[]
  readonly guards: readonly number[]
  readonly atoms: readonly number[]
  readonly atomStarts: readonly number[]
  readonly pool: Pool
}
