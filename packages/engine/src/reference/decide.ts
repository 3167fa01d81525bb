import type { DecidingStatement, Decision } from '../model.ts'
import { readRequest } from '../request.ts'
import type { Wanted } from '../decider.ts'
import { adviceFor, isRelevant, timelessPlaces } from './advice.ts'
import { type Answer, answerTo, type Guard, guardOf } from './answer.ts'
import { obligationsOf } from './obligations.ts'
import { type Question, questionOf } from './question.ts'
import { reportedBy } from './report-only.ts'
import { traceOf } from './trace.ts'
import { inEvaluationOrder, type World } from './world.ts'

/** A pure function of the request and the world. Never throws: what is malformed is denied. */
export function decide(world: World, input: unknown, { isTraced, isAdvised }: Wanted): Decision {
  const request = readRequest(input)
  const { revision } = world
  if (request === undefined) return malformed(revision)
  const question = questionOf(request, world.settings, isTraced)
  const answer = answerTo(question, world.enforced)
  return {
    decision: answer.decision,
    reason: answer.reason,
    ...(answer.decider === undefined ? {} : { decided_by: decidedBy(answer.decider) }),
    obligations: obligationsOf(answer),
    advice: answer.decision || !isAdvised ? [] : advice(question, answer, world),
    reported: answer.isFinal === true ? [] : reportedBy(question, answer, world),
    revision,
    ...(isTraced ? { trace: trace(question, answer, world) } : {}),
  }
}

export function malformed(revision: string): Decision {
  return { decision: false, reason: 'malformed_request', obligations: [], advice: [], reported: [], revision }
}

function advice(question: Question, answer: Answer, { enforced }: World) {
  const timeless = timelessPlaces(question)
  const relevant = enforced.filter((candidate) => isRelevant(candidate, timeless))
  // In a tree, a binding counts whatever its policy says.
  const asked = question.type.tree === true ? enforced : relevant
  return adviceFor(question, answer, { relevant, isPermitted: (other) => answerTo(other, asked).decision })
}

function trace(question: Question, answer: Answer, { reporting }: World) {
  return traceOf(
    answer,
    inEvaluationOrder(reporting).map((candidate) => guardOf(candidate, question)),
  )
}

export function decidedBy({ policy, statement, outcome }: Guard): DecidingStatement {
  const { id, label, effect } = statement
  const unknown = [...new Set(outcome.unknown)].sort()
  return { policy: policy.id, statement: id, label, effect, ...(unknown.length > 0 ? { unknown } : {}) }
}
