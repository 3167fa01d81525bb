import { describe, expect, test } from 'vitest'
import { policy, request, settings } from '../../test/asking.ts'
import type { Condition, Obligation } from '../model.ts'
import { compileReference } from './index.ts'

const resources = ['<.*>']
const of = (id: string, properties: Obligation['properties'] = {}, on?: 'permit' | 'deny'): Obligation => ({
  id,
  properties,
  ...(on === undefined ? {} : { on }),
})

/** What is due on opening a door when each of these is obliged by a policy of its own. */
function due(...obligations: Obligation[]): readonly Obligation[] {
  const policies = obligations.map((one, index) =>
    policy({ id: `p${index}`, statements: [{ effect: 'oblige', resources, obligations: [one] }] }),
  )
  return compileReference(policies, settings).decide(request()).obligations
}

test.each<[because: string, obligations: Obligation[], merged: Obligation[]]>([
  [
    'factors are all kept, by rank',
    [
      of('factor', { method: 'totp', rank: 2 }),
      of('factor', { method: 'webauthn', rank: 1 }),
      of('factor', { method: 'totp', rank: 2 }),
    ],
    [of('factor', { method: 'webauthn', rank: 1 }), of('factor', { method: 'totp', rank: 2 })],
  ],
  [
    'factors of one rank stand by method',
    [of('factor', { method: 'webauthn', rank: 1 }), of('factor', { method: 'totp', rank: 1 })],
    [of('factor', { method: 'totp', rank: 1 }), of('factor', { method: 'webauthn', rank: 1 })],
  ],
  [
    'the screen at the highest rate',
    [of('record_screen', { updates_per_second: 5 }), of('record_screen', { updates_per_second: 30 })],
    [of('record_screen', { updates_per_second: 30 })],
  ],
  ['keystrokes once', [of('record_keystrokes'), of('record_keystrokes')], [of('record_keystrokes')]],
  [
    'retain the shortest',
    [of('retain', { days: 30 }), of('retain', { days: 7 })],
    [of('retain', { days: 7 })],
  ],
  ['keep the longest', [of('keep', { days: 30 }), of('keep', { days: 7 })], [of('keep', { days: 30 })]],
  [
    'limits are the lowest',
    [
      of('limit_session', { seconds: 60 }),
      of('limit_session', { seconds: 30 }),
      of('limit_idle', { seconds: 9 }),
      of('limit_concurrent', { count: 2 }),
      of('limit_concurrent', { count: 1 }),
    ],
    [
      of('limit_concurrent', { count: 1 }),
      of('limit_idle', { seconds: 9 }),
      of('limit_session', { seconds: 30 }),
    ],
  ],
  [
    'lock out after fewer attempts for longer',
    [of('lock_out', { attempts: 5, seconds: 600 }), of('lock_out', { attempts: 3, seconds: 60 })],
    [of('lock_out', { attempts: 3, seconds: 600 })],
  ],
  [
    'the longest password',
    [of('password', { min_length: 8 }), of('password', { min_length: 15 })],
    [of('password', { min_length: 15 })],
  ],
  [
    'log and notify keep what differs',
    [of('notify', { to: 'soc' }), of('notify', { to: 'boss' }), of('notify', { to: 'soc' }), of('log')],
    [of('log'), of('notify', { to: 'boss' }), of('notify', { to: 'soc' })],
  ],
  [
    'others keep what differs',
    [
      of('acme.seal', { colour: 'red', size: 1 }),
      of('acme.seal', { size: 1, colour: 'red' }),
      of('acme.seal'),
    ],
    [of('acme.seal', { colour: 'red', size: 1 }), of('acme.seal')],
  ],
  [
    'others are no factors, whatever they call their properties',
    [of('acme.seal', { rank: 9 }), of('acme.seal', { rank: 10 })],
    [of('acme.seal', { rank: 10 }), of('acme.seal', { rank: 9 })],
  ],
  [
    'a viewer’s once',
    [of('watermark'), of('watermark'), of('deny_clipboard'), of('deny_file_transfer')],
    [of('deny_clipboard'), of('deny_file_transfer'), of('watermark')],
  ],
])('%s', (_because, obligations, merged) => {
  expect(due(...obligations)).toEqual(merged)
})

describe('which are due', () => {
  const x: Condition = { attribute: 'x', operator: 'equals', value: 1 }
  const policies = [
    policy({
      id: 'duty',
      statements: [{ effect: 'oblige', resources, obligations: [of('always'), of('refusal', {}, 'deny')] }],
    }),
    policy({
      id: 'low',
      priority: -1,
      statements: [{ effect: 'oblige', resources, obligations: [of('afterwards')] }],
    }),
    policy({
      id: 'grant',
      statements: [
        { effect: 'allow', resources, when: [x], obligations: [of('granted'), of('never', {}, 'deny')] },
      ],
    }),
    policy({
      id: 'other',
      statements: [{ effect: 'allow', resources, when: [x], obligations: [of('not the decider’s')] }],
    }),
    policy({
      id: 'block',
      priority: 1,
      statements: [
        {
          resources,
          when: [{ attribute: 'y', operator: 'equals', value: 1 }],
          obligations: [of('blocked', {}, 'deny'), of('nothing')],
        },
      ],
    }),
  ]
  const ids = (type: string, context: { [name: string]: number }) =>
    compileReference(policies, settings)
      .decide(request({ type, context }))
      .obligations.map(({ id }) => id)

  test('on a permit those for permits, of every oblige and of the statement that decided', () => {
    expect(ids('room', { x: 1, y: 0 })).toEqual(['afterwards', 'always', 'granted'])
  })
  test('on a denial those for denials', () => {
    expect(ids('room', { x: 1, y: 1 })).toEqual(['blocked', 'refusal'])
    expect(ids('room', { x: 2, y: 0 })).toEqual(['refusal'])
  })
  test('nothing of a statement after the one that decided', () => {
    const after = [
      policy({ id: 'a', statements: [{ effect: 'allow', resources, obligations: [of('granted')] }] }),
      policy({ id: 'b', priority: -1, statements: [{ resources, when: [x], obligations: [of('blocked')] }] }),
    ]
    expect(compileReference(after, settings).decide(request({ type: 'room' })).obligations).toEqual([
      of('granted'),
    ])
    const refused = [
      policy({ id: 'a', statements: [{ resources }] }),
      policy({
        id: 'b',
        statements: [{ effect: 'allow', resources, when: [x], obligations: [of('refusal', {}, 'deny')] }],
      }),
    ]
    expect(compileReference(refused, settings).decide(request()).obligations).toEqual([])
  })
  test('what an allow would demand is due while nobody knows whether it allows', () => {
    expect(ids('door', { y: 0 })).toEqual(['afterwards', 'always', 'granted', 'not the decider’s'])
    expect(ids('door', { x: 2, y: 0 })).toEqual(['afterwards', 'always'])
  })
})
