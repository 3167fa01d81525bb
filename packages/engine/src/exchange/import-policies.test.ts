import { describe, expect, test } from 'vitest'
import type { Policy } from '../model.ts'
import { importerContract } from './importer.contract.ts'
import { importPolicies } from './index.ts'
import { cellsGroups, ladonSets, myrmexPolicies, neoscRecords } from './records.contract.ts'

const known: Policy = {
  id: 'known',
  name: 'Known',
  type: 'access',
  critical: true,
  statements: [
    { id: 'a', label: 'First sentence', effect: 'deny', actions: ['login'], resources: ['sign_in'] },
    { id: 'b', label: 'Second sentence', effect: 'deny', actions: ['login'], resources: ['sign_in'] },
  ],
}

const grant = { id: 'same', subjects: ['a'], resources: ['x:<.+>'], actions: ['get'], effect: 'allow' }

importerContract('ladon', ladonSets)
importerContract('ladon', ladonSets, { subjectType: 'person', resourceType: 'file' })
importerContract('cells', cellsGroups)
importerContract('myrmex', myrmexPolicies)
importerContract('neosc', neoscRecords, { defaults: [known] })

describe('importing', () => {
  test('refuses a format that nobody knows', () => {
    expect(importPolicies('toString' as 'ladon', []).report.not_carried).toEqual([
      { path: '', why: 'The format must be one of ladon, cells, myrmex, neosc.' },
    ])
  })

  test('reads ten thousand policies in a few seconds', () => {
    const { policies } = importPolicies('ladon', new Array(10_000).fill(grant))
    expect(policies).toHaveLength(10_000)
    expect(new Set(policies.map(({ id }) => id)).size).toBe(10_000)
  })

  test('refuses ten thousand and one as a whole', () => {
    const { policies, report } = importPolicies('ladon', new Array(10_001).fill(grant))
    expect(policies).toEqual([])
    expect(report.not_carried.map(({ path }) => path)).toEqual([''])
  })

  const nested = (levels: number): unknown => (levels === 0 ? [] : [nested(levels - 1)])
  const deep = 'It is nested deeper than 32 levels, so nothing was imported.'
  const text =
    'It holds characters that can’t be stored (NUL or half a surrogate pair), so nothing was imported.'

  test.each<[what: string, input: unknown, path: string, why: string]>([
    ['no JSON', [grant, { ...grant, id: 1n }], '[1].id', 'It is no JSON, so nothing was imported.'],
    ['nothing', undefined, '', 'It is no JSON, so nothing was imported.'],
    ['too deep', nested(32), '[0]'.repeat(32), deep],
    ['too much', new Array(2_000_001).fill(1), '', 'There are more than 2000000 values, so nothing was imported.'],
    ['a broken text', [grant, { a: '\uD800' }], '[1].a', text],
    ['a trap', new Proxy([], { get: () => { throw new Error('no') } }), '', 'It can’t be read.'],
  ])('refuses what is %s as a whole', (_what, input, path, why) => {
    expect(importPolicies('ladon', input)).toEqual({
      policies: [],
      report: { carried: [], changed: [], not_carried: [{ path, why }] },
    })
  }) // prettier-ignore

  test('reads what is as deep as it may be', () => {
    const why = 'Expected one of the Ladon policies, which is an object.'
    expect(importPolicies('ladon', nested(31)).report.not_carried).toEqual([{ path: '[0]', why }])
  })

  test('tells a hundred places of what is no JSON', () => {
    expect(importPolicies('ladon', new Array(200).fill(1n)).report.not_carried).toHaveLength(100)
  })
})
