import { compiledEvaluator } from './compiled/compiled-evaluator.ts'
import { deciderBy, type Evaluator, loadBy } from './decider.ts'
import type { Decider, Policy, Settings, Snapshot } from './model.ts'

/** The one place that says which evaluator callers get. */
const evaluator: Evaluator = compiledEvaluator

/** Compiles policies, or throws a PolicyError with every fault and its path. */
export function compile(policies: readonly Policy[], settings: Settings): Decider {
  return deciderBy(evaluator, policies, settings)
}

/** Compiles what another decider's `snapshot` gave; refuses one that was altered. */
export function load(snapshot: Snapshot): Decider {
  return loadBy(evaluator, snapshot)
}
