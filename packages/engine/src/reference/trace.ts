import type { CandidateTrace } from '../model.ts'
import { type Answer, type Guard, takesPart } from './answer.ts'

/** Every candidate in evaluation order, then those of report-only policies. */
export function traceOf(answer: Answer, reported: readonly Guard[]): CandidateTrace[] {
  if (answer.isFinal === true) return []
  return [
    ...answer.guards.map((guard) => traced(guard, guard === answer.decider ? 'decided' : whatBecame(guard))),
    ...reported.map((guard) => traced(guard, 'report_only')),
  ]
}

function traced(
  { policy, statement, target, when, unless, outcome }: Guard,
  became: CandidateTrace['outcome'],
): CandidateTrace {
  return {
    policy: policy.id,
    statement: statement.id,
    effect: statement.effect,
    target: target.truth,
    when: when.map(({ trace }) => trace),
    unless: unless.map(({ trace }) => trace),
    truth: outcome.truth,
    outcome: became,
  }
}

/** Of one that did not decide. */
function whatBecame(guard: Guard): CandidateTrace['outcome'] {
  if (!takesPart(guard))
    return guard.outcome.truth === 'unknown' ? 'unknown_does_not_allow' : 'does_not_apply'
  return guard.statement.effect === 'oblige' ? 'takes_part' : 'after_the_decision'
}
