import { describe, expect, test } from 'vitest'
import { policy as aPolicy } from '../../test/asking.ts'
import { compile } from '../compile.ts'
import { type Fault, PolicyError, type Policy, type Settings } from '../model.ts'
import { limits, validatePolicy } from './index.ts'

const condition = { attribute: 'mfa_status', operator: 'equals', value: true }
const good = {
  id: 'p', name: 'A policy', type: 'access',
  statements: [{ id: 's', label: 'A rule', effect: 'deny', unless: [condition] }],
} // prettier-ignore

function faultsOf(json: unknown, settings?: Settings): readonly Fault[] {
  const result = validatePolicy(json, settings)
  return result.ok ? [] : result.errors
}
const paths = (json: unknown, settings?: Settings) => faultsOf(json, settings).map(({ path }) => path)
const statement = (parts: object) => ({ ...good, statements: [{ ...good.statements[0], ...parts }] })
const when = (...conditions: unknown[]) => statement({ resources: ['<.*>'], when: conditions })
const reads = (attribute: string, operator: string, value?: unknown, more = {}) =>
  when({ attribute, operator, ...(value === undefined ? {} : { value }), ...more })

test('a policy that can be saved comes back as it was', () => {
  expect(validatePolicy(good)).toEqual({ ok: true, policy: good })
})

describe('members', () => {
  test.each<[json: unknown, path: string]>([
    [null, ''],
    ['text', ''],
    [[], ''],
    [{ ...good, id: undefined }, 'id'],
    [{ ...good, id: '-p' }, 'id'],
    [{ ...good, id: 'a'.repeat(101) }, 'id'],
    [{ ...good, name: '' }, 'name'],
    [{ ...good, name: ' ' }, 'name'],
    [{ ...good, name: 'a'.repeat(201) }, 'name'],
    [{ ...good, type: 'other' }, 'type'],
    [{ ...good, description: null }, 'description'],
    [{ ...good, enabled: 'yes' }, 'enabled'],
    [{ ...good, mode: 'off' }, 'mode'],
    [{ ...good, priority: 1.5 }, 'priority'],
    [{ ...good, priority: 1_000_001 }, 'priority'],
    [{ ...good, priority: Infinity }, 'priority'],
    [{ ...good, active: true }, 'active'],
    [{ ...good, toString: 'x' }, 'toString'],
    [JSON.parse('{"id":"p","name":"n","type":"access","__proto__":{}}'), '__proto__'],
    [{ ...good, target: {}, targets: {} }, 'targets'],
    [{ ...good, target: { roles: [] } }, 'target.roles'],
    [{ ...good, target: { role: ['a'] } }, 'target.role'],
    [{ ...good, target: { devices: { oses: ['a'] } } }, 'target.devices.oses'],
    [{ ...good, target: { devices: { names: ['('] } } }, 'target.devices.names[0]'],
    [{ ...good, target: { permissions: ['devices'] } }, 'target.permissions[0]'],
    [{ ...good, target: { permissions: ['*'] } }, 'target.permissions[0]'],
    [{ ...good, target: { subjects: ['user:<(?!a).*>'] } }, 'target.subjects[0]'],
    [{ ...good, target: { resources: ['a<b'] } }, 'target.resources[0]'],
    [{ ...good, statements: [] }, 'statements'],
    [{ ...good, statements: {} }, 'statements'],
    [statement({ effect: 'permit' }), 'statements[0].effect'],
    [statement({ label: '' }), 'statements[0].label'],
    [statement({ label: undefined }), 'statements[0].label'],
    [statement({ unless: [] }), 'statements[0].unless'],
    [statement({ uness: [condition] }), 'statements[0].uness'],
    [statement({ obligations: [{ id: 'x' }] }), 'statements[0].obligations[0].properties'],
    [
      statement({ obligations: [{ id: 'x', properties: [], on: 'deny' }] }),
      'statements[0].obligations[0].properties',
    ],
    [
      statement({ obligations: [{ id: 'x', properties: {}, on: 'both' }] }),
      'statements[0].obligations[0].on',
    ],
    [
      statement({ obligations: [{ id: 'retain', properties: {} }] }),
      'statements[0].obligations[0].properties.days',
    ],
    [
      statement({ obligations: [{ id: 'retain', properties: { days: '30' } }] }),
      'statements[0].obligations[0].properties.days',
    ],
    [
      statement({ obligations: [{ id: 'watermark', properties: { colour: 'red' } }] }),
      'statements[0].obligations[0].properties.colour',
    ],
    [{ ...good, valid_from: '2026-05-01' }, 'valid_from'],
    [{ ...good, valid_from: '2026-02-30T00:00:00Z' }, 'valid_from'],
    [{ ...good, valid_from: '2026-05-02T00:00:00Z', valid_until: '2026-05-01T00:00:00Z' }, 'valid_until'],
    [{ ...good, name: 'a\0b' }, 'name'],
    [{ ...good, name: 'a\ud800' }, 'name'],
    [{ ...good, meta: { note: 'a\0' } }, 'meta.note'],
    [{ ...good, meta: { text: 'a'.repeat(20_001) } }, 'meta'],
  ])('%j has a fault at %s', (json, path) => {
    expect(paths(json)).toEqual([path])
  })

  test('a policy of rules alone is documentation', () => {
    expect(paths({ id: 'p', name: 'n', type: 'session', rules: ['Be careful'] })).toEqual([])
    expect(paths({ id: 'p', name: 'n', type: 'session', rules: [] })).toEqual(['rules'])
  })
})

describe('conditions', () => {
  const at = 'statements[0].when[0]'
  test.each<[json: unknown, path: string]>([
    [when(7), at],
    [when({}), at],
    [when({ attribute: 'x', operator: 'equals' }), `${at}.value`],
    [when({ attribute: 'x', value: 1 }), `${at}.operator`],
    [when({ attribute: 'x', operator: 'is', value: 1 }), `${at}.operator`],
    [when({ attribute: 'a..b', operator: 'equals', value: 1 }), `${at}.attribute`],
    [when({ attribute: 'x', operator: 'equals', value: 1, negate: true }), `${at}.negate`],
    [when({ attribute: 'x', operator: 'equals', value: 1, all: [] }), `${at}.all`],
    [when({ all: [] }), `${at}.all`],
    [when({ any: [condition, { not: [] }] }), `${at}.any[1].not`],
    [when({ all: [condition], any: [condition] }), `${at}.any`],
    [when({ type: 'NoSuchCondition', key: 'x', options: {} }), `${at}.type`],
    [reads('source_ip', 'matches', 'a'), `${at}.operator`],
    [reads('context.source_ip', 'not_equals', '10.0.0.1'), `${at}.operator`],
    [reads('source_ip', 'equals', '10.0.0.0/8'), `${at}.value`],
    [reads('source_ip', 'in', ['10.0.0.0/8', '10.0.0.0/33']), `${at}.value[1]`],
    [reads('source_ip', 'in', []), `${at}.value`],
    [reads('time_of_day', 'between', ['08:00', '08:00']), `${at}.value`],
    [reads('time_of_day', 'between', ['24:00', '08:00']), `${at}.value[0]`],
    [reads('time_of_day', 'between', ['8:00', '18:00']), `${at}.value[0]`],
    [reads('time_of_day', 'between', ['08:00']), `${at}.value`],
    [reads('time_of_day', 'between', ['08:00', '18:00'], { zone: 'Europe/Nowhere' }), `${at}.zone`],
    [reads('time_of_day', 'between', ['08:00', '18:00'], { zone: '+02:00' }), `${at}.zone`],
    [reads('mfa_status', 'equals', true, { zone: 'UTC' }), `${at}.zone`],
    [reads('day_of_week', 'in', ['monday', 'Tuesday']), `${at}.value[1]`],
    [reads('day_of_week', 'equals', 'monday'), `${at}.operator`],
    [reads('mfa_status', 'equals', 'true'), `${at}.value`],
    [reads('device_type', 'in', ['laptop']), `${at}.value[0]`],
    [reads('country', 'in', ['de']), `${at}.value[0]`],
    [reads('date', 'between', ['2026-05-02', '2026-05-01']), `${at}.value`],
    [reads('x', 'between', [1, '2026-05-01']), `${at}.value`],
    [reads('x', 'in', ['a', 1]), `${at}.value[1]`],
    [reads('x', 'in', [{}]), `${at}.value[0]`],
    [reads('x', 'equals', null), `${at}.value`],
    [reads('x', 'equals', ['a']), `${at}.value`],
    [reads('x', 'greater_than', 'b'), `${at}.value`],
    [reads('x', 'matches', 'a(?=b)'), `${at}.value`],
    [reads('x', 'matches', '(a)\\1'), `${at}.value`],
    [reads('x', 'matches', { attribute: 'y' }), `${at}.value`],
    [reads('x', 'exists', 'yes'), `${at}.value`],
    [reads('x', 'equals', { attribute: 'y', or: 1 }), `${at}.value.or`],
    [reads('x', 'equals', { path: 'y' }), `${at}.value.path`],
  ])('%j has its first fault at %s', (json, path) => {
    expect(paths(json)[0]).toBe(path)
  })

  test.each([
    reads('x', 'exists'), reads('time', 'between', ['2026-05-01T00:00:00Z', '2026-05-01T02:00:00+02:00']),
    reads('time_of_day', 'between', ['22:00', '06:00'], { zone: 'Europe/Madrid' }), reads('time_of_day', 'between', ['18:00', '24:00']),
    reads('source_ip', 'in', '2001:db8::/32'), reads('x', 'in', { attribute: 'subject.properties.groups' }),
    reads('x', 'matches', '^(?!admin)'), reads('time_of_day', 'between', { attribute: 'resource.properties.hours' }),
  ])('%j has none', (json) => {
    expect(faultsOf(json)).toEqual([])
  }) // prettier-ignore

  test('an unknown type is refused with those that are known', () => {
    expect(faultsOf(when({ type: 'X' }))[0]?.message).toContain('known are')
  })

  test('they nest eight deep', () => {
    const nested = (depth: number): unknown => (depth === 0 ? condition : { not: nested(depth - 1) })
    expect(faultsOf(when(nested(8)))).toEqual([])
    expect(faultsOf(when(nested(9)))[0]?.message).toContain('deeper than 8')
  })
})

describe('what can’t mean what its author hopes', () => {
  const allow = { effect: 'allow', unless: undefined }
  const oblige = { effect: 'oblige', unless: undefined, obligations: [{ id: 'watermark', properties: {} }] }
  const name = { attribute: 'resource.properties.name', operator: 'equals', value: 'a' }
  test.each<[because: string, json: object, path: string | undefined]>([
    ['an allow of everything', statement(allow), 'statements[0].resources'],
    ['an allow of everything, said', statement({ ...allow, resources: ['<.*>'] }), undefined],
    ['an allow of everything, disabled', { ...statement(allow), enabled: false }, undefined],
    ['an allow for one role', { ...statement(allow), target: { roles: ['A'] } }, 'statements[0].resources'],
    ['an allow of devices', { ...statement(allow), target: { permissions: ['devices.read'] } }, undefined],
    [
      'an allow of paths',
      { ...statement(allow), target: { permissions: ['rest.get'] } },
      'statements[0].resources',
    ],
    [
      'an allow of a collection that nobody declared',
      { ...statement(allow), target: { permissions: ['things.*'] } },
      'statements[0].resources',
    ],
    ['an allow of devices by name', { ...statement(allow), target: { devices: {} } }, undefined],
    ['a template’s allow, which its bindings narrow', { ...statement(allow), template: true }, undefined],
    ['a duty about everything', statement(oblige), 'statements[0].actions'],
    ['a duty about an action', statement({ ...oblige, actions: ['login'] }), undefined],
    [
      'a duty to log everything',
      statement({ ...oblige, obligations: [{ id: 'log', properties: {} }] }),
      undefined,
    ],
    [
      'a duty to log and show',
      statement({ ...oblige, obligations: [{ id: 'log', properties: {} }, ...oblige.obligations] }),
      'statements[0].actions',
    ],
    [
      'a duty to do nothing',
      statement({ ...oblige, actions: ['login'], obligations: undefined }),
      'statements[0].obligations',
    ],
    [
      'a deny that reads what most resources lack',
      statement({ unless: [{ any: [condition, name] }] }),
      'statements[0].resources',
    ],
    [
      'or reads it as a value',
      statement({
        unless: [{ attribute: 'x', operator: 'equals', value: { attribute: 'action.properties.soft' } }],
      }),
      'statements[0].resources',
    ],
    [
      'a deny that reads it of devices',
      { ...statement({ unless: [name] }), target: { devices: {} } },
      undefined,
    ],
    [
      'or by permission',
      { ...statement({ unless: [name] }), target: { permissions: ['doors.open'] } },
      undefined,
    ],
    ['or of resources it names', statement({ unless: [name], resources: ['door'] }), undefined],
    [
      'two statements of one id',
      { ...good, statements: [good.statements[0], good.statements[0]] },
      'statements[1].id',
    ],
  ])('%s', (_because, json, path) => {
    expect(paths(json)).toEqual(path === undefined ? [] : [path])
  })

  test('what is open is for the settings to say', () => {
    const json = { ...statement(allow), target: { permissions: ['things.*'] } }
    const declared = (baseline: 'rbac' | 'deny') => ({
      resourceTypes: { thing: { collection: 'things', baseline } },
    })
    expect(paths(json, declared('rbac'))).toEqual([])
    expect(paths(json, declared('deny'))).toEqual(['statements[0].resources'])
  })
})

describe('bounds', () => {
  test.each([
    ['statements', { ...good, statements: new Array(limits.statements + 1).fill(good.statements[0]) }],
    ['target.roles', { ...good, target: { roles: new Array(limits.entries + 1).fill('a') } }],
    ['statements[0].when', when(...new Array<unknown>(limits.conditions + 1).fill(condition))],
    ['statements[0].when[0].value', reads('x', 'in', new Array(limits.values + 1).fill('a'))],
    ['target.resources[0]', { ...good, target: { resources: ['a'.repeat(limits.pattern + 1)] } }],
  ])('%s', (path, json) => {
    expect(paths(json)[0]).toBe(path)
  })

  test('a hundred faults are enough', () => {
    const json = {
      ...good,
      ...Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`x${index}`, 1])),
    }
    expect(faultsOf(json)).toHaveLength(limits.faults)
  })

  test.each([
    ['objects', (inner: unknown) => ({ not: inner })],
    ['lists', (inner: unknown) => [inner]],
  ])('a hundred thousand levels of %s are a fault', (_name, wrap) => {
    let bomb: unknown = condition
    for (let level = 0; level < 100_000; level += 1) bomb = wrap(bomb)
    expect(faultsOf(when(bomb))[0]?.message).toContain('deeper than')
    expect(faultsOf({ ...good, meta: bomb })[0]?.message).toContain('deeper than')
  })

  test('what is no JSON is a fault', () => {
    expect(paths({ ...good, meta: { big: 1n, call: () => 1, none: undefined, not: NaN } })).toEqual([
      'meta.big',
      'meta.call',
      'meta.not',
    ])
  })

  test('cycles, getters and proxies are faults or absent, and nothing runs', () => {
    const cycle: { [name: string]: unknown } = { ...good }
    cycle['meta'] = cycle
    expect(faultsOf(cycle)[0]?.message).toContain('deeper than')
    const trap = { ...good, get description(): string { throw new Error('was run') } } // prettier-ignore
    expect(faultsOf(trap)).toEqual([])
    const proxy = new Proxy({}, { ownKeys: () => { throw new Error('no') } }) // prettier-ignore
    expect(faultsOf(proxy)).toEqual([{ path: '', message: 'can’t be read' }])
  })
})

describe('compile', () => {
  const faultsOfAll = (policies: unknown, settings: unknown) => {
    try {
      compile(policies as Policy[], settings as Settings)
      return []
    } catch (error) {
      return error instanceof PolicyError ? error.errors.map(({ path }) => path) : [String(error)]
    }
  }
  const type = { collection: 'things', baseline: 'rbac' }

  test.each<[policies: unknown, settings: unknown, paths: string[]]>([
    [[], {}, []],
    [[], undefined, []],
    ['none', {}, ['policies']],
    [[good, { ...good, id: 'q', name: '' }], {}, ['policies[1].name']],
    [[good, good], {}, ['policies[1].id']],
    [[good], { zone: 'Mars' }, ['settings.zone']],
    [[good], { zones: 'UTC' }, ['settings.zones']],
    [[], { resourceTypes: { device: type } }, ['settings.resourceTypes.device']],
    [[], { resourceTypes: { 'sallyport.thing': type } }, ['settings.resourceTypes.sallyport.thing']],
    [[], { resourceTypes: { 'a b': type } }, ['settings.resourceTypes.a b']],
    [
      [],
      { resourceTypes: { thing: { ...type, baseline: 'open' } } },
      ['settings.resourceTypes.thing.baseline'],
    ],
    [
      [],
      { resourceTypes: { thing: { ...type, families: { a: 'b', b: 'c', c: 'b' } } } },
      ['settings.resourceTypes.thing.families.b', 'settings.resourceTypes.thing.families.c'],
    ],
    [
      [],
      { resourceTypes: { thing: { ...type, families: { a: 'a' } } } },
      ['settings.resourceTypes.thing.families.a'],
    ],
    [
      [],
      { roles: [{ name: 'A', permissions: ['*', 'a.*', 'a.b', 'a'] }] },
      ['settings.roles[0].permissions[3]'],
    ],
    [
      [],
      {
        roles: [
          { name: 'A', permissions: [] },
          { name: 'A', permissions: [] },
        ],
      },
      ['settings.roles[1].name'],
    ],
    [[], { bindings: [{ id: 'b', policy: 'p', subject: 's' }] }, ['settings.bindings[0].resource']],
    [
      [],
      { bindings: [{ id: 'b', policy: 'p', subject: 'user:<', resource: 'node:<.*>' }] },
      ['settings.bindings[0].subject', 'settings.bindings[0].resource'],
    ],
  ])('%j with %j: %j', (policies, settings, expected) => {
    expect(faultsOfAll(policies, settings)).toEqual(expected)
  })

  test('what was compiled can’t be changed from outside', () => {
    const mutable = aPolicy({ statements: [{}] }) as { enabled: boolean }
    const decider = compile([mutable as unknown as Policy], {})
    const ask = () =>
      decider.decide({
        subject: { type: 'user', id: 'a' },
        action: { name: 'login' },
        resource: { type: 'sign_in', id: '' },
      })
    expect(ask().decision).toBe(false)
    mutable.enabled = false
    expect(ask().decision).toBe(false)
  })

  test('the message names every fault', () => {
    expect(() => compile([{ ...good, name: '' } as Policy], {})).toThrow(
      'policies[0].name: must not be empty',
    )
  })
})
