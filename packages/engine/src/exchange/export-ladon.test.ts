import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tries } from '../../test/tries.ts'
import type { Policy, Statement } from '../model.ts'
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

  test.each<[because: string, one: Policy, path: string]>([
    ['it is switched off', policy({ enabled: false }), '[0]'],
    ['it is only watched', policy({ mode: 'report' }), '[0]'],
    ['it has a priority', policy({ priority: 1 }), '[0]'],
    ['it is a template', policy({ template: true }), '[0]'],
    ['it begins some day', policy({ valid_from: '2026-01-01T00:00:00Z' }), '[0]'],
    ['it ends some day', policy({ valid_until: '2026-01-01T00:00:00Z' }), '[0]'],
    ['it is documentation', { id: 'p', name: 'P', type: 'acl', rules: ['A sentence'] }, '[0]'],
    ['it names permissions', policy({ target: { permissions: ['devices.read'] } }), '[0]'],
    ['it names devices', policy({ target: { devices: {} } }), '[0]'],
    ['it names integrations', policy({ target: { integrations: {} } }), '[0]'],
    ['it would be refused', policy({ name: '' }), '[0]'],
  ])('refuses a policy: %s', (_because, one, path) => {
    const { ladon, report } = exportLadon([one])
    expect(ladon).toEqual([])
    expect(report.not_carried.map((lost) => lost.path)).toEqual([path])
    expect(report.carried).toEqual([])
  })

  test.each<[because: string, one: Policy]>([
    ['an oblige', policy({}, { effect: 'oblige', obligations: [{ id: 'watermark', properties: {} }] })],
    ['an unless', policy({}, { ...deny, unless: [{ attribute: 'x', operator: 'equals', value: 'a' }] })],
    ['a grant with a duty', policy({}, { obligations: [{ id: 'watermark', properties: {} }] })],
    ['two lists of actions', policy({ target: { actions: ['get'] } })],
    ['two lists of subjects', policy({ target: { subjects: ['user:ann'] } })],
    ['two lists of resources', policy({ target: { resources: ['x:1'] } })],
    ['roles and subjects', policy({ target: { roles: ['Keeper'] } })],
    ['a role that looks like a pattern', without('subjects', { target: { roles: ['a<b>'] } })],
    ['a grant to nobody in particular', without('subjects')],
    ['an exception for no resource in particular', without('resources')],
    ['two conditions on one key', policy({}, { when: [{ attribute: 'x', operator: 'equals', value: 'a' }, { attribute: 'x', operator: 'equals', value: 'b' }] })],
    ['a combination', policy({}, { when: [{ not: { attribute: 'x', operator: 'equals', value: 'a' } }] })],
    ['an operator of ours', policy({}, { when: [{ attribute: 'x', operator: 'greater_than', value: 1 }] })],
    ['a number', policy({}, { when: [{ attribute: 'x', operator: 'equals', value: 1 }] })],
    ['another attribute', policy({}, { when: [{ attribute: 'owner', operator: 'equals', value: { attribute: 'subject.id' } }] })],
    ['a property of the resource', policy({}, { when: [{ attribute: 'resource.properties.os', operator: 'equals', value: 'a' }] })],
    ['a time of day', policy({}, { when: [{ attribute: 'time_of_day', operator: 'between', value: ['08:00', '18:00'] }] })],
    ['an instant', policy({}, { when: [{ attribute: 'time', operator: 'equals', value: '2026-05-01T08:00:00Z' }] })],
    ['a look-ahead in a search', policy({}, { when: [{ attribute: 'x', operator: 'matches', value: '^(?!a)' }] })],
    ['something to fill in', policy({}, { when: [{ type: 'StringEqualCondition', key: 'x', options: { equals: '{{.y}}' } }] })],
    ['a type of Cells', policy({}, { when: [{ type: 'StringNotMatchCondition', key: 'x', options: { matches: 'a' } }] })],
    ['a key outside the context', policy({}, { when: [{ type: 'StringEqualCondition', key: 'subject.id', options: { equals: 'a' } }] })],
  ])('refuses a statement: %s', (_because, one) => {
    const { ladon, report } = exportLadon([one])
    expect(ladon).toEqual([])
    expect(report.not_carried.map((lost) => lost.path)).toContain('[0].statements[0]')
    expect(report.carried).toEqual([])
  }) // prettier-ignore

  test.each<[when: NonNullable<Statement['when']>[number], key: string, condition: object]>([
    [{ attribute: 'x', operator: 'equals', value: 'a' }, 'x', { type: 'StringEqualCondition', options: { equals: 'a' } }],
    [{ attribute: 'context.x', operator: 'equals', value: true }, 'x', { type: 'BooleanCondition', options: { value: true } }],
    [{ attribute: 'x', operator: 'matches', value: 'a+' }, 'x', { type: 'StringMatchCondition', options: { matches: 'a+' } }],
    [{ attribute: 'source_ip', operator: 'in', value: '10.0.0.0/8' }, 'source_ip', { type: 'CIDRCondition', options: { cidr: '10.0.0.0/8' } }],
    [{ attribute: 'source_ip', operator: 'equals', value: '10.0.0.1' }, 'source_ip', { type: 'CIDRCondition', options: { cidr: '10.0.0.1/32' } }],
    [{ attribute: 'source_ip', operator: 'equals', value: '::1' }, 'source_ip', { type: 'CIDRCondition', options: { cidr: '::1/128' } }],
    [{ type: 'StringEqualCondition', key: 'context.subject.id', options: { equals: 'a' } }, 'subject.id', { type: 'StringEqualCondition', options: { equals: 'a' } }],
  ])('says %j', (when, key, condition) => {
    expect(exportLadon([policy({}, { when: [when] })]).ladon[0]?.conditions).toEqual({ [key]: condition })
  }) // prettier-ignore

  test('says what is left out, for a denial', () => {
    const { ladon, report } = exportLadon([
      { ...policy(), statements: [{ id: 'a', label: 'A', effect: 'deny' }] },
    ])
    expect(ladon).toEqual([{ id: 'p', description: 'A policy', subjects: ['<.*>'], resources: ['<.*>'], actions: ['<.*>'], effect: 'deny' }]) // prettier-ignore
    expect(report.changed.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        '[0].statements[0].subjects',
        '[0].statements[0].resources',
        '[0].statements[0].actions',
      ]),
    )
  })

  test('says roles as subjects and a type as all that is of it', () => {
    const [one] = exportLadon([
      without('subjects', { target: { roles: ['Keeper'] } }, { resources: ['door'] }),
    ]).ladon
    expect(one).toMatchObject({ subjects: ['role:Keeper'], resources: ['door', 'door:<.*>'] })
  })

  test('makes a policy of each statement', () => {
    const two = policy({ statements: [grant, { ...grant, id: 'no', label: 'A denial', effect: 'deny' }] })
    expect(exportLadon([two]).ladon.map(({ id, description }) => [id, description])).toEqual([
      ['p.rule', 'A grant'],
      ['p.no', 'A denial'],
    ])
  })

  test('flags a denial that is lost', () => {
    const { report } = exportLadon([policy({ priority: 5 }, deny), policy({}, { ...deny, unless: [{ attribute: 'x', operator: 'equals', value: 'a' }] })])
    expect(report.not_carried.filter(({ denial }) => denial === true).map(({ path }) => path)).toEqual(['[0]', '[1].statements[0]'])
  }) // prettier-ignore

  test('says where a denial of Ladon’s is weaker', () => {
    const { report } = exportLadon([
      policy({}, { ...deny, when: [{ type: 'StringEqualCondition', key: 'x', options: { equals: 'a' } }] }),
    ])
    expect(report.changed.map(({ path }) => path)).toContain('[0].statements[0].when[0]')
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
