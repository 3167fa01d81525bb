import type { Settings } from '../model.ts'
import { ancestorsOf } from '../reference/answer.ts'
import { isGranted } from '../reference/baseline.ts'
import type { Question } from '../reference/question.ts'
import { Facts } from './facts.ts'
import { type Kind, Kinds } from './kind.ts'
import type { Layers } from './layers.ts'
import { BindingsOfPolicy } from './pool.ts'
import type { RoleNames } from './role-names.ts'
import { nobody } from './search.ts'

/** How a question is settled where no statement decides, whose number it would be. */
export const byRole = -1
export const byDefault = -2
export const closed = -3
/** No role has the permission: no policy is looked at. */
export const notGranted = -4
/** Nor when a tree does not show what stands above. */
export const unseen = -5

/** The rule of the house, `reference/answer.ts`: baseline, first decisive statement, and in a tree all that stands above. */
export class Judge {
  readonly facts: Facts
  readonly layers: Layers
  /** Of the place that settled the last question: the resource itself, or an ancestor. */
  kind: Kind
  private readonly kinds: Kinds
  private readonly settings: Settings
  private knownCoverage: BindingsOfPolicy | undefined

  constructor(layers: Layers, settings: Settings, roleNames: RoleNames) {
    this.layers = layers
    this.settings = settings
    // It numbers the roles of the settings, which the facts make room for.
    this.kinds = new Kinds(settings, roleNames)
    this.facts = new Facts(settings, roleNames)
    this.kind = this.kinds.none
  }

  /** Takes a request as it is given. Undefined when it is malformed or not plain data. */
  take(input: unknown): Kind | undefined {
    const { facts } = this
    if (!facts.take(input)) return undefined
    const kind = this.kinds.of(facts.resource.type, facts.action.name)
    if (kind === undefined) return undefined
    this.layers.open()
    this.kind = kind
    return kind
  }

  /** The same question about an ancestor of what was taken. */
  about(above: Question, kind: Kind): void {
    this.facts.about(above)
    this.kind = this.kinds.above(kind, above.request.resource.type, above.type)
  }

  /** Takes a request and settles it. */
  settle(input: unknown): number | undefined {
    const kind = this.take(input)
    if (kind === undefined) return undefined
    const here = this.settleHere(kind)
    return kind.isTree && this.isPermit(here) ? this.refusalAbove(kind, here) : here
  }

  isPermit(settled: number): boolean {
    if (settled < 0) return settled === byRole || settled === byDefault
    return this.layers.isAllow(settled)
  }

  private settleHere(kind: Kind): number {
    // What refuses further up can't be seen.
    if (kind.isTree && (this.facts.resource.ancestors ?? undefined) === undefined) return unseen
    if (kind.needsGrant && !this.isGranted(kind)) return notGranted
    const decider = this.layers.firstDecider(this.facts, kind)
    if (decider !== nobody) return decider
    if (kind.needsGrant) return byRole
    return kind.isGrantedByDefault ? byDefault : closed
  }

  /** A role in date and in scope has the permission. */
  private isGranted(kind: Kind): boolean {
    const { facts } = this
    if (facts.hasConditionalRoles) return isGranted(facts.question())
    for (let index = 0; index < facts.heldCount; index += 1) {
      if (kind.isPermittedTo(facts.heldRoles[index] as number)) return true
    }
    return false
  }

  /** The first refusal of an ancestor, nearest first; else what was settled before. */
  private refusalAbove(kind: Kind, before: number): number {
    const { facts, layers } = this
    const here = facts.question()
    for (const above of ancestorsOf(here)) {
      this.about(above, kind)
      const decider = layers.firstDecider(facts, this.kind)
      if (decider === nobody ? this.isUnallowed() : !this.isPermit(decider))
        return decider === nobody ? closed : decider
    }
    facts.about(here)
    this.kind = kind
    return before
  }

  /** A binding of the subject covers this place, and nothing allows it; for writing only denials count. */
  private isUnallowed(): boolean {
    const question = this.facts.question()
    return !question.actions.includes('write') && this.coverage().truthFor(question) !== 'false'
  }

  /** The bindings of every template in force. */
  private coverage(): BindingsOfPolicy {
    this.knownCoverage ??= this.coverageNow()
    return this.knownCoverage
  }

  private coverageNow(): BindingsOfPolicy {
    const templates = new Set<string>()
    for (const { policy } of this.layers) if (policy.template === true) templates.add(policy.id)
    return new BindingsOfPolicy((this.settings.bindings ?? []).filter(({ policy }) => templates.has(policy)))
  }
}
