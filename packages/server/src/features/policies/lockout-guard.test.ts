import {
  compile,
  type Decider,
  type Policy,
  type Role,
  type RoleGrant,
  type Statement,
} from '@sallyport/engine'
import { describe, expect, test } from 'vitest'
import type { EnforcementPoint } from '../../platform/enforcement-points.ts'
import { defaultPolicies } from './default-policies.ts'
import { findLockout, refuseLockout, type LockoutCheck } from './lockout-guard.ts'
import type { Person } from './person.ts'

const now = new Date('2026-11-18T10:00:00.000Z')
const roles: Role[] = [
  { name: 'Admin', permissions: ['policies.*'] },
  { name: 'Viewer', permissions: ['policies.read'] },
]
const points: EnforcementPoint[] = [
  {
    id: 'sign-in',
    asks: [{ type: 'sign_in', actions: ['login', 'continue'] }],
    attributes: ['source_ip', 'time', 'mfa_status'],
    obligations: ['factor', 'limit_session', 'log'],
  },
  {
    id: 'admin-api',
    asks: [{ type: 'sallyport.policy', actions: ['read', 'update'] }],
    attributes: ['source_ip', 'time', 'mfa_status'],
    obligations: ['factor', 'log'],
  },
]

function person(userId: string, role: RoleGrant, more: Partial<Person> = {}): Person {
  const subject = {
    type: 'user',
    id: userId,
    properties: { roles: [role as string], groups: [], profile: 'admin' },
  }
  return {
    userId,
    email: `${userId}@example.org`,
    subject,
    active: true,
    factors: [],
    lastContexts: [{ source_ip: '203.0.113.7', country: 'AU' }],
    ...more,
  }
}

const ana = person('ana', 'Admin')
const vera = person('vera', 'Viewer')

function policy(statement: Partial<Statement>, more: Partial<Policy> = {}): Policy {
  const whole: Statement = {
    id: 's',
    label: 'No',
    effect: 'deny',
    resources: ['sign_in'],
    actions: ['login'],
    ...statement,
  }
  return { id: 'pol-new', name: 'New', type: 'access', statements: [whole], ...more }
}

const empty = compile([], { roles })

function check(after: Decider, more: Partial<LockoutCheck> = {}): LockoutCheck {
  const people = [ana, vera]
  const context = { source_ip: '198.51.100.9', time: now.toISOString() }
  return {
    before: { decider: empty, people },
    after: { decider: after, people },
    points,
    requestContext: context,
    now,
    ...more,
  }
}

const after = (one: Policy) => compile([one], { roles })

describe('a change is a lockout when it leaves no administrator a way in', () => {
  test.each<[because: string, policy: Policy]>([
    ['nobody may sign in', policy({})],
    ['nobody may change policies', policy({ resources: ['<sallyport[.]policy:.*>'], actions: ['update'] })],
    [
      'nobody comes from there',
      policy({ unless: [{ attribute: 'source_ip', operator: 'in', value: '10.0.0.0/8' }] }),
    ],
    [
      'the country is blocked and the asker’s is unknown',
      policy({ when: [{ attribute: 'country', operator: 'in', value: ['AU'] }] }),
    ],
    [
      'a tunnel is asked for that no enforcement point knows',
      policy({ unless: [{ attribute: 'tunnel_status', operator: 'equals', value: 'encrypted' }] }),
    ],
    [
      'sign-in can’t do what it obliges to',
      policy({ effect: 'oblige', obligations: [{ id: 'watermark', properties: {} }] }),
    ],
    [
      'the admin API can’t do what it obliges to, though sign-in could',
      policy({
        effect: 'oblige',
        resources: ['<sallyport[.]policy:.*>'],
        actions: ['update'],
        obligations: [{ id: 'limit_session', properties: { seconds: 60 } }],
      }),
    ],
    [
      'a factor is asked for that nobody has',
      policy({ unless: [{ attribute: 'auth_methods', operator: 'contains', value: 'hwk' }] }),
    ],
    [
      'the time never comes within eight days',
      policy({ unless: [{ attribute: 'date', operator: 'between', value: ['2027-01-01', '2027-01-02'] }] }),
    ],
  ])('%s', async (_because, one) => {
    const lockout = await findLockout(check(after(one)))
    expect(lockout?.administrators).toEqual([{ userId: 'ana', email: 'ana@example.org' }])
    expect(
      after(one).decide(
        lockout?.question ?? {
          subject: { type: 'x', id: 'x' },
          action: { name: 'x' },
          resource: { type: 'x', id: 'x' },
        },
      ).decision || one.statements?.[0]?.effect === 'oblige',
    ).toBe(one.statements?.[0]?.effect === 'oblige')
  })
})

describe('a change is no lockout when one way is left', () => {
  test.each<[because: string, policy: Policy]>([
    [
      'a second factor is asked for, which can be set up',
      policy({ unless: [{ attribute: 'mfa_status', operator: 'equals', value: true }] }),
    ],
    [
      'the administrator has been there',
      policy({ unless: [{ attribute: 'source_ip', operator: 'in', value: '203.0.113.0/24' }] }),
    ],
    [
      'whoever asks is there',
      policy({ unless: [{ attribute: 'source_ip', operator: 'in', value: '198.51.100.0/24' }] }),
    ],
    [
      'the time comes on Sunday night, for a quarter of an hour',
      policy({
        unless: [
          { attribute: 'day_of_week', operator: 'in', value: ['sunday'] },
          { attribute: 'time_of_day', operator: 'between', value: ['03:20', '03:35'], zone: 'Asia/Kolkata' },
        ],
      }),
    ],
    ['only others are refused', policy({ subjects: ['role:Viewer'] })],
    ['it is a report', policy({}, { mode: 'report' })],
    ['it is switched off', policy({}, { enabled: false })],
    [
      'without a second factor it would be refused, and with one as well, but not everywhere',
      policy({ when: [{ attribute: 'source_ip', operator: 'in', value: '203.0.113.0/24' }] }),
    ],
    [
      'it asks for what sign-in can do',
      policy({ effect: 'oblige', obligations: [{ id: 'limit_session', properties: { seconds: 60 } }] }),
    ],
  ])('%s', async (_because, one) => {
    expect(await findLockout(check(after(one)))).toBeUndefined()
  })
  test('the defaults lock nobody out', async () => {
    expect(await findLockout(check(compile(defaultPolicies, { roles })))).toBeUndefined()
  })
})

describe('who counts', () => {
  const closed = after(policy({}))
  test('nobody who could not before', async () => {
    expect(await findLockout(check(closed, { before: { decider: closed, people: [ana] } }))).toBeUndefined()
  })
  test('nobody before there are people', async () => {
    expect(
      await findLockout(
        check(closed, { before: { decider: empty, people: [] }, after: { decider: closed, people: [] } }),
      ),
    ).toBeUndefined()
  })
  test.each<[because: string, people: Person[]]>([
    ['who is disabled', [{ ...ana, active: false }]],
    ['whose role reads policies only', [vera]],
    ['whose role is over', [person('ana', { name: 'Admin', valid_until: '2026-01-01T00:00:00Z' })]],
    ['nobody at all', []],
  ])('not one %s: removing the last other administrator is a lockout', async (_because, people) => {
    const lockout = await findLockout(check(empty, { after: { decider: empty, people } }))
    expect(lockout?.administrators.map(({ userId }) => userId)).toEqual(['ana'])
  })
  test('one whose role begins within the week', async () => {
    const people = [person('ana', { name: 'Admin', valid_from: '2026-11-20T00:00:00Z' })]
    expect(await findLockout(check(empty, { after: { decider: empty, people } }))).toBeUndefined()
  })
  test('whoever remains must be able to undo the very change', async () => {
    const frozen = after(policy({ resources: ['sallyport.policy:pol-new'], actions: ['update'] }))
    expect(await findLockout(check(frozen, { editing: 'pol-new' }))).toBeDefined()
    expect(await findLockout(check(frozen, { editing: 'pol-other' }))).toBeUndefined()
  })
  test('a tunnel counts once an enforcement point knows one', async () => {
    const tunnelled = after(
      policy({ unless: [{ attribute: 'tunnel_status', operator: 'equals', value: 'encrypted' }] }),
    )
    const knowing = points.map((point) => ({ ...point, attributes: [...point.attributes, 'tunnel_status'] }))
    expect(await findLockout(check(tunnelled, { points: knowing }))).toBeUndefined()
  })
})

test('the refusal names who could and shows a question', async () => {
  await expect(refuseLockout(check(after(policy({}))))).rejects.toMatchObject({
    code: 'lockout',
    extra: {
      members: {
        administrators: [{ id: 'ana', email: 'ana@example.org' }],
        question: {
          subject: { type: 'user', id: 'ana' },
          action: { name: 'login' },
          resource: { type: 'sign_in' },
        },
      },
    },
  })
})

test('a thousand administrators and a policy about time are asked within bounds', async () => {
  const people = Array.from({ length: 1000 }, (_, index) => person(`ana-${index}`, 'Admin'))
  const never = after(
    policy({
      unless: [
        { attribute: 'time_of_day', operator: 'between', value: ['10:00', '10:01'] },
        { attribute: 'mfa_status', operator: 'equals', value: true },
        { attribute: 'source_ip', operator: 'in', value: '10.0.0.0/8' },
      ],
    }),
  )
  const began = performance.now()
  expect(
    await findLockout(
      check(never, { before: { decider: empty, people }, after: { decider: never, people } }),
    ),
  ).toBeDefined()
  expect(performance.now() - began).toBeLessThan(15_000)
})
