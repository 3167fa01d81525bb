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

  test('says where the input is no JSON', () => {
    expect(importPolicies('ladon', [{ id: 1n }]).report.not_carried).toEqual([
      { path: '[0].id', why: 'It is no JSON, so nothing was imported.' },
    ])
  })
})
