import { describe, expect, test } from 'vitest'
import { policy } from '../test/asking.ts'
import { compile } from './compile.ts'
import type { Policy, Settings } from './model.ts'
import { Content } from './revision.ts'

const one = policy({
  statements: [{ effect: 'oblige', actions: ['open'], obligations: [{ id: 'seal', properties: {} }] }],
})
const revisionOf = (policies: readonly Policy[], settings: Settings = {}) =>
  Content.of(policies, settings).revision
const oneRevision = revisionOf([one])

test('is a hash', () => {
  expect(oneRevision).toMatch(/^[0-9a-f]{64}$/)
})

describe('a default written out is the same content', () => {
  test.each<[Partial<Policy>]>([
    [{ description: '' }],
    [{ enabled: true }],
    [{ mode: 'enforce' }],
    [{ priority: 0 }],
    [{ critical: false }],
    [{ template: false }],
    [{ rules: ['Statement 0'] }],
    [{ statements: one.statements?.map((statement) => ({ ...statement, obligations: [{ id: 'seal', on: 'permit', properties: {} }] })) ?? [] }],
  ])('%j', (written) => {
    expect(revisionOf([{ ...one, ...written }])).toBe(oneRevision)
  }) // prettier-ignore

  test.each<[Settings]>([[{ resourceTypes: {} }], [{ roles: [] }], [{ bindings: [] }], [{ zone: 'UTC' }]])(
    '%j',
    (written) => {
      expect(revisionOf([one], written)).toBe(oneRevision)
    },
  )

  test('of a type, and of a binding', () => {
    const door = { collection: 'doors', baseline: 'allow' } as const
    const binding = { id: 'b', policy: 'p', subject: 'user:ann', resource: 'door:1' }
    expect(revisionOf([], { resourceTypes: { door: { ...door, families: {}, tree: false } } })).toBe(
      revisionOf([], { resourceTypes: { door } }),
    )
    expect(revisionOf([], { bindings: [{ ...binding, enabled: true }] })).toBe(
      revisionOf([], { bindings: [binding] }),
    )
  })
})

test('who wrote a policy, when and how often, is no content', () => {
  const at = '2026-05-01T08:00:00Z'
  const written = { ...one, revision: 7, created_at: at, updated_at: at, updated_by: 'ann' }
  expect(revisionOf([written])).toBe(oneRevision)
})

test('everything else is content', () => {
  const others: [Policy[], Settings?][] = [
    [[]],
    [[{ ...one, id: 'q' }]],
    [[{ ...one, name: 'Another' }]],
    [[{ ...one, description: 'x' }]],
    [[{ ...one, enabled: false }]],
    [[{ ...one, mode: 'report' }]],
    [[{ ...one, priority: 1 }]],
    [[{ ...one, critical: true }]],
    [[{ ...one, template: true }]],
    [[{ ...one, statements: undefined, rules: ['x'] } as unknown as Policy]],
    [[{ ...one, statements: [] }]],
    [[one, { ...one, id: 'q' }]],
    ...[
      { label: 'Another' },
      { effect: 'deny' },
      { actions: ['close'] },
      { when: [{ attribute: 'x', operator: 'exists' }] },
      { obligations: [] },
      { obligations: [{ id: 'seal', properties: {}, on: 'deny' }] },
      { obligations: [{ id: 'seal', properties: { colour: 'red' } }] },
    ].map((parts): [Policy[]] => [
      [{ ...one, statements: one.statements?.map((statement) => ({ ...statement, ...parts })) } as Policy],
    ]),
    [[one], { zone: 'Europe/Madrid' }],
    [[one], { roles: [{ name: 'Keeper', permissions: [] }] }],
    [[one], { resourceTypes: { door: { collection: 'doors', baseline: 'allow' } } }],
    [[one], { resourceTypes: { door: { collection: 'doors', baseline: 'allow', tree: true } } }],
    [[one], { bindings: [{ id: 'b', policy: 'p', subject: 'user:ann', resource: 'door:1' }] }],
    [
      [one],
      { bindings: [{ id: 'b', policy: 'p', subject: 'user:ann', resource: 'door:1', enabled: false }] },
    ],
  ]
  const revisions = [oneRevision, ...others.map(([policies, settings]) => revisionOf(policies, settings))]
  expect(new Set(revisions).size).toBe(revisions.length)
})

test('is the same in every version, for what was stored is loaded again', () => {
  const documentation = policy({ id: 'd', rules: ['Be careful'] })
  const roles = [{ name: 'Keeper', permissions: ['doors.*'] }]
  const list = Array.from({ length: 1500 }, (_, index) => ({ ...one, id: `p${index}` }))
  expect(revisionOf([...list, documentation], { roles })).toBe(
    'f752666045978ef190ce0d1d78ed171226d338a105091488c7f90eeadc09fabc',
  )
})

test('the order of policies, roles and bindings is no content', () => {
  const list = Array.from({ length: 400 }, (_, index) => ({ ...one, id: `p${index}` }))
  const roles = ['A', 'B', 'C'].map((name) => ({ name, permissions: [] }))
  const bindings = ['a', 'b', 'c'].map((id) => ({
    id,
    policy: 'p0',
    subject: 'user:ann',
    resource: 'door:1',
  }))
  expect(revisionOf(list.toReversed(), { roles: roles.toReversed(), bindings: bindings.toReversed() })).toBe(
    revisionOf(list, { roles, bindings }),
  )
})

test('a change has the revision of what it leads to', () => {
  const list = Array.from({ length: 40 }, (_, index) => ({ ...one, id: `p${index}` }))
  const changed = { ...one, id: 'p1', name: 'Another' }
  const decider = compile(list, {}).with({ remove: ['p0'], put: [changed] })
  expect(decider.revision).toBe(revisionOf([changed, ...list.slice(2)]))
})

test('a change leaves what was before as it was', () => {
  const many = (name: string) =>
    Array.from({ length: 300 }, (_, index) => ({ ...one, id: `${name}${index}` }))
  const content = Content.of([one], {})
  content.with([one], many('p'))
  expect(content.with([], many('q')).revision).toBe(revisionOf([one, ...many('q')]))
})
