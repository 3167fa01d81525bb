import type { DecidingStatement, Decision } from '../model.ts'
import { readRequest } from '../request.ts'
import { adviceFor } from './advice.ts'
import { answerTo, type Guard } from './answer.ts'
import { obligationsOf } from './obligations.ts'
import { questionOf } from './question.ts'
import { reportedBy } from './report-only.ts'
import { traceOf } from './trace.ts'
import type { World } from './world.ts'

/** A pure function of the request and the world. Never throws: what is malformed is denied. */
export function decide(world: World, input: unknown, isTraced: boolean): Decision {
  const request = readRequest(input)
  const { revision } = world
  if (request === undefined) {
    return {
      decision: false,
      reason: 'malformed_request',
      obligations: [],
      advice: [],
      reported: [],
      revision,
    }
  }
  const question = questionOf(request, world.settings, isTraced)
  const answer = answerTo(question, world.enforced)
  return {
    decision: answer.decision,
    reason: answer.reason,
    ...(answer.decider === undefined ? {} : { decided_by: decidedBy(answer.decider) }),
    obligations: obligationsOf(answer),
    advice: answer.decision ? [] : adviceFor(question, answer, world),
    reported: answer.isFinal === true ? [] : reportedBy(question, answer, world),
    revision,
    ...(isTraced ? { trace: traceOf(question, answer, world) } : {}),
  }
}

function decidedBy({ policy, statement, outcome }: Guard): DecidingStatement {
  const { id, label, effect } = statement
  const unknown = [...new Set(outcome.unknown)].sort()
  return { policy: policy.id, statement: id, label, effect, ...(unknown.length > 0 ? { unknown } : {}) }
}
