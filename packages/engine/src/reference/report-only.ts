import type { Policy } from '../model.ts'
import { type Answer, answerTo } from './answer.ts'
import type { Question } from './question.ts'
import { inEvaluationOrder, type World } from './world.ts'

/** The report-only policies with each of which, were it alone enforced besides, the answer would be another. */
export function reportedBy(question: Question, { decision }: Answer, { enforced, reporting }: World) {
  if (reporting.length === 0) return []
  const inForce = [...new Set(enforced.map(({ policy }) => policy))]
  const withIt = (policy: Policy) => answerTo(question, inEvaluationOrder([...inForce, policy])).decision
  return reporting
    .map((policy) => ({ policy: policy.id, decision: withIt(policy) }))
    .filter((reported) => reported.decision !== decision)
}
