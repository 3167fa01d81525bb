import { expect, test } from 'vitest'
import { findingsOf } from './overview-findings.ts'

const now = Date.parse('2026-11-21T12:00:00Z')
const day = 86_400_000
const at = (days: number) => new Date(now + days * day).toISOString()
type Judged = Parameters<typeof findingsOf>[0][number]

const policy = (id: string, more: Partial<Judged> = {}): Judged => ({
  id,
  name: id,
  enabled: true,
  enforced: true,
  critical: false,
  mode: 'enforce',
  updated_at: at(-30),
  rules: [],
  ...more,
})
const idsOf = (policies: readonly Judged[]) =>
  Object.fromEntries(
    Object.entries<readonly Judged[]>({ ...findingsOf(policies, now) }).map(([kind, those]) => [
      kind,
      those.map(({ id }) => id),
    ]),
  )
const nothing = { criticalOff: [], off: [], ended: [], ending: [], onlyReporting: [] }

test('a policy that is on and in force is nothing to see to', () => {
  expect(idsOf([policy('a'), policy('b', { valid_until: at(8) })])).toEqual(nothing)
})

test('what is off is told, the critical apart; what only documents is not', () => {
  const off = { enabled: false }
  expect(
    idsOf([
      policy('mfa', { ...off, critical: true }),
      policy('geo', off),
      policy('desk', { ...off, enforced: false }),
    ]),
  ).toEqual({ ...nothing, criticalOff: ['mfa'], off: ['geo'] })
})

test('what ends within a week comes with the next one first; what has ended is told apart', () => {
  expect(
    idsOf([
      policy('later', { valid_until: at(6) }),
      policy('sooner', { valid_until: at(1) }),
      policy('edge', { valid_until: at(7) }),
      policy('over', { valid_until: at(0) }),
      policy('off', { valid_until: at(1), enabled: false }),
    ]),
  ).toEqual({ ...nothing, off: ['off'], ending: ['sooner', 'later', 'edge'], ended: ['over'] })
})

test('report-only is told after two weeks untouched, while it is in force', () => {
  const report = { mode: 'report' } as const
  expect(
    idsOf([
      policy('old', { ...report, updated_at: at(-14) }),
      policy('young', { ...report, updated_at: at(-13) }),
      policy('over', { ...report, valid_until: at(-1) }),
      policy('off', { ...report, enabled: false }),
    ]),
  ).toEqual({ ...nothing, onlyReporting: ['old'], ended: ['over'], off: ['off'] })
})
