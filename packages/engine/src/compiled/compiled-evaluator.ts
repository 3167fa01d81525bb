import type { Change, Evaluating, Evaluator, Wanted } from '../decider.ts'
import type { Answer, Binding, Decision, Policy, Reason, Settings } from '../model.ts'
import { guardOf } from '../reference/answer.ts'
import { decidedBy } from '../reference/decide.ts'
import { readRequest } from '../request.ts'
import { Consequences } from './consequences.ts'
import { mostFew } from './few-guards.ts'
import { byDefault, byRole, closed, Judge, notGranted, unseen } from './judge.ts'
import { Layers, numberOfLayers } from './layers.ts'
import { yes } from './literal.ts'
import type { Surroundings } from './program-builder.ts'
import { RoleNames } from './role-names.ts'

/**
 * Answers as the reference does, without looking at what can't matter. One request goes through `facts.ts` (what is known
 * of it), `judge.ts` (the rule), `layers.ts` and `search.ts` (which statements it may meet) and `program.ts` (whether it
 * does). What follows from the answer is worked out here, on those statements alone, by the reference's own code.
 */
export const compiledEvaluator = compiledFrom(mostFew)

/** For `few` guards no index is made; tests say 0. */
export function compiledFrom(few: number): Evaluator {
  return (policies, settings, revision) => evaluatorOf(policies, settings, revision, few)
}

function evaluatorOf(
  policies: readonly Policy[],
  settings: Settings,
  revision: string,
  few: number,
): Evaluating {
  const around = surroundingsOf(settings, few)
  return new CompiledEvaluator({
    layers: Layers.of(policies.filter(isEnforced), around, 0),
    reporting: Layers.of(policies.filter(isReporting), around, numberOfLayers),
    settings,
    revision,
    roleNames: around.roleNames,
  })
}

function isEnforced({ enabled, mode }: Policy): boolean {
  return enabled !== false && mode !== 'report'
}

function isReporting({ enabled, mode }: Policy): boolean {
  return enabled !== false && mode === 'report'
}

function surroundingsOf({ zone = 'UTC', bindings = [] }: Settings, few: number): Surroundings {
  const byPolicy = new Map<string, Binding[]>()
  for (const binding of bindings) {
    const alike = byPolicy.get(binding.policy)
    if (alike === undefined) byPolicy.set(binding.policy, [binding])
    else alike.push(binding)
  }
  return { zone, few, roleNames: new RoleNames(), bindingsOf: (policy) => byPolicy.get(policy) ?? [] }
}

interface Parts {
  readonly layers: Layers
  readonly reporting: Layers
  readonly settings: Settings
  readonly revision: string
  readonly roleNames: RoleNames
}

class CompiledEvaluator implements Evaluating {
  private readonly parts: Parts
  private readonly judge: Judge
  private readonly consequences: Consequences
  private readonly malformed: Answer
  /** By what settled, made positive. */
  private readonly baselines: readonly Answer[]
  /** Of each statement, when nothing unknown helped it. */
  private readonly answers: (Answer | undefined)[]

  constructor(parts: Parts) {
    this.parts = parts
    const { layers, reporting, settings, revision, roleNames } = parts
    this.judge = new Judge(layers, settings, roleNames)
    this.consequences = new Consequences(this.judge, settings, reporting)
    this.answers = new Array<undefined>(layers.size).fill(undefined)
    const answer = (decision: boolean, reason: Reason) => Object.freeze({ decision, reason, revision })
    this.malformed = answer(false, 'malformed_request')
    const baselines = [this.malformed]
    baselines[-byRole] = answer(true, 'allowed_by_role')
    baselines[-byDefault] = answer(true, 'allowed_by_default')
    baselines[-closed] = answer(false, 'denied_by_default')
    baselines[-notGranted] = answer(false, 'not_granted')
    baselines[-unseen] = answer(false, 'denied_by_default')
    this.baselines = baselines
  }

  with({ put, gone }: Change, revision: string): Evaluating | undefined {
    const layers = this.parts.layers.with(put.filter(isEnforced), gone)
    const reporting = this.parts.reporting.with(put.filter(isReporting), gone)
    if (layers === undefined || reporting === undefined) return undefined
    return new CompiledEvaluator({ ...this.parts, layers, reporting, revision })
  }

  answer(input: unknown): Answer {
    const settled = this.settleInPlace(input)
    if (settled !== undefined) return this.answerOf(settled)
    const again = this.judge.settle(readRequest(input))
    return again === undefined ? this.malformed : this.answerOf(again)
  }

  /** Of a copy, so that nothing but plain data is looked at. */
  decide(input: unknown, wanted: Wanted): Decision {
    const request = readRequest(input)
    const settled = this.judge.settle(request)
    if (request === undefined || settled === undefined)
      return { ...this.malformed, obligations: [], advice: [], reported: [] }
    const answer = this.answerOf(settled)
    return { ...answer, ...this.consequences.of(request, settled, wanted) }
  }

  private settleInPlace(input: unknown): number | undefined {
    try {
      return this.judge.settle(input)
    } catch {
      // It was not plain data: something ran when it was read.
      return undefined
    }
  }

  private answerOf(settled: number): Answer {
    if (settled < 0) return this.baselines[-settled] ?? this.malformed
    const { layers, facts, kind } = this.judge
    const isCertain = this.judge.isPermit(settled) || layers.truthOf(settled, facts, kind) === yes
    const known = isCertain ? this.answers[settled] : undefined
    return known ?? this.answerBy(settled, isCertain)
  }

  /** All answers of one statement are one and the same, unless there is something unknown to tell. */
  private answerBy(number: number, isCertain: boolean): Answer {
    const { layers, facts } = this.judge
    const candidate = layers.candidate(number)
    if (candidate === undefined) return this.malformed
    const { id, label, effect } = candidate.statement
    const decision = effect === 'allow'
    const decided_by = isCertain
      ? { policy: candidate.policy.id, statement: id, label, effect }
      : decidedBy(guardOf(candidate, facts.question()))
    const answer: Answer = Object.freeze({
      decision,
      reason: decision ? 'allowed_by_policy' : 'denied_by_policy',
      decided_by: Object.freeze(decided_by),
      revision: this.parts.revision,
    })
    if (isCertain) this.answers[number] = answer
    return answer
  }
}
