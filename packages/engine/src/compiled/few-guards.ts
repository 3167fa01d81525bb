import type { Facts } from './facts.ts'
import type { View } from './kind.ts'
import { indexOf, no, ofKind, ofRole, unknown, yes } from './literal.ts'
import type { Program } from './program.ts'

/** As many as a number has bits. */
export const mostFew = 32

/**
 * Guards so few that one number tells them apart, a bit for each in order: which of them a kind of question leaves, and
 * which a role, is known beforehand, and what is left of both is looked at.
 */
export class FewGuards {
  private readonly program: Program
  private readonly guards: Int32Array
  /** Of each guard, where those clauses begin that depend on more than kind and roles. */
  private readonly rests: Int32Array
  /** Guards that name no roles. */
  private readonly ofAnybody: number
  private readonly ofRole: Int32Array

  constructor(program: Program, guards: Int32Array) {
    this.program = program
    this.guards = guards
    const roleParts = Array.from(guards, (guard) => program.clausesOf(guard, ofRole))
    this.rests = Int32Array.from(roleParts, ({ end }) => end)
    // Roles are named in the target alone, so that there is one clause of them at most.
    const roles = roleParts.map(({ clauses }) => clauses.flat().map(indexOf))
    const bits = (has: (named: readonly number[]) => boolean) =>
      roles.reduce((mask, named, bit) => (has(named) ? mask | (1 << bit) : mask), 0)
    this.ofAnybody = bits((named) => named.length === 0)
    const highest = Math.max(-1, ...roles.flat())
    this.ofRole = Int32Array.from({ length: highest + 1 }, (_, role) => bits((named) => named.includes(role)))
  }

  /** Those that a kind of question leaves; undefined where it does not say. */
  left(view: View): number | undefined {
    const { program } = this
    let mask = 0
    for (const [bit, guard] of this.guards.entries()) {
      const clauses = program
        .clausesOf(guard, ofKind)
        .clauses.map((clause) => clause.map((one) => program.truthOfKindAtom(indexOf(one), view)))
      if (clauses.flat().includes(unknown)) return undefined
      if (clauses.every((clause) => clause.includes(yes))) mask |= 1 << bit
    }
    return mask
  }

  /** As `Search.first`, for somebody whose roles are certain. */
  first(facts: Facts, view: View, left: number, limit: number, gone: Uint8Array | undefined): number {
    const { program, guards, rests, ofRole } = this
    let mask = this.ofAnybody
    for (let index = 0; index < facts.heldCount; index += 1) {
      const role = facts.heldRoles[index] as number
      if (role < ofRole.length) mask |= ofRole[role] as number
    }
    mask &= left
    while (mask !== 0) {
      const bit = 31 - Math.clz32(mask & -mask)
      mask &= mask - 1
      const guard = guards[bit] as number
      if (guard >= limit) return limit
      if (gone !== undefined && gone[program.statementOf(guard)] === 1) continue
      const truth = program.truthOfClauses(rests[bit] as number, facts, view)
      if (truth === yes || (truth === unknown && !program.needsCertainty(guard))) return guard
    }
    return limit
  }
}

/** Whether roles are known so well that what they leave can be told beforehand. */
export function hasCertainRoles({ otherRoles, hasConditionalRoles }: Facts): boolean {
  return otherRoles === no && !hasConditionalRoles
}
