import { expect, test } from 'vitest'
import { policy, request } from '../../test/asking.ts'
import type { Change } from './change.ts'
import { changeInWords } from './change-words.ts'
import { inEnglish } from './english.ts'

const office = policy({ id: 'p', name: 'Office', statements: [{ label: 'First' }, { label: 'Second' }] })
const papers = policy({ id: 'q', name: 'Papers' })
const policies = new Map([office, papers].map((one) => [one.id, one]))
const asked = request({ context: { time: '2026-05-01T08:00:00Z' } })
const meets = { relation: 'greater_than', wanted: 1, holds: true } as const

test.each<[said: string, Change]>([
  ['after signing in with an authenticator app', { kind: 'factor', methods: ['totp'] }],
  ['through the company’s tunnel', { kind: 'tunnel' }],
  ['on Monday 10:00 Europe/Madrid', { kind: 'time', time: '2026-05-04T08:00:00Z' }],
  ['without the group a�b', { kind: 'membership', of: 'group', name: 'a\nb', held: false }],
  ['with no ancestor', { kind: 'place', ancestors: [] }],
  ['below n:1, n:2, n:3, n:4 and n:5', { kind: 'place', ancestors: ['1', '2', '3', '4', '5', '6'].map((id) => ({ type: 'n', id })) }],
  ['with the policy “Office” enforced', { kind: 'policy', policy: 'p', to: 'enforced' }],
  ['with the policy “gone” disabled or only reported on', { kind: 'policy', policy: 'gone', to: 'off' }],
  ['with an exception for this subject in “Second” of the policy “Office”', { kind: 'exception', policy: 'p', statement: 's1' }],
  ['with an exception for this subject in “s2” of the policy “p”', { kind: 'exception', policy: 'p', statement: 's2' }],
  ['with an exception for this subject in “s0” of the policy “q”', { kind: 'exception', policy: 'q', statement: 's0' }],
  ['with an exception for this subject in “s0” of the policy “gone”', { kind: 'exception', policy: 'gone', statement: 's0' }],
  ['with context.x 2', { kind: 'attribute', path: 'context.x', value: 2 }],
  ['with context.x above 1, such as 2', { kind: 'attribute', path: 'context.x', value: 2, meets }],
  ['with context.x unknown', { kind: 'attribute', path: 'context.x', meets }],
  ['with resource.properties.x of ancestor 2 2', { kind: 'attribute', path: 'resource.properties.x', value: 2, ancestor: 1 }],
])('%s', (said, change) => {
  expect(changeInWords(change, asked, policies, { words: inEnglish, zone: 'Europe/Madrid' })).toBe(said)
}) // prettier-ignore
