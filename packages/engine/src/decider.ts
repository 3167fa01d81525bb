import type { AccessRequest, Decider, Decision, Policy, Settings, Snapshot } from './model.ts'
import { PolicyError } from './model.ts'
import { revisionOf } from './revision.ts'
import { Faults } from './validate/faults.ts'
import { readAll, readPolicies } from './validate/index.ts'

/** One way to answer requests from policies that passed validation. */
export type Evaluate = (request: unknown, isTraced: boolean) => Decision
export type Evaluator = (policies: readonly Policy[], settings: Settings, revision: string) => Evaluate

/** What every evaluator shares: nothing malformed comes in, nothing changes afterwards. */
export function deciderBy(evaluator: Evaluator, policies: unknown, settings: unknown): Decider {
  const faults = new Faults()
  const read = readAll(policies, settings, faults)
  if (faults.list.length > 0) throw new PolicyError(faults.list)
  return deciderOf(evaluator, new Map(read.policies.map((policy) => [policy.id, policy])), read.settings)
}

export function loadBy(evaluator: Evaluator, snapshot: Snapshot): Decider {
  const { format, policies, settings, revision } = snapshot as { [member in keyof Snapshot]: unknown }
  if (format !== 1) throw new PolicyError([{ path: 'format', message: 'is not 1, the only one known' }])
  const decider = deciderBy(evaluator, policies, settings)
  if (decider.revision === revision) return decider
  throw new PolicyError([
    { path: 'revision', message: 'is not that of the content: it was altered, or made by another version' },
  ])
}

function deciderOf(evaluator: Evaluator, policies: ReadonlyMap<string, Policy>, settings: Settings): Decider {
  const list = [...policies.values()]
  const revision = revisionOf(list, settings)
  const evaluate = evaluator(list, settings, revision)
  return {
    revision,
    decide: (request: AccessRequest, options) => evaluate(request, options?.detail === 'trace'),
    with({ put = [], remove = [] }) {
      const faults = new Faults()
      const added = readPolicies(put, settings, 'put', faults)
      if (faults.list.length > 0) throw new PolicyError(faults.list)
      const next = new Map(policies)
      for (const id of remove) next.delete(id)
      for (const policy of added) next.set(policy.id, policy)
      return deciderOf(evaluator, next, settings)
    },
    snapshot: (): Snapshot => ({ format: 1, policies: list, settings, revision }),
    load: (snapshot) => loadBy(evaluator, snapshot),
  }
}
