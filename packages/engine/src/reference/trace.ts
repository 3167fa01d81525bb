import type { CandidateTrace } from '../model.ts'
import { type Answer, type Guard, takesPart } from './answer.ts'

/** Every candidate in evaluation order, then those of report-only policies. */
export function traceOf(answer: Answer, reported: readonly Guard[]): CandidateTrace[] {
  if (answer.isFinal === true) return []
  const decided = answer.decider === undefined ? Infinity : answer.guards.indexOf(answer.decider)
  return [
    ...answer.guards.map((guard, index) => traced(guard, whatBecame(guard, index - decided))),
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

/** `distance` from the statement that decided: 0 is that one, more comes after. */
function whatBecame(guard: Guard, distance: number): CandidateTrace['outcome'] {
  if (distance === 0) return 'decided'
  if (!takesPart(guard))
    return guard.outcome.truth === 'unknown' ? 'unknown_does_not_allow' : 'does_not_apply'
  return guard.statement.effect === 'oblige' ? 'takes_part' : 'after_the_decision'
}
