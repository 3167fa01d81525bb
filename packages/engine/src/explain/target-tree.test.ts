import { describe, expect, test } from 'vitest'
import { policy, request, settings } from '../../test/asking.ts'
import type { AccessRequest, Binding, Json, JsonObject, Policy, Settings, Target } from '../model.ts'
import { compileReference } from '../reference/index.ts'
import { inEnglish } from './english.ts'
import { explain } from './explain.ts'

const found = (list: readonly Policy[], asked: AccessRequest, more: Settings = {}) =>
  explain(compileReference(list, { ...settings, ...more }), asked, { words: inEnglish })
    .smallestChanges.suggestions.filter(({ reach }) => reach !== 'policies')
    .map(({ sentence }) => sentence.replace(/^It would be |\.$/g, '')) // prettier-ignore
const closed = (target: Target, more: Partial<Policy> = {}) =>
  policy({ target, ...more, statements: [{ effect: 'deny', resources: ['door', 'phone'] }] })
const door = (subject: JsonObject) => request({ subject })
const nobody: AccessRequest = { ...request(), subject: { type: 'anonymous', id: 'anonymous' } }

describe('a policy for roles', () => {
  test.each<[what: string, roles: readonly string[], subject: JsonObject, sentences: string[]]>([
    ['is left by giving up the role', ['Keeper'], { roles: ['Keeper', 'Reader'] }, ['permitted without the role Keeper']],
    ['is left by giving up all of them', ['Keeper', 'Reader'], { roles: ['Keeper', 'Reader'] }, ['permitted without the role Keeper and without the role Reader']],
    ['is left by the role with dates too', ['Keeper'], { roles: [{ name: 'Keeper' }] }, ['permitted without the role Keeper']],
    ['is left by giving up what it means alone', ['Keeper', 'Reader', 'Owner'], { roles: ['Keeper', 'Reader', 'Owner', 'Nobody', 'A', 'B'], groups: ['Keeper', 'Reader', 'Owner', 'C'] }, ['permitted without the role Keeper, without the role Reader and without the role Owner']],
    ['may mean one whose roles nobody knows', ['Keeper'], {}, ['permitted without the role Keeper']],
    ['is met by any of them', ['Keeper', 'Reader'], { roles: [] }, ['denied with the role Keeper', 'denied with the role Reader']],
    ['is met by any of the first eight', 'abcdefghij'.split(''), { roles: [] }, 'abcdefgh'.split('').map((name) => `denied with the role ${name}`)],
  ])('%s', (_what, roles, subject, sentences) => {
    expect(found([closed({ roles })], door(subject))).toEqual(sentences)
  }) // prettier-ignore

  test('never means nobody', () => {
    expect(found([closed({ roles: ['Keeper'] })], nobody)).toEqual([])
  })
})

describe('a policy for subjects', () => {
  const groupless = { roles: [], groups: [], profile: 'standard' }

  test.each<[what: string, subjects: readonly string[], subject: JsonObject, sentences: string[]]>([
    ['a group is left', ['group:staff'], { ...groupless, groups: ['staff', 'ops'] }, ['permitted without the group staff']],
    ['a group is left, whoever else is meant', ['group:staff', 'user:bob'], { ...groupless, groups: ['staff'] }, ['permitted without the group staff']],
    ['a group that nobody knows is left', ['group:staff'], { roles: [], profile: 'standard' }, ['permitted without the group staff']],
    ['a group is joined', ['group:staff', 'user:bob'], groupless, ['denied with the group staff']],
    ['a role is given up', ['role:Keeper'], { ...groupless, roles: ['Keeper'] }, ['permitted without the role Keeper']],
    ['a role is given', ['role:Nobody'], groupless, ['denied with the role Nobody']],
    ['a role that a pattern names is given', ['role:<.*er>'], groupless, ['denied with the role Owner', 'denied with the role Keeper', 'denied with the role Reader']],
    ['all that a pattern names is given up', ['<role|group>:<.*er>'], { ...groupless, roles: ['Keeper', 'Nobody'], groups: ['keeper'] }, ['permitted without the role Keeper and without the group keeper']],
    ['another profile', ['profile:admin'], { ...groupless, profile: 'admin' }, ['permitted with subject.properties.profile standard', 'permitted with subject.properties.profile shared', 'permitted with subject.properties.profile anon']],
    ['the profile', ['profile:admin'], groupless, ['denied with subject.properties.profile admin']],
    ['a profile that is none of ours', ['profile:guest'], groupless, ['denied with subject.properties.profile guest']],
    ['a profile that a pattern names', ['profile:<s.*d>'], { ...groupless, profile: 'admin' }, ['denied with subject.properties.profile standard', 'denied with subject.properties.profile shared']],
    ['a group that has no name can’t be left', ['group:<.*>'], { ...groupless, groups: ['staff', 7] }, []],
    ['what somebody is called stays', ['user:ann'], groupless, []],
  ])('%s', (_what, subjects, subject, sentences) => {
    expect(found([closed({ subjects })], door(subject))).toEqual(sentences)
  }) // prettier-ignore

  test('the same of a statement’s own', () => {
    const own = policy({ statements: [{ effect: 'deny', resources: ['door'], subjects: ['group:staff'] }] })
    expect(found([own], door(groupless))).toEqual(['denied with the group staff'])
    const both = { ...own, target: { subjects: ['group:ops'] } }
    expect(found([both], door(groupless))).toEqual(['denied with the group ops and with the group staff'])
  })

  test('a role that a pattern names is given only where there are roles', () => {
    expect(found([closed({ subjects: ['role:<.*>'] })], door(groupless), { roles: [] })).toEqual([])
    const decider = compileReference([closed({ subjects: ['role:<.*>'] })], { resourceTypes: settings.resourceTypes }) // prettier-ignore
    expect(explain(decider, door(groupless), { words: inEnglish }).smallestChanges.suggestions).toEqual([])
  })

  test.each([
    ['its target', { subjects: ['user:ann', 'anonymous:anonymous'], resources: ['room'] }, {}],
    ['its statement', {}, { subjects: ['user:ann', 'anonymous:anonymous'], resources: ['room'] }],
  ])('an allow says in %s whom and what it means, also nobody', (_where, target, own) => {
    const when = [{ attribute: 'x', operator: 'equals', value: 1 }] as const
    const may = policy({ target, statements: [{ effect: 'allow', ...own, when }] })
    const room = request({ type: 'room', context: { x: 2 } })
    for (const subject of [room.subject, nobody.subject])
      expect(found([may], { ...room, subject })).toEqual(['permitted with context.x 1'])
  })

  test('nobody joins or leaves a group', () => {
    expect(found([closed({ subjects: ['group:staff'] })], nobody)).toEqual([])
  })
})

describe('a policy for devices', () => {
  const phone = (resource: JsonObject) => request({ type: 'phone', action: 'read', resource })
  const property = (name: string) => `resource.properties.${name}`
  const meaning = (devices: Target['devices']) => closed({ devices: devices ?? {} })

  test.each<[what: string, Target['devices'], resource: JsonObject, sentences: string[]]>([
    ['of a name', { names: ['db-.*'] }, { name: 'x', os: 'a' }, [`denied with ${property('name')} matching db-.*, such as db-`]],
    ['of a system', { os: ['Linux', 'C++'] }, { name: 'x', os: 'a' }, [`denied with ${property('os')} Linux`, `denied with ${property('os')} C++`]],
    ['of both', { names: ['db', 'web'], os: ['Linux'] }, { name: 'x', os: 'a' }, [`denied with ${property('name')} matching db, such as db, and with ${property('os')} Linux`, `denied with ${property('name')} matching web, such as web, and with ${property('os')} Linux`]],
    ['not of the name', { names: ['b.*', 'o.*'] }, { name: 'b' }, [`permitted with ${property('name')} not matching b.* or o.*, such as 0`]],
    ['not of the system', { os: ['Linux', 'other'] }, { os: 'linux' }, [`permitted with ${property('os')} none of Linux, other, such as b`]],
    ['of which nobody knows the system', { os: ['Linux'] }, {}, [`permitted with ${property('os')} not Linux, such as other`]],
  ])('%s', (_what, devices, resource, sentences) => {
    expect(found([meaning(devices)], phone(resource))).toEqual(sentences)
  }) // prettier-ignore
})

test('a policy for devices is left by what refuses further up', () => {
  const rack = { collection: 'devices', baseline: 'allow', actions: ['read'], tree: true } as const
  const above = [{ type: 'rack', id: 'home', properties: { name: 'db' } }]
  const asked = { ...request({ action: 'read' }), resource: { type: 'rack', id: '7', properties: { name: 'x' }, ancestors: above } } // prettier-ignore
  const named = policy({ target: { devices: { names: ['db'] } }, statements: [{ effect: 'deny' }] })
  expect(found([named], asked, { resourceTypes: { rack } })).toEqual([
    'permitted with resource.properties.name of ancestor 1 not matching db, such as other',
  ])
})

describe('a policy for integrations', () => {
  const types = { resourceTypes: { ...settings.resourceTypes, link: { collection: 'integrations', baseline: 'allow', actions: ['read'] } } } as const // prettier-ignore
  const link = (resource: JsonObject) => request({ type: 'link', action: 'read', resource })
  const property = (name: string) => `resource.properties.${name}`

  test.each<[what: string, Target['integrations'], resource: JsonObject, sentences: string[]]>([
    ['of a name', { names: ['db-.*'] }, { name: 'x', base: 'a' }, [`denied with ${property('name')} matching db-.*, such as db-`]],
    ['of a base', { bases: ['AWS'] }, { name: 'x', base: 'a' }, [`denied with ${property('base')} AWS`]],
    ['of both', { names: ['db'], bases: ['AWS'] }, { name: 'x', base: 'a' }, [`denied with ${property('name')} matching db, such as db, and with ${property('base')} AWS`]],
    ['not of the name', { names: ['b.*'] }, { name: 'b' }, [`permitted with ${property('name')} not matching b.*, such as other`]],
    ['not of the base', { bases: ['AWS'] }, { base: 'aws' }, [`permitted with ${property('base')} not AWS, such as other`]],
  ])('%s', (_what, integrations, resource, sentences) => {
    const meant = policy({ target: { integrations: integrations ?? {} }, statements: [{ effect: 'deny' }] })
    expect(found([meant], link(resource), types)).toEqual(sentences)
  }) // prettier-ignore
})

describe('a policy with dates', () => {
  const asked = request({ context: { time: '2026-05-01T08:00:00Z' } })

  test('begins and ends', () => {
    expect(found([closed({}, { valid_from: '2026-05-04T08:00:00Z' })], asked)).toEqual(['denied on Monday 08:00 UTC']) // prettier-ignore
    expect(found([closed({}, { valid_until: '2026-05-04T08:00:00Z' })], asked)).toEqual(['permitted on Monday 08:00 UTC']) // prettier-ignore
  })

  test('where no time is told, is looked at from a Monday on', () => {
    const begun = closed({}, { valid_until: '2024-01-02T08:00:00Z' })
    expect(found([begun], request())).toEqual(['permitted on Tuesday 2 January 2024 08:00 UTC'])
    const night = policy({ statements: [{ effect: 'deny', resources: ['door'], unless: [{ attribute: 'time_of_day', operator: 'between', value: ['22:00', '06:00'] }] }] }) // prettier-ignore
    expect(found([night], request())).toEqual(['permitted on Monday 1 January 2024 00:00 UTC'])
  })
})

describe('a template', () => {
  const read = policy({ id: 't', template: true, statements: [{ effect: 'allow', actions: ['read'] }] })
  const asked = (groups: Json, ancestors: readonly string[] = []): AccessRequest => ({
    ...request({ type: 'node', action: 'read', subject: { roles: [], groups } }),
    resource: { type: 'node', id: '7', ancestors: ancestors.map((id) => ({ type: 'node', id })) },
  })
  const bound = (subject: string, resource: string, more: Partial<Binding> = {}) => ({
    bindings: [{ id: 'b', policy: 't', subject, resource, ...more }],
  })

  test('that nothing binds allows nobody', () => {
    expect(found([read], asked([]))).toEqual([])
  })

  test.each<[what: string, ReturnType<typeof bound>, AccessRequest, sentences: string[]]>([
    ['joining its group', bound('group:staff', 'node:7'), asked([]), ['permitted with the group staff']],
    ['being given its role', bound('role:Keeper', 'node:7'), asked([]), ['permitted with the role Keeper']],
    ['moving below its place', bound('user:ann', 'node:home'), asked([]), ['permitted below node:home']],
    [
      'both',
      bound('group:staff', 'node:home'),
      asked([]),
      ['permitted with the group staff and below node:home'],
    ],
    ['neither where it binds all of a type to somebody else', bound('user:bob', 'node'), asked([]), []],
    ['nor where it is another’s', bound('group:staff', 'node:7', { policy: 'u' }), asked([]), []],
  ])('allows after %s', (_what, more, request, sentences) => {
    const other = { ...read, id: 'u', statements: [{ id: 's', label: 'x', effect: 'allow' as const, actions: ['write'] }] } // prettier-ignore
    expect(found([read, other], request, more)).toEqual(sentences)
  })
})
