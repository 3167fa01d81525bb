import { byCodeUnits } from '../json.ts'
import type { Policy, Settings, Statement } from '../model.ts'

/** A statement with its policy and its place there. */
export interface Candidate {
  readonly policy: Policy
  readonly statement: Statement
  readonly position: number
}

/** Everything a decision depends on besides the request. */
export interface World {
  readonly settings: Settings
  readonly revision: string
  /** The statements that decide, in evaluation order. */
  readonly enforced: readonly Candidate[]
  /** The policies that are only reported on. */
  readonly reporting: readonly Policy[]
}

export function worldOf(policies: readonly Policy[], settings: Settings, revision: string): World {
  const active = policies.filter(({ enabled }) => enabled !== false)
  const isReporting = ({ mode }: Policy) => mode === 'report'
  return {
    settings,
    revision,
    enforced: inEvaluationOrder(active.filter((policy) => !isReporting(policy))),
    reporting: active.filter(isReporting).sort((a, b) => byCodeUnits(a.id, b.id)),
  }
}

export function inEvaluationOrder(policies: readonly Policy[]): Candidate[] {
  return policies
    .flatMap((policy) =>
      (policy.statements ?? []).map((statement, position) => ({ policy, statement, position })),
    )
    .sort(compareInOrder)
}

/** First the denies of critical policies; then by priority, deny before allow, policy id and position. */
export function compareInOrder(a: Candidate, b: Candidate): number {
  return (
    Number(isUnshielded(b)) - Number(isUnshielded(a)) ||
    (b.policy.priority ?? 0) - (a.policy.priority ?? 0) ||
    rank(a) - rank(b) ||
    byCodeUnits(a.policy.id, b.policy.id) ||
    a.position - b.position
  )
}

function isUnshielded({ policy, statement }: Candidate): boolean {
  return policy.critical === true && statement.effect === 'deny'
}

function rank({ statement }: Candidate): number {
  return ranks[statement.effect]
}

const ranks = { deny: 0, allow: 1, oblige: 2 } as const
