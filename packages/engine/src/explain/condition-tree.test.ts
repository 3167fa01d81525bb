import { describe, expect, test } from 'vitest'
import { policy, request, settings } from '../../test/asking.ts'
import type { AccessRequest, Condition, Json, Operator, Policy } from '../model.ts'
import { compileReference } from '../reference/index.ts'
import { inEnglish } from './english.ts'
import { explain } from './explain.ts'

const suggested = (list: readonly Policy[], asked: AccessRequest) =>
  explain(compileReference(list, settings), asked, { words: inEnglish }).smallestChanges.suggestions.filter(
    ({ reach, changes }) => reach !== 'policies' && changes.length === 1,
  )
const found = (...args: Parameters<typeof suggested>) =>
  suggested(...args).map(({ sentence }) => sentence.replace(/^It would be |\.$/g, ''))
const at = (attribute: string, operator: Operator, value: Json): Condition => ({ attribute, operator, value })
const to = (attribute: string): Json => ({ attribute })
const denied = (condition: Condition) => [policy({ statements: [{ effect: 'deny', resources: ['door'], when: [condition] }] })] // prettier-ignore
const needed = (condition: Condition) => [policy({ statements: [{ effect: 'deny', resources: ['door'], unless: [condition] }] })] // prettier-ignore
const allowed = (condition: Condition) => [policy({ statements: [{ effect: 'allow', subjects: ['user:ann'], resources: ['room'], when: [condition] }] })] // prettier-ignore
const inContext = (context: { readonly [name: string]: Json }) => request({ context })

test.each<[what: string, Condition]>([
  ['who asks', at('subject.id', 'equals', 'ann')],
  ['what kind of subject', at('subject.type', 'equals', 'user')],
  ['for what deed', at('action.name', 'equals', 'open')],
  ['with what', at('resource.id', 'equals', '1')],
  ['what kind of resource', at('resource.type', 'equals', 'door')],
  ['whether roles are known', at('subject.properties.roles', 'exists', true)],
])('the question itself stays: %s', (_what, condition) => {
  expect(found(denied(condition), request({ subject: { roles: [], groups: [] } }))).toEqual([])
})

describe('an attribute that must', () => {
  test('not be known is unknown', () => {
    const [first, ...rest] = suggested(denied(at('x', 'exists', true)), inContext({ x: 1 }))
    expect(first?.changes[0]).not.toHaveProperty('value')
    expect([first?.sentence, rest]).toEqual(['It would be permitted with context.x unknown.', []])
  })

  test('be known has some value', () => {
    expect(found(needed(at('x', 'exists', true)), request())).toEqual([
      'permitted with context.x known, such as other',
    ])
  })

  test('no longer allow is unknown, where every value would allow', () => {
    const either = allowed(at('tunnel_status', 'in', ['encrypted', 'none']))
    expect(found(either, request({ type: 'room', context: { tunnel_status: 'none' } }))).toEqual([
      'denied with context.tunnel_status unknown',
    ])
  })

  test('deny is unknown, where no value would deny', () => {
    const neither = denied(at('tunnel_identity', 'not_in', [true, false]))
    expect(found(neither, inContext({ tunnel_identity: true }))).toEqual([
      'denied with context.tunnel_identity unknown',
    ])
  })

  test('no longer deny is not unknown, for what is unknown denies', () => {
    const either = denied(at('tunnel_identity', 'in', [true, false]))
    expect(found(either, inContext({ tunnel_identity: true }))).toEqual([])
  })
})

test.each<[Condition, AccessRequest, sentence: string]>([
  [at('mfa_status', 'equals', true), inContext({ mfa_status: false, auth_methods: [] }), 'denied after signing in with a security key or an authenticator app'],
  [at('auth_methods', 'contains', 'otp'), inContext({ auth_methods: [] }), 'denied after signing in with an authenticator app'],
  [at('tunnel_status', 'equals', 'encrypted'), inContext({ tunnel_status: 'none' }), 'denied through the company’s tunnel'],
  [at('tunnel_protocol', 'matches', '^wire'), inContext({ tunnel_protocol: 'ipsec' }), 'denied through the company’s tunnel'],
  [at('subject.properties.groups', 'contains', 'staff'), request({ subject: { groups: [] } }), 'denied with the group staff'],
  [at('subject.properties.roles', 'contains', 'Keeper'), request({ subject: { roles: [] } }), 'denied with the role Keeper'],
  [at('day_of_week', 'in', ['monday']), inContext({ time: '2026-05-01T08:00:00Z' }), 'denied on Monday 00:00 UTC'],
])('what people do about %j is said as what they do', (condition, asked, sentence) => {
  expect(found(denied(condition), asked)[0]).toBe(sentence)
}) // prettier-ignore

test('a role or group is given up', () => {
  const held = request({ subject: { roles: ['Keeper'], groups: ['staff'] } })
  expect(found(denied(at('subject.properties.groups', 'contains', 'staff')), held)).toEqual(['permitted without the group staff']) // prettier-ignore
  expect(found(denied(at('subject.properties.roles', 'contains', 'Keeper')), held)).toEqual(['permitted without the role Keeper']) // prettier-ignore
})

test('what is no name of a group is no group', () => {
  const seven = needed(at('subject.properties.groups', 'contains', 7))
  expect(found(seven, request({ subject: { groups: ['a'] } }))).toEqual([
    'permitted with subject.properties.groups containing 7, such as ["a",7]',
  ])
})

test.each<[Condition, AccessRequest, sentences: string[]]>([
  [at('y', 'equals', to('z')), inContext({ y: 'ann', z: 'bob' }), ['context.y bob', 'context.z ann']],
  [at('y', 'equals', to('subject.id')), inContext({ y: 'bob' }), ['context.y ann']],
  [at('subject.id', 'equals', to('y')), inContext({ y: 'bob' }), ['context.y ann']],
  [at('z', 'contains', to('y')), inContext({ z: ['ann'], y: 'bob' }), ['context.z containing bob, such as ["ann","bob"]', 'context.y ann']],
  [at('y', 'in', to('z')), inContext({ z: ['ann'], y: 'bob' }), ['context.y ann', 'context.z ["ann","bob"]']],
  [at('subject.id', 'in', to('z')), inContext({ z: ['bob'] }), ['context.z ["bob","ann"]']],
  [at('y', 'greater_than', to('z')), inContext({ y: 2, z: 2 }), ['context.y above 2, such as 3', 'context.z 1']],
  [at('y', 'less_than', to('z')), inContext({ y: 2, z: 2 }), ['context.y below 2, such as 1', 'context.z 3']],
  [{ type: 'StringEqualCondition', key: 'NodeMetaSize', options: { equals: '{{.y}}' } }, request({ resource: { size: 7 }, context: { y: '8' } }), ['resource.properties.size {{.y}}, such as 8']],
])('of two attributes that are compared either may be otherwise: %j', (condition, asked, sentences) => {
  const said = found(needed(condition), asked).map((sentence) => sentence.replace('permitted with ', ''))
  expect(said).toEqual(sentences)
}) // prettier-ignore

test('what a tree is refused for further up is the ancestor’s, but the context is one', () => {
  const locked = policy({
    statements: [
      { effect: 'deny', resources: ['node:home'], when: [at('x', 'equals', 1), at('resource.properties.locked', 'equals', true)] },
      { effect: 'allow', subjects: ['user:ann'], resources: ['node:<.*>'] },
    ],
  }) // prettier-ignore
  const home = { type: 'node', id: 'home', properties: { locked: true } }
  const asked = { ...request({ type: 'node', action: 'read', context: { x: 1 } }), resource: { type: 'node', id: '7', properties: { locked: true }, ancestors: [home] } } // prettier-ignore
  expect(found([locked], asked)).toEqual([
    'permitted with context.x not 1, such as 2',
    'permitted with resource.properties.locked of ancestor 1 not true, such as false',
  ])
})

test('where nothing allows further up, it is there that something would have to', () => {
  const open = policy({ id: 't', template: true, statements: [{ effect: 'allow', actions: ['read'], when: [at('resource.properties.open', 'equals', true)] }, { effect: 'allow', actions: ['write'] }] }) // prettier-ignore
  const log = policy({ id: 'l', statements: [{ effect: 'oblige', resources: ['node:<.*>'], obligations: [{ id: 'log', properties: { level: 'info' } }] }] }) // prettier-ignore
  const node = (id: string, isOpen: boolean) => ({ type: 'node', id, properties: { open: isOpen } })
  const asked = { ...request({ type: 'node', action: 'read' }), resource: { ...node('7', true), ancestors: [node('near', true), node('home', false)] } } // prettier-ignore
  const bindings = [{ id: 'b', policy: 't', subject: 'user:ann', resource: 'node' }]
  const decider = compileReference([open, log], { bindings })
  const { forAdministrator, smallestChanges } = explain(decider, asked, { words: inEnglish })
  expect(forAdministrator.missed).toEqual([
    '“Statement 0” of the policy “A policy” did not allow it: resource.properties.open of ancestor 2 was false, not true.',
  ])
  expect(smallestChanges.suggestions.map(({ sentence }) => sentence)).toEqual([
    'It would be permitted with resource.properties.open of ancestor 2 true.',
    'It would be permitted below node:near.',
    'It would be permitted below node:home and with resource.properties.open of ancestor 1 true.',
  ])
})
