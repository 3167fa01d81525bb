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

  test.each<[condition: object, said: object]>([
    [{ attribute: 'mfa_status', operator: 'equals', value: 'true' }, { value: true }],
    [
      { attribute: 'time_of_day', operator: 'between', value: '08:00-18:00' },
      { value: ['08:00', '18:00'], zone: 'UTC' },
    ],
    [
      { attribute: 'time_of_day', operator: 'between', value: ['22:00', '06:00'] },
      { value: ['22:00', '06:00'], zone: 'UTC' },
    ],
    [
      { attribute: 'day_of_week', operator: 'in', value: 'Monday, friday' },
      { value: ['monday', 'friday'], zone: 'UTC' },
    ],
    [{ attribute: 'source_ip', operator: 'in', value: '10.0.0.0/8' }, { value: '10.0.0.0/8' }],
    [
      { attribute: 'source_ip', operator: 'not_in', value: '10.0.0.0/8, 192.0.2.1' },
      { value: ['10.0.0.0/8', '192.0.2.1'] },
    ],
    [{ attribute: 'device_type', operator: 'in', value: ['Desktop'] }, { value: ['desktop'] }],
    [{ attribute: 'user_agent', operator: 'matches', value: 'Firefox' }, { value: 'Firefox' }],
  ])('the condition %j has %j', (condition, said) => {
    expect(first({ conditions: [condition] })?.statements?.[0]?.unless).toEqual([{ ...condition, ...said }])
  })

  test.each<[parts: object, why: string]>([
    [{ effect: 'maybe' }, 'known are deny and allow'],
    [{ priority: 1.5 }, 'no whole number'],
    [{ priority: '5' }, 'no whole number'],
    [{ priority: 1e9 }, 'refused when saved'],
    [{ active: 'yes' }, 'true or false'],
    [{ conditions: [] }, 'wants one at least'],
    [{ conditions: undefined }, 'wants one at least'],
    [{ conditions: [7] }, 'no object'],
    [{ conditions: [{ attribute: 'mood', operator: 'equals', value: 1 }] }, 'does not have'],
    [{ conditions: [{ attribute: 'toString', operator: 'equals', value: 1 }] }, 'does not have'],
    [
      { conditions: [{ attribute: 'source_ip', operator: 'matches', value: '1' }] },
      'has the operator “matches”',
    ],
    [{ conditions: [{ ...mfa, negate: true }] }, 'which nobody knows'],
    [{ conditions: [{ attribute: 'source_ip', operator: 'in', value: '1' }] }, 'refused when saved'],
    [{ conditions: [{ attribute: 'device_type', operator: 'in', value: ['fridge'] }] }, 'refused when saved'],
    [{ target: 1 }, 'no object'],
    [{ target: { sites: ['x'] } }, 'targets sites'],
    [{ target_sites: ['x'] }, 'targets target_sites'],
    [{ target: { device_names: ['x'] } }, 'twice'],
    [{ target_roles: 'Viewer' }, 'no list'],
    [{ target_roles: ['Viewer', 7] }, 'can’t all be said'],
    [{ target_device_names: ['.*prod.*', '('] }, 'can’t all be said'],
    [{ target_permissions: ['devices'] }, 'refused when saved'],
  ])('is left out with %j', (parts, why) => {
    const { policies, report } = read(parts)
    expect(policies).toEqual([])
    expect(report.not_carried).toEqual([{ path: '[0]', why: expect.stringContaining(why), denial: true }])
  })

  test.each<[parts: object, paths: string[]]>([
    [{ target_device_names: ['srv-db-.*'] }, ['[0].target_device_names[0]']],
    [{ target_device_names: undefined, target_roles: ['Analyst'] }, ['[0].target_permissions']],
    [{ name: 'Two\nlines' }, ['[0].name']],
    [{ id: 'ü' }, ['[0].id']],
    [{ conditions: [{ ...mfa, value: 'true' }] }, ['[0].conditions[0].value']],
  ])('%j is reported at %j', (parts, paths) => {
    expect(read(parts).report.changed.map(({ path }) => path)).toEqual(paths)
  })

  test('what it says besides is left out', () => {
    expect(read({ created_by: 'x' }).report.not_carried.map(({ path }) => path)).toEqual(['[0].created_by'])
  })
})

describe('an exception without a permission', () => {
  const open = { effect: 'allow', target_device_names: undefined, target_roles: ['Viewer'] }
  const settings = { resourceTypes: { case: { collection: 'cases', baseline: 'rbac' }, page: { collection: 'pages', baseline: 'deny' } } } as const // prettier-ignore

  test('names the collections where roles decide', () => {
    expect(first(open)?.target?.permissions).toEqual(['devices.*', 'integrations.*'])
    expect(first(open, { settings })?.target?.permissions).toEqual(['devices.*', 'integrations.*', 'cases.*'])
    expect(read(open).report.changed.map(({ path }) => path)).toContain('[0].target_permissions')
  })

  test('names those it is given, of those where roles decide', () => {
    expect(first(open, { collections: ['devices', 'pages'], settings })?.target?.permissions).toEqual([
      'devices.*',
    ])
    expect(read(open, { collections: [] }).report.not_carried[0]?.why).toContain(
      'without naming a permission',
    )
  })

  test('is left out where it would open what is closed by default', () => {
    const { policies, report } = read(
      { ...open, target_permissions: ['pages.read', 'devices.read'] },
      { settings },
    )
    expect(policies).toEqual([])
    expect(report.not_carried[0]?.why).toContain('pages.read')
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
