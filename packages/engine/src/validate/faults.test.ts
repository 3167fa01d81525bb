import { describe, expect, test } from 'vitest'
import { compile } from '../compile.ts'
import { PolicyError, type Policy, type Settings } from '../model.ts'
import { typedConditions } from '../typed-conditions.ts'
import { isRoleGrant } from './grant.ts'
import { limits, validatePolicy, validateRoleGrant } from './index.ts'

// What a person reads who wrote something that can't be: every fault with its path and its words, and no fault twice.

type Told = readonly [path: string, message: string]

const rule = { id: 's', label: 'A rule', effect: 'deny', resources: ['<.*>'] }
const good = { id: 'p', name: 'A policy', type: 'access' }
const stating = (parts: object) => ({ ...good, statements: [{ ...rule, ...parts }] })
const when = (...list: unknown[]) => stating({ when: list })
const reads = (attribute: string, operator: string, value: unknown, more = {}) =>
  when({ attribute, operator, value, ...more })
const typed = (type: string, more: object) => when({ type, ...more })
const condition = { attribute: 'x', operator: 'matches', value: '^a' }
const at = 'statements[0].when[0]'
const types = Object.keys(typedConditions).join(', ')
const tooMuch = 'is too much: the regular expressions before it are as many and large as they may be'

function told(result: { readonly ok: boolean; readonly errors?: PolicyError['errors'] }): Told[] {
  return (result.errors ?? []).map(({ path, message }) => [path, message])
}

function faultsOfAll(policies: unknown, settings: unknown): Told[] {
  try {
    compile(policies as Policy[], settings as Settings)
    return []
  } catch (error) {
    if (error instanceof PolicyError) return told({ ok: false, errors: error.errors })
    throw error
  }
}

describe('a policy', () => {
  test.each<[what: string, json: unknown, ...faults: Told[]]>([
    ['nothing', undefined, ['', 'is not a JSON value']],
    ['no JSON', () => 1, ['', 'is not a JSON value']],
    ['no object', 7, ['', 'must be an object']],
    ['null', null, ['', 'must be an object']],
    ['no policy', {}, ['id', 'is required'], ['name', 'is required'], ['type', 'is required']],
    ['an unknown member', { ...good, target: { devices: { oses: ['a'] } } }, ['target.devices.oses', 'is not a member here; known are names, os']],
    ['a list as text', { ...good, rules: 'Be careful' }, ['rules', 'must be a list']],
    ['no list', { ...good, rules: [] }, ['rules', 'must not be empty: leave it out to mean everything']],
    ['no text', { ...good, name: 7 }, ['name', 'must be a string']],
    ['an empty text', { ...good, name: ' ' }, ['name', 'must not be empty']],
    ['a long text', { ...good, name: 'a'.repeat(201) }, ['name', 'is longer than 200 characters']],
    ['no such choice', { ...good, mode: 'off' }, ['mode', 'must be one of enforce, report']],
    ['a wide number', { ...good, priority: 2_000_000 }, ['priority', 'must be an integer from -1000000 to 1000000']],
    ['neither true nor false', { ...good, enabled: 1 }, ['enabled', 'must be true or false']],
    ['no instant', { ...good, valid_from: 'May' }, ['valid_from', 'must be an RFC 3339 instant, such as 2026-05-01T08:00:00Z']],
    ['dates in disorder', { ...good, valid_from: '2026-05-02T00:00:00Z', valid_until: '2026-05-01T00:00:00Z' }, ['valid_until', 'must be after valid_from']],
    ['dates of no time', { ...good, valid_from: '2026-05-02T00:00:00Z', valid_until: '2026-05-02T00:00:00Z' }, ['valid_until', 'must be after valid_from']],
    ['meta as text', { ...good, meta: 'abc' }, ['meta', 'must be an object']],
    ['much in meta', { ...good, meta: Object.fromEntries(Array.from({ length: 201 }, (_, index) => [index, 1])) }, ['meta', 'has more than 200 members']],
    ['long meta', { ...good, meta: { note: 'a'.repeat(20_000) } }, ['meta', 'is longer than 20000 characters']],
    ['a NUL first of all', { ...good, name: 'a\0', mode: 'off' }, ['name', 'has a NUL or half of a surrogate pair']],
    ['a permission without an action', { ...good, target: { permissions: ['devices'] } }, ['target.permissions[0]', 'must be <collection>.<action> or <collection>.*']],
    ['no expression', { ...good, target: { devices: { names: ['('] } } }, ['target.devices.names[0]', 'is not a valid regular expression (missing closing ): `(?:()`)']],
    ['too many items', { ...good, rules: new Array(201).fill('a') }, ['rules', 'has more than 200 items']],
    ['a duty with text for properties', stating({ effect: 'oblige', obligations: [{ id: 'retain', properties: 'x' }] }), ['statements[0].obligations[0].properties', 'must be an object']],
    ['a duty with other properties', stating({ effect: 'oblige', obligations: [{ id: 'retain', properties: { day: 1 } }] }), ['statements[0].obligations[0].properties.day', 'is not a member here; known are days'], ['statements[0].obligations[0].properties.days', 'is required']],
    ['a duty with text for a number', stating({ effect: 'oblige', obligations: [{ id: 'factor', properties: { method: 1, rank: -1 } }] }), ['statements[0].obligations[0].properties.method', 'must be a string'], ['statements[0].obligations[0].properties.rank', 'must be an integer from 0 to 9007199254740991']],
    ['no time for an outcome', stating({ effect: 'oblige', obligations: [{ id: 'x', properties: {}, on: 'both' }] }), ['statements[0].obligations[0].on', 'must be one of permit, deny']],
  ])('refused: %s', (_what, json, ...faults) => {
    expect(told(validatePolicy(json))).toEqual(faults)
  }) // prettier-ignore
})

describe('a condition', () => {
  test.each<[what: string, json: unknown, ...faults: Told[]]>([
    ['no object', when(7), [at, 'must be a condition: an object']],
    ['nothing', when(null), [at, 'must be a condition: an object']],
    ['of no form', when({}), [at, 'must have one of attribute, type, all, any, not']],
    ['one with a path of nothing', reads('a..b', 'equals', 1), [`${at}.attribute`, 'must be a path such as source_ip or subject.properties.department']],
    ['a path of nothing and no value', when({ attribute: 'a..b', operator: 'equals' }), [`${at}.attribute`, 'must be a path such as source_ip or subject.properties.department'], [`${at}.value`, 'is required']],
    ['a path as a number and no value', when({ attribute: 7, operator: 'equals' }), [`${at}.attribute`, 'must be a path such as source_ip or subject.properties.department'], [`${at}.attribute`, 'must be a string'], [`${at}.value`, 'is required']],
    ['no path and no operator', when({ attribute: 7, operator: 'is', value: 1 }), [`${at}.attribute`, 'must be a path such as source_ip or subject.properties.department'], [`${at}.attribute`, 'must be a string'], [`${at}.operator`, 'must be one of equals, not_equals, in, not_in, between, greater_than, less_than, matches, not_matches, starts_with, ends_with, contains, exists']],
    ['a path as a number', when({ attribute: 7, operator: 'equals', value: 1 }), [`${at}.attribute`, 'must be a path such as source_ip or subject.properties.department'], [`${at}.attribute`, 'must be a string']],
    ['no operator', when({ attribute: 'x', value: 1 }), [`${at}.operator`, 'is required']],
    ['no value', when({ attribute: 'x', operator: 'equals' }), [`${at}.value`, 'is required']],
    ['an operator for others', reads('source_ip', 'matches', 'a'), [`${at}.operator`, 'does not suit source_ip; those that do are equals, in, not_in']],
    ['an unknown member like another', reads('source_ip', 'matches', 'a', { operators: 1, 'operators.x': 1, attributes: 1 }), [`${at}.operators`, 'is not a member here; known are attribute, operator, value, zone'], [`${at}.operators.x`, 'is not a member here; known are attribute, operator, value, zone'], [`${at}.attributes`, 'is not a member here; known are attribute, operator, value, zone'], [`${at}.operator`, 'does not suit source_ip; those that do are equals, in, not_in']],
    ['no value of exists', reads('x', 'exists', { attribute: 'y' }), [`${at}.value`, 'must be true or false']],
    ['no such value of exists', reads('x', 'exists', 'yes'), [`${at}.value`, 'must be true or false']],
    ['a pattern elsewhere', reads('x', 'matches', { attribute: 'y' }), [`${at}.value`, 'must be a pattern, written here']],
    ['no pattern elsewhere', reads('x', 'not_matches', { attribute: 'y' }), [`${at}.value`, 'must be a pattern, written here']],
    ['a pattern as a number', reads('x', 'matches', 7), [`${at}.value`, 'must be a string']],
    ['a long pattern that is none', reads('x', 'matches', '('.repeat(1_001)), [`${at}.value`, 'is longer than 1000 characters']],
    ['a reference to nothing', reads('x', 'equals', {}), [`${at}.value.attribute`, 'is required']],
    ['text for a prefix', reads('x', 'starts_with', 7), [`${at}.value`, 'must be a string']],
    ['text for an end', reads('x', 'ends_with', 7), [`${at}.value`, 'must be a string']],
    ['a number in a list of texts', reads('auth_methods', 'contains', 7), [`${at}.value`, 'must be a string']],
    ['nothing in a list of texts', reads('auth_methods', 'contains', ''), [`${at}.value`, 'must not be empty']],
    ['an object', reads('x', 'equals', [{}]), [`${at}.value`, 'must be a string, a number or a boolean']],
    ['text for a number', reads('auth_age', 'equals', 'old'), [`${at}.value`, 'must be a number']],
    ['a date for a number', reads('auth_age', 'greater_than', '2026-05-01'), [`${at}.value`, 'must be a number']],
    ['a number for a date', reads('date', 'greater_than', 7), [`${at}.value`, 'must be a date, such as 2026-05-01']],
    ['text for an order', reads('x', 'greater_than', 'b'), [`${at}.value`, 'must be a number, a date or an RFC 3339 instant']],
    ['no address', reads('source_ip', 'equals', '10.0.0.0/8'), [`${at}.value`, 'must be one IPv4 or IPv6 address']],
    ['an address as a number', reads('source_ip', 'equals', 10), [`${at}.value`, 'must be one IPv4 or IPv6 address']],
    ['no range', reads('source_ip', 'in', ['10.0.0.0/33', 7]), [`${at}.value[0]`, 'must be an address or a range in CIDR notation, such as 203.0.113.0/24'], [`${at}.value[1]`, 'must be an address or a range in CIDR notation, such as 203.0.113.0/24'], [`${at}.value[1]`, 'must be of the same type as the values before it']],
    ['a range among names', reads('x', 'in', ['10.0.0.0/8', 'office']), [`${at}.value[1]`, 'must be an address or a range in CIDR notation, such as 203.0.113.0/24']],
    ['a long country', reads('country', 'equals', 'ESP'), [`${at}.value`, 'must be an ISO 3166 code of two capital letters']],
    ['a country at an end', reads('country', 'equals', 'xES'), [`${at}.value`, 'must be an ISO 3166 code of two capital letters']],
    ['a country as a number', reads('country', 'equals', 7), [`${at}.value`, 'must be an ISO 3166 code of two capital letters']],
    ['no such device', reads('device_type', 'in', ['laptop']), [`${at}.value[0]`, 'must be one of desktop, mobile, tablet, bot, unknown']],
    ['a list of kinds', reads('x', 'in', ['a', 1]), [`${at}.value[1]`, 'must be of the same type as the values before it']],
    ['no interval', reads('x', 'between', 7), [`${at}.value`, 'must be a list of two values, from and to']],
    ['an interval of one', reads('x', 'between', [7]), [`${at}.value`, 'must be a list of two values, from and to']],
    ['an interval of text', reads('x', 'between', ['a', 'b']), [`${at}.value[0]`, 'must be a number, a date or an RFC 3339 instant'], [`${at}.value[1]`, 'must be a number, a date or an RFC 3339 instant']],
    ['an interval of two kinds', reads('x', 'between', [1, '2026-05-01']), [`${at}.value`, 'must have two ends of the same kind']],
    ['an interval in disorder', reads('x', 'between', [2, 1]), [`${at}.value`, 'must have its ends in order']],
    ['no hours', reads('time_of_day', 'between', ['8', '25:00']), [`${at}.value[0]`, 'must be a time, such as 08:00'], [`${at}.value[1]`, 'must be a time, such as 18:00, or 24:00']],
    ['hours that never are', reads('time_of_day', 'between', ['08:00', '08:00']), [`${at}.value`, 'must not have equal ends: leave the condition out to mean all day']],
    ['hours that are no list', reads('time_of_day', 'between', '08:00'), [`${at}.value`, 'must be a list of two values, from and to']],
    ['no zone', reads('date', 'equals', '2026-05-01', { zone: 'Mars' }), [`${at}.zone`, 'must be an IANA time zone, such as Europe/Madrid']],
    ['a zone in a list', reads('date', 'equals', '2026-05-01', { zone: ['UTC'] }), [`${at}.zone`, 'must be an IANA time zone, such as Europe/Madrid']],
    ['a zone as a number', reads('date', 'equals', '2026-05-01', { zone: 7 }), [`${at}.zone`, 'must be an IANA time zone, such as Europe/Madrid']],
    ['a zone where no clock is read', reads('x', 'equals', 1, { zone: 'UTC' }), [`${at}.zone`, 'has no meaning here: the attribute depends on no time zone']],
    ['a zone where none is read on either side', reads('x', 'equals', { attribute: 'y' }, { zone: 'UTC' }), [`${at}.zone`, 'has no meaning here: the attribute depends on no time zone']],
    ['two that each have one', when({ attribute: 'a..b', operator: 'equals', value: 1 }, { attribute: 'source_ip', operator: 'matches', value: 'a' }), [`${at}.attribute`, 'must be a path such as source_ip or subject.properties.department'], ['statements[0].when[1].operator', 'does not suit source_ip; those that do are equals, in, not_in']],
    ['of no known type', typed('Moon', { key: 'x' }), [`${at}.type`, `is not a known condition type; known are ${types}`]],
    ['a type as a number', when({ type: 7 }), [`${at}.type`, `is not a known condition type; known are ${types}`]],
    ['no options', typed('CIDRCondition', { key: 'x' }), [`${at}.options`, 'is required']],
    ['no key', typed('EqualsSubjectCondition', {}), [`${at}.key`, 'is required']],
    ['an empty key', typed('EqualsSubjectCondition', { key: '' }), [`${at}.key`, 'must not be empty']],
    ['a key as a number', typed('EqualsSubjectCondition', { key: 7 }), [`${at}.key`, 'must be a string']],
    ['no name of a key', typed('EqualsSubjectCondition', { key: 'a:b' }), [`${at}.key`, 'must be a key: ServerTime, a name in the context, or resource.properties.owner']],
    ['a key of no use', typed('OfficeHoursCondition', { key: 'UserAgent', options: { matches: 'Monday/09:00/18:00' } }), [`${at}.key`, 'is of no use here: user_agent is of type string, which this can’t judge']],
    ['options of nothing', typed('CIDRCondition', { key: 'x', options: null }), [`${at}.options`, 'must be an object']],
    ['options as text', typed('CIDRCondition', { key: 'x', options: '10.0.0.0/8' }), [`${at}.options`, 'must be an object']],
    ['an option as text', typed('CIDRCondition', { key: 'x', options: { cidr: 7 } }), [`${at}.options.cidr`, 'must be a string']],
    ['a template where none can be', typed('CIDRCondition', { key: 'x', options: { cidr: '{{.y}}', cird: 1 } }), [`${at}.options.cidr`, 'can’t hold a template: only equals, matches of a string and glob can']],
    ['a period in disorder', typed('DateWithinPeriodCondition', { key: 'ServerTime', options: { dateBegin: '2026-06-01T08:00+0000', dateEnd: '2026-05-01T08:00+0000' } }), [`${at}.options.dateEnd`, 'must end after it begins']],
  ])('refused: %s', (_what, json, ...faults) => {
    expect(told(validatePolicy(json))).toEqual(faults)
  }) // prettier-ignore
})

describe('what can’t mean what its author hopes', () => {
  const wide = { resources: undefined }
  const seal = { effect: 'oblige', obligations: [{ id: 'seal', properties: {} }] }
  const name = (attribute: string) => ({ ...wide, when: [{ attribute, operator: 'exists' }] })
  test.each<[what: string, json: unknown, ...faults: Told[]]>([
    ['an allow of everything', stating({ ...wide, effect: 'allow' }), ['statements[0].resources', 'must be named: this allow reaches type rest, where nothing is granted but by policies; write <.*> to mean all']],
    ['an allow of what nobody declared', { ...stating({ ...wide, effect: 'allow' }), target: { permissions: ['moons.see'] } }, ['statements[0].resources', 'must be named: this allow reaches undeclared types, where nothing is granted but by policies; write <.*> to mean all']],
    ['a duty of nothing', stating({ effect: 'oblige' }), ['statements[0].obligations', 'is required: an oblige without any does nothing']],
    ['a duty about everything', stating({ ...wide, ...seal }), ['statements[0].actions', 'or resources must be named: an enforcement point that can’t fulfil an obligation denies, so this would stop what it never meant to']],
    ['two of one id', { ...good, statements: [rule, rule] }, ['statements[1].id', 'is used by another statement of this policy']],
    ['a deny of what most lack', stating(name('resource.properties.name')), ['statements[0].resources', 'must be named: this deny reads resource.properties.name, and denies wherever that is missing']],
    ['a deny of all that most lack', stating(name('resource.properties')), ['statements[0].resources', 'must be named: this deny reads resource.properties, and denies wherever that is missing']],
  ])('refused: %s', (_what, json, ...faults) => {
    expect(told(validatePolicy(json))).toEqual(faults)
  }) // prettier-ignore
})

describe('settings', () => {
  const type = { collection: 'things', baseline: 'rbac' }
  const binding = { id: 'b', policy: 'p', subject: 'user:ann', resource: 'node:1' }
  const nested = (depth: number): unknown => (depth === 0 ? 1 : { x: nested(depth - 1) })
  test.each<[what: string, policies: unknown, settings: unknown, ...faults: Told[]]>([
    ['no list', 7, {}, ['policies', 'must be a list']],
    ['a policy that is no JSON', [1n], {}, ['policies[0]', 'is not a JSON value']],
    ['a list for a policy', [[1n]], {}, ['policies[0][0]', 'is not a JSON value']],
    ['a NUL in a policy', [{ ...good, name: '\0' }], {}, ['policies[0].name', 'has a NUL or half of a surrogate pair']],
    ['two of one id', [good, good], {}, ['policies[1].id', 'is used twice']],
    ['no object', [], 7, ['settings', 'must be an object']],
    ['deep', [], { x: nested(40) }, ['settings.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x', 'is nested deeper than 32 levels']],
    ['lists as numbers', [], { roles: 7, bindings: 7 }, ['settings.roles', 'must be a list'], ['settings.bindings', 'must be a list']],
    ['names as members', [], { roles: [{ permissions: [] }, { permissions: [] }] }, ['settings.roles[0].name', 'is required'], ['settings.roles[1].name', 'is required']],
    ['two roles of one name', [], { roles: [{ name: 'A', permissions: [] }, { name: 'A', permissions: [] }] }, ['settings.roles[1].name', 'is used twice']],
    ['two bindings of one id', [], { bindings: [binding, binding] }, ['settings.bindings[1].id', 'is used twice']],
    ['a binding of a pattern', [], { bindings: [{ ...binding, resource: 'node:<.*>' }] }, ['settings.bindings[0].resource', 'must be one exactly: a binding takes no pattern']],
    ['a type of ours', [], { resourceTypes: { device: type } }, ['settings.resourceTypes.device', 'is a type of Sallyport itself and can’t be declared again']],
    ['no type', [], { resourceTypes: { thing: null } }, ['settings.resourceTypes.thing', 'must be an object']],
    ['no name of a type', [], { resourceTypes: { 'a b': type } }, ['settings.resourceTypes.a b', 'must be 1 to 100 letters, digits, dots, dashes or underscores']],
    ['no families', [], { resourceTypes: { thing: { ...type, families: null } } }, ['settings.resourceTypes.thing.families', 'must be an object']],
    ['families that go round', [], { resourceTypes: { thing: { ...type, families: { a: 'b', b: 'a' } } } }, ['settings.resourceTypes.thing.families.a', 'leads back to itself'], ['settings.resourceTypes.thing.families.b', 'leads back to itself']],
    ['no tree', [], { resourceTypes: { thing: { ...type, tree: 'yes' } } }, ['settings.resourceTypes.thing.tree', 'must be true or false']],
  ])('refused: %s', (_what, policies, settings, ...faults) => {
    expect(faultsOfAll(policies, settings)).toEqual(faults)
  }) // prettier-ignore

  test('none of a list that is too long is looked at', () => {
    expect(faultsOfAll(new Array(limits.policies), {})).toEqual([])
    expect(faultsOfAll(new Array(limits.policies + 1), {})).toEqual([
      ['policies', 'has more than 200000 items'],
    ])
  })

  test.each<[what: string, settings: object]>([
    ['a tree', { resourceTypes: { thing: { ...type, tree: true } } }],
    ['an action called undefined', { resourceTypes: { thing: { ...type, families: { a: 'b', undefined: 'a' } } } }],
    ['no roles and no bindings', { roles: [], bindings: [] }],
  ])('taken: %s', (_what, settings) => {
    expect(faultsOfAll([], settings)).toEqual([])
  }) // prettier-ignore
})

describe('what is no fault', () => {
  const instant = '2026-05-01T08:00:00Z'
  const every = {
    ...good, description: '', organization: 'acme', enabled: false, mode: 'report', priority: -1, critical: true, template: true,
    target: { subjects: ['user:<.*>'], devices: { names: ['a.*'], os: ['macOS'] }, integrations: { names: ['b'], bases: ['Fortigate'] } },
    statements: [rule], rules: ['A rule'], valid_from: instant, valid_until: '2026-05-01T08:00:01Z', meta: { note: [1] },
    revision: 3, created_at: instant, updated_at: instant, updated_by: 'user:ann',
  } // prettier-ignore
  const log = { id: 'log', properties: {} }
  const notify = { id: 'notify', properties: { to: 'ops' } }
  const seal = { id: 'seal', properties: {} }
  const exists = (attribute: string) => [{ attribute, operator: 'exists' }]
  test.each<[what: string, json: object]>([
    ['every member', every],
    ['an empty text', reads('x', 'equals', '')],
    ['an empty beginning', reads('x', 'starts_with', '')],
    ['an empty end', reads('x', 'ends_with', '')],
    ['a number in a list of anything', reads('x', 'contains', 7)],
    ['a name that looks like a range', reads('tunnel_protocol', 'in', ['10.0.0.0/8', 'wireguard'])],
    ['a range and an address', reads('x', 'in', ['10.0.0.0/8', '10.0.0.1'])],
    ['a zone for the clock on the other side', reads('x', 'equals', { attribute: 'date' }, { zone: 'UTC' })],
    ['options that need not be there', typed('EqualsSubjectCondition', { key: 'x' })],
    ['a deny that reads a name alike', stating({ resources: undefined, when: exists('context.resource.properties.name') })],
    ['a duty that reads what most lack', stating({ resources: undefined, effect: 'oblige', actions: ['open'], when: exists('resource.properties.name'), obligations: [seal] })],
    ['a duty about everything that only tells', stating({ resources: undefined, effect: 'oblige', obligations: [log, notify] })],
    ['a thousand resources and subjects by name', { ...stating({ resources: new Array(500).fill('door:front') }), target: { subjects: new Array(500).fill('user:ann') } }],
  ])('%s', (_what, json) => {
    expect(validatePolicy(json)).toEqual({ ok: true, policy: JSON.parse(JSON.stringify(json)) as unknown })
  }) // prettier-ignore
})

test('where a hundred faults were found, no more are looked for', () => {
  const members = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`x${index}`, 1]))
  const odd = when(
    { attribute: 7, operator: 'equals', value: 1 },
    { attribute: 'x', operator: 'is', value: 1 },
  )
  expect(told(validatePolicy({ ...members, ...odd })).map(([path]) => path)).toEqual(Object.keys(members))
})

test.each([
  ['\\d{9}.', []],
  ['(?s)a{9}.', []],
  ['\\pL{9}.', [tooMuch]],
  ['\\PL{9}.', [tooMuch]],
  ['(?i)a{9}.', [tooMuch]],
  ['(?si)a{9}.', [tooMuch]],
])('two hundred of %s in one policy: %j', (value, messages) => {
  const hundred = { any: new Array(100).fill({ attribute: 'x', operator: 'matches', value }) }
  const faults = told(validatePolicy(when(hundred, hundred)))
  expect([...new Set(faults.map(([, message]) => message))]).toEqual(messages)
})

describe('roles', () => {
  test.each<[json: unknown, ...faults: Told[]]>([
    ['', ['roles[2]', 'must be an object']],
    [7, ['roles[2]', 'must be an object']],
    [{}, ['roles[2].name', 'is required']],
    [{ name: 'Owner', scope: { id: ['1'] } }, ['roles[2].scope.id', 'is not a member here; known are organizations, types, ids, when']],
    [{ name: 'Owner', scope: { when: [{ attribute: 'x', operator: 'matches', value: '(' }] } }, ['roles[2].scope.when[0].value', 'is not a valid regular expression (missing closing ): `(`)']],
    [{ name: 'Owner', scope: { organizations: [5], types: [6], ids: [7] } }, ['roles[2].scope.organizations[0]', 'must be a string'], ['roles[2].scope.types[0]', 'must be a string'], ['roles[2].scope.ids[0]', 'must be a string']],
    [{ name: 'Owner', valid_from: 'soon', valid_until: 'later' }, ...['valid_from', 'valid_until'].map((date): Told => [`roles[2].${date}`, 'must be an RFC 3339 instant, such as 2026-05-01T08:00:00Z'])],
    [{ name: 'Owner', valid_from: '2026-05-02T00:00:00Z', valid_until: '2026-05-01T00:00:00Z' }, ['roles[2].valid_until', 'must be after valid_from']],
  ])('refused: %j', (json, ...faults) => {
    const errors = faults.map(([path, message]) => ({ path, message }))
    expect(validateRoleGrant(json, 'roles[2]')).toEqual({ ok: false, errors })
  }) // prettier-ignore

  test.each([['Owner'], [{ name: 'Owner', scope: { ids: ['1'], when: [condition] } }]])(
    'taken: %j',
    (json) => {
      expect(validateRoleGrant(json, 'roles[2]')).toEqual({ ok: true, grant: json })
    },
  )
})

test('of a request, a role that is malformed is none', () => {
  const roles = ['Owner', { name: 'Owner' }, '', {}, { name: '' }, { name: 'Owner', scopes: {} }]
  expect(roles.map((role) => isRoleGrant(role, { left: limits.requestPatterns }))).toEqual([
    true, true, false, false, false, false,
  ]) // prettier-ignore
})
