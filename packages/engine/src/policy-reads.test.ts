import { expect, test } from 'vitest'
import { policy } from '../test/asking.ts'
import type { Condition, Policy } from './model.ts'
import { names, pathsRead, referenceOf, rulesOf } from './policy-reads.ts'

const mfa: Condition = { attribute: 'mfa_status', operator: 'equals', value: true }
const owner: Condition = {
  attribute: 'resource.properties.owner',
  operator: 'equals',
  value: { attribute: 'user_agent' },
}

test('what is read is told in full, each once, whatever it stands in', () => {
  const when: Condition[] = [mfa, { all: [{ attribute: 'date', operator: 'exists' }] }, { any: [mfa] }]
  expect(pathsRead({ when, unless: [{ not: owner }] })).toEqual([
    'context.date',
    'context.mfa_status',
    'context.user_agent',
    'resource.properties.owner',
  ])
  expect(pathsRead({})).toEqual([])
})

test.each([
  [{ attribute: 'x' }, 'x'],
  [{ attribute: 7 }, undefined],
  [{}, undefined],
  ['x', undefined],
  [undefined, undefined],
])('%j refers to %s', (value, path) => {
  expect(referenceOf(value)).toBe(path)
})

test('a field is named by the target or by the statement', () => {
  const named = (target: Policy['target'], parts: object, field: Parameters<typeof names>[2]) => {
    const one = policy({ ...(target && { target }), statements: [parts] })
    return one.statements?.map((statement) => names(one, statement, field))
  }
  expect(named({ roles: ['Owner'] }, {}, 'roles')).toEqual([true])
  expect(named({ roles: ['Owner'] }, {}, 'subjects')).toEqual([false])
  for (const field of ['subjects', 'actions', 'resources'] as const) {
    expect(named(undefined, { [field]: ['a'] }, field)).toEqual([true])
    expect(named(undefined, {}, field)).toEqual([false])
  }
})

test('a policy that says nothing has no rules', () => {
  expect(rulesOf(policy({}))).toEqual([])
})
