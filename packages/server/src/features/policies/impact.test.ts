import { compile, type JsonObject, type Policy, type Role } from '@sallyport/engine'
import { describe, expect, test } from 'vitest'
import type { EnforcementPoint } from '../../platform/enforcement-points.ts'
import { measureImpact, type OpenSession } from './impact.ts'
import type { Person } from './person.ts'

const now = new Date('2026-11-18T10:00:00.000Z')
const roles: Role[] = [{ name: 'Admin', permissions: ['*'] }]
const points: EnforcementPoint[] = [
  {
    id: 'sign-in',
    asks: [{ type: 'sign_in', actions: ['login', 'continue'] }],
    attributes: [],
    obligations: ['factor'],
  },
]

function person(userId: string, role: string, context?: JsonObject): Person {
  return {
    userId,
    email: `${userId}@example.org`,
    subject: { type: 'user', id: userId, properties: { roles: [role], groups: [], profile: 'standard' } },
    active: true,
    factors: [],
    lastContexts: context === undefined ? [] : [context],
  }
}

const people = [
  person('ana', 'Admin', { source_ip: '203.0.113.7' }),
  person('ben', 'User', { source_ip: '10.1.2.3' }),
  person('new', 'User'),
  { ...person('old', 'User', { source_ip: '10.1.2.3' }), active: false },
]

function sessionOf(userId: string, mfa: boolean): OpenSession {
  const one = people.find((candidate) => candidate.userId === userId) ?? person(userId, 'User')
  const context = { ...one.lastContexts[0], mfa_status: mfa, auth_methods: ['pwd'], auth_age: 30 }
  return { id: `session-of-${userId}-${String(mfa)}`, userId, subject: one.subject, context }
}

const sessions = [sessionOf('ana', true), sessionOf('ben', false), sessionOf('ben', true)]

const mfa: Policy = {
  id: 'mfa', name: 'M', type: 'access',
  statements: [{ id: 's', label: 'L', effect: 'deny', resources: ['sign_in'], actions: ['login'], unless: [{ attribute: 'mfa_status', operator: 'equals', value: true }] }],
} // prettier-ignore
const office: Policy = {
  id: 'office', name: 'O', type: 'network',
  statements: [{ id: 's', label: 'L', effect: 'deny', resources: ['sign_in'], actions: ['login'], unless: [{ attribute: 'source_ip', operator: 'in', value: ['10.0.0.0/8'] }] }],
} // prettier-ignore

function measure(before: Policy[], after: Policy[]) {
  return measureImpact({
    present: compile(before, { roles }),
    candidate: compile(after, { roles }),
    people,
    sessions,
    points,
    requestContext: { source_ip: '198.51.100.1' },
    now,
    editing: 'any',
  })
}

const none = {
  total: 3,
  newly_refused: 0,
  newly_permitted: 0,
  newly_asked_for_factor: 0,
  no_longer_asked_for_factor: 0,
}

describe('what a change would do is measured by asking', () => {
  test('asking for a second factor touches everybody active and the sessions without one', async () => {
    expect(await measure([], [mfa])).toEqual({
      people: { ...none, newly_asked_for_factor: 3 },
      sessions: { open: 3, ended: 1 },
      locks_out: false,
    })
  })
  test('no longer asking for it is the reverse and ends nothing', async () => {
    expect(await measure([mfa], [])).toEqual({
      people: { ...none, no_longer_asked_for_factor: 3 },
      sessions: { open: 3, ended: 0 },
      locks_out: false,
    })
  })
  test('the office alone refuses whoever was elsewhere, and who is new as the asker would be', async () => {
    expect(await measure([], [office])).toEqual({
      people: { ...none, newly_refused: 2 },
      sessions: { open: 3, ended: 1 },
      locks_out: true,
    })
  })
  test('opening it again permits them', async () => {
    expect(await measure([office], [])).toMatchObject({
      people: { ...none, newly_permitted: 2 },
      locks_out: false,
    })
  })
  test('somebody newly permitted with a factor is asked for one', async () => {
    expect(await measure([office], [mfa])).toMatchObject({
      people: { ...none, newly_permitted: 2, newly_asked_for_factor: 3 },
    })
  })
  test('nothing where nothing changes', async () => {
    expect(await measure([mfa], [mfa])).toEqual({
      people: none,
      sessions: { open: 3, ended: 0 },
      locks_out: false,
    })
  })
})
