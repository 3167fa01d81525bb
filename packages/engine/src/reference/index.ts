import { type Evaluator, deciderBy } from '../decider.ts'
import type { Decider, Policy, Settings } from '../model.ts'
import { decide } from './decide.ts'
import { worldOf } from './world.ts'

/** The oracle: slow, without an index, and short enough to be read and believed. */
export function compileReference(policies: readonly Policy[], settings: Settings): Decider {
  return deciderBy(referenceEvaluator, policies, settings)
}

export const referenceEvaluator: Evaluator = (policies, settings, revision) => {
  const world = worldOf(policies, settings, revision)
  return (request, isTraced) => decide(world, request, isTraced)
}
