import { type Evaluator, deciderBy } from '../decider.ts'
import type { Decider, Policy, Settings } from '../model.ts'
import { decide } from './decide.ts'
import { worldOf } from './world.ts'

/** The oracle: slow, without an index, and short enough to be read and believed. */
export function compileReference(policies: readonly Policy[], settings: Settings): Decider {
  return deciderBy(referenceEvaluator, policies, settings)
}

/** How `compileReference` answers; for those who build deciders. */
export const referenceEvaluator: Evaluator = (policies, settings, revision) => {
  const world = worldOf(policies, settings, revision)
  const answer = (request: unknown) => {
    const { decision, reason, decided_by } = decide(world, request, { isTraced: false, isAdvised: false })
    return { decision, reason, ...(decided_by && { decided_by }), revision }
  }
  return { answer, decide: (request, wanted) => decide(world, request, wanted) }
}
