import { deciderBy, type Evaluator, loadBy } from './decider.ts'
import type { Decider, Policy, Settings, Snapshot } from './model.ts'
import { referenceEvaluator } from './reference/index.ts'

/** The one place that says which evaluator callers get; today it is the reference itself. */
const evaluator: Evaluator = referenceEvaluator

/** Compiles policies, or throws a PolicyError with every fault and its path. */
export function compile(policies: readonly Policy[], settings: Settings): Decider {
  return deciderBy(evaluator, policies, settings)
}

/** Compiles what another decider's `snapshot` gave; refuses one that was altered. */
export function load(snapshot: Snapshot): Decider {
  return loadBy(evaluator, snapshot)
}
