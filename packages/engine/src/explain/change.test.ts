import { describe, expect, test } from 'vitest'
import { policy, request } from '../../test/asking.ts'
import type { AccessRequest, Json, Policy } from '../model.ts'
import { type Change, type PolicyChange, policiesAfter, reachOf, requestAfter, slotOf } from './change.ts'

const factor: Change = { kind: 'factor', methods: ['totp', 'webauthn'] }
const tunnel: Change = { kind: 'tunnel' }
const later: Change = { kind: 'time', time: '2026-05-01T08:00:00Z' }
const keeper: Change = { kind: 'membership', of: 'role', name: 'Keeper', held: true }
const place: Change = { kind: 'place', ancestors: [{ type: 'node', id: 'home' }] }
const set = (path: string, value?: Json, ancestor?: number): Change => ({
  kind: 'attribute',
  path,
  ...(value !== undefined && { value }),
  ...(ancestor !== undefined && { ancestor }),
})
const off: Change = { kind: 'policy', policy: 'p', to: 'off' }
const exception: Change = { kind: 'exception', policy: 'p', statement: 's0' }

test.each<[Change, reach: string, slot: string]>([
  [factor, 'subject', 'factor'],
  [tunnel, 'subject', 'tunnel'],
  [later, 'subject', 'time'],
  [set('context.x', 1), 'subject', ' context.x'],
  [set('action.properties.soft', 1), 'subject', ' action.properties.soft'],
  [keeper, 'administration', 'role Keeper'],
  [{ ...keeper, of: 'group' }, 'administration', 'group Keeper'],
  [place, 'administration', 'place'],
  [set('subject.properties.level', 1), 'administration', ' subject.properties.level'],
  [set('resource.properties.context.x', 1), 'administration', ' resource.properties.context.x'],
  [set('resource.properties.name', 'a', 1), 'administration', '1 resource.properties.name'],
  [off, 'policies', 'policy p'],
  [exception, 'policies', 'exception p s0'],
])('who can bring about, and what is decided by, %j', (change, reach, slot) => {
  expect({ reach: reachOf(change), slot: slotOf(change) }).toEqual({ reach, slot })
})

describe('a request after', () => {
  const node = { type: 'node', id: '7', properties: { name: 'a' }, ancestors: [{ type: 'node', id: 'home', properties: { name: 'b' } }, { type: 'node', id: 'root' }] } // prettier-ignore
  const before: AccessRequest = { ...request({ subject: { roles: ['Reader', { name: 'Keeper', valid_until: '2026-01-01T00:00:00Z' }, 7], level: 1 }, context: { x: 1, auth_methods: ['pwd', 7] } }), resource: node } // prettier-ignore
  const after = (...changes: Change[]) => requestAfter(changes, before)
  const context = (members: object) => ({ ...before, context: { ...before.context, ...members } })
  const subject = (properties: object) => ({ ...before, subject: { ...before.subject, properties } })

  test('a factor: the first of the methods is proved, besides what was', () => {
    const proof = { mfa_status: true, auth_age: 0, auth_methods: ['pwd', 'otp', 'mfa'] }
    expect(after(factor)).toEqual(context(proof))
    expect(requestAfter([factor], request()).context).toEqual({ ...proof, auth_methods: ['otp', 'mfa'] })
    const unread = request({ context: { auth_methods: 'pwd' } })
    expect(requestAfter([factor], unread).context).toEqual({ ...proof, auth_methods: ['otp', 'mfa'] })
    const none: Change = { kind: 'factor', methods: [] }
    expect(requestAfter([none], request()).context).toEqual({ ...proof, auth_methods: [] })
  })

  test('the tunnel', () => {
    const through = { tunnel_status: 'encrypted', tunnel_protocol: 'wireguard', tunnel_identity: true }
    expect(after(tunnel)).toEqual(context(through))
  })

  test('a wait', () => {
    expect(after(later)).toEqual(context({ time: '2026-05-01T08:00:00Z' }))
  })

  test('a role or group given, in place of the same with dates, or taken', () => {
    expect(after(keeper)).toEqual(subject({ level: 1, roles: ['Reader', 7, 'Keeper'] }))
    expect(after({ ...keeper, held: false })).toEqual(subject({ level: 1, roles: ['Reader', 7] }))
    expect(after({ ...keeper, of: 'group' })).toEqual(
      subject({ ...before.subject.properties, groups: ['Keeper'] }),
    )
    const unread = request({ subject: { groups: 'all' } })
    const taken = requestAfter([{ kind: 'membership', of: 'group', name: 'staff', held: false }], unread)
    expect(taken).toEqual(request({ subject: { groups: [] } }))
  })

  test('another place', () => {
    expect(after(place)).toEqual({ ...before, resource: { ...node, ancestors: [{ type: 'node', id: 'home' }] } }) // prettier-ignore
  })

  test('an attribute with another value, or none, where nothing was too', () => {
    expect(after(set('context.x', 2))).toEqual(context({ x: 2 }))
    expect(after(set('context.x')).context).toEqual({ auth_methods: ['pwd', 7] })
    expect(after(set('context.a.b.c', null)).context).toEqual({ ...before.context, a: { b: { c: null } } })
    expect(after(set('context.x.y', 2)).context).toEqual({ ...before.context, x: { y: 2 } })
    expect(requestAfter([set('subject.properties.level', 2)], request())).toEqual(
      request({ subject: { level: 2 } }),
    )
    expect(after(set('resource.properties.name', 'c')).resource).toEqual({ ...node, properties: { name: 'c' } }) // prettier-ignore
    const polluted = after(set('context.__proto__', { x: 9 })).context
    expect(Object.entries(polluted ?? {})).toEqual([...Object.entries(before.context ?? {}), ['__proto__', { x: 9 }]]) // prettier-ignore
  })

  test('an attribute of an ancestor', () => {
    const [home, root] = node.ancestors
    expect(after(set('resource.properties.name', 'c', 0)).resource).toEqual({
      ...node,
      ancestors: [{ ...home, properties: { name: 'c' } }, root],
    })
    expect(after(set('resource.properties.name', 'c', 1)).resource.ancestors?.[1]).toEqual({
      ...root,
      properties: { name: 'c' },
    })
    expect(after(set('context.x', 2, 0))).toEqual(context({ x: 2 }))
    const lonely = request({ resource: { name: 'a' } })
    expect(requestAfter([set('resource.properties.name', 'c', 0)], lonely)).toEqual({
      ...lonely,
      resource: { ...lonely.resource, ancestors: [] },
    })
  })

  test('changes of policies alone', () => {
    expect(after(off, exception)).toEqual(before)
  })

  test('several, made in one order however they are told', () => {
    const changes: Change[] = [
      place,
      { ...keeper, held: false },
      set('resource.properties.name', 'c', 0),
      set('context.auth_methods', ['hwk']),
      set('context.tunnel_status', 'none'),
      factor,
      tunnel,
      set('context.time', 'never'),
      later,
    ]
    const expected = {
      ...subject({ level: 1, roles: ['Reader', 7] }),
      resource: { ...node, ancestors: [{ type: 'node', id: 'home', properties: { name: 'c' } }] },
      context: {
        x: 1,
        auth_methods: ['hwk', 'otp', 'mfa'],
        mfa_status: true,
        auth_age: 0,
        tunnel_status: 'encrypted',
        tunnel_protocol: 'wireguard',
        tunnel_identity: true,
        time: '2026-05-01T08:00:00Z',
      },
    }
    expect(after(...changes)).toEqual(expected)
    expect(after(...changes.toReversed())).toEqual(expected)
  })
})

describe('the policies after', () => {
  const is = (value: string) => ({ attribute: 'y', operator: 'equals', value }) as const
  const p = policy({ id: 'p', mode: 'report', enabled: true, statements: [{}, { unless: [is('a')] }, { unless: [is('a'), is('b')] }] }) // prettier-ignore
  const q = policy({ id: 'q', enabled: false })
  const all = new Map<string, Policy>([p, q].map((one) => [one.id, one]))
  const after = (changes: readonly PolicyChange[], off?: 'disabled' | 'report') =>
    policiesAfter([tunnel, ...changes], all, 'ann', off)
  const me = { attribute: 'subject.id', operator: 'equals', value: 'ann' }

  test('a switch, off in either of its ways', () => {
    expect(after([{ kind: 'policy', policy: 'p', to: 'enforced' }])).toEqual([{ ...p, mode: 'enforce' }])
    expect(after([{ kind: 'policy', policy: 'q', to: 'enforced' }])).toEqual([
      { ...q, enabled: true, mode: 'enforce' },
    ])
    expect(after([off])).toEqual([{ ...p, enabled: false }])
    expect(after([off], 'report')).toEqual([{ ...p, enabled: true, mode: 'report' }])
  })

  test('an exception: one more way to meet what the statement excepts', () => {
    const unlessIn = (statement: string) =>
      after([{ kind: 'exception', policy: 'p', statement }]).map(({ statements }) =>
        statements?.map(({ unless }) => unless),
      )
    expect(unlessIn('s0')).toEqual([[[me], [is('a')], [is('a'), is('b')]]])
    expect(unlessIn('s1')).toEqual([[undefined, [{ any: [is('a'), me] }], [is('a'), is('b')]]])
    expect(unlessIn('s2')).toEqual([[undefined, [is('a')], [{ any: [{ all: [is('a'), is('b')] }, me] }]]])
    expect(unlessIn('s9')).toEqual([[undefined, [is('a')], [is('a'), is('b')]]])
  })

  test('several of one policy and of others, and of one that is not there', () => {
    const [first, ...rest] = after([
      { kind: 'exception', policy: 'p', statement: 's0' },
      { kind: 'policy', policy: 'q', to: 'enforced' },
      { kind: 'policy', policy: 'p', to: 'enforced' },
      { kind: 'policy', policy: 'gone', to: 'off' },
    ])
    expect(first).toMatchObject({ id: 'p', mode: 'enforce', statements: [{ unless: [me] }, {}, {}] })
    expect(rest).toEqual([{ ...q, enabled: true, mode: 'enforce' }])
    expect(after([{ kind: 'exception', policy: 'q', statement: 's0' }])).toEqual([{ ...q, statements: [] }])
    expect(after([])).toEqual([])
  })
})
