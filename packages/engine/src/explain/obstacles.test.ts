import { describe, expect, test } from 'vitest'
import { policy, request, settings } from '../../test/asking.ts'
import type { AccessRequest, Condition, Json, Policy, Settings, Statement } from '../model.ts'
import { compileReference } from '../reference/index.ts'
import { inEnglish } from './english.ts'
import { explain } from './explain.ts'

const found = (list: readonly Policy[], asked: AccessRequest, more: Settings = {}) =>
  explain(compileReference(list, { ...settings, ...more }), asked, { words: inEnglish })
    .smallestChanges.suggestions.map(({ sentence }) => sentence.replace(/^It would be |\.$/g, '')) // prettier-ignore
const is = (attribute: string, value: Json): Condition => ({ attribute, operator: 'equals', value })
const rule = (parts: Partial<Statement>, id = 'p', more: Partial<Policy> = {}) =>
  policy({ id, name: `Policy ${id}`, ...more, statements: [{ label: `Rule ${id}`, resources: ['door', 'safe', 'room', 'node:<.*>'], ...parts }] }) // prettier-ignore
const safe = (roles: Json, context = {}) => request({ type: 'safe', action: 'read', subject: { roles, groups: [] }, context: { time: '2026-05-01T08:00:00Z', ...context } }) // prettier-ignore
const excepted = (id: string) =>
  `permitted with an exception for this subject in “Rule ${id}” of the policy “Policy ${id}”`
const disabled = (id: string) => `permitted with the policy “Policy ${id}” disabled or only reported on`

describe('where no role grants it', () => {
  test('five roles that would are named, the least powerful first', () => {
    const many = ['safes.read', 'safes.*', 'rooms.read', '*', 'safes.open'].map((permission, index) => ({
      name: `Role ${index}`,
      permissions: [permission, ...Array.from({ length: 9 - index }, () => 'doors.open')],
    }))
    const more = [
      ...many,
      { name: 'Zed', permissions: ['safes.read'] },
      { name: 'Yan', permissions: ['doors.open', 'safes.*'] },
      { name: 'All', permissions: ['*'] },
    ]
    expect(found([], safe([]), { roles: more })).toEqual(
      ['Zed', 'All', 'Yan', 'Role 3', 'Role 1'].map((name) => `permitted with the role ${name}`),
    )
  })

  test('none to nobody', () => {
    expect(found([], { ...safe([]), subject: { type: 'anonymous', id: 'anonymous' } })).toEqual([])
  })

  test('the day on which one begins, the earliest; not that of a role for something else', () => {
    const from = (name: string, valid_from: string) => ({ name, valid_from })
    const roles = [from('Reader', '2026-05-04T08:00:00Z'), from('Keeper', '2026-05-05T08:00:00Z'), from('Nobody', '2026-05-02T08:00:00Z')] // prettier-ignore
    expect(found([], safe(roles))).toEqual([
      'permitted on Monday 08:00 UTC',
      'permitted with the role Owner',
      'permitted with the role Keeper',
      'permitted with the role Reader',
    ])
  })

  test('that day with what its scope asks for', () => {
    const role = { name: 'Keeper', valid_from: '2026-05-04T08:00:00Z', scope: { when: [is('x', 1)] } } as unknown as Json // prettier-ignore
    expect(found([], safe([role], { x: 2 }))).toContain('permitted with context.x 1 and on Monday 08:00 UTC')
  })

  test('none where there are no roles', () => {
    const decider = compileReference([], {})
    const { smallestChanges } = explain(decider, request({ type: 'device' }), { words: inEnglish })
    expect(smallestChanges.suggestions).toEqual([])
  })

  test('what its scope asks for; not what the scope of a role for something else does', () => {
    const scoped = (name: string, when: Condition) => ({ name, scope: { when: [when] } }) as unknown as Json
    const roles = [scoped('Keeper', is('x', 1)), scoped('Nobody', is('y', 2))]
    expect(found([], safe(roles, { x: 2, y: 1 }))).toEqual([
      'permitted with context.x 1',
      'permitted with the role Owner',
      'permitted with the role Keeper',
      'permitted with the role Reader',
    ])
  })
})

describe('where roles grant it', () => {
  const may = rule({ effect: 'allow', subjects: ['user:ann'] })
  const denied = (list: readonly Policy[], asked: AccessRequest) =>
    found(list, asked).filter((sentence) => !sentence.includes('policy'))

  test('all of them would have to be taken away', () => {
    expect(denied([may], safe(['Keeper', 'Nobody']))).toEqual(['denied without the role Keeper'])
    expect(denied([may], safe(['Keeper', 'Reader']))).toEqual(['denied without the role Keeper and without the role Reader']) // prettier-ignore
  })

  test('or to end, or to come out of scope', () => {
    const until = { name: 'Keeper', valid_until: '2026-05-04T08:00:00Z' }
    expect(denied([], safe([until]))).toEqual([
      'denied on Monday 08:00 UTC',
      'denied without the role Keeper',
    ])
    const scoped = { name: 'Keeper', scope: { when: [is('x', 1)] } } as unknown as Json
    expect(denied([], safe([scoped], { x: 1 }))).toEqual([
      'denied with context.x not 1, such as 2',
      'denied without the role Keeper',
    ])
  })

  test('no other baseline asks for roles', () => {
    expect(found([], request({ subject: { roles: ['Owner'] } }))).toEqual([])
  })
})

describe('where a policy denies', () => {
  test('its conditions, then an exception in it, then its switch', () => {
    expect(found([rule({ when: [is('x', 1)] })], request({ context: { x: 1 } }))).toEqual([
      'permitted with context.x not 1, such as 2',
      excepted('p'),
      disabled('p'),
    ])
  })

  test('an exception in the statement that did', () => {
    const two = policy({ name: 'Policy p', statements: [{ label: 'First', resources: ['door'], when: [is('x', 2)] }, { label: 'Second', resources: ['door'] }] }) // prettier-ignore
    expect(found([two], request({ context: { x: 1 } }))).toEqual([
      'permitted with an exception for this subject in “Second” of the policy “Policy p”',
      disabled('p'),
    ])
  })

  test('what would allow it before', () => {
    const early = rule({ effect: 'allow', subjects: ['user:ann'], when: [is('y', 2)] }, 'early', { priority: 1 }) // prettier-ignore
    const late = rule({ effect: 'allow', subjects: ['user:ann'], when: [is('z', 3)] }, 'late', { priority: -1 }) // prettier-ignore
    expect(found([early, rule({}), late], request({ context: { y: 1, z: 1 } }))).toEqual([
      'permitted with context.y 2',
      excepted('p'),
      disabled('p'),
    ])
  })

  test('two: each of them, in every way of either that is not enough alone', () => {
    const list = [rule({ when: [is('x', 1)] }, 'a'), rule({ when: [is('y', 1)] }, 'b')]
    const [first, ...rest] = found(list, request({ context: { x: 1, y: 1 } }))
    expect(first).toBe('permitted with context.x not 1, such as 2, and with context.y not 1, such as 2')
    expect(rest).toContain(`${excepted('a')} and ${excepted('b').replace('permitted ', '')}`)
    expect(rest).toContain(`${disabled('a')} and ${disabled('b').replace('permitted ', '')}`)
  })
})

describe('where a policy allows', () => {
  test('its conditions, then its switch: no exception', () => {
    const may = rule({ effect: 'allow', subjects: ['user:ann'], when: [is('x', 1)] })
    expect(found([may], request({ type: 'room', context: { x: 1 } }))).toEqual([
      'denied with context.x not 1, such as 2',
      'denied with the policy “Policy p” disabled or only reported on',
    ])
  })

  test('what would deny it before, also by not being known', () => {
    const list = [
      rule({ effect: 'allow', subjects: ['user:ann'] }),
      rule({ when: [is('y', 2)] }, 'deny', { priority: 1 }),
    ]
    expect(found(list, request({ type: 'room', context: { y: 1 } }))).toEqual([
      'denied with context.y 2',
      'denied with the policy “Policy p” disabled or only reported on',
    ])
  })
})

describe('policies that are switched off or only watched', () => {
  const enforced = (answer: string, id: string) => `${answer} with the policy “Policy ${id}” enforced`
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l']

  test('would deny once enforced, those that are watched first, of the first ten', () => {
    const list = ids.map((id, index) => rule({}, id, index === 11 ? { mode: 'report' } : { enabled: false }))
    expect(found(list, request())).toEqual(['l', ...ids.slice(0, 9)].map((id) => enforced('denied', id)))
  })

  test('would allow once enforced; what could only deny is not tried', () => {
    const allow = { effect: 'allow', subjects: ['user:ann'] } as const
    const list = [rule(allow, 'a', { mode: 'report' }), rule({}, 'b', { enabled: false })]
    expect(found(list, request({ type: 'room' }))).toEqual([enforced('permitted', 'a')])
    expect(found([rule(allow, 'c', { enabled: false })], request())).toEqual([])
    const mixed = policy({ id: 'm', name: 'Policy m', enabled: false, statements: [{ ...allow, resources: ['room'] }, { effect: 'deny', resources: ['door'] }] }) // prettier-ignore
    expect(found([mixed], request())).toEqual([enforced('denied', 'm')])
    const { smallestChanges } = explain(compileReference([mixed], settings), request(), { words: inEnglish })
    expect(smallestChanges.suggestions[0]?.changes).toEqual([{ kind: 'policy', policy: 'm', to: 'enforced' }])
  })
})

describe('in a tree', () => {
  const node = (ancestors?: readonly string[]): AccessRequest => ({
    ...request({ type: 'node', action: 'read' }),
    resource: {
      type: 'node',
      id: '7',
      ...(ancestors && { ancestors: ancestors.map((id) => ({ type: 'node', id })) }),
    },
  })
  const read = policy({ id: 't', name: 'Policy t', template: true, statements: [{ effect: 'allow', actions: ['read'], resources: ['node:7', 'node:ok'] }] }) // prettier-ignore
  const bindings = [{ id: 'b', policy: 't', subject: 'user:ann', resource: 'node' }]

  test('where nobody knows what is above, to know that there is nothing', () => {
    expect(found([read], node(), { bindings })).toEqual(['permitted with no ancestor'])
  })

  test('one fewer above, where one of them refuses', () => {
    expect(found([read], node(['ok', 'no']), { bindings })).toEqual(['permitted below node:ok'])
    expect(found([read], node(['no']), { bindings })).toEqual(['permitted with no ancestor'])
  })

  test('no place is offered elsewhere', () => {
    expect(found([], request({ type: 'room' }))).toEqual([])
  })
})
