import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tries } from '../../test/tries.ts'
import type { JsonObject, Policy, Statement } from '../model.ts'
import { exportLadon, importPolicies } from './index.ts'
import { ladonSets } from './records.contract.ts'

const grant = { id: 'rule', label: 'A grant', effect: 'allow', subjects: ['user:ann'], actions: ['get'], resources: ['x:1'] } as const // prettier-ignore
const policy = (parts: Partial<Policy> = {}, statement: Partial<Statement> = {}): Policy => ({
  id: 'p',
  name: 'A policy',
  type: 'acl',
  statements: [{ ...grant, ...statement }],
  ...parts,
})
const deny = { effect: 'deny' } as const

describe('import, export, import', () => {
  test.each([{}, { subjectType: 'person', resourceType: 'file' }])(
    'gives the same policies again, %j',
    (options) => {
      fc.assert(
        fc.property(ladonSets, (set) => {
          const first = importPolicies('ladon', set, options)
          const { ladon, report } = exportLadon(first.policies)
          const again = importPolicies('ladon', JSON.parse(JSON.stringify(ladon)), options)
          expect(again.policies).toEqual(first.policies)
          expect(report.not_carried).toEqual([])
        }),
        { numRuns: tries(1_000) },
      )
    },
  )

  test('keeps meta, whether it is JSON or other bytes', () => {
    const one = { ...ladonGrant, meta: 'eyJuYW1lIjoiw6kg8J-ZgiJ9'.replace('-', '+') }
    const { policies } = importPolicies('ladon', [one, { ...ladonGrant, id: 'b', meta: 'AQID' }])
    expect(policies.map(({ meta }) => meta)).toEqual([{ name: 'é 🙂' }, { base64: 'AQID' }])
    expect(exportLadon(policies).ladon.map(({ meta }) => meta)).toEqual([one.meta, 'AQID'])
  })
})

const ladonGrant = { id: 'a', subjects: ['user:ann'], resources: ['x:1'], actions: ['get'], effect: 'allow' }

describe('exporting to Ladon', () => {
  test('says a grant', () => {
    expect(exportLadon([policy({ description: 'Ann reads' })])).toEqual({
      ladon: [{ ...ladonGrant, id: 'p', description: 'Ann reads' }],
      report: {
        carried: expect.any(Array),
        changed: [{ path: '[0].name', what: 'The name', how: 'Ladon has ids and descriptions only.' }],
        not_carried: [],
      },
    })
  })

  const off = 'It is switched off, and Ladon has no switch.'
  const watched = 'It is only watched (mode report), and Ladon would enforce it.'
  const dated = 'It is in force for a time only, and Ladon knows no time.'
  const order = 'It has a priority, and Ladon has no order: there every denial wins.'
  const unknown = 'It is no policy that could be saved.'

  test.each<[why: string, one: Policy, denial?: true]>([
    [off, policy({ enabled: false })],
    [off, policy({ enabled: false }, deny)],
    [watched, policy({ mode: 'report' })],
    [watched, policy({ mode: 'report' }, deny)],
    [order, policy({ priority: 1 })],
    [order, policy({ priority: -1 }, deny), true],
    ['It is a template, and Ladon has no bindings.', policy({ template: true })],
    [dated, policy({ valid_from: '2026-01-01T00:00:00Z' })],
    [dated, policy({ valid_until: '2026-01-01T00:00:00Z' })],
    ['It has no statements: it is documentation, which Ladon has no place for.', { id: 'p', name: 'P', type: 'acl', rules: ['A sentence'] }],
    ['Its target names permissions, which Ladon can’t.', policy({ target: { permissions: ['devices.read'] } })],
    ['Its target names devices, which Ladon can’t.', policy({ target: { devices: {} } })],
    ['Its target names integrations, which Ladon can’t.', policy({ target: { integrations: {} } })],
    [unknown, policy({ name: '' })],
    [unknown, policy({ enabled: 'yes' as never })],
    [unknown, 7 as never],
    [unknown, null as never],
  ])('refuses a policy: %s', (why, one, denial) => {
    expect(exportLadon([one])).toEqual({
      ladon: [],
      report: { carried: [], changed: [], not_carried: [{ path: '[0]', why, ...(denial && { denial }) }] },
    })
  }) // prettier-ignore

  test.each<[not: string, given: unknown, lost: object[]]>([
    ['nothing', [], []],
    ['a text', 'policies', [{ path: '', why: 'It has no counterpart here.' }]],
    ['nothing at all', undefined, [{ path: '', why: 'It has no counterpart here.' }]],
  ])('of %s makes nothing', (_what, given, not_carried) => {
    expect(exportLadon(given as Policy[])).toEqual({
      ladon: [],
      report: { carried: [], changed: [], not_carried },
    })
  })

  test('says a policy that is on, enforced and in no order', () => {
    const on = { enabled: true, mode: 'enforce', priority: 0, template: false } as const
    expect(exportLadon([policy(on)]).ladon).toHaveLength(1)
  })

  const context = 'which is not in a context that Ladon is asked with.'
  const noType = 'something, which Ladon has no type for.'
  const when = (...conditions: NonNullable<Statement['when']>) => policy({}, { when: conditions })
  const equals = { attribute: 'x', operator: 'equals', value: 'a' } as const

  test.each<[why: string, one: Policy]>([
    ['It obliges, and Ladon only allows and denies.', policy({}, { effect: 'oblige', obligations: [{ id: 'watermark', properties: {} }] })],
    ['It has an “unless”, which Ladon can’t say.', policy({}, { ...deny, unless: [equals] })],
    ['It allows with obligations; in Ladon it would allow without.', policy({}, { obligations: [{ id: 'watermark', properties: {} }] })],
    ['Target and statement both name actions, and Ladon has one list.', policy({ target: { actions: ['get'] } })],
    ['Target and statement both name subjects, and Ladon has one list.', policy({ target: { subjects: ['user:ann'] } })],
    ['Target and statement both name resources, and Ladon has one list.', policy({ target: { resources: ['x:1'] } })],
    ['It names roles and subjects, both of which must match; Ladon has one list.', policy({ target: { roles: ['Keeper'] } })],
    ['It names a role with a < in its name, which Ladon would take for a pattern.', without('subjects', { target: { roles: ['Keeper', 'a<b>'] } })],
    ['It allows without naming anybody; in Ladon that would include who is not signed in.', without('subjects')],
    ['It allows an exception without naming resources; in Ladon that would grant everything.', without('resources')],
    ['Two of its conditions read x, and Ladon has one for each key.', when(equals, { ...equals, value: 'b' })],
    ['Condition 1 combines others (all, any or not), which Ladon can’t.', when({ not: equals })],
    ['Condition 2 combines others (all, any or not), which Ladon can’t.', when(equals, { any: [equals] })],
    [`Condition 1 asks whether x greater_than ${noType}`, when({ attribute: 'x', operator: 'greater_than', value: 1 })],
    [`Condition 1 asks whether x equals ${noType}`, when({ attribute: 'x', operator: 'equals', value: 1 })],
    [`Condition 1 asks whether x not_equals ${noType}`, when({ attribute: 'x', operator: 'not_equals', value: true })],
    [`Condition 1 asks whether x not_equals ${noType}`, when({ attribute: 'x', operator: 'not_equals', value: 'a' })],
    [`Condition 1 asks whether x in ${noType}`, when({ attribute: 'x', operator: 'in', value: '10.0.0.1' })],
    [`Condition 1 asks whether x not_in ${noType}`, when({ attribute: 'x', operator: 'not_in', value: '10.0.0.0/8' })],
    [`Condition 1 asks whether source_ip in ${noType}`, when({ attribute: 'source_ip', operator: 'in', value: ['10.0.0.0/8'] })],
    [`Condition 1 asks whether source_ip not_in ${noType}`, when({ attribute: 'source_ip', operator: 'not_in', value: '10.0.0.0/8' })],
    [`Condition 1 asks whether x equals ${noType}`, when({ attribute: 'x', operator: 'equals', value: '{{a}}' })],
    [`Condition 1 asks whether owner equals ${noType}`, when({ attribute: 'owner', operator: 'equals', value: { attribute: 'subject.id' } })],
    [`Condition 1 reads resource.properties.os, ${context}`, when({ attribute: 'resource.properties.os', operator: 'equals', value: 'a' })],
    [`Condition 1 asks whether time_of_day between ${noType}`, when({ attribute: 'time_of_day', operator: 'between', value: ['08:00', '18:00'] })],
    [`Condition 1 asks whether time equals ${noType}`, when({ attribute: 'time', operator: 'equals', value: '2026-05-01T08:00:00Z' })],
    [`Condition 1 asks whether date equals ${noType}`, when({ attribute: 'date', operator: 'equals', value: '2026-05-01' })],
    [`Condition 1 asks whether x matches ${noType}`, when({ attribute: 'x', operator: 'matches', value: '^(?!a)' })],
    ['Condition 1 has a look-ahead, which Ladon’s string match does not know.', when({ type: 'StringMatchCondition', key: 'x', options: { matches: '^(?!a)' } })],
    ['Condition 1 has options to be filled in, which Ladon takes literally.', when({ type: 'StringEqualCondition', key: 'x', options: { equals: '{{.y}}' } })],
    ['Condition 1 is a StringNotMatchCondition, which Ladon does not have.', when({ type: 'StringNotMatchCondition', key: 'x', options: { matches: 'a' } })],
    ['Condition 1 reads what is not in the context, where alone Ladon looks.', when({ type: 'StringEqualCondition', key: 'subject.id', options: { equals: 'a' } })],
  ])('refuses a statement: %s', (why, one) => {
    const { ladon, report } = exportLadon([one])
    expect(ladon).toEqual([])
    const denial = one.statements?.[0]?.effect === 'deny' && { denial: true }
    expect(report.not_carried).toContainEqual({ path: '[0].statements[0]', why, ...denial })
    const others = report.not_carried.filter(({ path }) => path !== '[0].statements[0]')
    expect(new Set(others.map((one) => one.why))).toEqual(new Set(['None of its statements can be said in Ladon.']))
    expect([report.carried, report.changed]).toEqual([[], []])
  }) // prettier-ignore

  test.each<[when: NonNullable<Statement['when']>[number], key: string, condition: object, how?: string]>([
    [{ attribute: 'x', operator: 'equals', value: 'a' }, 'x', { type: 'StringEqualCondition', options: { equals: 'a' } }],
    // Of an attribute that is no address, a range is a text like any other.
    [{ attribute: 'x', operator: 'equals', value: '10.0.0.0/8' }, 'x', { type: 'StringEqualCondition', options: { equals: '10.0.0.0/8' } }],
    [{ attribute: 'x', operator: 'matches', value: '10.0.0.0/8' }, 'x', { type: 'StringMatchCondition', options: { matches: '10.0.0.0/8' } }],
    [{ attribute: 'x', operator: 'in', value: '10.0.0.0/8' }, 'x', { type: 'CIDRCondition', options: { cidr: '10.0.0.0/8' } }],
    [{ attribute: 'context.x', operator: 'equals', value: true }, 'x', { type: 'BooleanCondition', options: { value: true } }],
    [{ attribute: 'x', operator: 'matches', value: 'a+' }, 'x', { type: 'StringMatchCondition', options: { matches: 'a+' } }],
    [{ attribute: 'source_ip', operator: 'in', value: '10.0.0.0/8' }, 'source_ip', { type: 'CIDRCondition', options: { cidr: '10.0.0.0/8' } }],
    [{ attribute: 'source_ip', operator: 'in', value: '10.0.0.1' }, 'source_ip', { type: 'CIDRCondition', options: { cidr: '10.0.0.1/32' } }],
    [{ attribute: 'source_ip', operator: 'equals', value: '10.0.0.1' }, 'source_ip', { type: 'CIDRCondition', options: { cidr: '10.0.0.1/32' } }],
    [{ attribute: 'source_ip', operator: 'equals', value: '::1' }, 'source_ip', { type: 'CIDRCondition', options: { cidr: '::1/128' } }],
    [{ attribute: 'context.subject.id', operator: 'equals', value: 'a' }, 'subject.id', { type: 'StringEqualCondition', options: { equals: 'a' } }, 'Ladon looks for it under “subject.id”, here each dot leads one level down in the context.'],
  ])('says %j', (condition, key, said, how) => {
    const { ladon, report } = exportLadon([when(condition)])
    expect(ladon[0]?.conditions).toEqual({ [key]: said })
    const there = `It is a ${(said as { type: string }).type} there.`
    const path = '[0].statements[0].when[0]'
    expect(report.changed).toEqual([
      how === undefined
        ? { path, what: 'The condition', how: there }
        : { path, what: 'The key', how: `${how} ${there}` },
    ])
  }) // prettier-ignore

  test.each<[key: string, found: string, how?: string]>([
    ['x', 'x'],
    ['context.x', 'x'],
    ['context.subject.id', 'subject.id', 'Ladon looks for it under “subject.id”, here each dot leads one level down in the context.'],
    ['RemoteAddress', 'RemoteAddress', 'It is a name of Cells and reads context.source_ip here; Ladon looks for it in its context.'],
  ])('says a condition of Ladon’s on %s', (key, found, how) => {
    const type = 'StringEqualCondition'
    const { ladon, report } = exportLadon([when({ type, key, options: { equals: 'a' } })])
    expect(ladon[0]?.conditions).toEqual({ [found]: { type, options: { equals: 'a' } } })
    expect(report.changed.map((one) => [one.what, one.how])).toEqual(how === undefined ? [] : [['The key', how]])
  }) // prettier-ignore

  test('says a condition that needs no options', () => {
    const { ladon } = exportLadon([when({ type: 'EqualsSubjectCondition', key: 'owner' })])
    expect(ladon[0]?.conditions).toStrictEqual({ owner: { type: 'EqualsSubjectCondition' } })
  })

  test('says what is left out, for a denial', () => {
    const { ladon, report } = exportLadon([
      { ...policy(), statements: [{ id: 'a', label: 'A', effect: 'deny' }] },
    ])
    expect(ladon).toEqual([{ id: 'p', description: 'A policy', subjects: ['<.*>'], resources: ['<.*>'], actions: ['<.*>'], effect: 'deny' }]) // prettier-ignore
    const how = 'It is <.*> there, for an empty list matches nothing in Ladon.'
    expect(report.changed).toEqual(
      ['subjects', 'resources', 'actions'].map((list) => ({
        path: `[0].statements[0].${list}`,
        what: `No ${list}`,
        how,
      })),
    )
  })

  test('says roles as subjects and a type as all that is of it', () => {
    const resources = ['door', 'a:b', '<c>']
    const roles = ['Keeper', 'Owner']
    const { ladon, report } = exportLadon([without('subjects', { target: { roles } }, { resources })])
    expect(ladon[0]).toMatchObject({
      subjects: ['role:Keeper', 'role:Owner'],
      resources: ['door', 'door:<.*>', 'a:b', '<c>'],
    })
    expect(report.changed).toEqual([
      { path: '[0].statements[0].resources[0]', what: 'A type', how: 'It is door and door:<.*> there.' },
      {
        path: '[0].target.roles',
        what: 'Roles',
        how: 'They are subjects “role:<name>” there: ask Ladon with each role.',
      },
    ])
  })

  test('says a type that a statement names', () => {
    const { ladon, report } = exportLadon([policy({}, { resources: ['door'] })])
    expect(ladon[0]?.resources).toEqual(['door', 'door:<.*>'])
    expect(report.changed.map(({ path }) => path)).toEqual(['[0].statements[0].resources[0]'])
  })

  test('says the lists of a target', () => {
    const target = { subjects: ['user:bob'], actions: ['put'], resources: ['door'] }
    const statement = { id: 'rule', label: 'A grant', effect: 'allow' } as const
    const { ladon, report } = exportLadon([{ ...policy(), target, statements: [statement] }])
    expect(ladon).toEqual([
      { ...ladonGrant, id: 'p', description: 'A policy', ...target, resources: ['door', 'door:<.*>'] },
    ])
    expect(report.changed.map(({ path }) => path)).toEqual(['[0].target.resources[0]'])
  })

  test.each<[parts: Partial<Policy>, description: string | undefined, isNameKept: boolean]>([
    [{}, 'A policy', true],
    [{ description: ' ' }, 'A policy', true],
    [{ description: 'Ann reads' }, 'Ann reads', false],
    [{ description: 'A policy' }, 'A policy', true],
    [{ name: 'Ladon policy p' }, undefined, false],
  ])('with %j is described as %j', (parts, description, isNameKept) => {
    const { ladon, report } = exportLadon([policy(parts)])
    expect(ladon[0]?.description).toBe(description)
    expect(report.changed.length === 0).toBe(isNameKept)
  })

  test('keeps the ids of statements as they are', () => {
    const two = policy({
      statements: [
        { ...grant, id: 'z z' },
        { ...grant, id: 'ü' },
      ],
    })
    expect(exportLadon([two]).ladon.map(({ id }) => id)).toEqual(['p.z z', 'p.ü'])
  })

  test('has no member that Ladon does not need', () => {
    expect(exportLadon([policy({ name: 'Ladon policy p' })]).ladon).toStrictEqual([
      { ...ladonGrant, id: 'p' },
    ])
  })

  test('says what Ladon has no place for', () => {
    const members = { organization: 'o', rules: ['A sentence'], revision: 3, created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z', updated_by: 'x' } // prettier-ignore
    const { report } = exportLadon([policy({ ...members, critical: true })])
    expect(report.changed).toEqual([
      { path: '[0].critical', what: 'Critical', how: 'Ladon has no word for it; there every denial wins.' },
    ])
    const why = 'Ladon has no place for it.'
    expect(report.not_carried).toEqual(Object.keys(members).map((member) => ({ path: `[0].${member}`, why })))
  })

  test('a denial stays one without its obligations', () => {
    const { ladon, report } = exportLadon([policy({}, { ...deny, obligations: [{ id: 'watermark', properties: {} }] })]) // prettier-ignore
    expect(ladon).toHaveLength(1)
    expect(report.not_carried).toEqual([
      { path: '[0].statements[0].obligations', why: 'Ladon has no obligations; the denial stays.' },
    ])
  })

  test.each<[meta: JsonObject, bytes: string]>([
    [{ a: 1 }, 'eyJhIjoxfQ=='],
    [{ base64: 'AQID' }, 'AQID'],
    [{ base64: 'AQID', x: 1 }, 'eyJiYXNlNjQiOiJBUUlEIiwieCI6MX0='],
    [{ base64: '!' }, 'eyJiYXNlNjQiOiIhIn0='],
    [{ base64: 'A!' }, 'eyJiYXNlNjQiOiJBISJ9'],
    [{ base64: '!A' }, 'eyJiYXNlNjQiOiIhQSJ9'],
    [{ base64: 7 }, 'eyJiYXNlNjQiOjd9'],
  ])('the meta %j is %s', (meta, bytes) => {
    expect(exportLadon([policy({ meta })]).ladon[0]?.meta).toBe(bytes)
  })

  test('makes a policy of each statement', () => {
    const two = policy({ statements: [grant, { ...grant, id: 'no', label: 'A denial', effect: 'deny' }] })
    expect(exportLadon([two]).ladon.map(({ id, description }) => [id, description])).toEqual([
      ['p.rule', 'A grant'],
      ['p.no', 'A denial'],
    ])
  })

  test('says that each of several is described by its label, and which is which', () => {
    const no = { ...grant, ...deny, id: 'no', label: 'A denial' }
    const { report } = exportLadon([policy({ description: 'Both', statements: [grant, no] })])
    expect(report.carried).toContainEqual({ path: '[0].statements[0]', policy: 'p.rule' })
    expect(report.carried).toContainEqual({ path: '[0].statements[1]', policy: 'p.no' })
    expect(report.carried).toContainEqual({ path: '[0].id', policy: 'p.rule' })
    const why = 'Each statement is a policy of its own there, described by its label.'
    expect(report.not_carried).toEqual([
      { path: '[0].name', why },
      { path: '[0].description', why },
    ])
    const { report: other } = exportLadon([policy({ statements: [grant, no] })])
    expect(other.not_carried.map(({ path }) => path)).toEqual(['[0].name'])
  })

  test('keeps what can be said beside what can’t', () => {
    const oblige = { ...grant, effect: 'oblige', obligations: [{ id: 'watermark', properties: {} }], id: 'o', label: 'O' } as const // prettier-ignore
    const { ladon, report } = exportLadon([policy({ statements: [grant, oblige] }), policy()])
    expect(ladon.map(({ id }) => id)).toEqual(['p.rule', 'p'])
    expect(report.not_carried.map(({ path }) => path)).toEqual(['[0].name', '[0].statements[1]'])
  })

  test('gives each an id of its own', () => {
    expect(exportLadon([policy(), policy()]).ladon.map(({ id }) => id)).toEqual(['p', 'p-2'])
  })

  test('flags a denial that is lost', () => {
    const { report } = exportLadon([policy({ priority: 5 }, deny), policy({}, { ...deny, unless: [{ attribute: 'x', operator: 'equals', value: 'a' }] })])
    expect(report.not_carried.filter(({ denial }) => denial === true).map(({ path }) => path)).toEqual(['[0]', '[1].statements[0]'])
  }) // prettier-ignore

  test('says where a denial of Ladon’s is weaker', () => {
    const { report } = exportLadon([
      policy({}, { ...deny, when: [{ type: 'StringEqualCondition', key: 'x', options: { equals: 'a' } }] }),
    ])
    expect(report.changed).toEqual([
      {
        path: '[0].statements[0].when[0]',
        what: 'A missing x',
        how: 'Here the denial holds when it is missing, in Ladon it does not.',
      },
    ])
  })
})

/** A policy whose statement lacks a list. */
function without(
  list: 'subjects' | 'resources',
  parts: Partial<Policy> = {},
  statement: Partial<Statement> = {},
): Policy {
  const members = Object.entries({ ...grant, ...statement }).filter(([member]) => member !== list)
  return { ...policy(), ...parts, statements: [Object.fromEntries(members) as unknown as Statement] }
}
