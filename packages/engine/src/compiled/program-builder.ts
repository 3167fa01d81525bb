import type { AddressRange } from '../address.ts'
import type { Binding } from '../model.ts'
import type { Candidate } from '../reference/world.ts'
import type { AtomAt } from './access.ts'
import type { Atom, KindAtom, PatternSource } from './atom.ts'
import { AttributeReader } from './attribute-reader.ts'
import type { Indexed } from './candidate-index.ts'
import { numberOfAddress } from './facts.ts'
import { type Literal, literal, ofKind, ofRequest, ofRole, placeOf } from './literal.ts'
import type { Clause } from './lower-conditions.ts'
import { guardsOf, identityOf, type Table } from './lower-statement.ts'
import { PatternTest } from './pattern-test.ts'
import { BindingsOfPolicy, Choice, emptyPool, SubjectEntry } from './pool.ts'
import { code, Program } from './program.ts'
import type { RoleNames } from './role-names.ts'
import { ZoneClock } from './zone-clock.ts'

export interface Surroundings {
  readonly zone: string
  readonly roleNames: RoleNames
  /** No index is made for so few guards. */
  readonly few: number
  bindingsOf(policy: string): readonly Binding[]
}

/** Turns guards into numbers; what is the same is stored once. */
export class ProgramBuilder implements Table {
  readonly zone: string
  /** What the literals stand for, while an index is made of them. */
  readonly atomAt: AtomAt = {
    kind: (index) => this.kindAtoms[index] as KindAtom,
    request: (index) => this.requestAtoms.get(index) as Atom,
  }
  readonly kindAtoms: KindAtom[] = []
  private readonly requestAtoms = new Map<number, Atom>()
  private readonly known = new Map<string, Literal>()
  private readonly shared = new Map<string, number>()
  private readonly guards: number[] = []
  private readonly atoms: number[] = []
  private readonly atomStarts: number[] = []
  private readonly pool = emptyPool()
  private readonly around: Surroundings

  constructor(around: Surroundings) {
    this.zone = around.zone
    this.around = around
  }

  /** Adds the guards of a statement. */
  add(candidate: Candidate, number: number): Indexed[] {
    const needsCertainty = candidate.statement.effect === 'allow'
    return guardsOf(candidate, this).map((clauses) => {
      const guard = this.guards.push((number << 1) | Number(needsCertainty)) - 1
      // The literals of a clause are all of one place.
      for (const place of [ofKind, ofRole, ofRequest])
        for (const clause of clauses) if (placeOf(clause[0] ?? 0) === place) this.write(clause)
      this.guards.push(0)
      return { guard, clauses }
    })
  }

  /** Where another guard would stand. */
  get end(): number {
    return this.guards.length
  }

  build(): Program {
    const { kindAtoms, guards, atoms, atomStarts, pool } = this
    return new Program({ kindAtoms, guards, atoms, atomStarts, pool })
  }

  roleId(name: string): number {
    return this.around.roleNames.idOf(name)
  }

  internKind(atom: KindAtom): Literal {
    return this.once(atom, () => literal(ofKind, this.kindAtoms.push(atom) - 1))
  }

  intern(atom: Atom): Literal {
    return this.once(atom, () => {
      const operands = this.operandsOf(atom)
      const start = this.atoms.length
      this.atoms.push(0)
      for (const operand of operands) this.atoms.push(operand)
      this.atomStarts.push(start)
      this.requestAtoms.set(start, atom)
      return literal(ofRequest, start)
    })
  }

  private once(atom: Atom | KindAtom, make: () => Literal): Literal {
    const identity = identityOf(atom)
    const known = this.known.get(identity)
    if (known !== undefined) return known
    const made = make()
    this.known.set(identity, made)
    return made
  }

  private write(clause: Clause): void {
    this.guards.push(clause.length)
    for (const one of clause) this.guards.push(one)
  }

  /** The code of an atom and what it works on. */
  private operandsOf(atom: Atom): number[] {
    const { pool } = this
    switch (atom.op) {
      case 'anonymous':
      case 'collection_itself':
        return [code[atom.op]]
      case 'dates':
        pool.numbers.push(atom.from, atom.until)
        return [code.dates, pool.numbers.length - 2]
      case 'bound':
        return [code.bound, pool.bindings.push(new BindingsOfPolicy(this.around.bindingsOf(atom.policy))) - 1]
      case 'subject':
        return [code.subject, pool.subjects.push(new SubjectEntry(atom.entry)) - 1]
      case 'resource':
        return [code.resource, pool.texts.push(atom.entry) - 1]
      case 'os':
      case 'base':
        return [code[atom.op], pool.texts.push(atom.word) - 1]
      case 'resource_pattern':
      case 'name':
        return [code[atom.op], this.pattern(atom.pattern)]
      case 'equals': {
        const [only, ...others] = atom.values
        if (only === true && others.length === 0) return [code.is_true, this.attribute(atom.path)]
        if (only !== undefined && others.length === 0)
          return [code.equals_one, this.attribute(atom.path), pool.values.push(only) - 1]
        return [code.equals, this.attribute(atom.path), pool.choices.push(new Choice(atom.values)) - 1]
      }
      case 'address':
        return [code.address, this.attribute(atom.path), ...this.ranges(atom.ranges)]
      case 'hours':
        return [code.hours, this.clock(atom.zone), atom.start, atom.end]
      case 'weekdays':
        return [code.weekdays, this.clock(atom.zone), atom.days]
      case 'office':
        return [code.office, this.clock(atom.zone), atom.days, atom.first, atom.last]
      case 'matches':
        return [code.matches, this.attribute(atom.path), this.pattern(atom.pattern)]
      case 'all':
      case 'any':
        return [code[atom.op], atom.parts.length, ...atom.parts]
      case 'reference':
        return [code.reference, pool.conditions.push(atom.condition) - 1]
    }
  }

  private ranges(all: readonly AddressRange[]): number[] {
    const short = all.filter(({ address }) => address.length === 4)
    const long = all.filter(({ address }) => address.length !== 4)
    const numbers = short.flatMap(({ address, bits }) => {
      const mask = bits === 0 ? 0 : -1 << (32 - bits)
      return [numberOfAddress(address) & mask, mask]
    })
    return [long.length === 0 ? -1 : this.pool.ranges.push(long) - 1, short.length, ...numbers]
  }

  private attribute(path: string): number {
    return this.sharing(`attribute ${path}`, () => this.pool.attributes.push(new AttributeReader(path)) - 1)
  }

  private clock(zone: string): number {
    return this.sharing(`zone ${zone}`, () => this.pool.clocks.push(new ZoneClock(zone)) - 1)
  }

  private pattern(pattern: PatternSource): number {
    return this.sharing(
      `pattern ${pattern.kind} ${pattern.source}`,
      () => this.pool.patterns.push(new PatternTest(pattern)) - 1,
    )
  }

  private sharing(identity: string, make: () => number): number {
    const known = this.shared.get(identity)
    if (known !== undefined) return known
    const made = make()
    this.shared.set(identity, made)
    return made
  }
}
