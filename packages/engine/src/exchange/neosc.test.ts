import { describe, expect, test } from 'vitest'
import type { Policy } from '../model.ts'
import { importPolicies } from './index.ts'

const known: Policy = {
  id: 'pol-door',
  name: 'Doors',
  description: 'Ours',
  type: 'network',
  critical: true,
  statements: [
    {
      id: 'a',
      label: 'No direct connections',
      effect: 'deny',
      actions: ['launch'],
      resources: ['workspace'],
    },
  ],
}
const record = { id: 'pol-door', name: 'Doors of NeoSC', description: 'Theirs', type: 'network', rules: ['No direct connections'], enabled: false, created_at: '2026-04-05T10:00:00Z' } // prettier-ignore
const read = (parts: object = {}) => importPolicies('neosc', [{ ...record, ...parts }], { defaults: [known] })

describe('a record of NeoSC', () => {
  test('is enforced where it is a default with the sentences we know', () => {
    const { policies, report } = read()
    expect(policies).toEqual([
      { ...known, name: record.name, description: 'Theirs', enabled: false, created_at: record.created_at },
    ])
    expect(report.changed).toEqual([
      {
        path: '[0].rules',
        what: 'The rules',
        how: 'They are enforced now: each sentence is the label of a statement.',
      },
    ])
  })

  test.each<[parts: object]>([
    [{ id: 'pol-window' }],
    [{ rules: ['No direct connections', 'And more'] }],
    [{ rules: ['No direct connection'] }],
    [{ rules: ['No direct connections', 7] }],
    [{ type: 'access' }],
  ])('is documentation with %j', (parts) => {
    const [policy] = read(parts).policies
    expect(policy?.statements).toBeUndefined()
    expect(policy?.critical).toBeUndefined()
    expect(policy?.rules?.[0]).toContain('No direct connection')
    expect(
      read(parts)
        .report.changed.map(({ how }) => how)
        .join(),
    ).toContain('nothing enforces them')
  })

  test('is documentation where no defaults are given', () => {
    expect(importPolicies('neosc', [record]).policies[0]?.statements).toBeUndefined()
  })

  test('keeps an empty description', () => {
    expect(read({ description: '' }).policies[0]?.description).toBe('')
  })

  test.each<[parts: object, why: string]>([
    [{ rules: [] }, 'says nothing'],
    [{ rules: 'x' }, 'says nothing'],
    [{ type: 'weather' }, 'known are'],
    [{ enabled: 'yes' }, 'true or false'],
    [{ policy_type: 'user_vm' }, 'older kind'],
  ])('is left out with %j', (parts, why) => {
    const { policies, report } = read(parts)
    expect(policies).toEqual([])
    expect(report.not_carried).toEqual([{ path: '[0]', why: expect.stringContaining(why) }])
  })

  test.each<[parts: object, path: string]>([
    [{ _id: 'x' }, '[0]._id'],
    [{ created_at: 'yesterday' }, '[0].created_at'],
    [{ rules: ['A', ''] }, '[0].rules[1]'],
  ])('%j loses %s', (parts, path) => {
    expect(read(parts).report.not_carried.map((one) => one.path)).toEqual([path])
  })
})
