import { isObject } from './json.ts'
import type { Answer, Decider, Decision, Policy, Settings, Snapshot } from './model.ts'
import { PolicyError } from './model.ts'
import { PolicyTable } from './policy-table.ts'
import { Content } from './revision.ts'
import { Faults } from './validate/faults.ts'
import { readAll, readPolicies } from './validate/index.ts'

/** One way to answer requests from policies that passed validation. */
export interface Evaluating {
  answer(request: unknown): Answer
  decide(request: unknown, wanted: Wanted): Decision
  /** The same with some policies changed, `undefined` when it is as well made anew. */
  with?(change: Change, revision: string): Evaluating | undefined
}
export interface Wanted {
  readonly isTraced: boolean
  readonly isAdvised: boolean
}
export interface Change {
  readonly put: readonly Policy[]
  /** Ids of those put, too, that were there before. */
  readonly gone: ReadonlySet<string>
}
export type Evaluator = (policies: readonly Policy[], settings: Settings, revision: string) => Evaluating

/** What every evaluator shares: nothing malformed comes in, nothing changes afterwards. */
export function deciderBy(evaluator: Evaluator, list: unknown, settings: unknown): Decider {
  const faults = new Faults()
  const read = readAll(list, settings, faults)
  if (faults.list.length > 0) throw new PolicyError(faults.list)
  return deciderOf(evaluator, PolicyTable.of(read.policies.map(frozen)), frozen(read.settings))
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

interface Present {
  readonly policies: PolicyTable
  readonly settings: Settings
  readonly content: Content
  readonly evaluating: Evaluating
}

function deciderOf(evaluator: Evaluator, policies: PolicyTable, settings: Settings): Decider {
  const content = Content.of(policies.values(), settings)
  const evaluating = evaluator([...policies.values()], settings, content.revision)
  return deciderFrom(evaluator, { policies, settings, content, evaluating })
}

function deciderFrom(evaluator: Evaluator, present: Present): Decider {
  const { policies, settings, content, evaluating } = present
  const { revision } = content
  return {
    revision,
    answer: (request) => evaluating.answer(request),
    decide: (request, { detail, advice } = {}) =>
      evaluating.decide(request, { isTraced: detail === 'trace', isAdvised: advice !== false }),
    with: (change) => changed(evaluator, present, change),
    snapshot: (): Snapshot => ({ format: 1, policies: [...policies.values()], settings, revision }),
    load: (snapshot) => loadBy(evaluator, snapshot),
  }
}

function changed(
  evaluator: Evaluator,
  { policies, settings, content, evaluating }: Present,
  { put = [], remove = [] }: Parameters<Decider['with']>[0],
): Decider {
  const faults = new Faults()
  const added = readPolicies(put, settings, 'put', faults).map(frozen)
  if (faults.list.length > 0) throw new PolicyError(faults.list)
  const ids = new Set([...remove, ...added.map(({ id }) => id)])
  const removed = [...ids].flatMap((id) => policies.get(id) ?? [])
  const next = policies.with(added, remove)
  const nextContent = content.with(removed, added)
  const updated =
    evaluating.with?.({ put: added, gone: ids }, nextContent.revision) ??
    evaluator([...next.values()], settings, nextContent.revision)
  return deciderFrom(evaluator, { policies: next, settings, content: nextContent, evaluating: updated })
}

/** Snapshots hand out what decides, so nobody may change it. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const member of Object.values(value)) frozen(member)
  return Object.freeze(value)
}
