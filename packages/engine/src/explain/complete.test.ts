import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { policies, request } from '../../test/arbitraries.ts'
import { policy, request as asking, settings } from '../../test/asking.ts'
import { tries } from '../../test/tries.ts'
import type { AccessRequest, Condition, Json, Policy } from '../model.ts'
import { compileReference } from '../reference/index.ts'
import { type Change, requestAfter } from './change.ts'
import { inEnglish } from './english.ts'
import { explain } from './explain.ts'

vi.setConfig({ testTimeout: 240_000 })

const at = (path: string, ...values: readonly (string | number | boolean)[]) =>
  values.map((value): Change => ({ kind: 'attribute', path, value }))
const single: readonly Change[] = [
  ...at('context.x', 1, 2, 3),
  ...at('context.y', 'ann', 'bob', 'ops'),
  ...at('context.source_ip', '10.0.0.1', '10.0.1.1', '203.0.113.9'),
  ...at('context.tunnel_status', 'encrypted', 'none'),
  ...at('context.mfa_status', true, false),
  ...at('subject.properties.level', 1, 2, 3),
  ...at('subject.properties.profile', 'admin'),
  ...at('resource.properties.level', 1, 2, 3),
  ...at('resource.properties.owner', 'ann', 'bob'),
  ...at('resource.properties.name', 'anna', 'b'),
  ...['Keeper', 'Reader', 'Owner'].flatMap((name) =>
    [true, false].map((held): Change => ({ kind: 'membership', of: 'role', name, held })),
  ),
]

/**
 * Promised for worlds such as these, in which some condition shows each value that matters; not where only a text would
 * do that no single pattern gives an example of. The worlds are the same in every run but those of `npm run fuzz`, which
 * looks for the one in thousands that is missed.
 */
const fuzzed = Number(process.env['FUZZ'] ?? 0)
const worlds = fuzzed === 0 ? { numRuns: tries(100), seed: 20_261_128 } : { numRuns: fuzzed }

test('where one change of a request turns the answer, one is found', { timeout: 0 }, () => {
  let seen = 0
  fc.assert(
    fc.property(policies(), request, (list, asked) => {
      // Nobody signed in can be given a role.
      fc.pre(asked.subject.type !== 'anonymous')
      const decider = compileReference(list, settings)
      const before = decider.decide(asked).decision
      const turns = (change: Change) => decider.decide(requestAfter([change], asked)).decision !== before
      const turning = single.filter(turns)
      fc.pre(turning.length > 0)
      seen += 1
      const { suggestions } = explain(decider, asked, { words: inEnglish }).smallestChanges
      const found = suggestions.filter(({ changes, reach }) => changes.length === 1 && reach !== 'policies')
      expect({ turning, found: found.length > 0 }).toEqual({ turning, found: true })
    }),
    worlds,
  )
  expect(seen).toBeGreaterThanOrEqual(worlds.numRuns)
})

const unless = (...conditions: Condition[]): Policy =>
  policy({ id: 'u', statements: [{ effect: 'deny', resources: ['door'], unless: conditions }] })
const when = (...conditions: Condition[]): Policy =>
  policy({ id: 'w', statements: [{ effect: 'deny', resources: ['door'], when: conditions }] })
const like = (value: string): Condition => ({ attribute: 'y', operator: 'matches', value })
const within = (value: Json): Condition => ({ attribute: 'source_ip', operator: 'in', value })
const owned = (key: string): Condition => ({ type: 'StringMatchCondition', key, options: { matches: '^{{.resource.properties.owner}}$' } }) // prettier-ignore
const clock = (zone: string): Condition => ({
  attribute: 'time_of_day',
  operator: 'between',
  value: ['00:30', '23:30'],
  zone,
})
const inGroups: Condition = { attribute: 'y', operator: 'in', value: { attribute: 'subject.properties.groups' } } // prettier-ignore
const proved = { attribute: 'mfa_status', operator: 'equals', value: true } as const
const keeper = (scope: Json): AccessRequest =>
  asking({ type: 'safe', action: 'read', subject: { roles: [{ name: 'Keeper', scope: { when: [scope] } }], groups: [] }, context: { mfa_status: true } }) // prettier-ignore
const shield = policy({ statements: [{ effect: 'allow', subjects: ['user:ann'], resources: ['safe'] }] })

test.each<[what: string, Policy[], AccessRequest, sentence: string]>([
  ['what a pattern inserts', [unless(owned('y'))], asking({ context: { y: 'bob' } }), 'permitted with resource.properties.owner bob.'],
  ['what a longer text inserts', [unless({ type: 'StringEqualCondition', key: 'y', options: { equals: 'mr. {{.resource.properties.owner}}!' } })], asking({ context: { y: 'mr. bob!' } }), 'permitted with resource.properties.owner bob.'],
  ['what a text is compared with, though it begins as it does', [unless({ attribute: 'y', operator: 'equals', value: { attribute: 'resource.properties.owner' } })], asking({ resource: { owner: 'an' }, context: { y: 'ann' } }), 'permitted with resource.properties.owner ann.'],
  ['what is compared with what a pattern inserts', [unless(owned('y'))], asking({ resource: { owner: 'a.n' }, context: { y: 'bob' } }), 'permitted with context.y matching ^{{.resource.properties.owner}}$, such as a.n.'],
  ['one value for two conditions', [unless(like('^a'), like('an+'))], asking({ context: { y: 'ops' } }), 'permitted with context.y an.'],
  ['one value for two policies', [unless(within('10.0.0.0/8')), when({ not: within('10.1.0.0/16') })], asking({ context: { source_ip: '192.0.2.9' } }), 'permitted with context.source_ip 10.1.0.1.'],
  ['a name that a look-ahead refuses', [policy({ id: 'u', target: { devices: { names: ['(?!an).*'] } }, statements: [{ effect: 'deny' }] })], asking({ type: 'phone', resource: { name: 'b' } }), 'permitted with resource.properties.name not matching (?!an).*, such as an.'],
  ['a text that a look-ahead refuses', [when(like('^(?!an)'))], asking({ context: { y: 'b' } }), 'permitted with context.y not matching ^(?!an), such as an.'],
  ['a value beside many moments', [policy({ id: 'u', valid_until: '2026-05-01T10:00:00Z', statements: [{ effect: 'deny', resources: ['door'], when: [clock('UTC'), clock('Asia/Kolkata'), clock('America/New_York'), { attribute: 'y', operator: 'equals', value: 'ann' }] }] })], asking({ context: { time: '2026-05-01T08:30:00Z', y: 'ann' } }), 'permitted with context.y not ann, such as other.'],
  ['a profile that must be known', [policy({ id: 'u', statements: [{ effect: 'deny', subjects: ['<.*>:bob'], resources: ['door'] }] })], asking({ subject: { roles: [], groups: [] } }), 'permitted with subject.properties.profile standard.'],
  ['roles that must be known', [policy({ id: 'u', statements: [{ effect: 'deny', subjects: ['<.*>:bob'], resources: ['door'] }] })], asking({ subject: { groups: [], profile: 'standard' } }), 'permitted without the role other.'],
  ['one value for two policies, one of which compares it with groups', [when({ not: like('^a') }), policy({ id: 'g', statements: [{ effect: 'deny', resources: ['door'], unless: [inGroups] }] })], asking({ subject: { groups: ['ann'] }, context: { y: 'ops' } }), 'permitted with context.y ann.'],
  ['a group that must be among those of the subject', [unless(inGroups)], asking({ subject: { groups: [] }, context: { y: 'ops' } }), 'permitted with the group ops.'],
  ['an attribute that is compared with a larger one', [unless({ attribute: 'subject.properties.level', operator: 'greater_than', value: { attribute: 'resource.properties.level' } })], asking({ subject: { level: 2 }, resource: { level: 2 } }), 'permitted with resource.properties.level 1.'],
  ['the role without which no policy is asked', [shield], keeper(proved), 'denied without the role Keeper.'],
  ['the scope without which no policy is asked', [shield], keeper(proved), 'denied with context.mfa_status not true, such as false.'],
])('found: %s', (_what, list, asked, sentence) => {
  const { suggestions } = explain(compileReference(list, settings), asked, { words: inEnglish }).smallestChanges
  expect(suggestions.map((one) => one.sentence)).toContain(`It would be ${sentence}`)
}) // prettier-ignore
