import { describe, expect, test } from 'vitest'
import { describeChange } from './describe-change.ts'
import { authoredOf } from './policy-record.ts'
import type { Policy, Statement } from '@sallyport/engine'

const deny: Statement = { id: 's', label: 'No', effect: 'deny', resources: ['sign_in'] }
const base: Policy = { id: 'p', name: 'Guard', type: 'access', critical: true, statements: [deny] }
const details = (before: Partial<Policy>, after: Partial<Policy>) =>
  describeChange(authoredOf({ ...base, ...before }), authoredOf({ ...base, ...after })).details

describe('a change of a critical policy says when it may do less', () => {
  test.each<[weaker: boolean, before: Partial<Policy>, after: Partial<Policy>]>([
    [true, {}, { mode: 'report' }],
    [true, {}, { critical: false }],
    [true, {}, { enabled: false, name: 'Other' }],
    [true, {}, { priority: -1 }],
    [true, {}, { template: true }],
    [true, {}, { target: { roles: ['Admin'] } }],
    [true, {}, { valid_until: '2027-01-01T00:00:00Z' }],
    [true, {}, { statements: [{ ...deny, actions: ['login'] }] }],
    [true, {}, { statements: [deny, { ...deny, id: 'a', effect: 'allow' }] }],
    [false, {}, { name: 'Other' }],
    [false, {}, { statements: [{ ...deny, label: 'Never' }] }],
    [false, {}, { statements: [deny, { ...deny, id: 't', resources: ['workspace'] }] }],
    [false, { enabled: false }, { enabled: true, name: 'Other' }],
    [false, { critical: false }, { critical: false, mode: 'report' }],
  ])('%s: %j to %j', (weaker, before, after) => {
    expect(details(before, after).includes('so that it may do less')).toBe(weaker)
  })
})

test('deleting a critical policy says that it was critical', () => {
  expect(describeChange(authoredOf(base), undefined)).toEqual({
    action: 'delete_policy',
    details: 'Critical policy “Guard” deleted',
  })
})
