import { describe, expect, test } from 'vitest'
import { type Asking, policy, request, settings } from '../../test/asking.ts'
import type { Condition, Effect, Policy, RoleGrant } from '../model.ts'
import { compileReference } from './index.ts'
import { compareInOrder, inEvaluationOrder } from './world.ts'

const x = (value: number): Condition => ({ attribute: 'x', operator: 'equals', value })
const resources = ['<.*>']
const rule = (effect: Effect, parts: Partial<Policy> = {}, when: readonly Condition[] = [x(1)]): Policy =>
  policy({
    ...parts,
    id: parts.id ?? effect,
    statements: [
      {
        effect,
        resources,
        when,
        ...(effect === 'oblige' ? { obligations: [{ id: 'seal', properties: {} }] } : {}),
      },
    ],
  })
const ask = (policies: readonly Policy[], asking: Asking, options?: { detail: 'trace' }) =>
  compileReference(policies, settings).decide(request(asking), options)

describe('an effect takes part', () => {
  test.each<[effect: Effect, x: number | undefined, decision: boolean, reason: string]>([
    // Of a room, which nothing grants by default.
    ['allow', 1, true, 'allowed_by_policy'],
    ['allow', 2, false, 'denied_by_default'],
    ['allow', undefined, false, 'denied_by_default'],
    ['deny', 1, false, 'denied_by_policy'],
    ['deny', 2, false, 'denied_by_default'],
    ['deny', undefined, false, 'denied_by_policy'],
    ['oblige', 1, false, 'denied_by_default'],
  ])('%s of a room, x %s: %s, %s', (effect, value, decision, reason) => {
    const context = value === undefined ? {} : { x: value }
    expect(ask([rule(effect)], { type: 'room', context })).toMatchObject({ decision, reason })
  })

  test.each<[effect: Effect, x: number | undefined, decision: boolean, obliged: boolean]>([
    // Of a door, which anybody may open.
    ['allow', 1, true, false],
    ['allow', undefined, true, false],
    ['deny', 1, false, false],
    ['deny', 2, true, false],
    ['deny', undefined, false, false],
    ['oblige', 1, true, true],
    ['oblige', 2, true, false],
    ['oblige', undefined, true, true],
  ])('%s of a door, x %s: %s, obliged %s', (effect, value, decision, obliged) => {
    const answer = ask([rule(effect)], { context: value === undefined ? {} : { x: value } })
    expect(answer.decision).toBe(decision)
    expect(answer.obligations.length > 0).toBe(obliged)
  })

  test('what was unknown is named in full, sorted, once, and only where it mattered', () => {
    const conditions: Condition[] = [
      { any: [x(1), { attribute: 'source_ip', operator: 'in', value: '10.0.0.0/8' }] },
      { any: [{ attribute: 'mfa_status', operator: 'equals', value: true }, x(2)] },
      { attribute: 'subject.properties.level', operator: 'equals', value: { attribute: 'x' } },
    ]
    const { decided_by } = ask([rule('deny', {}, conditions)], { context: { mfa_status: true } })
    expect(decided_by?.unknown).toEqual(['context.source_ip', 'context.x', 'subject.properties.level'])
    expect(ask([rule('deny')], { context: { x: 1 } }).decided_by).not.toHaveProperty('unknown')
  })
})

test('policies that only report are told by id, whatever the order they came in', () => {
  const reports = ['c', 'a', 'b'].map((id) => rule('deny', { id, mode: 'report' }))
  expect(ask(reports, { context: { x: 1 } }).reported.map(({ policy: id }) => id)).toEqual(['a', 'b', 'c'])
})

test('of the statements of a policy the earlier comes first', () => {
  const many = policy({ statements: Array.from({ length: 12 }, () => ({ effect: 'deny' as const })) })
  const traced = ask([many], {}, { detail: 'trace' }).trace
  expect(traced?.map(({ statement }) => statement)).toEqual(
    Array.from({ length: 12 }, (_, index) => `s${index}`),
  )
})

test('statements in any order are put in that of their policy', () => {
  const inOrder = inEvaluationOrder([policy({ statements: [{}, {}, {}] })])
  expect(inOrder.toReversed().sort(compareInOrder)).toEqual(inOrder)
})

test('a policy of rules alone decides nothing', () => {
  expect(ask([policy({ rules: ['Be careful'] })], {})).toMatchObject({
    decision: true,
    reason: 'allowed_by_default',
  })
})

describe('order', () => {
  const context = { x: 1 }
  test.each<[because: string, policies: Policy[], by: string]>([
    ['deny stands before allow', [rule('allow'), rule('deny')], 'deny'],
    ['a higher priority shields', [rule('allow', { priority: 1 }), rule('deny')], 'allow'],
    [
      'a critical deny can’t be shielded from',
      [rule('allow', { priority: 1 }), rule('deny', { critical: true })],
      'deny',
    ],
    ['a critical allow is an allow', [rule('allow', { critical: true }), rule('deny')], 'deny'],
    ['of two the id decides', [rule('deny', { id: 'b' }), rule('deny', { id: 'a' })], 'a'],
    ['ids compare by bytes', [rule('deny', { id: 'a' }), rule('deny', { id: 'B' })], 'B'],
    [
      'of two criticals the priority decides',
      [rule('deny', { id: 'a', critical: true }), rule('deny', { id: 'b', critical: true, priority: 1 })],
      'b',
    ],
    ['negative is lower than none', [rule('deny', { priority: -1 }), rule('allow')], 'allow'],
  ])('%s', (_because, policies, by) => {
    expect(ask(policies, { type: 'room', context }).decided_by?.policy).toBe(by)
  })

  test('of two statements the first decides', () => {
    const statements = [
      { id: 'one', resources, effect: 'allow' as const },
      { id: 'two', resources, effect: 'allow' as const },
    ]
    expect(ask([policy({ statements })], { type: 'room' }).decided_by?.statement).toBe('one')
  })
})

describe('baseline', () => {
  test.each<
    [type: string, action: string, roles: RoleGrant[] | undefined, decision: boolean, reason: string]
  >([
    ['door', 'open', undefined, true, 'allowed_by_default'],
    ['door', 'close', undefined, false, 'denied_by_default'],
    ['room', 'open', ['Owner'], false, 'denied_by_default'],
    ['thing', 'open', ['Owner'], false, 'denied_by_default'],
    ['safe', 'read', ['Owner'], true, 'allowed_by_role'],
    ['safe', 'read', ['Keeper'], true, 'allowed_by_role'],
    ['safe', 'read', ['Reader'], true, 'allowed_by_role'],
    ['safe', 'open', ['Reader'], false, 'not_granted'],
    ['safe', 'read', ['Nobody'], false, 'not_granted'],
    ['safe', 'read', [], false, 'not_granted'],
    ['safe', 'read', undefined, false, 'not_granted'],
    ['safe', 'read', [{ name: 'Owner' }], true, 'allowed_by_role'],
    ['safe', 'read', [{ name: 'Owner', scope: { types: ['safe'] } }], true, 'allowed_by_role'],
    ['safe', 'read', [{ name: 'Owner', scope: { types: ['door'] } }], false, 'not_granted'],
    ['safe', 'read', [{ name: 'Owner', scope: { ids: ['1', '2'] } }], true, 'allowed_by_role'],
    ['safe', 'read', [{ name: 'Owner', scope: { ids: [] } }], false, 'not_granted'],
    ['safe', 'read', [{ name: 'Owner', scope: { organizations: ['acme'] } }], true, 'allowed_by_role'],
    ['safe', 'read', [{ name: 'Owner', scope: { organizations: ['other'] } }], false, 'not_granted'],
    ['safe', 'read', [{ name: 'Owner', scope: { when: [x(1)] } }], true, 'allowed_by_role'],
    ['safe', 'read', [{ name: 'Owner', scope: { when: [x(2)] } }], false, 'not_granted'],
    [
      'safe',
      'read',
      [{ name: 'Owner', scope: { when: [{ attribute: 'z', operator: 'equals', value: 1 }] } }],
      false,
      'not_granted',
    ],
    ['safe', 'read', [{ name: 'Owner', valid_until: '2026-05-01T12:00:01Z' }], true, 'allowed_by_role'],
    ['safe', 'read', [{ name: 'Owner', valid_until: '2026-05-01T12:00:00Z' }], false, 'not_granted'],
    ['safe', 'read', [{ name: 'Owner', valid_from: '2026-05-01T12:00:00Z' }], true, 'allowed_by_role'],
    ['safe', 'read', [{ name: 'Owner', valid_from: '2026-05-01T12:00:00.001Z' }], false, 'not_granted'],
    // A restriction that can't be understood is no permission.
    ['safe', 'read', [{ name: 'Owner', scoope: {} } as RoleGrant], false, 'not_granted'],
    ['safe', 'read', [{ name: 'Owner', scope: { tenants: ['a'] } } as RoleGrant], false, 'not_granted'],
    [
      'safe',
      'read',
      [{ name: 'Owner', scope: { when: [{ attribute: 'x' }] } } as unknown as RoleGrant],
      false,
      'not_granted',
    ],
    ['safe', 'read', [{ name: 'Owner', valid_until: 'tomorrow' }], false, 'not_granted'],
  ])('%s %s with %j: %s, %s', (type, action, roles, decision, reason) => {
    const asking = {
      type,
      action,
      context: { x: 1, time: '2026-05-01T12:00:00Z' },
      resource: { organization: 'acme' },
    }
    const answer = ask([], {
      ...asking,
      ...(roles === undefined ? {} : { subject: { roles: roles as never } }),
    })
    expect(answer).toMatchObject({ decision, reason })
  })

  test('a dated role without a clock is none', () => {
    const roles = [{ name: 'Owner', valid_until: '2099-01-01T00:00:00Z' }]
    expect(ask([], { type: 'safe', action: 'read', subject: { roles } }).reason).toBe('not_granted')
  })

  test('what is not granted asks no policy', () => {
    const answer = ask(
      [rule('oblige', { mode: 'report' }), rule('allow'), rule('deny', { mode: 'report', id: 'r' })],
      { type: 'safe', context: { x: 1 } },
      { detail: 'trace' },
    )
    expect(answer).toMatchObject({ reason: 'not_granted', obligations: [], reported: [], trace: [] })
  })

  test('an allow never grants what no role does', () => {
    expect(ask([rule('allow')], { type: 'safe', context: { x: 1 } }).decision).toBe(false)
  })

  test('what stands above counts in a tree only, and only when nothing here denies', () => {
    const above = policy({ id: 'above', statements: [{ resources: ['node:1'] }] })
    const here = policy({ id: 'here', statements: [{ resources: ['node:2'] }] })
    const at = (type: string) => ({
      ...request({ type }),
      resource: { type, id: '2', ancestors: [{ type: 'node', id: '1' }] },
    })
    const decided = (type: string, ...policies: Policy[]) =>
      compileReference(policies, settings).decide(at(type)).decided_by?.policy
    expect(decided('door', above)).toBeUndefined()
    expect(compileReference([above], settings).decide(at('door')).decision).toBe(true)
    expect(
      decided(
        'node',
        above,
        policy({ id: 'open', statements: [{ effect: 'allow', resources: ['node:2'] }] }),
      ),
    ).toBe('above')
    expect(decided('node', above, here)).toBe('here')
  })

  test('a tree asked about without its ancestors is denied', () => {
    const answer = ask([rule('allow')], { type: 'node', action: 'read', context: { x: 1 } })
    expect(answer).toMatchObject({ decision: false, reason: 'denied_by_default' })
  })
})

test('an answer is the beginning of a decision', () => {
  const decider = compileReference([rule('deny')], settings)
  for (const asked of [request({ context: { x: 1 } }), request({ context: { x: 2 } }), request()]) {
    const { decision, reason, decided_by, revision } = decider.decide(asked)
    expect(decider.answer(asked)).toStrictEqual({
      decision,
      reason,
      ...(decided_by && { decided_by }),
      revision,
    })
  }
  expect(decider.answer(request()).decided_by?.statement).toBe('s0')
})

test('what is malformed is denied, and nothing is said besides', () => {
  const decider = compileReference([rule('deny')], settings)
  const { revision } = decider
  const denial = {
    decision: false,
    reason: 'malformed_request',
    obligations: [],
    advice: [],
    reported: [],
    revision,
  }
  expect(decider.decide(undefined as never)).toEqual(denial)
})

test('the scope of a role may ask for a pattern', () => {
  const when = [{ attribute: 'x', operator: 'matches', value: '^[ab]{2}$' }]
  const granted = (x: string) =>
    ask([], { type: 'safe', subject: { roles: [{ name: 'Keeper', scope: { when } }] }, context: { x } })
      .reason
  expect([granted('ab'), granted('abc')]).toEqual(['allowed_by_role', 'not_granted'])
})

test('settings that declare nothing grant nothing', () => {
  const gates = { resourceTypes: { gate: { collection: 'gates', baseline: 'allow' } } } as const
  expect(compileReference([], gates).decide(request({ type: 'gate' })).reason).toBe('denied_by_default')
  const owner = request({ type: 'device', subject: { roles: ['Owner'] } })
  expect(compileReference([], {}).decide(owner).reason).toBe('not_granted')
})

describe('families', () => {
  const open = policy({
    target: { actions: ['open'], resources: ['door'] },
    statements: [{ effect: 'deny' }],
  })
  const tiers = {
    resourceTypes: {
      lake: { collection: 'lakes', baseline: 'rbac', families: { sip: 'drink', drink: 'use' } },
    },
    roles: [
      { name: 'Guest', permissions: ['lakes.use'] },
      { name: 'Bird', permissions: ['lakes.sip'] },
    ],
  } as const
  const drinks = (action: string, role: string) =>
    compileReference([], tiers).decide(request({ type: 'lake', action, subject: { roles: [role] } })).decision

  test('a statement on the wider action covers the narrower, not the reverse', () => {
    expect(ask([open], { action: 'peek' }).decision).toBe(false)
    const peek = policy({
      target: { actions: ['peek'], resources: ['door'] },
      statements: [{ effect: 'deny' }],
    })
    expect(ask([peek], { action: 'open' }).decision).toBe(true)
  })

  test('so does a permission, over several steps', () => {
    expect([drinks('use', 'Guest'), drinks('drink', 'Guest'), drinks('sip', 'Guest')]).toEqual([
      true,
      true,
      true,
    ])
    expect([drinks('use', 'Bird'), drinks('drink', 'Bird'), drinks('sip', 'Bird')]).toEqual([
      false,
      false,
      true,
    ])
  })
})

describe('dates and modes', () => {
  const time = '2026-05-01T12:00:00Z'
  test.each<[because: string, parts: Partial<Policy>, context: object, denied: boolean]>([
    ['in force from its first instant', { valid_from: time }, { time }, true],
    ['not before', { valid_from: '2026-05-01T12:00:01Z' }, { time }, false],
    ['not at its last', { valid_until: time }, { time }, false],
    ['until then', { valid_until: '2026-05-01T12:00:01Z' }, { time }, true],
    ['without a clock a deny is in force', { valid_until: time }, {}, true],
    ['disabled', { enabled: false }, { time }, false],
    ['only reported', { mode: 'report' }, { time }, false],
    ['a template', { template: true }, { time }, false],
  ])('%s', (_because, parts, context, denied) => {
    expect(ask([rule('deny', parts, [x(1)])], { context: { x: 1, ...context } }).decision).toBe(!denied)
  })

  test('without a clock a dated allow is not in force, and a dated deny says why it is', () => {
    expect(ask([rule('allow', { valid_until: time })], { type: 'room', context: { x: 1 } }).decision).toBe(
      false,
    )
    expect(ask([rule('deny', { valid_until: time })], { context: { x: 1 } }).decided_by?.unknown).toEqual([
      'context.time',
    ])
  })

  test('report-only policies are each tried beside what is enforced', () => {
    const allow = rule('allow', { mode: 'report' })
    expect(ask([allow], { type: 'room', context: { x: 1 } }).reported).toHaveLength(1)
    expect(ask([rule('deny'), allow], { type: 'room', context: { x: 1 } }).reported).toEqual([])
  })

  test('report-only policies are each tried alone', () => {
    const reporting = [
      rule('deny', { mode: 'report' }),
      rule('allow', { mode: 'report', priority: 1 }),
      rule('oblige', { mode: 'report' }),
    ]
    const answer = ask(reporting, { context: { x: 1 } }, { detail: 'trace' })
    expect(answer).toMatchObject({
      decision: true,
      obligations: [],
      reported: [{ policy: 'deny', decision: false }],
    })
    expect(answer.trace?.map(({ outcome }) => outcome)).toEqual(['report_only', 'report_only', 'report_only'])
  })
})

test('the trace tells what became of every candidate', () => {
  const policies = [
    rule('deny', { id: 'a', priority: 3 }, [x(2)]),
    rule('allow', { id: 'b', priority: 2 }, [{ attribute: 'z', operator: 'equals', value: 1 }]),
    rule('allow', { id: 'c', priority: 1 }),
    rule('deny', { id: 'd' }),
    rule('oblige', { id: 'e' }),
  ]
  const { trace = [] } = ask(policies, { type: 'room', context: { x: 1 } }, { detail: 'trace' })
  expect(trace.map(({ policy, truth, outcome }) => [policy, truth, outcome])).toEqual([
    ['a', 'false', 'does_not_apply'],
    ['b', 'unknown', 'unknown_does_not_allow'],
    ['c', 'true', 'decided'],
    ['d', 'true', 'after_the_decision'],
    ['e', 'true', 'takes_part'],
  ])
  expect(trace[0]?.when[0]).toEqual({ condition: x(2), truth: 'false', value: 1 })
})

test('unless excepts only when all of it holds', () => {
  const guarded = policy({
    statements: [{ resources, unless: [x(1), { attribute: 'y', operator: 'equals', value: 2 }] }],
  })
  const decisions = [{ x: 1, y: 2 }, { x: 1, y: 3 }, { x: 2 }, { x: 1 }].map(
    (context) => ask([guarded], { context }).decision,
  )
  expect(decisions).toEqual([true, false, false, false])
})
