import { describe, expect, test } from 'vitest'
import type { Policy, Statement } from '../model.ts'
import { importPolicies } from './index.ts'

const statement: Statement = { id: 'a', label: 'No direct connections', effect: 'deny', actions: ['launch'], resources: ['workspace'] } // prettier-ignore
const known: Policy = {
  id: 'pol-door',
  name: 'Doors',
  description: 'Ours',
  type: 'network',
  critical: true,
  statements: [statement],
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

  test.each<[given: string[]]>([
    [['First']],
    [['First', 'Other']],
    [['First', 'Second', 'Third']],
    [['Second', 'First']],
  ])('is documentation where it says %j, and the default First and Second', (rules) => {
    const statements = ['First', 'Second'].map((label) => ({ ...statement, id: label, label }))
    const defaults = [{ ...known, statements }]
    const imported = (sentences: string[]) =>
      importPolicies('neosc', [{ ...record, rules: sentences }], { defaults }).policies[0]
    expect(imported(rules)?.statements).toBeUndefined()
    expect(imported(['First', 'Second'])?.statements).toEqual(statements)
  })

  test('keeps an empty description', () => {
    expect(read({ description: '' }).policies[0]?.description).toBe('')
  })

  test.each<[parts: object, why: string]>([
    [{ rules: [] }, 'It has no rules, so it says nothing.'],
    [{ rules: [' ', 7] }, 'It has no rules, so it says nothing.'],
    [{ rules: 'x' }, 'It has no rules, so it says nothing.'],
    [{ type: 'weather' }, 'Its type is “weather”; known are access, network, session, acl, rest, oidc.'],
    [{ type: undefined }, 'Its type is nothing; known are access, network, session, acl, rest, oidc.'],
    [{ enabled: 'yes' }, 'Whether it is enabled is “yes”; it must be true or false.'],
    [
      { policy_type: 'user_vm' },
      'It is of NeoSC’s older kind, which assigned machines to people and was never evaluated.',
    ],
  ])('is left out with %j', (parts, why) => {
    const { policies, report } = read(parts)
    expect(policies).toEqual([])
    expect(report.not_carried).toEqual([{ path: '[0]', why }])
  })

  test.each<[parts: object, member: string, why: string]>([
    [{ _id: 'x' }, '_id', 'The format has no member of this name.'],
    [{ id: 7 }, 'id', 'It is no text.'],
    [{ name: 7 }, 'name', 'It is no text.'],
    [{ description: 7 }, 'description', 'It is no text.'],
    [{ created_at: 'yesterday' }, 'created_at', 'It is no RFC 3339 instant.'],
    [{ created_at: 7 }, 'created_at', 'It is no RFC 3339 instant.'],
    [{ rules: ['A', ''] }, 'rules[1]', 'A rule is a sentence.'],
  ])('%j loses %s', (parts, member, why) => {
    const { policies, report } = read(parts)
    expect(policies).toHaveLength(1)
    expect(report.not_carried).toEqual([{ path: `[0].${member}`, why }])
  })

  const idHow = 'for an id has letters, digits, dots, dashes and underscores and is used once.'

  test.each<[parts: object, path: string, what: string, how: string]>([
    [{ id: 'ü' }, 'id', 'The id', `It is neosc now, ${idHow}`],
    [{ name: '' }, 'name', 'The name', 'It is “pol-door” now.'],
    [{ name: 'Two\nlines' }, 'name', 'The name', 'It is “Two” now.'],
    [{ description: 'x'.repeat(2_001) }, 'description', 'The description', 'It is cut to 2000 characters.'],
    [{ rules: ['x'.repeat(501)] }, 'rules[0]', 'The sentence', 'It is cut to 500 characters.'],
    [{ rules: ['A'] }, 'rules', 'The rules', 'They are kept for people to read; nothing enforces them.'],
  ])('%j changes %s: %s', (parts, member, what, how) => {
    const { policies, report } = read(parts)
    expect(policies).toHaveLength(1)
    expect(report.changed).toContainEqual({ path: `[0].${member}`, what, how })
    const others = report.changed.filter((one) => !['The rules', what].includes(one.what))
    expect([others, report.not_carried]).toEqual([[], []])
  })

  test.each<[parts: object, member: object]>([
    [{ enabled: null }, { enabled: true }],
    [{ enabled: undefined }, { enabled: true }],
    [{ created_at: null }, {}],
    [{ created_at: undefined }, {}],
    [{ id: undefined }, { id: 'neosc' }],
    [{ description: 'x'.repeat(2_000) }, { description: 'x'.repeat(2_000) }],
    [{ description: null }, { description: 'Ours' }],
    [{ rules: ['x'.repeat(500)] }, { rules: ['x'.repeat(500)] }],
  ])('%j needs no word', (parts, member) => {
    const { policies, report } = read(parts)
    expect(policies[0]).toMatchObject({ name: 'Doors of NeoSC', ...member })
    expect([report.changed.map(({ what }) => what), report.not_carried]).toEqual([['The rules'], []])
  })

  test('has no time of creation where none is known', () => {
    expect(Object.keys(read({ created_at: null }).policies[0] ?? {})).not.toContain('created_at')
  })

  test('is given an id of its own where one is used twice', () => {
    const { policies } = importPolicies('neosc', [record, record])
    expect(policies.map(({ id }) => id)).toEqual(['pol-door', 'pol-door-2'])
  })

  test.each([
    [[], 'It holds no policies of NeoSC.'],
    [{ policies: [] }, 'It holds no policies of NeoSC.'],
    [{ policies: 7 }, 'Expected policies of NeoSC: a list or an object with policies.'],
    [[7], 'Expected one of the policies of NeoSC, which is an object.'],
  ])('is not found in %j', (json, why) => {
    expect(importPolicies('neosc', json).report.not_carried.map((lost) => lost.why)).toEqual([why])
  })

  test('may stand alone or in a list that has a name', () => {
    expect(importPolicies('neosc', record).policies).toHaveLength(1)
    expect(importPolicies('neosc', { policies: [record] }).policies).toHaveLength(1)
  })
})
