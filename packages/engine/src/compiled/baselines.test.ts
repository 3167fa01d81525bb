import { describe, expect, test } from 'vitest'
import { policy, request } from '../../test/asking.ts'
import { nobody, requestFor, settings } from '../../test/dimensions/row.ts'
import { deciderBy } from '../decider.ts'
import type { AccessRequest, JsonObject, Policy, Settings } from '../model.ts'
import { compileReference } from '../reference/index.ts'
import { compiledFrom } from './compiled-evaluator.ts'
import { mostFew } from './few-guards.ts'
import { identityOf } from './lower-statement.ts'

/** The same decision as the reference's, with an index and without. */
function same(policies: readonly Policy[], requests: readonly AccessRequest[], set: Settings = settings): string[] {
  const reference = compileReference(policies, set)
  const expected = requests.map((one) => reference.decide(one, { advice: false }))
  for (const few of [0, mostFew]) {
    const decider = deciderBy(compiledFrom(few), policies, set)
    expect(requests.map((one) => decider.decide(one, { advice: false }))).toEqual(expected)
    expect(requests.map((one) => decider.answer(one))).toMatchObject(expected.map(({ decision, reason }) => ({ decision, reason })))
  }
  return expected.map(({ reason }) => reason)
} // prettier-ignore

const notify = { id: 'notify', properties: { to: 'ops' } } as const
const long = 'x'.repeat(5_000)
const anonymous = (properties: JsonObject, type: string): AccessRequest => ({
  subject: { type: 'anonymous', id: 'anonymous', properties },
  action: { name: 'open' },
  resource: { type, id: '1' },
})

describe('what stands where no policy decides', () => {
  const types: Settings = {
    resourceTypes: {
      free: { collection: 'frees', baseline: 'allow', actions: ['open'] },
      bare: { collection: 'bares', baseline: 'allow' },
      shut: { collection: 'shuts', baseline: 'deny', actions: ['open'] },
      ours: { collection: 'ours', baseline: 'rbac', actions: ['open'] },
    },
    roles: [
      { name: 'Opener', permissions: ['frees.read', 'ours.open', 'bares.read'] },
      { name: 'Other', permissions: ['frees.open'] },
      { name: 'All', permissions: ['*'] },
    ],
  }
  const roles = [[], ['Opener'], ['Other'], ['All'], ['Unheard'], ['Unheard', 'Other', 'Opener']]
  const requests = ['free', 'bare', 'shut', 'ours', 'unheard', 'constructor'].flatMap((type) =>
    ['open', 'read'].flatMap((action) =>
      roles.map((held) => request({ type, action, subject: { ...nobody, roles: held } })),
    ),
  )

  test('of each type and action, whatever roles are held', () => {
    for (const set of [types, { ...types, roles: [] }, { resourceTypes: types.resourceTypes ?? {} }])
      expect(new Set(same([], requests, set)).size).toBeGreaterThan(2)
  })

  test('is the same after a hundred other types above, and after two thousand other kinds', () => {
    const many = Array.from({ length: 120 }, (_, index) =>
      requestFor({ type: 'shelf', id: '2', ancestors: [{ type: `t${index}`, id: '1' }] }),
    )
    const kinds = Array.from({ length: 2_100 }, (_, index) => request({ action: `do-${index}` }))
    const deny = policy({ target: { permissions: ['t7.*', 't119.open'] }, statements: [{}] })
    same([deny], [...many, ...kinds, ...many, ...requests])
  })
})

describe('an allow', () => {
  const [staff, keepers] = [
    { ...nobody, groups: ['staff'] },
    { ...nobody, roles: ['Keeper'] },
  ]
  const types = ['door', 'doors', 'room', 'shelf', 'unheard']
  const requests = types.flatMap((type) => [
    ...[nobody, staff, keepers].flatMap((subject) => [request({ type, subject }), requestFor({ type, subject, ancestors: [] })]),
    ...[nobody, staff, keepers].map((subject) => anonymous(subject, type)),
  ]) // prettier-ignore

  test.each<[string, Parameters<typeof policy>[0]]>([
    ['of no resource in particular does not open a type that nobody declared, though called like a collection', { target: { permissions: ['doors.*'] }, statements: [{ effect: 'allow' }] }],
    ['of no resource in particular, for somebody, neither', { target: { permissions: ['doors.*'], subjects: ['user:ann'] }, statements: [{ effect: 'allow' }] }],
    ['of a resource reaches nobody who is not signed in', { statements: [{ effect: 'allow', resources: ['room'] }] }],
    ['of a resource for everybody does', { statements: [{ effect: 'allow', resources: ['room'], subjects: ['<.*>'] }] }],
    ['for a group does', { target: { resources: ['room'], subjects: ['group:staff'] }, statements: [{ effect: 'allow' }] }],
    ['for a role does', { target: { resources: ['room'], roles: ['Keeper'] }, statements: [{ effect: 'allow' }] }],
    ['of a template is for whom and on what its bindings say', { id: 'ann', template: true, statements: [{ effect: 'allow' }] }],
    ['of a template, for several on one resource', { id: 'staff', template: true, statements: [{ effect: 'allow' }] }],
    ['of a template that narrows', { id: 'staff', template: true, target: { actions: ['open'] }, statements: [{ effect: 'allow' }] }],
  ])('%s', (_name, parts) => {
    const bindings = (['user:ann', 'group:staff', 'user:bob', 'anonymous:anonymous'] as const).flatMap((subject, index) => [
      { id: `r${index}`, policy: 'staff', subject, resource: 'room' },
      { id: `s${index}`, policy: 'ann', subject, resource: 'room:1' },
    ]).filter(({ subject }) => subject !== 'anonymous:anonymous')
    const set = parts.template === true ? { ...settings, bindings } : { ...settings, bindings: [] }
    same([policy(parts)], requests, set)
  }) // prettier-ignore

  test('that comes first of all brings its obligations, and lets what lies below it in', () => {
    const allow = policy({
      target: { resources: ['room', 'shelf'] },
      statements: [{ effect: 'allow', obligations: [notify, { ...notify, id: 'sorry', on: 'deny' }] }],
    })
    same([allow], requests)
  })
})

test('what lies above counts for a tree alone', () => {
  const bindings = [
    { id: 'a', policy: 'p', subject: 'user:ann', resource: 'door:1' },
    { id: 'b', policy: 'p', subject: 'user:ann', resource: 'shelf:1' },
  ]
  const template = policy({ template: true, statements: [{ effect: 'deny' }] })
  const requests = ['door', 'shelf'].flatMap((type) =>
    [undefined, [], [{ type, id: '1' }], [{ type, id: '3' }]].map((ancestors) =>
      requestFor({ type, id: '2', subject: nobody, ...(ancestors && { ancestors }) }),
    ),
  )
  same([template], requests, { ...settings, bindings })
})

test('of a name on which no pattern says whether it matches, a deny takes part and an allow does not', () => {
  const verbs = { actions: ['<a.*>'] }
  const rules = [
    policy({ id: 'deny', target: { resources: ['door'], ...verbs }, statements: [{}] }),
    policy({ id: 'allow', target: { resources: ['room'], ...verbs }, statements: [{ effect: 'allow' }] }),
    policy({ id: 'duty', target: { resources: ['<.*>'], ...verbs }, statements: [{ effect: 'oblige', obligations: [notify] }] }),
  ] // prettier-ignore
  const requests = ['door', 'room', 'safe'].flatMap((type) =>
    ['open', 'ask', long, `a${long}`].map((action) =>
      request({ type, action, subject: { ...nobody, roles: ['Owner'] } }),
    ),
  )
  expect(new Set(same(rules, requests)).size).toBeGreaterThan(2)
})

test('a role that is perhaps held grants nothing, and keeps nobody from being denied', () => {
  const rules = [
    policy({ id: 'deny', target: { resources: ['door'], roles: ['Keeper'] }, statements: [{}] }),
    policy({
      id: 'allow',
      target: { resources: ['room'], roles: ['Keeper'] },
      statements: [{ effect: 'allow' }],
    }),
  ]
  const until = { name: 'Keeper', valid_until: '2026-05-01T12:00:00Z' }
  const requests = ['door', 'room'].flatMap((type) =>
    [['Keeper'], [until], [until, 'Keeper'], [], undefined, null, 'Keeper'].flatMap((roles) =>
      [undefined, '2026-05-01T11:00:00Z', '2026-05-01T12:00:00Z'].map((time) =>
        request({
          type,
          subject: { ...nobody, ...(roles !== undefined && { roles }) },
          ...(time !== undefined && { context: { time } }),
        }),
      ),
    ),
  )
  same(rules, requests)
})

test('devices and integrations of which nothing is known', () => {
  const rules = [
    policy({ id: 'name', target: { devices: { names: ['.*prod.*', 'srv-.*', '(a|b)c'] } }, statements: [{}] }),
    policy({ id: 'os', priority: 1, target: { devices: { os: ['Linux'] }, integrations: { bases: ['AWS'] } }, statements: [{ effect: 'oblige', obligations: [notify] }] }),
    policy({ id: 'either', target: { devices: { names: ['x'] }, integrations: { names: ['y'] } }, statements: [{ actions: ['read'] }] }),
  ] // prettier-ignore
  const things = [undefined, {}, { name: null }, { name: 'srv-1', os: 'Linux' }, { name: long }, { name: 'y', base: 'aws' }, { os: 7, base: 7 }] // prettier-ignore
  const requests = ['phone', 'tool', 'door'].flatMap((type) =>
    ['1', '*'].flatMap((id) =>
      ['open', 'read'].flatMap((action) =>
        things.map((resource) =>
          request({ type, id, action, subject: nobody, ...(resource && { resource }) }),
        ),
      ),
    ),
  )
  same(rules, requests)
})

test('two combinations are one only when their parts are', () => {
  expect(identityOf({ op: 'all', parts: [1, 23] })).not.toBe(identityOf({ op: 'all', parts: [12, 3] }))
  expect(identityOf({ op: 'all', parts: [1, 2] })).not.toBe(identityOf({ op: 'any', parts: [1, 2] }))
})
