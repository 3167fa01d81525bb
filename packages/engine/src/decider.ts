import { isObject } from './json.ts'
import type { AccessRequest, Decider, Decision, Policy, Settings, Snapshot } from './model.ts'
import { PolicyError } from './model.ts'
import { revisionOf } from './revision.ts'
import { Faults } from './validate/faults.ts'
import { readAll, readPolicies } from './validate/index.ts'

/** One way to answer requests from policies that passed validation. */
export type Evaluate = (request: unknown, isTraced: boolean) => Decision
export type Evaluator = (policies: readonly Policy[], settings: Settings, revision: string) => Evaluate

/** What every evaluator shares: nothing malformed comes in, nothing changes afterwards. */
export function deciderBy(evaluator: Evaluator, list: unknown, settings: unknown): Decider {
  const faults = new Faults()
  const read = readAll(list, settings, faults)
  if (faults.list.length > 0) throw new PolicyError(faults.list)
  const policies = read.policies.map((policy) => [policy.id, frozen(policy)] as const)
  return deciderOf(evaluator, new Map(policies), frozen(read.settings))
}

export function loadBy(evaluator: Evaluator, snapshot: Snapshot): Decider {
  const { format, policies, settings, revision } = (isObject(snapshot) ? snapshot : {}) as Partial<Untrusted>
  if (format !== 1) throw new PolicyError([{ path: 'format', message: 'is not 1, the only one known' }])
  const decider = deciderBy(evaluator, policies, settings)
  if (decider.revision === revision) return decider
  throw new PolicyError([
    { path: 'revision', message: 'is not that of the content: it was altered, or made by another version' },
  ])
}

/** A snapshot as it comes off the wire. */
type Untrusted = { [member in keyof Snapshot]: unknown }

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
      for (const policy of added) next.set(policy.id, frozen(policy))
      return deciderOf(evaluator, next, settings)
    },
    snapshot: (): Snapshot => ({ format: 1, policies: list, settings, revision }),
    load: (snapshot) => loadBy(evaluator, snapshot),
  }
}

/** Snapshots hand out what decides, so nobody may change it. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const member of Object.values(value)) frozen(member)
  return Object.freeze(value)
}
