import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tries } from '../../test/tries.ts'
import type { AccessRequest, Binding, Effect, Policy, Resource, Truth } from '../model.ts'
import { compileReference } from './index.ts'

const path = ['report.pdf', 'invoices', 'finance', 'root'] as const
const place = (depth: number): Resource => ({ type: 'node', id: path[depth] ?? '' })
const above = (depth: number) => path.slice(depth + 1).map((_, index) => place(depth + 1 + index))

const ask = (action: string, more: Partial<AccessRequest> = {}, depth = 0): AccessRequest => ({
  subject: {
    type: 'user',
    id: 'ana',
    properties: { roles: ['Editor'], groups: ['staff'], profile: 'standard' },
  },
  action: { name: action },
  resource: { ...place(depth), ancestors: above(depth) },
  context: { yes: true, no: false },
  ...more,
})

const template = (
  id: string,
  effect: Effect,
  actions: readonly string[],
  more: Partial<Policy> = {},
): Policy => ({
  id,
  name: id,
  type: 'acl',
  template: true,
  statements: [{ id: 's', label: id, effect, actions }],
  ...more,
})
const bind = (policy: string, resource: string, more: Partial<Binding> = {}): Binding => ({
  id: `${policy}-${resource}`.replace(/[^\w.-]/gu, '-'),
  policy,
  subject: 'user:ana',
  resource,
  ...more,
})
const decide = (policies: readonly Policy[], bindings: readonly Binding[], request: AccessRequest) =>
  compileReference(policies, { bindings }).decide(request)

const read = template('read', 'allow', ['read'])
const write = template('write', 'allow', ['write'])
const stop = template('stop', 'deny', ['read', 'write'])

describe('a template', () => {
  test('is bound to what is below its resource, and to nothing above', () => {
    const some = template('some', 'allow', ['read'])
    const narrow = {
      ...some,
      statements:
        some.statements?.map((one) => ({ ...one, resources: ['node:report.pdf', 'node:invoices'] })) ?? [],
    }
    // Did the binding cover the folder above its own, nothing would allow it there.
    expect(decide([narrow], [bind('some', 'node:invoices')], ask('read')).decision).toBe(true)
    expect(decide([narrow], [bind('some', 'node:finance')], ask('read')).decision).toBe(false)
  })
  test('decides nothing without a binding', () => {
    expect(decide([read], [], ask('read'))).toMatchObject({ decision: false, reason: 'denied_by_default' })
  })
  test.each([
    ['the resource itself', 'node:report.pdf', true],
    ['a folder above it', 'node:finance', true],
    ['the whole type', 'node', true],
    ['another resource', 'node:hr', false],
    ['something of another type with the same name', 'rest:finance', false],
  ])('bound to %s', (_where, resource, decision) => {
    expect(decide([read], [bind('read', resource)], ask('read')).decision).toBe(decision)
  })
  test.each([
    ['the person', 'user:ana', true],
    ['a group', 'group:staff', true],
    ['a role', 'role:Editor', true],
    ['a profile', 'profile:standard', true],
    ['somebody else', 'user:bob', false],
  ])('bound to %s', (_whom, subject, decision) => {
    expect(decide([read], [bind('read', 'node:root', { subject })], ask('read')).decision).toBe(decision)
  })
  test('still narrows by its own target', () => {
    const narrowed = { ...read, target: { resources: ['node:hr'] } }
    expect(decide([narrowed], [bind('read', 'node:root')], ask('read')).decision).toBe(false)
  })
  test('counts once more when it is bound twice, and not when the binding is off or over', () => {
    const over = bind('read', 'node:root', { valid_until: '2026-01-01T00:00:00Z' })
    const at = ask('read', { context: { time: '2026-06-01T00:00:00Z' } })
    expect(decide([read], [over], at).decision).toBe(false)
    expect(decide([read], [{ ...over, valid_until: '2027-01-01T00:00:00Z' }], at).decision).toBe(true)
    expect(decide([read], [bind('read', 'node:root', { enabled: false })], ask('read')).decision).toBe(false)
  })
  test('that is bound to unknown groups denies, and does not allow', () => {
    const anybody = ask('read', { subject: { type: 'user', id: 'ana', properties: { roles: [] } } })
    const staff = { subject: 'group:staff' }
    expect(decide([read], [bind('read', 'node:root', staff)], anybody).decision).toBe(false)
    const both = [bind('read', 'node:root'), bind('stop', 'node:root', staff)]
    expect(decide([read, stop], both, anybody)).toMatchObject({
      decision: false,
      decided_by: { policy: 'stop', unknown: ['subject.properties.groups'] },
    })
  })
  test('grants to nobody signed in, when its binding says so', () => {
    const nobody = ask('read', {
      subject: { type: 'anonymous', id: 'anonymous', properties: { profile: 'anon', roles: [], groups: [] } },
    })
    expect(decide([read], [bind('read', 'node:root')], nobody).decision).toBe(false)
    expect(decide([read], [bind('read', 'node:root', { subject: 'profile:anon' })], nobody).decision).toBe(
      true,
    )
  })
})

describe('in a tree', () => {
  test('a request without ancestors is denied', () => {
    const flat = ask('read', { resource: place(0) })
    expect(decide([read], [bind('read', 'node')], flat)).toMatchObject({
      decision: false,
      reason: 'denied_by_default',
    })
  })
  test('a denial further up refuses, and is named', () => {
    const hidden: Policy = {
      id: 'hidden',
      name: 'Hidden',
      type: 'acl',
      statements: [{ id: 's', label: 'The folder is hidden', effect: 'deny', resources: ['node:finance'] }],
    }
    for (const action of ['read', 'write'])
      expect(
        decide([read, write, hidden], [bind('read', 'node:root'), bind('write', 'node:root')], ask(action)),
      ).toMatchObject({
        decision: false,
        reason: 'denied_by_policy',
        decided_by: { policy: 'hidden', label: 'The folder is hidden' },
      })
  })
  test('a denial further up that can’t be known refuses', () => {
    const perhaps: Policy = {
      id: 'perhaps',
      name: 'Perhaps',
      type: 'acl',
      statements: [
        {
          id: 's',
          label: 'Sealed',
          effect: 'deny',
          resources: ['node:finance'],
          when: [{ attribute: 'resource.properties.sealed', operator: 'equals', value: true }],
        },
      ],
    }
    const answer = decide([read, perhaps], [bind('read', 'node:root')], ask('read'))
    expect(answer).toMatchObject({ decision: false, decided_by: { unknown: ['resource.properties.sealed'] } })
  })
  test('what a binding covers further up must be allowed there too, except for writing', () => {
    // The folder above is covered, but only for downloads of another kind; nothing allows it.
    const never = template('never', 'allow', ['sync'], { target: { resources: ['node:nowhere'] } })
    const bindings = [
      bind('read', 'node:report.pdf'),
      bind('write', 'node:report.pdf'),
      bind('never', 'node:finance'),
    ]
    expect(decide([read, write, never], bindings, ask('read'))).toMatchObject({
      decision: false,
      reason: 'denied_by_default',
    })
    expect(decide([read, write, never], bindings, ask('download')).decision).toBe(false)
    expect(decide([read, write, never], bindings, ask('write')).decision).toBe(true)
    expect(decide([read, write, never], bindings, ask('upload')).decision).toBe(true)
  })
  test('what no binding covers further up does not matter', () => {
    expect(decide([read], [bind('read', 'node:report.pdf')], ask('read')).decision).toBe(true)
  })
  test.each<[what: string, parts: Partial<Policy>]>([
    ['a template that is off', { enabled: false }],
    ['a template that only reports', { mode: 'report' }],
    ['what is no template', { template: false, target: { resources: ['node:nowhere'] } }],
  ])('a binding of %s covers nothing', (_what, parts) => {
    const idle = template('idle', 'allow', ['sync'], { target: { resources: ['node:nowhere'] }, ...parts })
    const bindings = [bind('read', 'node:report.pdf'), bind('idle', 'node:finance')]
    expect(decide([read, idle], bindings, ask('read')).decision).toBe(true)
  })
  test('what is no tree has nothing above it', () => {
    const here = { ...place(0), type: 'rest' }
    const asked = (ancestors: readonly Resource[]) => ask('read', { resource: { ...here, ancestors } })
    const bindings = [bind('read', 'node:root')]
    expect(decide([read], bindings, asked(above(0))).decision).toBe(false)
    expect(decide([read], [bind('read', 'rest:report.pdf')], asked([])).decision).toBe(true)
  })
  test('no advice is given where a binding further up stands in the way', () => {
    const mfa = { attribute: 'mfa_status', operator: 'equals', value: true } as const
    const proved: Policy = {
      id: 'proved',
      name: 'Proved',
      type: 'acl',
      statements: [
        { id: 's', label: 'Proved', effect: 'allow', resources: ['node:report.pdf'], when: [mfa] },
      ],
    }
    const never = template('never', 'allow', ['delete'])
    const advised = (...bindings: Binding[]) => decide([proved, never], bindings, ask('read')).advice
    expect(advised(bind('never', 'node:elsewhere'))).toHaveLength(1)
    expect(advised(bind('never', 'node:finance'))).toEqual([])
  })
})

describe('the walk', () => {
  const truths: readonly Truth[] = ['true', 'false', 'unknown']
  const reads: Record<Truth, string> = { true: 'yes', false: 'no', unknown: 'missing' }
  const families: Record<string, readonly string[]> = {
    read: ['read'], download: ['download', 'read'], write: ['write'], delete: ['delete', 'write'],
  } // prettier-ignore

  interface Spec {
    effect: 'allow' | 'deny'
    actions: string[]
    truth: Truth
    isTemplate: boolean
    resource: number | undefined
  }
  interface Bound {
    policy: number
    depth: number
    subject: string
    enabled: boolean
  }
  const spec: fc.Arbitrary<Spec> = fc.record({
    effect: fc.constantFrom('allow', 'deny'),
    actions: fc.uniqueArray(fc.constantFrom('read', 'write', 'download', 'delete'), { minLength: 1 }),
    truth: fc.constantFrom(...truths, 'true' as const, 'true' as const),
    isTemplate: fc.boolean(),
    resource: fc.option(fc.nat(path.length - 1), { nil: undefined }),
  })
  const bound: fc.Arbitrary<Bound> = fc.record({
    policy: fc.nat(5),
    depth: fc.nat(path.length - 1),
    subject: fc.constantFrom('user:ana', 'group:staff', 'role:Editor', 'user:bob', 'role:Other'),
    enabled: fc.constantFrom(true, true, true, false),
  })
  const known = new Set(['user:ana', 'group:staff', 'role:Editor', 'profile:standard'])

  /** The words of the model, one by one, with everything at priority 0. */
  function brute(specs: readonly Spec[], bounds: readonly Bound[], action: string, start: number): boolean {
    const mine = bounds.filter(
      ({ enabled, subject, policy }) => enabled && known.has(subject) && specs[policy]?.isTemplate === true,
    )
    const verdictAt = (depth: number) => {
      const applies = specs.filter(({ isTemplate, actions, resource }, index) => {
        const isBound = !isTemplate || mine.some((one) => one.policy === index && one.depth >= depth)
        return (
          isBound &&
          actions.some((one) => families[action]?.includes(one)) &&
          (resource === undefined || resource === depth)
        )
      })
      if (applies.some(({ effect, truth }) => effect === 'deny' && truth !== 'false')) return 'denied'
      return applies.some(({ effect, truth }) => effect === 'allow' && truth === 'true')
        ? 'allowed'
        : 'neither'
    }
    if (verdictAt(start) !== 'allowed') return false
    for (let depth = start + 1; depth < path.length; depth += 1) {
      const verdict = verdictAt(depth)
      const isCovered = mine.some((one) => one.depth >= depth)
      if (verdict === 'denied') return false
      if (verdict === 'neither' && isCovered && !families[action]?.includes('write')) return false
    }
    return true
  }

  test('is what a walk by the words of the model finds', () => {
    const seen = { true: 0, false: 0 }
    fc.assert(
      fc.property(
        fc.array(spec, { maxLength: 6 }),
        fc.array(bound, { maxLength: 6 }),
        fc.constantFrom(...Object.keys(families)),
        fc.nat(2),
        (specs, bounds, action, start) => {
          const policies = specs.map(({ effect, actions, truth, isTemplate, resource }, index): Policy => ({
            id: `p${index}`,
            name: `p${index}`,
            type: 'acl',
            template: isTemplate,
            statements: [
              {
                id: 's',
                label: 's',
                effect,
                actions,
                resources: resource === undefined ? ['<.*>'] : [`node:${path[resource] ?? ''}`],
                when: [{ attribute: reads[truth], operator: 'equals', value: true }],
              },
            ],
          }))
          const bindings = bounds.map(
            ({ policy, depth, subject, enabled }, index): Binding => ({
              id: `b${index}`, policy: `p${policy}`, subject, resource: `node:${path[depth] ?? ''}`, enabled,
            }), // prettier-ignore
          )
          const { decision } = decide(policies, bindings, ask(action, {}, start))
          seen[decision ? 'true' : 'false'] += 1
          expect(decision).toBe(brute(specs, bounds, action, start))
        },
      ),
      { numRuns: tries(4000) },
    )
    // Both answers must really have been compared.
    expect(Math.min(seen.true, seen.false)).toBeGreaterThan(tries(4000) / 20)
  })
})
