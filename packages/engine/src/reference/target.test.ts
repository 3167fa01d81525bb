import { describe, expect, test } from 'vitest'
import { type Asking, policy, request, settings } from '../../test/asking.ts'
import type { JsonObject, Target, Truth } from '../model.ts'
import { compileReference } from './index.ts'

/** How far the target of a deny means a question. */
function targetOf(target: Target, asking: Asking, effect: 'deny' | 'allow' = 'deny'): Truth | undefined {
  const decider = compileReference([policy({ target, statements: [{ effect }] })], settings)
  return decider.decide(request({ ...asking, subject: { roles: ['Owner'], ...asking.subject } }), {
    detail: 'trace',
  }).trace?.[0]?.target
}

test.each<[target: Target, asking: Asking, truth: Truth]>([
  [{}, {}, 'true'],
  [{ permissions: ['doors.open'] }, {}, 'true'],
  [{ permissions: ['doors.*', 'safes.read'] }, {}, 'true'],
  [{ permissions: ['doors.open'] }, { action: 'peek' }, 'true'],
  [{ permissions: ['doors.peek'] }, {}, 'false'],
  [{ permissions: ['door.open'] }, {}, 'false'],
  [{ permissions: ['sallyport.x.*'] }, {}, 'false'],
  [{ resources: ['door'] }, {}, 'true'],
  [{ resources: ['door:1'] }, {}, 'true'],
  [{ resources: ['door:2'] }, {}, 'false'],
  [{ resources: ['door:<[0-9]>'] }, {}, 'true'],
  [{ resources: ['<door>'] }, {}, 'false'],
  [{ resources: ['<door>'] }, { id: '' }, 'true'],
  [{ resources: ['door:'] }, { id: '' }, 'false'],
  [{ resources: ['<.*>'] }, {}, 'true'],
  [{ resources: ['door:<.*>'] }, { id: 'x'.repeat(5000) }, 'unknown'],
  [{ actions: ['open', 'close'] }, {}, 'true'],
  [{ actions: ['<op.*>'] }, { action: 'peek' }, 'true'],
  [{ actions: ['close'] }, {}, 'false'],
  [{ actions: ['open'], resources: ['safe'] }, {}, 'false'],
])('%j means %j: %s', (target, asking, truth) => {
  expect(targetOf(target, asking)).toBe(truth)
})

test.each<[target: Target, asking: Asking, path: string]>([
  [{ actions: ['<.*>'] }, { action: 'x'.repeat(5000) }, 'action.name'],
  [{ resources: ['door:<.*>'] }, { id: 'x'.repeat(5000) }, 'resource.id'],
  [
    { devices: { names: ['.*'] } },
    { type: 'phone', resource: { name: 'x'.repeat(5000) } },
    'resource.properties.name',
  ],
  [{ devices: { os: ['linux'] } }, { type: 'phone' }, 'resource.properties.os'],
  [{ roles: ['Owner'] }, { subject: { roles: 'Owner' } }, 'subject.properties.roles'],
  [
    { roles: ['Owner'] },
    { subject: { roles: [{ name: 'Owner', valid_until: '2026-05-01T12:00:00Z' }] } },
    'context.time',
  ],
  [
    { subjects: ['role:Owner'] },
    { subject: { roles: [{ name: 'Owner', valid_until: '2026-05-01T12:00:00Z' }] } },
    'context.time',
  ],
  [{ subjects: ['group:ops'] }, {}, 'subject.properties.groups'],
  [{ subjects: ['profile:admin'] }, {}, 'subject.properties.profile'],
])('why nobody knows whether %j means %j: %s', (target, asking, path) => {
  const decider = compileReference([policy({ target, statements: [{ effect: 'deny' }] })], settings)
  expect(decider.decide(request(asking)).decided_by?.unknown).toEqual([path])
})

test('without the time, nobody knows whether a policy or a binding is in force', () => {
  const until = { valid_until: '2026-05-01T12:00:00Z' }
  const dated = compileReference([policy({ ...until, statements: [{}] })], settings)
  expect(dated.decide(request()).decided_by?.unknown).toEqual(['context.time'])
  const bindings = [{ id: 'b', policy: 'p', subject: 'user:ann', resource: 'door', ...until }]
  const bound = compileReference([policy({ template: true, statements: [{}] })], { ...settings, bindings })
  expect(bound.decide(request()).decided_by?.unknown).toEqual(['context.time'])
})

describe('subjects and roles', () => {
  const known = { groups: ['staff'], roles: ['Owner'], profile: 'admin' }
  test.each<[entry: string, properties: JsonObject, truth: Truth]>([
    ['user:ann', known, 'true'],
    ['user:bob', known, 'false'],
    ['user:bob', { roles: null }, 'false'],
    ['group:staff', known, 'true'],
    ['group:ops', known, 'false'],
    ['group:ops', { roles: [] }, 'unknown'],
    ['group:ops', { groups: 'ops' }, 'unknown'],
    ['group:ops', { groups: ['ops', 7] }, 'true'],
    ['group:ops', { groups: [7] }, 'unknown'],
    ['group:staff', { ...known, roles: null }, 'true'],
    ['role:Owner', known, 'true'],
    ['role:Other', known, 'false'],
    ['role:Other', { ...known, roles: null }, 'unknown'],
    ['profile:admin', known, 'true'],
    ['profile:anon', { groups: [] }, 'unknown'],
    ['profile:anon', { profile: 7 }, 'unknown'],
    ['user:<a.*>', {}, 'true'],
    ['user:<b.*>', { roles: null }, 'false'],
    ['<.*>:ops', {}, 'unknown'],
    ['<user:ann>', {}, 'true'],
    ['<user:bob>', { roles: null }, 'unknown'],
    ['gr<.*>', { roles: [], profile: 'x' }, 'unknown'],
    ['gr<.*>', { ...known, groups: [] }, 'false'],
  ])('%s of %j: %s', (entry, properties, truth) => {
    expect(targetOf({ subjects: [entry] }, { subject: properties })).toBe(truth)
  })

  const until = (valid_until: string) => [{ name: 'Keeper', valid_until }]
  test.each<[roles: unknown, time: string | undefined, truth: Truth]>([
    [['Keeper'], undefined, 'true'],
    [['Other'], undefined, 'false'],
    [null, undefined, 'unknown'],
    ['Keeper', undefined, 'unknown'],
    [[{ name: 'Keeper', scope: { ids: ['9'] } }], undefined, 'true'],
    [until('2026-05-01T12:00:00Z'), '2026-05-01T11:00:00Z', 'true'],
    [until('2026-05-01T12:00:00Z'), '2026-05-01T12:00:00Z', 'false'],
    [until('2026-05-01T12:00:00Z'), undefined, 'unknown'],
    [[...until('2026-05-01T12:00:00Z'), 'Keeper'], undefined, 'true'],
    [[{ naem: 'x' }], undefined, 'unknown'],
    [[{ naem: 'x' }, 'Keeper'], undefined, 'true'],
  ])('roles %j at %s: %s', (roles, time, truth) => {
    const asking = { subject: { roles: roles as never }, context: time === undefined ? {} : { time } }
    expect(targetOf({ roles: ['Keeper'] }, asking)).toBe(truth)
    expect(targetOf({ subjects: ['role:Keeper'] }, asking)).toBe(truth)
  })
})

describe('a name on which a pattern takes too long', () => {
  const long = 'a'.repeat(5_000)
  const slow = '(?:a?){700}b'
  test.each<[entry: string, id: string, properties: JsonObject, path: string]>([
    ['user:<a*>', long, { groups: [], profile: 'standard', roles: [] }, 'subject.id'],
    ['group:<a*>', 'ann', { groups: [long], profile: 'standard', roles: [] }, 'subject.properties.groups'],
    ['profile:<a*>', 'ann', { groups: [], profile: long, roles: [] }, 'subject.properties.profile'],
    [`role:<${slow}>`, 'ann', { groups: [], profile: 'standard', roles: ['a'.repeat(1_000)] }, 'subject.properties.roles'],
  ])('%s: is unknown, which denies and does not allow', (entry, id, properties, path) => {
    const by = (effect: 'allow' | 'deny') =>
      compileReference([policy({ target: { subjects: [entry], resources: ['<.*>'] }, statements: [{ effect }] })], settings)
    const asked = (type: string) => ({ ...request({ type, subject: properties }), subject: { type: 'user', id, properties } })
    expect(by('deny').decide(asked('door')).decided_by).toMatchObject({ effect: 'deny', unknown: [path] })
    expect(by('allow').decide(asked('room')).decision).toBe(false)
  }) // prettier-ignore
})

describe('devices and integrations', () => {
  const device = (properties: JsonObject, id = '1'): Asking => ({ type: 'device', id, resource: properties })
  test.each<[target: Target, asking: Asking, truth: Truth]>([
    [{ devices: {} }, device({}), 'true'],
    [{ devices: {} }, device({}, '*'), 'false'],
    [{ devices: {} }, { type: 'door' }, 'false'],
    [{ devices: {} }, { type: 'integration' }, 'false'],
    [{ devices: { names: ['.*prod.*'] } }, device({ name: 'a-prod-1' }), 'true'],
    [{ devices: { names: ['prod'] } }, device({ name: 'a-prod-1' }), 'false'],
    [{ devices: { names: ['(?!test).*'] } }, device({ name: 'test-1' }), 'false'],
    [{ devices: { names: ['.*prod.*'] } }, device({}), 'unknown'],
    [{ devices: { names: ['.*prod.*'] } }, device({ name: 7 }), 'unknown'],
    [{ devices: { os: ['WINDOWS', 'Amazon Linux'] } }, device({ os: 'amazon linux' }), 'true'],
    [{ devices: { os: ['Windows'] } }, device({ os: 'Windows 11' }), 'false'],
    [{ devices: { names: ['a'], os: ['x'] } }, device({ name: 'b' }), 'false'],
    [{ devices: { names: ['a'], os: ['x'] } }, device({ name: 'a' }), 'unknown'],
    [
      { integrations: { bases: ['fortigate'] } },
      { type: 'integration', resource: { base: 'Fortigate' } },
      'true',
    ],
    [{ integrations: { bases: ['AWS'] } }, device({ base: 'AWS' }), 'false'],
    [{ devices: {}, integrations: {} }, { type: 'integration' }, 'true'],
    [{ devices: { names: ['a'] }, integrations: {} }, device({ name: 'b' }), 'false'],
  ])('%j means %j: %s', (target, asking, truth) => {
    expect(targetOf(target, asking)).toBe(truth)
  })

  test('a type of one’s own may belong to the collection', () => {
    const own = {
      resourceTypes: { phone: { collection: 'devices', baseline: 'allow', actions: ['open'] } },
    } as const
    const decider = compileReference([policy({ target: { devices: {} }, statements: [{}] })], own)
    expect(decider.decide(request({ type: 'phone' })).decision).toBe(false)
  })
})

describe('who is not signed in', () => {
  const anonymous = {
    subject: {
      type: 'anonymous',
      id: 'anonymous',
      properties: { profile: 'anon', groups: [], roles: ['Guest'] },
    },
    action: { name: 'open' },
    resource: { type: 'room', id: '1' },
  }
  test.each<[target: Target, decision: boolean]>([
    [{ resources: ['room'] }, false],
    [{ resources: ['room'], subjects: ['<.*>'] }, true],
    [{ resources: ['room'], subjects: ['profile:anon'] }, true],
    [{ resources: ['room'], subjects: ['anonymous:anonymous'] }, true],
    [{ resources: ['room'], subjects: ['user:<.*>'] }, false],
    [{ resources: ['room'], roles: ['Guest'] }, true],
    [{ resources: ['room'], roles: ['Owner'] }, false],
  ])('%j allows: %s', (target, decision) => {
    const decider = compileReference([policy({ target, statements: [{ effect: 'allow' }] })], settings)
    expect(decider.decide(anonymous).decision).toBe(decision)
  })

  test('is denied like anybody', () => {
    const decider = compileReference([policy({ statements: [{}] })], settings)
    expect(decider.decide({ ...anonymous, resource: { type: 'door', id: '1' } }).reason).toBe(
      'denied_by_policy',
    )
  })
})

test('a type called like a collection is not let in by the permissions of that collection', () => {
  const decider = compileReference(
    [policy({ target: { permissions: ['doors.*'] }, statements: [{ effect: 'allow' }] })],
    settings,
  )
  expect(decider.decide(request({ type: 'doors' })).decision).toBe(false)
})
