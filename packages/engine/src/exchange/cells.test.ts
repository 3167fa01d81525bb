import { describe, expect, test } from 'vitest'
import { aclRule, address, group, query, read, readAcl, readRule, rule } from '../../test/cells-groups.ts'
import { compile } from '../compile.ts'
import type { Binding } from '../model.ts'

describe('a policy group of Cells', () => {
  test('becomes one policy with a statement for each rule', () => {
    const deny = {
      ...rule,
      id: 'no',
      description: 'Not this',
      effect: 'deny',
      resources: ['rest:/user/<.+>'],
    }
    const { policies, report } = read([group({ Description: 'About users' }, rule, deny)])
    expect(policies).toEqual([
      {
        id: 'g',
        name: 'A group',
        description: 'About users',
        type: 'rest',
        priority: 0,
        statements: [
          {
            id: 'r',
            label: 'A rule',
            effect: 'allow',
            subjects: rule.subjects,
            actions: ['GET'],
            resources: ['rest:/user'],
          },
          {
            id: 'no',
            label: 'Not this',
            effect: 'deny',
            subjects: rule.subjects,
            actions: ['GET'],
            resources: ['rest:/user/<.+>'],
          },
        ],
      },
    ])
    // A query string is the one thing that changes.
    expect(report.changed.map(({ path }) => path)).toEqual([
      '[0].Policies[0].resources',
      '[0].Policies[1].resources',
    ])
    expect(report.not_carried).toEqual([])
  })

  test.each([
    [undefined, 'rest'], [0, 'rest'], ['rest', 'rest'], ['acl', 'acl'], [1, 'acl'], ['oidc', 'oidc'], [2, 'oidc'],
  ])('%j is of type %s', (ResourceGroup, type) => {
    const rules = { rest: rule, acl: aclRule, oidc: { ...rule, resources: ['oidc'] } }
    const { policies } = read([group({ ResourceGroup }, rules[type as 'rest'])])
    expect(policies.map((one) => [one.type, one.template ?? false])).toEqual([[type, type === 'acl']])
  }) // prettier-ignore

  test.each<[json: object, path: string]>([
    [[group({}, rule)], '[0]'],
    [{ PolicyGroups: [group({}, rule)], Total: 1 }, 'PolicyGroups[0]'],
    [group({}, rule), ''],
  ])('is found in %j', (json, path) => {
    const { policies, report } = read(json)
    expect(policies).toHaveLength(1)
    expect(report.carried.every((one) => one.path.startsWith(path))).toBe(true)
  })

  test.each<[parts: object, why: string, denial?: true]>([
    [{ ResourceGroup: 3 }, 'Its resource group is 3; known are rest, acl and oidc.'],
    [{ ResourceGroup: 3, Policies: [{ ...rule, effect: 'deny' }] }, 'Its resource group is 3; known are rest, acl and oidc.', true],
    [{ ResourceGroup: 3, Policies: [{ ...rule, effect: 2 }] }, 'Its resource group is 3; known are rest, acl and oidc.'],
    [{ ResourceGroup: 3, Policies: [rule, 7] }, 'Its resource group is 3; known are rest, acl and oidc.', true],
    [{ ResourceGroup: 3, Policies: 'x' }, 'Its resource group is 3; known are rest, acl and oidc.', true],
    [{ Policies: [] }, 'It has no rules.'],
    [{ Policies: undefined, LastUpdated: 1 }, 'It has no rules.'],
    [{ Policies: 'x' }, 'Its rules are no list.', true],
  ])('is left out with %j', (parts, why, denial) => {
    const { policies, report } = read([group(parts, rule)])
    expect(policies).toEqual([])
    expect(report.not_carried).toEqual([{ path: '[0]', why, ...(denial && { denial }) }])
  }) // prettier-ignore

  test.each([
    [[], 'It holds no policy groups of Cells.'],
    [{ PolicyGroups: [] }, 'It holds no policy groups of Cells.'],
    [{ PolicyGroups: 7 }, 'Expected policy groups of Cells: a list or an object with PolicyGroups.'],
    [{ Uuid: 'g', Policies: {} }, 'Its rules are no list.'],
    [[7], 'Expected one of the policy groups of Cells, which is an object.'],
  ])('is not found in %j', (json, why) => {
    expect(read(json).report.not_carried.map((lost) => lost.why)).toEqual([why])
  })

  test.each<[parts: object, change: object]>([
    [{ Uuid: 'ä' }, { path: '[0].Uuid', what: 'The id', how: 'It is cells now, for an id has letters, digits, dots, dashes and underscores and is used once.' }],
    [{ Name: 'Two\nlines' }, { path: '[0].Name', what: 'The name', how: 'It is one line of at most 200 characters.' }],
    [{ Description: 'x'.repeat(2_001) }, { path: '[0].Description', what: 'The description', how: 'It is cut to 2000 characters.' }],
  ])('is changed with %j', (parts, change) => {
    const { policies, report } = readRule({}, parts)
    expect(policies).toHaveLength(1)
    expect(report.changed).toEqual(expect.arrayContaining([change, query]))
    expect(report.changed).toHaveLength(2)
  }) // prettier-ignore

  test('is named after its id where it has no name, and keeps what fits', () => {
    const nameless = readRule({}, { Name: undefined, Uuid: undefined })
    expect(nameless.policies[0]).toMatchObject({ id: 'cells', name: 'cells' })
    expect(nameless.report.changed).toEqual([query])
    expect(readRule({}, { Name: ' ' }).policies[0]?.name).toBe('g')
    const { policies, report } = readRule({}, { Description: 'x'.repeat(2_000), Name: 'y'.repeat(200) })
    expect(policies[0]).toMatchObject({ description: 'x'.repeat(2_000), name: 'y'.repeat(200) })
    expect(report.changed).toEqual([query])
  })

  test('says of each member why it is left out with the last rule', () => {
    const why = 'None of its rules can be said here.'
    expect(readRule({ subjects: ['self'] }).report.not_carried).toEqual([
      { path: '[0].Uuid', why },
      { path: '[0].Name', why },
      { path: '[0].Policies[0]', why: expect.stringContaining('self') },
    ])
    expect(readRule({ subjects: ['self'], effect: 'deny' }).report.not_carried).toEqual([
      { path: '[0].Uuid', why, denial: true },
      { path: '[0].Name', why, denial: true },
      { path: '[0].Policies[0]', why: expect.stringContaining('self'), denial: true },
    ])
  })

  test('keeps ids where they can be, and says where not', () => {
    const { policies, report } = read([group({ Uuid: 'ä' }, rule, rule), group({}, rule), group({}, rule)])
    expect(policies.map(({ id, statements = [] }) => [id, ...statements.map((one) => one.id)])).toEqual([
      ['cells', 'r', 'r-2'],
      ['g', 'r'],
      ['g-2', 'r'],
    ])
    expect(report.changed.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['[0].Uuid', '[0].Policies[1].id', '[2].Uuid']),
    )
  })

  test('loses texts that are none', () => {
    const { policies, report } = readRule(
      { id: 7, description: [] },
      { Uuid: {}, Name: 7, Description: false },
    )
    expect(policies[0]).toMatchObject({
      id: 'cells',
      name: 'cells',
      statements: [{ id: 'rule', label: 'rule' }],
    })
    expect(policies[0]?.description).toBeUndefined()
    const members = ['Uuid', 'Policies[0].id', 'Policies[0].description', 'Name', 'Description']
    expect(report.not_carried.map(({ path }) => path).sort()).toEqual(
      members.map((one) => `[0].${one}`).sort(),
    )
    expect(new Set(report.not_carried.map(({ why }) => why))).toEqual(new Set(['It is no text.']))
    expect(report.changed).toEqual([query])
  })

  test('has no owner and no time of its own', () => {
    const { report } = readRule({}, { OwnerUuid: 'x', LastUpdated: 1, More: 1 })
    expect(report.not_carried).toEqual([
      { path: '[0].OwnerUuid', why: 'Policies have no owner here: roles say who edits them.' },
      { path: '[0].LastUpdated', why: 'The time of the import takes its place.' },
      { path: '[0].More', why: 'The format has no member of this name.' },
    ])
  })
})

describe('a denial that is lost', () => {
  const lost = { ...rule, id: 'no', effect: 'deny', conditions: { X: { type: 'Unheard' } } }

  test('is flagged, and switches off the grants beside it', () => {
    const { policies, report } = read([group({}, rule, lost)])
    expect(policies[0]?.enabled).toBe(false)
    expect(report.not_carried).toEqual([expect.objectContaining({ path: '[0].Policies[1]', denial: true })])
    expect(report.changed).toContainEqual({
      path: '[0].enabled',
      what: 'Switched off',
      how: 'One of its denials can’t be said here, so it would permit too much: look at what is missing, then switch it on.',
    })
  })

  test('leaves alone what only denies', () => {
    expect(read([group({}, { ...rule, effect: 'deny' }, lost)]).policies[0]?.enabled).toBeUndefined()
  })

  test('switches off where only an entry of it is lost', () => {
    const half = { ...rule, id: 'no', effect: 'deny', subjects: ['profile:anon', 'self'] }
    expect(read([group({}, rule, half)]).policies[0]?.enabled).toBe(false)
  })

  test('does not when it never matched anything', () => {
    expect(read([group({}, rule, { ...lost, subjects: [] })]).policies[0]?.enabled).toBeUndefined()
  })
})

describe('a template', () => {
  test('leaves its subjects to the bindings and is about nodes', () => {
    const { policies, report } = readAcl({})
    expect(policies[0]).toMatchObject({
      template: true,
      statements: [{ actions: ['read'], resources: ['node'] }],
    })
    expect(policies[0]?.statements?.[0]?.subjects).toBeUndefined()
    expect(report.changed).toEqual([
      {
        path: '[0].Policies[0].subjects',
        what: 'The subjects',
        how: 'They are left out: the bindings of the template say for whom it counts.',
      },
      {
        path: '[0].Policies[0].resources[0]',
        what: '“acl”',
        how: 'It is every node here; the bindings of the template say which.',
      },
    ])
  })

  const neverThis =
    'None of its subjects can be said here. Cells asks about nodes with templates only, never with this.'
  const denialsOnly = (action: string) =>
    `Cells uses “${action}” in denials only; whoever may read or write may do that too.`

  test.each<[parts: object, why?: string]>([
    [{ subjects: ['policy:<.+>'] }],
    [{ subjects: ['<.*>'] }],
    [{ subjects: ['policy:other'] }, 'None of its subjects can be said here. It is another template: a rule counts only where its own is bound.'],
    [{ subjects: ['user:john'] }, neverThis],
    [{ subjects: ['<(>'] }, neverThis],
    [{ resources: ['<.+>'] }],
    [{ resources: ['rest:/user'] }, 'None of its resources can be said here. A template is asked about “acl” only.'],
    [{ actions: ['delete', 'download'] }, `None of its actions can be said here. ${denialsOnly('delete')}`],
    [{ actions: ['delete'], effect: 'deny' }],
  ])('%j is kept, or left out because: %s', (parts, why) => {
    const { policies, report } = readAcl(parts)
    expect(policies).toHaveLength(why === undefined ? 1 : 0)
    expect(report.not_carried.find(({ path }) => path === '[0].Policies[0]')?.why).toBe(why)
  }) // prettier-ignore

  test('what may be done with whoever may read or write is asked in denials only', () => {
    const { policies, report } = readAcl({ actions: ['read', 'delete', 'download', 'upload', 'sync'] })
    expect(policies[0]?.statements?.[0]?.actions).toEqual(['read'])
    expect(report.not_carried).toEqual(
      ['delete', 'download', 'upload', 'sync'].map((action, index) => ({
        path: `[0].Policies[0].actions[${index + 1}]`,
        why: denialsOnly(action),
      })),
    )
  })

  test('is known by an id that is no id here', () => {
    const strange = { ...aclRule, subjects: ['policy:a>b'] }
    expect(read([group({ ResourceGroup: 'acl', Uuid: 'a>b' }, strange)]).policies).toHaveLength(1)
  })

  test.each(['policy:', 'policy:<.+>', 'policy:undefined'])('without an id is not %s', (subject) => {
    const nameless = { ...aclRule, subjects: [subject] }
    expect(read([group({ ResourceGroup: 'acl', Uuid: undefined }, nameless)]).policies).toEqual([])
  })

  test('decides where it is bound', () => {
    const { policies } = readAcl({ actions: ['read', 'write'] }, { id: 'no', actions: ['write'], effect: 'deny', conditions: address('StringNotMatchCondition', 'localhost|127.0.0.1|::1') })
    const binding: Binding = { id: 'b', policy: 'g', subject: 'user:ann', resource: 'node:w' }
    const decider = compile(policies, { bindings: [binding] })
    const ask = (subject: string, id: string, action: string, source_ip: string) =>
      decider.decide({ subject: { type: 'user', id: subject, properties: { roles: [], groups: [], profile: 'standard' } }, action: { name: action }, resource: { type: 'node', id, ancestors: [] }, context: { source_ip } }).decision
    expect(ask('ann', 'w', 'read', '10.0.0.1')).toBe(true)
    expect(ask('ann', 'w', 'write', '127.0.0.1')).toBe(true)
    expect(ask('ann', 'w', 'write', '127.0.0.11')).toBe(false)
    expect(ask('ann', 'elsewhere', 'read', '127.0.0.1')).toBe(false)
    expect(ask('bob', 'w', 'read', '127.0.0.1')).toBe(false)
  }) // prettier-ignore
})
