import { all, not, type Outcome } from '../truth.ts'
import { resourceTypeOf } from '../resource-types.ts'
import { type Baseline, baselineOf } from './baseline.ts'
import { isCovered } from './bindings.ts'
import { evaluate, type Evaluated } from './conditions.ts'
import type { Question } from './question.ts'
import { targetOf } from './target.ts'
import type { Candidate } from './world.ts'

/** How far a statement applies to a question: its target and narrowing and `when` and not all of `unless`. */
export interface Guard extends Candidate {
  readonly target: Outcome
  readonly when: readonly Evaluated[]
  readonly unless: readonly Evaluated[]
  readonly outcome: Outcome
}

export interface Answer extends Baseline {
  readonly decider?: Guard
  readonly guards: readonly Guard[]
}

/**
 * The rule of the house: the first `deny` or `allow` that takes part, in evaluation order, decides; else the baseline.
 * In a tree, what is permitted here must not be refused further up.
 */
export function answerTo(question: Question, candidates: readonly Candidate[]): Answer {
  const baseline = baselineOf(question)
  if (baseline.isFinal === true) return { ...baseline, guards: [] }
  const here = walk(question, candidates, baseline)
  if (!here.decision || question.type.tree !== true) return here
  return refusalAbove(question, candidates) ?? here
}

function walk(question: Question, candidates: readonly Candidate[], baseline: Baseline): Answer {
  const guards = candidates.map((candidate) => guardOf(candidate, question))
  const decider = guards.find((guard) => guard.statement.effect !== 'oblige' && takesPart(guard))
  if (decider === undefined) return { ...baseline, guards }
  const decision = decider.statement.effect === 'allow'
  return { decision, reason: decision ? 'allowed_by_policy' : 'denied_by_policy', decider, guards }
}

const nothingGranted: Baseline = { decision: false, reason: 'denied_by_default' }

/**
 * The refusal of the nearest ancestor that refuses: because a policy denies it there, or because a binding of the subject
 * covers it and nothing allows it. The latter does not hold for writing, where only a denial counts.
 */
function refusalAbove(question: Question, candidates: readonly Candidate[]): Answer | undefined {
  const templates = new Set(
    candidates.filter(({ policy }) => policy.template === true).map(({ policy }) => policy.id),
  )
  for (const above of ancestorsOf(question)) {
    const answer = walk(above, candidates, nothingGranted)
    const isDenied = answer.decider?.statement.effect === 'deny'
    const isUnallowed =
      answer.decider === undefined && !question.actions.includes('write') && isCovered(above, templates)
    if (isDenied || isUnallowed) return answer
  }
  return undefined
}

/** The same question about each ancestor, nearest first. The action keeps the families of the type that was asked about. */
export function ancestorsOf(question: Question): Question[] {
  const { request, settings } = question
  const { ancestors = [] } = request.resource
  return ancestors.map((ancestor, index) => ({
    ...question,
    type: { ...resourceTypeOf(ancestor.type, settings), tree: true },
    request: { ...request, resource: { ...ancestor, ancestors: ancestors.slice(index + 1) } },
  }))
}

/** An allow needs certainty. A deny and an oblige do not, so that nothing missing can open a door. */
export function takesPart({ statement, outcome }: Guard): boolean {
  return outcome.truth === 'true' || (outcome.truth === 'unknown' && statement.effect !== 'allow')
}

export function guardOf({ policy, statement, position }: Candidate, question: Question): Guard {
  const target = targetOf(policy, statement, question)
  // A target that does not mean the question needs no conditions, and most don't.
  const isMeant = target.truth !== 'false' || question.isTraced
  const when = isMeant ? (statement.when ?? []).map((condition) => evaluate(condition, question)) : []
  const unless = isMeant ? (statement.unless ?? []).map((condition) => evaluate(condition, question)) : []
  // All of an absent `unless` holding would except the statement from everything.
  const isNotExcepted = unless.length > 0 ? [not(all(unless))] : []
  return {
    policy,
    statement,
    position,
    target,
    when,
    unless,
    outcome: all([target, ...when, ...isNotExcepted]),
  }
}
