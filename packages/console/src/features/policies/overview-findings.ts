import type { Policy } from '../../api/types.ts'

type Judged = Pick<
  Policy,
  'id' | 'name' | 'enabled' | 'enforced' | 'critical' | 'mode' | 'updated_at' | 'valid_until' | 'rules'
>

export interface PolicyFindings<One> {
  /** Critical ones that are off. */
  readonly criticalOff: readonly One[]
  readonly off: readonly One[]
  /** Enabled, and their time is over: they decide nothing although they look it. */
  readonly ended: readonly One[]
  /** In force for less than a week more, the next one to end first. */
  readonly ending: readonly One[]
  /** Report-only and untouched for two weeks. */
  readonly onlyReporting: readonly One[]
}

export const soon = 7 * 86_400_000
export const long = 14 * 86_400_000

/** What somebody should see to, at a time in milliseconds. What only documents a rule is nothing to see to. */
export function findingsOf<One extends Judged>(policies: readonly One[], now: number): PolicyFindings<One> {
  const real = policies.filter(({ enforced }) => enforced)
  const on = real.filter(({ enabled }) => enabled)
  const off = real.filter(({ enabled }) => !enabled)
  const left = ({ valid_until: until }: One) => (until === undefined ? Infinity : Date.parse(until) - now)
  return {
    criticalOff: off.filter(({ critical }) => critical),
    off: off.filter(({ critical }) => !critical),
    ended: on.filter((policy) => left(policy) <= 0),
    ending: on
      .filter((policy) => left(policy) > 0 && left(policy) <= soon)
      .toSorted((one, other) => left(one) - left(other)),
    onlyReporting: on.filter(
      (policy) => policy.mode === 'report' && left(policy) > 0 && now - Date.parse(policy.updated_at) >= long,
    ),
  }
}
