import { expect, test } from 'vitest'
import { policy, settings } from '../test/asking.ts'
import type { Policy, Statement } from './model.ts'
import { rulesOf } from './policy-reads.ts'
import { reaches, reachesUndeclared } from './reaches.ts'

test.each<
  [target: Policy['target'], statement: Partial<Statement>, type: string, actions: string[], reached: boolean]
>([
  [undefined, {}, 'door', ['open'], true],
  [{ resources: ['door'] }, {}, 'door', ['open'], true],
  [{ resources: ['door:1'] }, {}, 'door', ['open'], true],
  [{ resources: ['door'] }, {}, 'doorway', ['open'], false],
  [{ resources: ['<do.*>'] }, {}, 'safe', ['open'], true],
  [{ resources: ['do<or|g>:1'] }, {}, 'door', ['open'], true],
  [{ resources: ['dog<.*>'] }, {}, 'door', ['open'], false],
  [{ resources: ['door'] }, { resources: ['safe'] }, 'door', ['open'], false],
  [{ actions: ['open'] }, {}, 'door', ['peek'], true],
  [{ actions: ['open'] }, {}, 'door', ['close', 'lock'], false],
  [{ actions: ['open'] }, {}, 'door', ['close', 'open'], true],
  [{ actions: ['<o.*>'] }, {}, 'door', ['peek'], true],
  [{ permissions: ['doors.open'] }, {}, 'door', ['open'], true],
  [{ permissions: ['doors.open'] }, {}, 'safe', ['open'], false],
  [{ permissions: ['doors.*'] }, {}, 'door', ['lock'], true],
  [{ devices: {} }, {}, 'device', ['read'], true],
  [{ devices: {} }, {}, 'door', ['open'], false],
  [{ devices: {}, integrations: {} }, {}, 'integration', ['read'], true],
  // Of several entries one is enough.
  [{ resources: ['safe', 'door'] }, {}, 'door', ['open'], true],
  [{ actions: ['lock', 'open'] }, {}, 'door', ['open'], true],
  [{ permissions: ['safes.open', 'doors.lock', 'doors.open'] }, {}, 'door', ['open'], true],
  [{ resources: ['door:a<.*>'] }, {}, 'door', ['open'], true],
  [{ resources: ['<.*>r'] }, {}, 'door', ['open'], true],
])('%j %j reaches %s %j: %s', (target, statement, type, actions, reached) => {
  const one = policy({ ...(target && { target }), statements: [statement] })
  expect(reaches(one, { type, actions }, settings)).toBe(reached)
})

test.each<[target: Policy['target'], reached: boolean]>([
  [undefined, true],
  [{ resources: ['door'] }, true],
  [{ permissions: ['doors.open'] }, false],
  [{ permissions: ['doors.open', 'windows.open'] }, true],
  [{ permissions: ['sessions.read'] }, false],
  [{ devices: {} }, false],
  [{ integrations: {} }, false],
  [{ devices: {}, permissions: ['windows.open'] }, false],
])('%j leaves room for what nobody declared: %s', (target, reached) => {
  expect(reachesUndeclared(policy({ ...(target && { target }) }), settings)).toBe(reached)
})

test('documentation reaches nothing, and its rules are read as they are', () => {
  const documentation = policy({ rules: ['Be careful'] })
  expect(reaches(documentation, { type: 'door', actions: ['open'] })).toBe(false)
  expect(rulesOf(documentation)).toEqual(['Be careful'])
  expect(rulesOf(policy({ rules: ['Be careful'], statements: [{ label: 'No entry' }] }))).toEqual([
    'No entry',
  ])
})
