import { describe, expect, test } from 'vitest'
import { countOf } from '../test/mutations.ts'
import { compile } from './compile.ts'
import { compileReference } from './reference/index.ts'
import { limits } from './limits.ts'
import {
  type AccessRequest,
  type Json,
  PolicyError,
  type Policy,
  type Resource,
  type Settings,
} from './model.ts'
import { compile as compileExpression } from './regex/pattern.ts'
import { patternOf } from './regex/cache.ts'
import { validatePolicy } from './validate/index.ts'

/** Of each bound: what is at it, and what is one over it. Those of explanations are tested beside them. */
const elsewhere = ['explainAsks', 'suggestions']
const tested = new Set<string>(elsewhere)

const condition = { attribute: 'x', operator: 'equals', value: 1 }
const rule = { id: 's', label: 'A rule', effect: 'deny', resources: ['door'] }
const named = (parts: object) => ({ id: 'p', name: 'A policy', type: 'access', ...parts })
const stating = (parts: object) => named({ statements: [{ ...rule, ...parts }] })
const when = (...list: unknown[]) => stating({ when: list })
const many = <T>(count: number, one: T) => new Array<T>(count).fill(one)
const letters = (count: number) => 'a'.repeat(count)
const members = <T>(count: number, one: T) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${index}`, one])) // prettier-ignore
const nested = (depth: number, inner: unknown): unknown => (depth === 0 ? inner : { not: nested(depth - 1, inner) }) // prettier-ignore

describe('what a policy may hold', () => {
  type Making = (size: number) => object
  const obligation = { id: 'seal', properties: {} }
  const target = (field: string) => (size: number) => named({ target: { [field]: many(size, 'docs.open') }, statements: [rule] }) // prettier-ignore
  const asset = (kind: string, field: string) => (size: number) => named({ target: { [kind]: { [field]: many(size, 'a') } }, statements: [rule] }) // prettier-ignore
  const ofValues: Making = (size) => {
    const holding = (count: number) => stating({ obligations: [{ id: 'seal', properties: { list: many(count, 0) } }] }) // prettier-ignore
    return holding(size - countOf(holding(0)))
  }
  const ofMeta: Making = (size) => named({ meta: { text: letters(size - '{"text":""}'.length) } })

  test.each<[limit: keyof typeof limits, path: string, make: Making]>([
    ['jsonDepth', '', (size) => named({ meta: nested(size - 2, {}) as object })],
    ['policyValues', '', ofValues],
    ['id', 'statements[0].id', (size) => stating({ id: letters(size) })],
    ['id', 'id', (size) => named({ id: letters(size) })],
    ['id', 'statements[0].obligations[0].id', (size) => stating({ obligations: [{ ...obligation, id: letters(size) }] })],
    ['name', 'name', (size) => named({ name: letters(size) })],
    ['name', 'organization', (size) => named({ organization: letters(size) })],
    ['name', 'target.roles[0]', (size) => named({ target: { roles: [letters(size)] }, statements: [rule] })],
    ['description', 'description', (size) => named({ description: letters(size) })],
    ['label', 'statements[0].label', (size) => stating({ label: letters(size) })],
    ['label', 'rules[0]', (size) => named({ rules: [letters(size)] })],
    ['text', 'statements[0].when[0].value', (size) => when({ ...condition, value: letters(size) })],
    ['text', 'statements[0].when[0].attribute', (size) => when({ ...condition, attribute: letters(size) })],
    ['priority', 'priority', (size) => named({ priority: size })],
    ['priority', 'priority', (size) => named({ priority: -size })],
    ['statements', 'statements', (size) => named({ statements: Array.from({ length: size }, (_, index) => ({ ...rule, id: `s${index}` })) })],
    ['rules', 'rules', (size) => named({ rules: many(size, 'Be careful') })],
    ...['permissions', 'roles', 'subjects', 'actions', 'resources'].map((field): [keyof typeof limits, string, Making] => ['entries', `target.${field}`, target(field)]),
    ['entries', 'statements[0].resources', (size) => stating({ resources: many(size, 'door') })],
    ['entries', 'target.devices.names', asset('devices', 'names')],
    ['entries', 'target.devices.os', asset('devices', 'os')],
    ['entries', 'target.integrations.names', asset('integrations', 'names')],
    ['entries', 'target.integrations.bases', asset('integrations', 'bases')],
    ['conditions', 'statements[0].when', (size) => when(...many(size, condition))],
    ['conditions', 'statements[0].unless', (size) => stating({ unless: many(size, condition) })],
    ['conditions', 'statements[0].when[0].all', (size) => when({ all: many(size, condition) })],
    ['conditions', 'statements[0].when[0].any', (size) => when({ any: many(size, condition) })],
    ['conditionDepth', `statements[0].when[0]${'.not'.repeat(limits.conditionDepth + 1)}`, (size) => when(nested(size, condition))],
    ['values', 'statements[0].when[0].value', (size) => when({ attribute: 'x', operator: 'in', value: many(size, 'a') })],
    ['obligations', 'statements[0].obligations', (size) => stating({ obligations: many(size, obligation) })],
    ['metaValues', 'meta', (size) => named({ meta: members(size, 1) })],
    ['metaLength', 'meta', ofMeta],
    ['pattern', 'target.resources[0]', (size) => named({ target: { resources: [letters(size)] }, statements: [rule] })],
    ['pattern', 'statements[0].when[0].value', (size) => when({ attribute: 'x', operator: 'matches', value: letters(size) })],
  ])('%s: at %s', (limit, path, make) => {
    tested.add(limit)
    expect(validatePolicy(make(limits[limit]))).toMatchObject({ ok: true })
    const over = validatePolicy(make(limits[limit] + 1))
    expect(over.ok ? [] : over.errors).toHaveLength(1)
    // Of the whole it is said where the one too many stands.
    if (path !== '') expect(over).toMatchObject({ errors: [{ path }] })
  }) // prettier-ignore

  test('faults: so many are told', () => {
    tested.add('faults')
    const told = (count: number) => {
      const result = validatePolicy(named(members(count, 1)))
      return result.ok ? 0 : result.errors.length
    }
    expect(told(limits.faults)).toBe(limits.faults)
    expect(told(limits.faults + 1)).toBe(limits.faults)
  })

  test('zone: a name of its length is asked for, a longer one is none', () => {
    tested.add('zone')
    const zone = (text: string) => validatePolicy(when({ attribute: 'date', operator: 'equals', value: '2026-05-01', zone: text })).ok // prettier-ignore
    expect(zone('Europe/Madrid')).toBe(true)
    expect(zone(letters(limits.zone + 1))).toBe(false)
  })
})

describe('what compile takes', () => {
  const faultsOf = (policies: unknown, settings: unknown) => {
    try {
      compile(policies as Policy[], settings as Settings)
      return []
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error
      return error.errors
    }
  }
  const pathsOf = (settings: unknown) => faultsOf([], settings).map(({ path }) => path)

  test('policies', () => {
    tested.add('policies')
    // Each is at fault, or all are too many to be looked at.
    expect(faultsOf(many(limits.policies, null), {})[0]?.path).toBe('policies[0]')
    expect(faultsOf(many(limits.policies + 1, null), {}).map(({ path }) => path)).toEqual(['policies'])
  })

  test('settingsValues', () => {
    tested.add('settingsValues')
    expect(faultsOf([], { x: many(limits.settingsValues - 2, 0) })[0]?.message).toContain('not a member')
    expect(faultsOf([], { x: many(limits.settingsValues - 1, 0) })[0]?.message).toContain('one value too many') // prettier-ignore
  })

  const type = { collection: 'things', baseline: 'rbac' }
  const role = (index: number, permissions: readonly string[] = []) => ({ name: `r${index}`, permissions })
  test.each<[limit: keyof typeof limits, path: string, make: (size: number) => object]>([
    ['roles', 'settings.roles', (size) => ({ roles: Array.from({ length: size }, (_, index) => role(index)) })],
    ['permissions', 'settings.roles[0].permissions', (size) => ({ roles: [role(0, many(size, 'docs.open'))] })],
    ['resourceTypes', 'settings.resourceTypes', (size) => ({ resourceTypes: members(size, type) })],
    ['actions', 'settings.resourceTypes.t.actions', (size) => ({ resourceTypes: { t: { ...type, actions: many(size, 'open') } } })],
    ['actions', 'settings.resourceTypes.t.families', (size) => ({ resourceTypes: { t: { ...type, families: members(size, 'open') } } })],
  ])('%s: at %s', (limit, path, make) => {
    tested.add(limit)
    expect(pathsOf(make(limits[limit]))).toEqual([])
    expect(pathsOf(make(limits[limit] + 1))).toEqual([path])
  }) // prettier-ignore

  test('bindings', () => {
    tested.add('bindings')
    expect(pathsOf({ bindings: many(limits.bindings, null) })[0]).toBe('settings.bindings[0]')
    expect(pathsOf({ bindings: many(limits.bindings + 1, null) })).toEqual(['settings.bindings'])
  })
})

describe('what a regular expression may cost', () => {
  test('program', () => {
    tested.add('program')
    const source = (size: number) => `a{1000}b{${size - 1000}}`
    const overhead = compileExpression(source(1_100)).size - 1_100
    const of = (size: number) => () => patternOf('search', source(size - overhead))
    expect(of(limits.program)).not.toThrow()
    expect(of(limits.program + 1)).toThrow('too large')
  })

  test('input', () => {
    tested.add('input')
    const pattern = patternOf('search', 'b$')
    expect(pattern.test(`${letters(limits.input - 1)}b`)).toBe('true')
    expect(pattern.test(`${letters(limits.input)}b`)).toBe('unknown')
  })

  test('steps', () => {
    tested.add('steps')
    const pattern = patternOf('whole', '(?:a?){30}b')
    const used = (length: number) => {
      const steps = { left: Number.MAX_SAFE_INTEGER }
      pattern.test(letters(length), steps)
      return Number.MAX_SAFE_INTEGER - steps.left
    }
    const input = letters(25)
    expect(pattern.test(input, { left: used(25) })).toBe('false')
    expect(pattern.test(input, { left: used(25) - 1 })).toBe('unknown')
    // Nobody says how many: as many as the limit.
    const wide = patternOf('search', '(?:a?){400}b')
    const steps = { left: limits.steps }
    expect(wide.test(letters(4_000), steps)).toBe('unknown')
    expect(steps.left).toBe(0)
    expect(wide.test(letters(4_000))).toBe('unknown')
  })

  test('patterns: those of one policy together', () => {
    tested.add('patterns')
    // Each costs 50 and a little for each character; some are told apart so that none is known already.
    const plain = (count: number) => when(...chunks(count))
    const chunks = (count: number) => Array.from({ length: Math.ceil(count / 100) }, (_, chunk) => ({
      any: Array.from({ length: Math.min(100, count - chunk * 100) }, () => ({ attribute: 'x', operator: 'matches', value: '[ab]{9}.' })),
    })) // prettier-ignore
    const most = Math.floor(limits.patterns / 60)
    expect(validatePolicy(plain(most))).toMatchObject({ ok: true })
    const over = validatePolicy(plain(most + 1))
    expect(over.ok ? [] : over.errors).toHaveLength(1)
    expect(over).toMatchObject({ errors: [{ path: 'statements[0].when[5].any[0].value' }] })
  })

  test('requestPatterns: those of the roles of one request together', () => {
    tested.add('requestPatterns')
    const matches = { attribute: 'x', operator: 'matches', value: '[ab]{9}.' }
    const isGranted = (count: number) => {
      const roles = [...many(count - 1, 'other'), 'Owner'].map((name) => ({ name, scope: { when: [matches] } })) // prettier-ignore
      const request = { subject: { type: 'user', id: 'ann', properties: { roles } }, action: { name: 'open' }, resource: { type: 'device', id: '1' }, context: { x: 'ababababab' } } // prettier-ignore
      return compile([], { roles: [{ name: 'Owner', permissions: ['*'] }] }).decide(request).decision
    }
    expect(isGranted(limits.requestPatterns / 60)).toBe(true)
    expect(isGranted(limits.requestPatterns / 60 + 1)).toBe(false)
  })
})

describe('what a request may hold', () => {
  const asking = (context: AccessRequest['context']): AccessRequest => ({
    subject: { type: 'user', id: 'ann' },
    action: { name: 'open' },
    resource: { type: 'door', id: '1' },
    ...(context && { context }),
  })
  const decider = compile([], {})
  const isMalformed = (context: AccessRequest['context']) => decider.decide(asking(context)).reason === 'malformed_request' // prettier-ignore

  test('requestDepth', () => {
    tested.add('requestDepth')
    expect(isMalformed(nested(limits.requestDepth - 2, {}) as { [name: string]: Json })).toBe(false)
    expect(isMalformed(nested(limits.requestDepth - 1, {}) as { [name: string]: Json })).toBe(true)
  })

  test('requestValues', () => {
    tested.add('requestValues')
    const left = limits.requestValues - countOf(asking({ list: [] }) as unknown as Json)
    expect(isMalformed({ list: many(left, 0) })).toBe(false)
    expect(isMalformed({ list: many(left + 1, 0) })).toBe(true)
  })

  test('ancestors', () => {
    tested.add('ancestors')
    const trees: Settings = {
      resourceTypes: { shelf: { collection: 'shelves', baseline: 'allow', actions: ['open'], tree: true } },
    }
    const [tree, reference] = [compile([], trees), compileReference([], trees)]
    const reason = (count: number, type: string) => {
      const ancestors = many(count, { type: 'shelf', id: '1' }) as unknown as Resource[]
      const asked = { ...asking(undefined), resource: { type, id: '2', ancestors } }
      const answer = reference.answer(asked)
      expect([tree.answer(asked), tree.decide(asked)]).toMatchObject([answer, answer])
      return answer.reason
    }
    expect(reason(limits.ancestors, 'shelf')).toBe('allowed_by_default')
    // A question is read before it is known whether its type is a tree.
    for (const type of ['shelf', 'door']) expect(reason(limits.ancestors + 1, type)).toBe('malformed_request')
  })

  test('inserted: what is longer is unknown', () => {
    tested.add('inserted')
    const typed = { type: 'StringMatchCondition', key: 'y', options: { matches: '^{{.x}}$' } }
    const allow = stating({ effect: 'allow', when: [typed] }) as unknown as Policy
    const ask = (length: number) => compile([allow], {}).decide(asking({ x: letters(length), y: letters(length) })).decision // prettier-ignore
    expect(ask(limits.inserted)).toBe(true)
    expect(ask(limits.inserted + 1)).toBe(false)
  })
})

describe('how far advice looks', () => {
  const start = Date.UTC(2026, 4, 1, 8)
  const at = (number: number) => new Date(start + number * 60_000).toISOString()
  /** Each instant that is named counts twice: it, and the moment after. */
  const noise = (count: number, from = 1): Policy => ({
    id: 'noise',
    name: 'Noise',
    type: 'access',
    statements: [{ id: 's', label: 'Noted', effect: 'oblige', obligations: [{ id: 'log', properties: {} }], when: [{ any: Array.from({ length: count }, (_, index) => ({ attribute: 'time', operator: 'equals' as const, value: at(from + index) })) }] }],
  }) // prettier-ignore
  const until = (operator: 'greater_than' | 'less_than', number: number, isProof = false): Policy => {
    const time = { attribute: 'time', operator, value: at(number) } as const
    const proof = { attribute: 'mfa_status', operator: 'equals', value: true } as const
    const unless = [operator === 'less_than' ? { not: time } : time, ...(isProof ? [proof] : [])]
    return { id: 'closed', name: 'Closed', type: 'access', target: { resources: ['sign_in'] }, statements: [{ id: 's', label: 'Not yet', effect: 'deny', unless }] } // prettier-ignore
  }
  const adviceIn = (policies: readonly Policy[]) =>
    compile(policies, {}).decide({ subject: { type: 'user', id: 'ann' }, action: { name: 'login' }, resource: { type: 'sign_in', id: '' }, context: { time: at(0), mfa_status: false } }).advice // prettier-ignore
  const adviceOf = (policies: readonly Policy[]) => adviceIn(policies).map(({ id }) => id)

  test('moments', () => {
    tested.add('moments')
    const others = limits.moments / 2
    // The first is just after now. The last that is tried is then an instant itself, and the first that is not the one after.
    expect(adviceOf([noise(others - 1), until('less_than', others)])).toEqual(['retry_after'])
    expect(adviceOf([noise(others - 1), until('greater_than', others)])).toEqual([])
  })

  test('adviceAsks', () => {
    tested.add('adviceAsks')
    const factor = (method: string, rank: number) => ({ id: 'factor', properties: { method, rank } })
    const ranked: Policy = { id: 'ranked', name: 'Ranked', type: 'access', target: { actions: ['login'] }, statements: [{ id: 's', label: 'Factors', effect: 'oblige', obligations: ['webauthn', 'totp', 'sms', 'card'].map(factor) }] } // prettier-ignore
    // Four methods, then 64 moments, then four methods at each moment: the 58th of these uses up three hundred.
    const [methods, moments] = [4, limits.moments]
    const last = (limits.adviceAsks - methods - moments) / methods
    expect(last).toBe(58)
    const around = [ranked, noise(last / 2 - 1), { ...noise(10, 500), id: 'later' }]
    const found = adviceIn([...around, until('less_than', last / 2, true)])
    expect(found.map(({ id }) => id)).toEqual(['step_up', 'retry_after'])
    // The last method is the three hundredth question.
    expect(found[0]?.properties).toEqual({ methods: ['webauthn', 'totp', 'sms', 'card'] })
    expect(adviceOf([...around, until('greater_than', last / 2, true)])).toEqual([])
  })
})

test('every limit is tested', () => {
  expect([...tested].sort()).toEqual(Object.keys(limits).sort())
})
