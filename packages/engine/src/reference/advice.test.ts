import { describe, expect, test } from 'vitest'
import { type Asking, policy, request, settings } from '../../test/asking.ts'
import type { Advice, Condition, Policy, Statement } from '../model.ts'
import { adviceFor } from './advice.ts'
import { answerTo } from './answer.ts'
import { compileReference } from './index.ts'
import { questionOf } from './question.ts'
import { inEvaluationOrder } from './world.ts'

const resources = ['<.*>']
const requires = (...unless: Condition[]): Partial<Statement> => ({ resources, unless })
const prefers = (method: string, rank: number, on?: 'deny'): Partial<Statement> => ({
  effect: 'oblige',
  resources,
  obligations: [{ id: 'factor', properties: { method, rank }, ...(on && { on }) }],
})
const mfa: Condition = { attribute: 'mfa_status', operator: 'equals', value: true }
const tunnel: Condition = { attribute: 'tunnel_status', operator: 'equals', value: 'encrypted' }
const hardware: Condition = { attribute: 'auth_methods', operator: 'contains', value: 'hwk' }
const hours = (from: string, to: string, zone = 'UTC'): Condition => ({
  attribute: 'time_of_day',
  operator: 'between',
  value: [from, to],
  zone,
})
const days = (...value: string[]): Condition => ({ attribute: 'day_of_week', operator: 'in', value })

function advice(policies: readonly Policy[], asking: Asking = {}, more = {}): readonly Advice[] {
  return compileReference(policies, { ...settings, ...more }).decide(request(asking)).advice
}
const one = (...statements: Partial<Statement>[]) => [
  policy({ statements: statements.map((each, index) => ({ id: `s${index}`, ...each })) }),
]
const stepUp = (...methods: string[]) => ({ id: 'step_up', properties: { methods } })
const retry = (time: string) => ({ id: 'retry_after', properties: { time } })
const connect = { id: 'connect_tunnel', properties: {} }

describe('step_up', () => {
  test('tries every method there is when no policy ranks them', () => {
    expect(advice(one(requires(mfa)))).toEqual([stepUp('webauthn', 'totp')])
  })
  test('names those that are ranked, by rank, whatever their outcome', () => {
    expect(advice(one(requires(mfa), prefers('totp', 1, 'deny'), prefers('webauthn', 2)))).toEqual([
      stepUp('totp', 'webauthn'),
    ])
  })
  test('is not narrowed by what does not take part, nor by other obligations', () => {
    const idle = { ...prefers('totp', 1), when: [{ attribute: 'x', operator: 'equals', value: 1 } as const] }
    const other: Partial<Statement> = {
      effect: 'oblige',
      resources,
      obligations: [{ id: 'seal', properties: { method: 'totp' } }],
    }
    expect(advice(one(requires(mfa), idle, other), { context: { x: 2 } })).toEqual([
      stepUp('webauthn', 'totp'),
    ])
    expect(advice(one(requires(mfa), idle, other), { context: { x: 1 } })).toEqual([stepUp('totp')])
  })
  test('is not narrowed by what a denial itself demands', () => {
    const [demand] = prefers('totp', 1, 'deny').obligations ?? []
    const denial = { ...requires(mfa), ...(demand && { obligations: [demand] }) }
    expect(advice(one(denial))).toEqual([stepUp('webauthn', 'totp')])
  })
  test('names each once, those of one rank by name', () => {
    const statements = [prefers('webauthn', 2), prefers('totp', 2), prefers('totp', 2)]
    expect(advice(one(requires(mfa), ...statements))).toEqual([stepUp('totp', 'webauthn')])
    expect(advice(one(requires(mfa), ...statements.toReversed()))).toEqual([stepUp('totp', 'webauthn')])
  })
  test('keeps only those that would do', () => {
    expect(advice(one(requires(hardware), prefers('totp', 1), prefers('webauthn', 2)))).toEqual([
      stepUp('webauthn'),
    ])
    expect(advice(one(requires(hardware), prefers('totp', 1)))).toEqual([])
  })
  test('adds to what was proved before', () => {
    const both = requires(mfa, { attribute: 'auth_methods', operator: 'contains', value: 'pwd' })
    expect(advice(one(both), { context: { auth_methods: ['pwd'] } })).toEqual([stepUp('webauthn', 'totp')])
    expect(advice(one(both))).toEqual([])
  })
  test('counts no proof that is no text', () => {
    const odd = requires(mfa, { attribute: 'x', operator: 'in', value: { attribute: 'auth_methods' } })
    expect(advice(one(odd), { context: { x: 7, auth_methods: [7] } })).toEqual([])
    expect(advice(one(odd), { context: { x: 'pwd', auth_methods: [7, 'pwd'] } })).toEqual([
      stepUp('webauthn', 'totp'),
    ])
  })
  test('makes the proof fresh', () => {
    const fresh = requires({ attribute: 'auth_age', operator: 'less_than', value: 300 })
    expect(advice(one(fresh), { context: { auth_age: 4000 } })).toEqual([stepUp('webauthn', 'totp')])
  })
  test('helps where a role asks for it', () => {
    const roles = [{ name: 'Owner', scope: { when: [mfa] } }]
    expect(advice([], { type: 'safe', subject: { roles: roles as never } })).toEqual([
      stepUp('webauthn', 'totp'),
    ])
  })
})

test('connect_tunnel is a verified WireGuard tunnel of one’s own', () => {
  expect(advice(one(requires(tunnel)))).toEqual([connect])
  const another = requires({ attribute: 'tunnel_protocol', operator: 'equals', value: 'openvpn' })
  expect(advice(one(another))).toEqual([])
})

describe('the smallest set', () => {
  test.each<[because: string, statements: Partial<Statement>[], expected: object[]]>([
    [
      'two changes when it takes two',
      [requires(mfa), requires(tunnel)],
      [stepUp('webauthn', 'totp'), connect],
    ],
    ['one when one of them will do', [requires({ any: [mfa, tunnel] })], [stepUp('webauthn', 'totp')]],
    [
      'three when it takes three',
      [requires(mfa, tunnel, hours('13:00', '14:00'))],
      [stepUp('webauthn', 'totp'), connect, retry('2026-05-01T13:00:00Z')],
    ],
    ['none when nothing helps', [requires({ attribute: 'x', operator: 'equals', value: 1 })], []],
  ])('%s', (_because, statements, expected) => {
    expect(advice(one(...statements), { context: { time: '2026-05-01T12:00:00Z' } })).toEqual(expected)
  })
  test('is looked for also in what holds of a folder above', () => {
    const above = { type: 'node', id: '1' }
    const asked = {
      ...request({ type: 'node', id: '2' }),
      resource: { type: 'node', id: '2', ancestors: [above] },
    }
    const policies = one({ resources: ['node:1'], unless: [mfa] }, { effect: 'allow', resources: ['node:2'] })
    expect(compileReference(policies, settings).decide(asked).advice).toEqual([stepUp('webauthn', 'totp')])
  })
  test('is given up when it takes too many questions to find', () => {
    const late = (count: number) => {
      const dates = Array.from({ length: count }, (_, index) =>
        new Date(Date.UTC(2026, 5, index + 1)).toISOString().slice(0, 10),
      )
      const often: Condition = {
        attribute: 'date',
        operator: 'in',
        value: dates.filter((_date, index) => index % 2 === 0),
      }
      const last: Condition = { attribute: 'date', operator: 'equals', value: dates.at(-1) ?? '' }
      return advice(one(requires(mfa, tunnel, last), requires(often)), {
        context: { time: '2026-05-01T12:00:00Z' },
      })
    }
    expect(late(21)).toEqual([stepUp('webauthn', 'totp'), connect, retry('2026-06-21T00:00:00Z')])
    expect(late(55)).toEqual([])
  })
  test('a permit needs no advice', () => {
    expect(advice([])).toEqual([])
    expect(advice(one(requires(mfa)), { context: { mfa_status: true } })).toEqual([])
  })
  test('is not looked for when nobody wants it', () => {
    expect(
      compileReference(one(requires(mfa)), settings).decide(request(), { advice: false }).advice,
    ).toEqual([])
  })
})

describe('retry_after', () => {
  // 1 May 2026 is a Friday.
  test.each<[because: string, statement: Partial<Statement>, time: string, expected: string | undefined]>([
    [
      'when the hours begin',
      requires(hours('08:00', '18:00')),
      '2026-05-01T07:00:00Z',
      '2026-05-01T08:00:00Z',
    ],
    ['tomorrow', requires(hours('08:00', '18:00')), '2026-05-01T18:00:00Z', '2026-05-02T08:00:00Z'],
    [
      'on Monday',
      requires(hours('08:00', '18:00'), days('monday')),
      '2026-05-01T18:00:00Z',
      '2026-05-04T08:00:00Z',
    ],
    [
      'however deep the condition stands',
      requires({ not: { any: [{ all: [hours('18:00', '08:00')] }] } }),
      '2026-05-01T07:00:00Z',
      '2026-05-01T08:00:00Z',
    ],
    ['in a week', requires(days('friday')), '2026-05-02T00:00:00Z', '2026-05-08T00:00:00Z'],
    [
      'by the clock of the zone',
      requires(hours('08:00', '18:00', 'Europe/Madrid')),
      '2026-05-01T17:00:00Z',
      '2026-05-02T06:00:00Z',
    ],
    [
      'when a block ends',
      { resources, when: [hours('08:00', '18:00')] },
      '2026-05-01T12:00:00Z',
      '2026-05-01T18:00:00Z',
    ],
    [
      'after an instant',
      requires({ attribute: 'time', operator: 'greater_than', value: '2026-07-01T00:00:00Z' }),
      '2026-05-01T12:00:00Z',
      '2026-07-01T00:00:00.001Z',
    ],
    [
      'on a date',
      requires({
        attribute: 'date',
        operator: 'between',
        value: ['2026-07-01', '2026-07-02'],
        zone: 'Asia/Tokyo',
      }),
      '2026-05-01T12:00:00Z',
      '2026-06-30T15:00:00Z',
    ],
    [
      'when the clock skips the beginning',
      requires(hours('02:30', '05:00', 'Europe/Madrid')),
      '2026-03-29T00:30:00Z',
      '2026-03-29T01:00:00Z',
    ],
    [
      'when midnight is skipped',
      requires({ attribute: 'day_of_week', operator: 'in', value: ['sunday'], zone: 'America/Sao_Paulo' }),
      '2018-11-04T02:00:00Z',
      '2018-11-04T03:00:00Z',
    ],
    [
      'when the last of many dates is over',
      { resources, when: [{ attribute: 'date', operator: 'between', value: ['2026-05-01', '2026-05-20'] }] },
      '2026-05-01T12:00:00Z',
      '2026-05-21T00:00:00Z',
    ],
    [
      'when a date begins without its midnight',
      requires({ attribute: 'date', operator: 'equals', value: '2018-11-04', zone: 'America/Sao_Paulo' }),
      '2018-10-01T12:00:00Z',
      '2018-11-04T03:00:00Z',
    ],
    ['never, without a usable time', requires(hours('08:00', '18:00')), 'now', undefined],
    [
      'never, when time alone does not help',
      requires(hours('08:00', '18:00'), { attribute: 'x', operator: 'equals', value: 1 }),
      '2026-05-01T07:00:00Z',
      undefined,
    ],
  ])('%s', (_because, statement, time, expected) => {
    expect(advice(one(statement), { context: { time } })).toEqual(
      expected === undefined ? [] : [retry(expected)],
    )
  })

  test('comes at the first hour of a day, also beside hours of the other form', () => {
    const monday = {
      type: 'OfficeHoursCondition',
      key: 'ServerTime',
      options: { matches: 'Monday/09:00/18:00' },
    }
    const statements = [{ resources, when: [monday] }, requires(days('saturday'))]
    // A Friday.
    expect(advice(one(...statements), { context: { time: '2026-05-01T12:00:00Z' } })).toEqual([
      retry('2026-05-02T00:00:00Z'),
    ])
  })

  test('sees a week ahead also where the date is ahead of that of UTC', () => {
    const zone = 'Pacific/Kiritimati'
    const early = requires({ ...days('tuesday'), zone }, hours('01:00', '02:00', zone))
    // Tuesday, two o’clock in Kiritimati; the hour has just gone by.
    expect(advice(one(early), { context: { time: '2026-05-04T12:00:00Z' } })).toEqual([
      retry('2026-05-11T11:00:00Z'),
    ])
  })

  test('follows the dates of policies and roles', () => {
    const time = '2026-05-01T12:00:00Z'
    const ending = [policy({ valid_until: '2026-06-01T00:00:00Z', statements: [{ resources }] })]
    expect(advice(ending, { context: { time } })).toEqual([retry('2026-06-01T00:00:00Z')])
    const beginning = [
      policy({ valid_from: '2026-06-01T00:00:00Z', statements: [{ effect: 'allow', resources }] }),
    ]
    expect(advice(beginning, { type: 'room', context: { time } })).toEqual([retry('2026-06-01T00:00:00Z')])
    const roles = [{ name: 'Owner', valid_from: '2026-09-01T00:00:00+02:00' }]
    expect(advice([], { type: 'safe', subject: { roles }, context: { time } })).toEqual([
      retry('2026-08-31T22:00:00Z'),
    ])
  })

  test('follows a time that the resource has', () => {
    const opened = requires({
      attribute: 'resource.properties.opens',
      operator: 'less_than',
      value: { attribute: 'time' },
    })
    const asking = { resource: { opens: '2026-06-03T10:00:00Z' }, context: { time: '2026-05-01T12:00:00Z' } }
    expect(advice(one(opened), asking)).toEqual([retry('2026-06-03T10:00:00.001Z')])
  })

  test('follows the dates of a template’s own bindings', () => {
    const policies = ['theirs', 'other'].map((id) =>
      policy({ id, template: true, statements: [{ effect: 'allow', resources: ['room'] }] }),
    )
    const binding = { subject: 'user:ann', resource: 'room' }
    const bindings = [
      {
        ...binding,
        id: 'a',
        policy: 'theirs',
        valid_from: '2026-06-01T00:00:00Z',
        valid_until: '2026-07-01T00:00:00Z',
      },
      { ...binding, id: 'b', policy: 'other', subject: 'user:bob', valid_from: '2026-05-20T00:00:00Z' },
    ]
    const asking = { type: 'room', context: { time: '2026-05-01T12:00:00Z' } }
    expect(advice(policies, asking, { bindings })).toEqual([retry('2026-06-01T00:00:00Z')])
  })

  test('uses the zone of the settings where the condition names none', () => {
    const statement = requires({ attribute: 'time_of_day', operator: 'between', value: ['08:00', '18:00'] })
    const asking = { context: { time: '2026-05-01T00:00:00Z' } }
    expect(advice(one(statement), asking, { zone: 'America/Sao_Paulo' })).toEqual([
      retry('2026-05-01T11:00:00Z'),
    ])
  })
})

test('of a context of thousands of attributes, only what policies read is asked with', () => {
  const others = Array.from({ length: 2_000 }, (_, index) => [`x${index}`, index] as const)
  const context = { ...Object.fromEntries(others), time: '2026-05-01T08:00:00Z', mfa_status: false, x7: 7 }
  const isSeven: Condition = { attribute: 'x7', operator: 'equals', value: 7 }
  const relevant = inEvaluationOrder([policy({ statements: [{ ...requires(mfa), when: [isSeven] }] })])
  const question = questionOf(request({ context }), settings)
  const asked = new Set<string>()
  const answer = answerTo(question, relevant)
  adviceFor(question, answer, {
    relevant,
    isPermitted: ({ request: { context: copied = {} } }) => {
      for (const name of Object.keys(copied)) asked.add(name)
      return false
    },
  })
  expect(asked).toContain('x7')
  expect(asked.size).toBeLessThan(10)
})
