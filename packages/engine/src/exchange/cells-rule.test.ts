import { describe, expect, test } from 'vitest'
import { address, group, query, read, readRule, rule } from '../../test/cells-groups.ts'

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
    ['rest:/a<b>?c=<.*>', []],
    ['rest:/a<(b|c)?>', ['rest:/a<(b|c)?>']],
    ['<.*>', ['rest:<.*>', 'oidc']],
    ['oidc', ['oidc']],
    ['acl', []],
    ['tree:/', []],
    ['<r.*>', []],
  ])('the resource %s is %j', (entry, said) => {
    const [policy] = readRule({ resources: [entry] }).policies
    expect(policy?.statements?.[0]?.resources ?? []).toEqual(said)
  })

  const neverFilled = 'Cells offers it and never fills it in; here the condition reads it.'
  const clock = 'It is that of the zone in the settings; Cells used that of its server.'
  const when = (key: string, type: string, options: object) => ({ conditions: { [key]: { type, options } } })
  const text = (key: string) => when(key, 'StringEqualCondition', { equals: 'a' })
  const hours = (key: string) => when(key, 'OfficeHoursCondition', { matches: 'Monday-Friday/09:00/18:30' })

  test.each<[parts: object, member: string, what: string, how: string]>([
    [{ subjects: ['user:john'] }, 'subjects[0]', '“user:john”', 'Cells compares the login, here it is the id of the user, which never changes.'],
    [{ subjects: ['user:jo<.*>'] }, 'subjects[0]', '“user:jo<.*>”', 'Cells compares the login, here it is the id of the user, which never changes.'],
    [{ subjects: ['subject:u'] }, 'subjects[0]', '“subject:u”', 'It is user:u now.'],
    [{ subjects: ['subject:<.*>'] }, 'subjects[0]', '“subject:<.*>”', 'It is user:<.*> now.'],
    [{ subjects: ['role:u'] }, 'subjects[0]', '“role:u”', 'Cells compares the id of the role, here it is its name.'],
    [{ resources: ['<.*>'] }, 'resources[0]', '“<.*>”', 'It is every path and “oidc”: what Cells asks about.'],
    [{ effect: 0 }, 'effect', 'The effect', 'It is “deny” now: Cells denies by a rule that does not say “allow”.'],
    [{ effect: undefined }, 'effect', 'The effect', 'It is “deny” now: Cells denies by a rule that does not say “allow”.'],
    [{ description: 'x'.repeat(501) }, 'description', 'The label', 'It is one line of at most 500 characters.'],
    [{ id: 'x'.repeat(101) }, 'id', 'The id', `It is ${'x'.repeat(90)} now, for an id is short and used once in a policy.`],
    [hours('ClientTime'), 'conditions.ClientTime', 'The clock', clock],
    [hours('ServerTime'), 'conditions.ServerTime', 'The clock', clock],
    [text('RequestMethod'), 'conditions.RequestMethod', 'The key', neverFilled],
    [text('RequestURI'), 'conditions.RequestURI', 'The key', neverFilled],
    [text('CookiesString'), 'conditions.CookiesString', 'The key', neverFilled],
    [text('NodeMetaMimeType'), 'conditions.NodeMetaMimeType', 'The key', neverFilled],
    [when('UserAgent', 'StringMatchCondition', { matches: '{{.ClaimsName}}' }), 'conditions.UserAgent', 'The options', 'What can’t be filled in makes the condition unknown; Cells dropped it then.'],
    [when('UserAgent', 'StringNotMatchCondition', { matches: 'bot' }), 'conditions.UserAgent', 'A missing UserAgent', 'Nothing is allowed any more when it is missing.'],
    [{ effect: 'deny', ...text('UserAgent') }, 'conditions.UserAgent', 'A missing UserAgent', 'The denial now also holds when it is missing or of another type.'],
    [when('x', 'DateWithinPeriodCondition', { dateBegin: '2018-02-01T00:00+0100', dateEnd: '2018-04-01T00:00+0100' }), 'conditions.x', 'The condition', 'It counts here; Cells does not know its type and dropped it.'],
  ])('%j changes %s: %s', (parts, member, what, how) => {
    const { policies, report } = readRule(parts)
    expect(policies).toHaveLength(1)
    const others = report.changed.filter((one) => one.what !== query.what)
    expect(others).toEqual([{ path: `[0].Policies[0].${member}`, what, how }])
    expect(report.not_carried).toEqual([])
  }) // prettier-ignore

  test.each<[parts: object]>([
    [{ subjects: ['user:<.+>', 'role:<.*>', 'profile:<.*>', 'profile:standard', '<.*>'] }],
    [{ subjects: [`profile:${'x'.repeat(992)}`] }],
    [{ effect: 2 }],
    [{ effect: 1 }],
    [{ description: 'x'.repeat(500) }],
    [{ description: ' ' }],
    [{ id: undefined }],
    [{ actions: ['delete', 'sync'] }],
    [{ resources: ['rest:/<(?!a).*>', 'oidc'] }],
    [{ conditions: null }],
    [text('UserAgent')],
    [text('toString')],
    [{ effect: 'deny', ...when('UserAgent', 'StringNotMatchCondition', { matches: 'bot' }) }],
  ])('%j changes nothing', (parts) => {
    const { policies, report } = readRule(parts)
    expect(policies).toHaveLength(1)
    expect(report.changed).toEqual([query])
    expect(report.not_carried).toEqual([])
  })

  test('only paths had a query string', () => {
    expect(readRule({ resources: ['oidc'] }).report.changed).toEqual([])
    expect(readRule({ resources: ['<.*>'] }).report.changed.map(({ what }) => what)).toEqual(['“<.*>”'])
  })

  test('what is said twice is there once', () => {
    const { policies } = readRule({ resources: ['<.*>', 'rest:<.*>', 'oidc'] })
    expect(policies[0]?.statements?.[0]?.resources).toEqual(['rest:<.*>', 'oidc'])
  })

  test.each<[parts: object, member: string, why: string]>([
    [{ subjects: [7, 'profile:x'] }, 'subjects[0]', 'An entry is a text, not 7.'],
    [{ subjects: [`profile:${'x'.repeat(993)}`, 'profile:x'] }, 'subjects[0]', 'It is longer than 1000 characters.'],
    [{ subjects: ['profile:<(>', 'profile:x'] }, 'subjects[0]', '“profile:<(>” is not a valid regular expression (missing closing ): `(`).'],
    [{ subjects: ['user:<(?!a).*>', 'profile:x'] }, 'subjects[0]', '“user:<(?!a).*>” look-around is refused in subjects.'],
    [{ resources: ['rest:/user', 'rest:<(>'] }, 'resources[1]', '“rest:<(>” is not a valid regular expression (missing closing ): `(`).'],
    [{ actions: ['GET', '<(>'] }, 'actions[1]', '“<(>” is not a valid regular expression (missing closing ): `(`).'],
    [{ more: 1 }, 'more', 'The format has no member of this name.'],
    [{ conditions: { X: { type: 'StringEqualCondition', options: { equals: 'a' }, 'a b': 1 } } }, 'conditions.X["a b"]', 'The format has no member of this name.'],
    [{ conditions: { X: { type: 'StringEqualCondition', jsonOptions: '{"equals":"a"}', options: { equals: 'b' } } } }, 'conditions.X.options', 'The format has no member of this name.'],
  ])('%j loses %s', (parts, member, why) => {
    const { policies, report } = readRule(parts)
    expect(policies).toHaveLength(1)
    expect(report.not_carried).toEqual([{ path: `[0].Policies[0].${member}`, why }])
  }) // prettier-ignore

  test.each<[condition: object, options: object | undefined]>([
    [
      { type: 'StringEqualCondition', jsonOptions: '{"equals":"a"}', options: { equals: 'b' } },
      { equals: 'a' },
    ],
    [{ type: 'StringEqualCondition', jsonOptions: null, options: { equals: 'b' } }, { equals: 'b' }],
    [{ type: 'StringEqualCondition', jsonOptions: { equals: 'a' } }, { equals: 'a' }],
    [{ type: 'StringEqualCondition', options: '{"equals":"a"}' }, { equals: 'a' }],
    [{ type: 'ResourceContainsCondition' }, undefined],
    [{ type: 'ResourceContainsCondition', jsonOptions: '' }, undefined],
    [{ type: 'ResourceContainsCondition', jsonOptions: null }, undefined],
    [{ type: 'ResourceContainsCondition', options: null }, undefined],
  ])('the options of %j are %j', (condition, options) => {
    const { policies } = readRule({ conditions: { x: condition } })
    expect(policies[0]?.statements?.[0]?.when?.[0]).toStrictEqual({
      type: 'type' in condition && condition.type,
      key: 'x',
      ...(options && { options }),
    })
  })

  const bad = 'Its condition on “X” has options that are no JSON object.'
  const matches = (jsonOptions: string) => ({
    conditions: { X: { type: 'StringMatchCondition', jsonOptions } },
  })

  test.each<[parts: unknown, why: string, denial?: true]>([
    [{ subjects: [] }, 'It names no subjects, so in Cells it never matches.'],
    [{ resources: undefined }, 'It names no resources, so in Cells it never matches.'],
    [{ actions: 'GET' }, 'Its actions are no list.'],
    [{ actions: 'GET', effect: 'deny' }, 'Its actions are no list.', true],
    [{ subjects: ['self'] }, 'None of its subjects can be said here. “self” is the owner in resource policies of Cells, not in security policies.'],
    [{ subjects: ['self'], effect: 'deny' }, 'None of its subjects can be said here. “self” is the owner in resource policies of Cells, not in security policies.', true],
    [{ subjects: ['policy:g'] }, 'None of its subjects can be said here. Cells asks with a template for nodes only, never for this.'],
    [{ subjects: ['john'] }, 'None of its subjects can be said here. Nobody asks Cells as “john”: it knows user, subject, profile and role.'],
    [{ resources: ['acl'] }, 'None of its resources can be said here. Cells asks about “acl” with templates only, never with these subjects.'],
    [{ resources: ['tree:/'] }, 'None of its resources can be said here. Cells never asks about “tree:/”.'],
    [{ resources: ['rest:/a?b'] }, 'None of its resources can be said here. It asks for a query string, which is no part of a path here.'],
    [{ conditions: { X: { type: 'Unheard' } } }, 'Its condition on “X” is of type “Unheard”, which nobody knows.'],
    [{ conditions: { X: { type: 'toString' } } }, 'Its condition on “X” is of type “toString”, which nobody knows.'],
    [{ conditions: { X: {} } }, 'Its condition on “X” is of type nothing, which nobody knows.'],
    [{ conditions: { X: 1 } }, 'Its condition on “X” is no object.'],
    [{ conditions: { X: 1 }, effect: 'deny' }, 'Its condition on “X” is no object.', true],
    [{ conditions: 1 }, 'Its conditions are no map of keys to conditions.'],
    [matches('{"matches"'), bad],
    [matches('7'), bad],
    [matches(String.raw`{"matches":"a\u0000"}`), bad],
    [matches('['.repeat(50_000)), bad],
    [matches(`{"matches":${'['.repeat(40)}${']'.repeat(40)}}`), bad],
    [{ conditions: { X: { type: 'StringMatchCondition', options: 7 } } }, bad],
    [{ ...matches('{"matches":"("}'), effect: 'deny' }, 'It would be refused when saved: statements[0].when[0].options.matches is not a valid regular expression (missing closing ): `(`).', true],
    [matches('{"matches":"("}'), 'It would be refused when saved: statements[0].when[0].options.matches is not a valid regular expression (missing closing ): `(`).'],
  ])('with %j a rule is left out, never made wider', (parts, why, denial) => {
    const { policies, report } = read([group({}, { ...rule, ...(parts as object) }, { ...rule, id: 'other' })])
    expect(policies[0]?.statements?.map(({ id }) => id)).toEqual(['other'])
    expect(report.not_carried).toEqual([{ path: '[0].Policies[0]', why, ...(denial && { denial }) }])
  }) // prettier-ignore

  test('a rule that is no object is taken for a denial', () => {
    const { policies, report } = read([group({}, rule, 7)])
    expect(policies[0]?.enabled).toBe(false)
    expect(report.not_carried).toEqual([
      { path: '[0].Policies[1]', why: 'A rule is an object.', denial: true },
    ])
  })

  test('a rule with hours that nobody can read is left out', () => {
    const { report } = readRule(when('ClientTime', 'OfficeHoursCondition', { matches: 'Mon/1/2' }))
    expect(report.not_carried.at(-1)?.why).toContain('refused when saved')
  })
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
    ['deny', 'StringNotMatchCondition', 'localhost|192.168.2.*', 'localhost|192.168.2.*'],
    ['deny', 'StringNotMatchCondition', '192.168.2.*', '192.168.2.*'],
    ['deny', 'StringNotMatchCondition', '^10\\.', '^10\\.'],
  ])('in a %s with %s, %s is %s', (effect, type, pattern, expected) => {
    const { policies, report } = readRule({ effect, conditions: address(type, pattern) })
    expect(policies[0]?.statements?.[0]?.when).toEqual([
      { type, key: 'RemoteAddress', options: { matches: expected } },
    ])
    const how = `It is ${expected} now, so that it means these addresses and no longer ones.`
    const change = { path: '[0].Policies[0].conditions.RemoteAddress', what: 'The pattern', how }
    const said = report.changed.filter(({ what }) => what === change.what)
    expect(said).toEqual(pattern === expected ? [] : [change])
  })

  test('is one of texts where no address is read', () => {
    const like = { UserAgent: { type: 'StringMatchCondition', options: { matches: '127.0.0.1' } } }
    const { policies } = readRule({ conditions: like })
    expect(policies[0]?.statements?.[0]?.when?.[0]).toMatchObject({ options: { matches: '127.0.0.1' } })
  })
})
