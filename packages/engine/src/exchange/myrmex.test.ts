import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compile } from '../compile.ts'
import type { Policy } from '../model.ts'
import { type ImportOptions, importPolicies } from './index.ts'

const mfa = { attribute: 'mfa_status', operator: 'equals', value: true }
const base = { name: 'Production MFA', effect: 'deny', priority: 20, active: true, target_device_names: ['.*prod.*'], conditions: [mfa] } // prettier-ignore
const read = (parts: object, options?: ImportOptions) =>
  importPolicies('myrmex', [{ ...base, ...parts }], options)
const first = (parts: object, options?: ImportOptions) => read(parts, options).policies[0]

describe('a policy of Myrmex', () => {
  test('a denial becomes a requirement', () => {
    expect(read({ id: 'm1', description: 'Because' })).toEqual({
      policies: [
        {
          id: 'm1',
          name: 'Production MFA',
          description: 'Because',
          type: 'access',
          enabled: true,
          priority: 20,
          target: { devices: { names: ['.*prod.*'] } },
          statements: [{ id: 'rule', label: 'Production MFA', effect: 'deny', unless: [mfa] }],
        },
      ],
      report: { carried: [{ path: '[0]', policy: 'm1' }], changed: [], not_carried: [] },
    })
  })

  test('an allow becomes an exception', () => {
    expect(first({ effect: 'Allow', active: false })).toMatchObject({
      id: 'production-mfa',
      enabled: false,
      statements: [{ effect: 'allow', when: [mfa] }],
    })
  })

  test('every targeting field has its place, flat or nested', () => {
    const fields = { permissions: ['devices.read'], roles: ['Viewer'], device_names: ['.*a.*'], device_os: ['Windows'], integration_names: ['.*b.*'], integration_bases: ['AWS'] } // prettier-ignore
    const target = { permissions: ['devices.read'], roles: ['Viewer'], devices: { names: ['.*a.*'], os: ['Windows'] }, integrations: { names: ['.*b.*'], bases: ['AWS'] } } // prettier-ignore
    const flat = Object.fromEntries(
      Object.entries(fields).map(([name, entries]) => [`target_${name}`, entries]),
    )
    expect(first(flat)?.target).toEqual(target)
    expect(first({ target_device_names: undefined, target: fields })?.target).toEqual(target)
  })

  test('an empty list means everything', () => {
    expect(first({ target_roles: [], target_permissions: [] })?.target).toEqual({
      devices: { names: ['.*prod.*'] },
    })
  })

  test.each<[attribute: string, operator: string, given: unknown, value: unknown]>([
    ['mfa_status', 'equals', 'true', true],
    ['mfa_status', 'equals', 'false', false],
    ['time_of_day', 'between', '08:00-18:00', ['08:00', '18:00']],
    ['time_of_day', 'between', ' 08:00 - 18:00 ', ['08:00', '18:00']],
    ['time_of_day', 'between', '08:00, 18:00', ['08:00', '18:00']],
    ['time_of_day', 'between', ['22:00', '06:00'], ['22:00', '06:00']],
    ['day_of_week', 'in', 'Monday, friday', ['monday', 'friday']],
    ['day_of_week', 'in', 'Monday', ['monday']],
    ['day_of_week', 'not_in', ['Monday ', 'TUESDAY'], ['monday', 'tuesday']],
    ['source_ip', 'equals', '10.0.0.1', '10.0.0.1'],
    ['source_ip', 'in', '10.0.0.0/8', '10.0.0.0/8'],
    ['source_ip', 'in', ' FE80::/10 ', 'fe80::/10'],
    ['source_ip', 'in', ['10.0.0.0/8'], ['10.0.0.0/8']],
    ['source_ip', 'not_in', '10.0.0.0/8, 192.0.2.1', ['10.0.0.0/8', '192.0.2.1']],
    ['device_type', 'in', ['Desktop'], ['desktop']],
    ['device_type', 'not_in', 'Desktop', ['desktop']],
    ['user_agent', 'matches', 'Firefox', 'Firefox'],
    ['user_agent', 'not_matches', ' A, b-C', ' A, b-C'],
  ])('a condition on %s %s %j has the value %j', (attribute, operator, given, value) => {
    const { policies, report } = read({ conditions: [{ attribute, operator, value: given }] })
    const zone = /time|day/.test(attribute) && { zone: 'UTC' }
    expect(policies[0]?.statements?.[0]?.unless).toEqual([{ attribute, operator, value, ...zone }])
    const isSame = JSON.stringify(value) === JSON.stringify(given)
    expect(report.changed.map(({ path, what }) => [path, what])).toEqual(
      isSame ? [] : [['[0].conditions[0].value', 'The value']],
    )
  })

  const when = (attribute: string, operator: string, value?: unknown) => ({ conditions: [{ attribute, operator, value }] }) // prettier-ignore

  test.each<[parts: object, why: string]>([
    [{ effect: 'maybe' }, 'Its effect is “maybe”; known are deny and allow.'],
    [{ effect: 7 }, 'Its effect is 7; known are deny and allow.'],
    [{ priority: 1.5 }, 'Its priority is 1.5, which is no whole number, so its place among the others is unknown.'],
    [{ priority: '5' }, 'Its priority is “5”, which is no whole number, so its place among the others is unknown.'],
    [{ priority: 1e9 }, 'It would be refused when saved: priority must be an integer from -1000000 to 1000000.'],
    [{ active: 'yes' }, 'Whether it is active is “yes”; it must be true or false.'],
    [{ conditions: [] }, 'It has no conditions, of which Myrmex wants one at least.'],
    [{ conditions: undefined }, 'It has no conditions, of which Myrmex wants one at least.'],
    [{ conditions: [mfa, 7] }, 'Its condition 2 is no object.'],
    [when('mood', 'equals', 1), 'Its condition 1 reads “mood”, which Myrmex does not have.'],
    [when('toString', 'equals', 1), 'Its condition 1 reads “toString”, which Myrmex does not have.'],
    [{ conditions: [mfa, {}] }, 'Its condition 2 reads nothing, which Myrmex does not have.'],
    [when('source_ip', 'matches', '1'), 'Its condition 1 has the operator “matches”, which does not suit source_ip.'],
    [when('time_of_day', 'equals', '08:00'), 'Its condition 1 has the operator “equals”, which does not suit time_of_day.'],
    [{ conditions: [{ ...mfa, negate: true }] }, 'Its condition 1 has a member “negate”, which nobody knows here.'],
    [when('source_ip', 'in', '1'), 'It would be refused when saved: statements[0].unless[0].value must be an address or a range in CIDR notation, such as 203.0.113.0/24.'],
    [when('source_ip', 'in', 7), 'It would be refused when saved: statements[0].unless[0].value must be an address or a range in CIDR notation, such as 203.0.113.0/24.'],
    [when('mfa_status', 'equals', 'maybe'), 'It would be refused when saved: statements[0].unless[0].value must be true or false.'],
    [when('mfa_status', 'equals'), 'It would be refused when saved: statements[0].unless[0].value must be true or false.'],
    [when('time_of_day', 'between', '08:00'), 'It would be refused when saved: statements[0].unless[0].value must be a list of two values, from and to.'],
    [when('day_of_week', 'in', 'monday-friday'), 'It would be refused when saved: statements[0].unless[0].value[0] must be one of monday, tuesday, wednesday, thursday, friday, saturday, sunday.'],
    [{ target: 1 }, 'Its target is no object.'],
    [{ target: { sites: ['x'] }, target_zones: [] }, 'It targets sites and target_zones, which nobody knows here.'],
    [{ target_sites: ['x'] }, 'It targets target_sites, which nobody knows here.'],
    [{ target: { device_names: ['x'] } }, 'It names target device_names twice.'],
    [{ target_roles: 'Viewer' }, 'Its target roles are no list.'],
    [{ target_roles: ['Viewer', 7] }, 'Its target roles can’t all be said here. An entry is a text, not 7.'],
    [{ target: { device_os: ['a', 7] } }, 'Its target device_os can’t all be said here. An entry is a text, not 7.'],
    [{ target_device_names: ['.*prod.*', '('] }, 'Its target device_names can’t all be said here. “(” is not a valid regular expression (missing closing ): `(?:()`).'],
    [{ target_device_names: ['srv-.*', '('] }, 'Its target device_names can’t all be said here. “(” is not a valid regular expression (missing closing ): `(?:()`).'],
    [{ target_integration_names: ['('] }, 'Its target integration_names can’t all be said here. “(” is not a valid regular expression (missing closing ): `(?:()`).'],
  ])('is left out with %j', (parts, why) => {
    const { policies, report } = read(parts)
    expect(policies).toEqual([])
    expect(report.not_carried).toEqual([{ path: '[0]', why, denial: true }])
  }) // prettier-ignore

  test.each<[parts: object]>([
    [{ priority: 1.5 }],
    [{ active: 'yes' }],
    [{ target: 1 }],
    [{ target_roles: 7 }],
    [{ conditions: [] }],
    [{ priority: 1e9 }],
  ])('nothing was refused by an exception that is left out with %j', (parts) => {
    expect(read({ effect: 'allow', ...parts }).report.not_carried).toEqual([
      { path: '[0]', why: expect.any(String) },
    ])
  })

  test('is left out where its permissions are none', () => {
    const { report } = read({ target_permissions: ['devices'] })
    expect(report.not_carried).toEqual([
      { path: '[0]', why: expect.stringContaining('refused when saved'), denial: true },
    ])
  })

  const whole = 'It is compared with the whole name here; whether Myrmex does so is not documented.'
  const everything = 'It names none, so here it is about everything that is asked, signing in included.'
  const idHow = 'for an id has letters, digits, dots, dashes and underscores and is used once.'

  test.each<[parts: object, member: string, what: string, how: string]>([
    [{ target_device_names: ['srv-db-.*'] }, 'target_device_names[0]', '“srv-db-.*”', whole],
    [{ target_device_names: ['.*.*', '.*db'] }, 'target_device_names[1]', '“.*db”', whole],
    [{ target: { integration_names: ['x'] } }, 'target.integration_names[0]', '“x”', whole],
    [{ target_device_names: undefined, target_roles: ['Analyst'] }, 'target_permissions', 'The permissions', everything],
    [{ target_device_names: [] }, 'target_permissions', 'The permissions', everything],
    [{ name: 'Two\nlines' }, 'name', 'The name', 'It is “Two” now.'],
    [{ name: '' }, 'name', 'The name', 'It is “Myrmex policy” now.'],
    [{ id: 'ü' }, 'id', 'The id', `It is myrmex now, ${idHow}`],
    [{ description: 'x'.repeat(2_001) }, 'description', 'The description', 'It is cut to 2000 characters.'],
    [{ conditions: [{ ...mfa, value: 'true' }] }, 'conditions[0].value', 'The value', 'It is written true now.'],
    [when('source_ip', 'in', '10.0.0.0/8,::1'), 'conditions[0].value', 'The value', 'It is written ["10.0.0.0/8","::1"] now.'],
  ])('%j changes %s: %s', (parts, member, what, how) => {
    const { policies, report } = read(parts)
    expect(policies).toHaveLength(1)
    expect(report.changed).toEqual([{ path: `[0].${member}`, what, how }])
    expect(report.not_carried).toEqual([])
  }) // prettier-ignore

  test.each<[parts: object, member: object]>([
    [{ effect: ' DENY ' }, {}],
    [{ priority: null }, { priority: 0 }],
    [{ priority: -5 }, { priority: -5 }],
    [{ active: null }, { enabled: true }],
    [{ target: null }, {}],
    [{ target_device_names: ['.*'] }, { target: { devices: { names: ['.*'] } } }],
    [{ target_device_names: [], target_permissions: ['devices.read'] }, { target: { permissions: ['devices.read'] } }],
    [{ target_device_names: [], target_device_os: ['Windows'] }, { target: { devices: { os: ['Windows'] } } }],
    [{ target_device_names: [], target_integration_bases: ['('] }, { target: { integrations: { bases: ['('] } } }],
    [{ description: 'x'.repeat(2_000) }, { description: 'x'.repeat(2_000) }],
  ])('%j needs no word', (parts, member) => {
    const { policies, report } = read(parts)
    expect(policies[0]).toMatchObject({ name: 'Production MFA', enabled: true, ...member })
    expect(report).toEqual({ carried: [expect.objectContaining({ path: '[0]' })], changed: [], not_carried: [] })
  }) // prettier-ignore

  test.each<[parts: object, member: string, why: string]>([
    [{ created_by: 'x' }, 'created_by', 'The format has no member of this name.'],
    [{ id: 7 }, 'id', 'It is no text.'],
    [{ name: 7 }, 'name', 'It is no text.'],
    [{ description: {} }, 'description', 'It is no text.'],
  ])('%j loses %s', (parts, member, why) => {
    const { policies, report } = read(parts)
    expect(policies).toHaveLength(1)
    expect(report.not_carried).toEqual([{ path: `[0].${member}`, why }])
  })

  test('without a target is about everything', () => {
    expect(first({ target_device_names: undefined })?.target).toBeUndefined()
    expect(first({ target_device_names: undefined, target_roles: [] })?.target).toBeUndefined()
  })

  test.each([
    [[], 'It holds no policies of Myrmex.'],
    [{ policies: [] }, 'It holds no policies of Myrmex.'],
    [{ policies: 7 }, 'Expected policies of Myrmex: a list or an object with policies.'],
    [[7], 'Expected one of the policies of Myrmex, which is an object.'],
  ])('is not found in %j', (json, why) => {
    expect(importPolicies('myrmex', json).report.not_carried.map((lost) => lost.why)).toEqual([why])
  })

  test('may stand alone or in a list that has a name', () => {
    expect(importPolicies('myrmex', base).report.carried[0]?.path).toBe('')
    expect(importPolicies('myrmex', { policies: [base] }).report.carried).toEqual([
      { path: 'policies[0]', policy: 'production-mfa' },
    ])
  })
})

describe('an exception without a permission', () => {
  const open = { effect: 'allow', target_device_names: undefined, target_roles: ['Viewer'] }
  const settings = { resourceTypes: { case: { collection: 'cases', baseline: 'rbac' }, page: { collection: 'pages', baseline: 'deny' } } } as const // prettier-ignore

  test('names the collections where roles decide', () => {
    expect(first(open)?.target).toEqual({ roles: ['Viewer'], permissions: ['devices.*', 'integrations.*'] })
    expect(first(open, { settings })?.target?.permissions).toEqual(['devices.*', 'integrations.*', 'cases.*'])
    expect(read(open).report.changed).toEqual([
      {
        path: '[0].target_permissions',
        what: 'The permissions',
        how: 'It named none; now it names devices.* and integrations.*, so that it opens nothing that is closed by default.',
      },
    ])
  })

  test('names those it is given, of those where roles decide', () => {
    const permissions = (collections: string[]) => first(open, { collections, settings })?.target?.permissions
    expect(permissions(['devices', 'pages', 'unheard'])).toEqual(['devices.*'])
    expect(read(open, { collections: [] }).report.not_carried).toEqual([
      {
        path: '[0]',
        why: 'It allows without naming a permission, and there is no collection it could name instead.',
      },
    ])
  })

  test('names no collection of which another type is closed by default', () => {
    const mixed = { resourceTypes: { ...settings.resourceTypes, draft: { collection: 'cases', baseline: 'deny' } } } as const // prettier-ignore
    expect(first(open, { settings: mixed })?.target?.permissions).toEqual(['devices.*', 'integrations.*'])
  })

  test('names no permission where it names devices or integrations', () => {
    expect(first({ ...open, target_device_os: ['Windows'] })?.target?.permissions).toBeUndefined()
    const integrations = first({ ...open, target_integration_bases: ['AWS'] })
    expect(integrations?.target).toEqual({ roles: ['Viewer'], integrations: { bases: ['AWS'] } })
  })

  test('keeps the permissions it names where roles decide', () => {
    const { policies, report } = read(
      { ...open, target_permissions: ['devices.read', 'cases.*'] },
      { settings },
    )
    expect(policies[0]?.target?.permissions).toEqual(['devices.read', 'cases.*'])
    expect(report.changed).toEqual([])
  })

  test('is left out where it would open what is closed by default', () => {
    const { policies, report } = read(
      { ...open, target_permissions: ['pages.read', 'devices.read', 'drafts.read'] },
      { settings },
    )
    expect(policies).toEqual([])
    expect(report.not_carried).toEqual([
      {
        path: '[0]',
        why: 'It allows pages.read and drafts.read, where roles do not decide here: declare the type first, with baseline rbac.',
      },
    ])
  })
})

describe('the worked examples', () => {
  const folder = new URL('../../golden/myrmex/', import.meta.url)
  const examples: { [file: string]: object } = {
    'soc-business-hours.json': { name: 'SOC Business Hours', effect: 'deny', priority: 10, target_roles: ['Analyst'], conditions: [{ attribute: 'time_of_day', operator: 'between', value: ['08:00', '18:00'] }, { attribute: 'day_of_week', operator: 'in', value: 'monday, tuesday, wednesday, thursday, friday' }] },
    'production-mfa-required.json': { name: 'Production MFA Required', effect: 'deny', priority: 20, target_device_names: ['.*prod.*'], conditions: [mfa] },
    'vpn-only-firewall-access.json': { name: 'VPN-Only Firewall Access', effect: 'deny', priority: 15, target_permissions: ['integrations.update', 'integrations.execute'], target_integration_bases: ['Fortigate', 'Palo Alto'], conditions: [{ attribute: 'source_ip', operator: 'in', value: '198.51.100.0/24' }] },
    'viewer-weekdays-only.json': { name: 'Viewer Weekdays Only', effect: 'deny', priority: 5, target_roles: ['Viewer'], conditions: [{ attribute: 'day_of_week', operator: 'in', value: 'monday, tuesday, wednesday, thursday, friday' }] },
    'strict-corporate-access.json': { name: 'Strict Corporate Access', effect: 'deny', priority: 0, conditions: [{ attribute: 'source_ip', operator: 'in', value: '203.0.113.0/24' }, { attribute: 'time_of_day', operator: 'between', value: '08:00-18:00' }, mfa] },
  } // prettier-ignore

  test('each has its golden case', () => {
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(Object.keys(examples)))
  })

  test.each(Object.keys(examples))('%s: what is imported decides as the golden case says', (file) => {
    const golden = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as {
      policies: Policy[]
      settings: object
      cases: { name: string; request: never; expected: { decision: boolean } }[]
    }
    const { policies } = importPolicies('myrmex', [{ active: true, ...examples[file] }], {
      settings: golden.settings,
    })
    expect(policies).toHaveLength(1)
    const decider = compile(policies, golden.settings)
    const answers = golden.cases.map(({ name, request }) => [name, decider.decide(request).decision])
    expect(answers).toEqual(golden.cases.map(({ name, expected }) => [name, expected.decision]))
  })
})
