import { describe, expect, test } from 'vitest'
import { compile } from '../compile.ts'
import type { Binding, Json } from '../model.ts'
import { importPolicies } from './index.ts'

const rule = { id: 'r', description: 'A rule', subjects: ['profile:standard'], resources: ['rest:/user'], actions: ['GET'], effect: 'allow' } // prettier-ignore
const aclRule = { ...rule, subjects: ['policy:g'], resources: ['acl'], actions: ['read'] }
const group = (parts: object, ...rules: object[]) => ({
  Uuid: 'g',
  Name: 'A group',
  Policies: rules,
  ...parts,
})
const read = (json: Json | object) => importPolicies('cells', json)
const readRule = (parts: object, groupParts: object = {}) => read([group(groupParts, { ...rule, ...parts })])
const readAcl = (...rules: object[]) =>
  read([group({ ResourceGroup: 'acl' }, ...rules.map((parts) => ({ ...aclRule, ...parts })))])
const address = (type: string, matches: string) => ({
  RemoteAddress: { type, jsonOptions: JSON.stringify({ matches }) },
})

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

  test.each<[parts: object, why: string]>([
    [{ ResourceGroup: 3 }, 'resource group is 3'],
    [{ Policies: [] }, 'no rules'],
    [{ Policies: 'x' }, 'no list'],
  ])('is left out with %j', (parts, why) => {
    const { policies, report } = read([group(parts, rule)])
    expect(policies).toEqual([])
    expect(report.not_carried.map(({ path }) => path)).toEqual(['[0]'])
    expect(report.not_carried[0]?.why).toContain(why)
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

  test('has no owner and no time of its own', () => {
    const { report } = readRule({}, { OwnerUuid: 'x', LastUpdated: 1, More: 1 })
    expect(report.not_carried.map(({ path }) => path)).toEqual([
      '[0].OwnerUuid',
      '[0].LastUpdated',
      '[0].More',
    ])
  })
})

describe('the entries of a rule', () => {
  test.each<[entry: string, said: string[]]>([
    ['profile:anon', ['profile:anon']],
    ['user:john', ['user:john']],
    ['user:<.+>', ['user:<.+>']],
    ['subject:<.+>', ['user:<.+>']],
    ['subject:3f25', ['user:3f25']],
    ['role:r', ['role:r']],
    ['<.+>', ['<.+>']],
    ['self', []],
    ['policy:g', []],
    ['john', []],
    ['<user|role>:x', []],
  ])('the subject %s is %j', (entry, said) => {
    const [policy] = readRule({ subjects: [entry] }).policies
    expect(policy?.statements?.[0]?.subjects ?? []).toEqual(said)
  })

  test.each<[entry: string, said: string[]]>([
    ['rest:/user', ['rest:/user']],
    ['rest:/user<.*>', ['rest:/user<.*>']],
    ['rest:<.+>', ['rest:<.+>']],
    ['rest:/a?b=1', []],
    ['rest:/a?b=<.*>', []],
    ['<.*>', ['rest:<.*>', 'oidc']],
    ['oidc', ['oidc']],
    ['acl', []],
    ['tree:/', []],
    ['<r.*>', []],
  ])('the resource %s is %j', (entry, said) => {
    const [policy] = readRule({ resources: [entry] }).policies
    expect(policy?.statements?.[0]?.resources ?? []).toEqual(said)
  })

  test.each<[parts: object, path: string]>([
    [{ subjects: ['user:john'] }, '[0].Policies[0].subjects[0]'],
    [{ subjects: ['subject:u'] }, '[0].Policies[0].subjects[0]'],
    [{ subjects: ['role:u'] }, '[0].Policies[0].subjects[0]'],
    [{ effect: 0 }, '[0].Policies[0].effect'],
    [{ effect: undefined }, '[0].Policies[0].effect'],
    [{ description: 'x'.repeat(600) }, '[0].Policies[0].description'],
    [{ conditions: { ClientTime: { type: 'OfficeHoursCondition', jsonOptions: '{"matches":"Monday-Friday/09:00/18:30"}' } } }, '[0].Policies[0].conditions.ClientTime'],
    [{ conditions: { RequestMethod: { type: 'StringEqualCondition', options: { equals: 'GET' } } } }, '[0].Policies[0].conditions.RequestMethod'],
    [{ conditions: { UserAgent: { type: 'StringMatchCondition', jsonOptions: '{"matches":"{{.ClaimsName}}"}' } } }, '[0].Policies[0].conditions.UserAgent'],
    [{ conditions: { UserAgent: { type: 'StringNotMatchCondition', jsonOptions: '{"matches":"bot"}' } } }, '[0].Policies[0].conditions.UserAgent'],
    [{ effect: 'deny', conditions: { UserAgent: { type: 'StringMatchCondition', jsonOptions: '{"matches":"bot"}' } } }, '[0].Policies[0].conditions.UserAgent'],
    [{ conditions: { ServerTime: { type: 'DateWithinPeriodCondition', options: { dateBegin: '2018-02-01T00:00+0100', dateEnd: '2018-04-01T00:00+0100' } } } }, '[0].Policies[0].conditions.ServerTime'],
  ])('%j is reported at %s', (parts, path) => {
    const { policies, report } = readRule(parts)
    expect(policies).toHaveLength(1)
    expect(report.changed.map((one) => one.path)).toContain(path)
  }) // prettier-ignore

  test.each<[parts: object, why: string]>([
    [{ subjects: [] }, 'never matches'],
    [{ resources: undefined }, 'never matches'],
    [{ actions: 'GET' }, 'no list'],
    [{ subjects: ['self'] }, 'in resource policies of Cells'],
    [{ resources: ['acl'] }, 'None of its resources'],
    [{ conditions: { X: { type: 'Unheard' } } }, 'which nobody knows'],
    [{ conditions: { X: { type: 'toString' } } }, 'which nobody knows'],
    [{ conditions: { X: 1 } }, 'no object'],
    [{ conditions: 1 }, 'no map'],
    [{ conditions: { X: { type: 'StringMatchCondition', jsonOptions: '{"matches"' } } }, 'no JSON object'],
    [{ conditions: { X: { type: 'StringMatchCondition', jsonOptions: '7' } } }, 'no JSON object'],
    [{ conditions: { X: { type: 'StringMatchCondition', jsonOptions: String.raw`{"matches":"a\u0000"}` } } }, 'no JSON object'],
    [{ conditions: { X: { type: 'StringMatchCondition', jsonOptions: '['.repeat(50_000) } } }, 'no JSON object'],
    [{ conditions: { X: { type: 'StringMatchCondition', jsonOptions: '{"matches":"("}' } } }, 'refused when saved'],
    [{ conditions: { ClientTime: { type: 'OfficeHoursCondition', jsonOptions: '{"matches":"Mon/1/2"}' } } }, 'refused when saved'],
  ])('with %j a rule is left out, never made wider', (parts, why) => {
    const { policies, report } = read([group({}, { ...rule, ...parts }, { ...rule, id: 'other' })])
    expect(policies[0]?.statements?.map(({ id }) => id)).toEqual(['other'])
    expect(report.not_carried.map(({ path }) => path)).toEqual(['[0].Policies[0]'])
    expect(report.not_carried[0]?.why).toContain(why)
  }) // prettier-ignore
})

describe('a denial that is lost', () => {
  const lost = { ...rule, id: 'no', effect: 'deny', conditions: { X: { type: 'Unheard' } } }

  test('is flagged, and switches off the grants beside it', () => {
    const { policies, report } = read([group({}, rule, lost)])
    expect(policies[0]?.enabled).toBe(false)
    expect(report.not_carried).toEqual([expect.objectContaining({ path: '[0].Policies[1]', denial: true })])
    expect(report.changed.map(({ path }) => path)).toContain('[0].enabled')
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
    expect(report.changed.map(({ path }) => path)).toEqual([
      '[0].Policies[0].subjects',
      '[0].Policies[0].resources[0]',
    ])
  })

  test.each<[parts: object, isKept: boolean]>([
    [{ subjects: ['policy:<.+>'] }, true],
    [{ subjects: ['<.*>'] }, true],
    [{ subjects: ['policy:other'] }, false],
    [{ subjects: ['user:john'] }, false],
    [{ resources: ['<.+>'] }, true],
    [{ resources: ['rest:/user'] }, false],
    [{ actions: ['delete', 'download', 'upload', 'sync'] }, false],
    [{ actions: ['delete'], effect: 'deny' }, true],
  ])('%j is kept: %j', (parts, isKept) => {
    expect(readAcl(parts).policies).toHaveLength(isKept ? 1 : 0)
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

describe('a pattern of addresses', () => {
  const anchored = String.raw`^(?:localhost|127\.0\.0\.1|::1)$`
  test.each([
    ['deny', 'StringNotMatchCondition', 'localhost|127.0.0.1|::1', anchored],
    ['deny', 'StringNotMatchCondition', String.raw`localhost|127\.0\.0\.1|::1`, anchored],
    ['allow', 'StringMatchCondition', 'localhost|127.0.0.1|::1', anchored],
    // These would refuse less.
    ['deny', 'StringMatchCondition', '127.0.0.1', '127.0.0.1'],
    ['allow', 'StringNotMatchCondition', '127.0.0.1', '127.0.0.1'],
    // These are no whole addresses.
    ['deny', 'StringNotMatchCondition', '192.168.2.*', '192.168.2.*'],
    ['deny', 'StringNotMatchCondition', '^10\\.', '^10\\.'],
  ])('in a %s with %s, %s is %s', (effect, type, pattern, expected) => {
    const { policies, report } = readRule({ effect, conditions: address(type, pattern) })
    expect(policies[0]?.statements?.[0]?.when).toEqual([
      { type, key: 'RemoteAddress', options: { matches: expected } },
    ])
    expect(report.changed.some(({ how }) => how.includes('no longer ones'))).toBe(pattern !== expected)
  })
})
