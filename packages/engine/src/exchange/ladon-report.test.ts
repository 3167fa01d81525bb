import { describe, expect, test } from 'vitest'
import { importPolicies } from './index.ts'

const grant = { id: 'a', subjects: ['user:ann'], resources: ['x:1'], actions: ['get'], effect: 'allow' }
const read = (parts: object, options = {}) => importPolicies('ladon', [{ ...grant, ...parts }], options)
const when = (key: string, condition: unknown) => ({ conditions: { [key]: condition } })
const equal = { type: 'StringEqualCondition', options: { equals: 'x' } }
const idHow = 'for an id has letters, digits, dots, dashes and underscores and is used once.'
const dots = 'here each dot leads one level down in the context.'
const deny = { effect: 'deny' }

describe('of a policy of Ladon the report says', () => {
  test.each<[parts: object, member: string, what: string, how: string]>([
    [{ effect: '' }, 'effect', 'The effect', 'It is “deny” now: Ladon denies by everything that does not say “allow”.'],
    [{ effect: 'ALLOW' }, 'effect', 'The effect', 'It is “deny” now: Ladon denies by everything that does not say “allow”.'],
    [{ effect: undefined }, 'effect', 'The effect', 'It is “deny” now: Ladon denies by everything that does not say “allow”.'],
    [{ id: 'a b' }, 'id', 'The id', `It is a-b now, ${idHow}`],
    [{ id: '' }, 'id', 'The id', `It is ladon now, ${idHow}`],
    [{ meta: 'AQID' }, 'meta', 'The meta', 'It is no JSON object, so its base64 text is kept as meta.base64.'],
    [{ meta: '***' }, 'meta', 'The meta', 'It is no JSON object, so its base64 text is kept as meta.base64.'],
    [{ description: 'x'.repeat(2_001) }, 'description', 'The description', 'It is cut to 2000 characters.'],
    [{ subjects: ['peter'] }, 'subjects[0]', '“peter”', 'It is user:peter now: a subject has a type.'],
    [{ subjects: ['<z|k>'] }, 'subjects[0]', '“<z|k>”', 'It is user:<z|k> now: a subject has a type.'],
    [{ subjects: ['<[[:^digit:]]+>'] }, 'subjects[0]', '“<[[:^digit:]]+>”', 'It is user:<[[:^digit:]]+> now: a subject has a type.'],
    [{ subjects: ['<(?:z|k)>'] }, 'subjects[0]', '“<(?:z|k)>”', 'It is user:<(?:z|k)> now: a subject has a type.'],
    [{ subjects: ['<(?i-s:z)>'] }, 'subjects[0]', '“<(?i-s:z)>”', 'It is user:<(?i-s:z)> now: a subject has a type.'],
    [{ subjects: ['<z|k>'], ...deny }, 'subjects[0]', '“<z|k>”', 'It is user:<z|k> now: a subject has a type. Subjects of another type are not denied by it.'],
    [{ subjects: ['peter'], ...deny }, 'subjects[0]', '“peter”', 'It is user:peter now: a subject has a type.'],
    [{ subjects: ['<a:b|c>'] }, 'subjects[0]', '“<a:b|c>”', 'It is kept, but its alternatives without a type match nobody here.'],
    [{ subjects: ['x<a:b|c>'] }, 'subjects[0]', '“x<a:b|c>”', 'It is kept, but its alternatives without a type match nobody here.'],
    [{ resources: ['<.*>'] }, 'resources[0]', '“<.*>”', 'It also reaches what is Sallyport’s own, such as signing in: option resourceType keeps it apart.'],
    [{ resources: ['<sign_in|x>'] }, 'resources[0]', '“<sign_in|x>”', 'It also reaches what is Sallyport’s own, such as signing in: option resourceType keeps it apart.'],
    [{ resources: ['<w.*>:1'] }, 'resources[0]', '“<w.*>:1”', 'It also reaches what is Sallyport’s own, such as signing in: option resourceType keeps it apart.'],
    [{ resources: ['articles'] }, 'resources[0]', '“articles”', 'It is <articles> now: alone, articles would mean every resource of that type.'],
    [when('a.b', equal), 'conditions["a.b"]', 'The key', `Ladon finds it under “a.b”, ${dots}`],
    [when('subject.id', equal), 'conditions["subject.id"]', 'The key', `Ladon finds it under “subject.id”, ${dots}`],
    [when('RemoteAddress', equal), 'conditions.RemoteAddress', 'The key', 'It is a name of Cells and reads context.source_ip here.'],
    [{ ...when('x', equal), ...deny }, 'conditions.x', 'A missing x', 'The denial now also holds when it is missing or of another type.'],
  ])('that %j changes %s: %s', (parts, member, what, how) => {
    const { policies, report } = read(parts)
    expect(policies).toHaveLength(1)
    expect(report).toMatchObject({ changed: [{ path: `[0].${member}`, what, how }], not_carried: [] })
  }) // prettier-ignore

  test.each<[parts: object]>([
    [{ id: null }],
    [{ description: null }],
    [{ description: ' ' }],
    [{ description: 'x'.repeat(2_000) }],
    [{ meta: null }],
    [{ meta: '' }],
    [{ subjects: ['<a:b>:<c>', '<a|b>:c', 'group:staff', 'user:a>b'] }],
    [{ subjects: ['<.*>', '<.+>'], ...deny }],
    [{ resources: ['x:<.+>', '<x.*>:1'] }],
    [{ conditions: null }],
    [when('x', equal)],
    [when('subjects', equal)],
    [when('x', { type: 'EqualsSubjectCondition', options: null })],
  ])('nothing is changed by %j', (parts) => {
    const { policies, report } = read(parts)
    expect(policies).toHaveLength(1)
    expect(report).toEqual({
      carried: [expect.objectContaining({ path: '[0]' })],
      changed: [],
      not_carried: [],
    })
  })

  test.each<[parts: object, member: string, why: string, denial?: true]>([
    [{ id: 7 }, 'id', 'It is no text.'],
    [{ description: 7 }, 'description', 'It is no text.'],
    [{ owner: 'x' }, 'owner', 'Ladon policies have no member of this name, and Ladon ignores it.'],
    [{ meta: 7 }, 'meta', 'Ladon’s meta is base64 text.'],
    [{ meta: 'eyIiOjF9' }, 'meta', 'It is too large to be kept, or has names that can’t be.'],
    [{ meta: 'A'.repeat(20_001) }, 'meta', 'It is too large to be kept, or has names that can’t be.'],
    [{ meta: 'A'.repeat(40_000) }, 'meta', 'It is too large to be kept, or has names that can’t be.'],
    [{ meta: 'A'.repeat(40_001) }, 'meta', 'It is too large to be kept.'],
    [{ subjects: ['user:ann', '<(?!a).*>'] }, 'subjects[1]', '“<(?!a).*>” look-around is refused in subjects.'],
    [{ subjects: ['user:ann', '<a:'], ...deny }, 'subjects[1]', '“<a:” has unbalanced < and >.', true],
    [{ resources: ['x:1', 'x:<a'] }, 'resources[1]', '“x:<a” has unbalanced < and >.'],
    [{ resources: ['x:1', '<a'] }, 'resources[1]', '“<a” has unbalanced < and >.'],
    [{ resources: ['x:1', 7] }, 'resources[1]', 'An entry is a text, not 7.'],
    [{ resources: ['x:1', ''] }, 'resources[1]', 'An empty text names no resource here.'],
    [{ actions: ['get', '<'] }, 'actions[1]', '“<” has unbalanced < and >.'],
    [when('x', { ...equal, more: 1 }), 'conditions.x.more', 'Ladon ignores it.'],
  ])('that %j loses %s', (parts, member, why, denial) => {
    const { policies, report } = read(parts)
    expect(policies).toHaveLength(1)
    expect(report.not_carried).toEqual([{ path: `[0].${member}`, why, ...(denial && { denial }) }])
  }) // prettier-ignore

  test.each<[why: string, parts: object, denial?: true]>([
    ['It names no subjects: in Ladon that matches nobody, so it does nothing.', { subjects: [] }],
    ['It names no subjects: in Ladon that matches nobody, so it does nothing.', { subjects: [], ...deny }],
    ['It names no resources: in Ladon that matches nothing, so it does nothing.', { resources: [] }],
    ['It names no actions: in Ladon that matches nothing, so it does nothing.', { actions: undefined }],
    ['Its subjects are no list.', { subjects: 'ann' }],
    ['Its actions are no list.', { actions: {}, ...deny }, true],
    ['None of its subjects can be said here. “<(a)\\1>” back-references are refused.', { subjects: ['<(a)\\1>'] }],
    ['None of its subjects can be said here. “<(?!a).*>” look-around is refused in subjects.', { subjects: ['<(?!a).*>'], ...deny }, true],
    ['None of its resources can be said here. “x:<” has unbalanced < and >.', { resources: ['x:<'] }],
    ['None of its resources can be said here. An empty text names no resource here.', { subjects: ['user:ann', '<'], resources: [''] }],
    ['Its conditions are no map of keys to conditions.', { conditions: [] }],
    ['Its condition on “x” is no object.', when('x', 1)],
    ['Its condition on “x” is no object.', { ...when('x', 1), ...deny }, true],
    ['Its condition on “x” is of type nothing, which Ladon does not have.', when('x', {})],
    ['Its condition on “x” is of type “toString”, which Ladon does not have.', when('x', { type: 'toString' })],
    ['Its condition on “x” is of type “OfficeHoursCondition”, which Ladon does not have.', when('x', { type: 'OfficeHoursCondition', options: { matches: 'x' } })],
    ['Its condition on “x” has options that are no object.', when('x', { type: 'BooleanCondition', options: 1 })],
    ['Its condition on “x” has {{ in its options: Ladon takes it literally, here it would be filled in.', when('x', { type: 'StringEqualCondition', options: { equals: '{{.y}}' } })],
    ['It would be refused when saved: statements[0].when[0].options.cidr must be a range in CIDR notation, such as 203.0.113.0/24 or 2001:db8::/32.', when('x', { type: 'CIDRCondition', options: { cidr: '1' } })],
    ['It would be refused when saved: statements[0].when[0].options.cidr must be a range in CIDR notation, such as 203.0.113.0/24 or 2001:db8::/32.', { ...when('x', { type: 'CIDRCondition', options: { cidr: '1' } }), ...deny }, true],
  ])('“%s” of what is left out', (why, parts, denial) => {
    const { policies, report } = read(parts)
    expect(policies).toEqual([])
    expect(report.not_carried).toEqual([{ path: '[0]', why, ...(denial && { denial }) }])
  }) // prettier-ignore

  test('three of many reasons', () => {
    const cidr = { type: 'CIDRCondition', options: { cidr: '1' } }
    const why = read({ conditions: { a: cidr, b: cidr, c: cidr, d: cidr } }).report.not_carried[0]?.why
    expect(why?.match(/when\[\d\]/g)).toEqual(['when[0]', 'when[1]', 'when[2]'])
  })

  test('that a key with an empty part can’t be saved', () => {
    expect(read(when('a..b', equal)).report.not_carried[0]?.why).toContain('refused when saved')
  })

  test.each([
    [[], '', 'It holds no Ladon policies.'],
    [{}, '', 'It holds no Ladon policies.'],
    [7, '', 'Expected Ladon policies: a list.'],
    [[7], '[0]', 'Expected one of the Ladon policies, which is an object.'],
    [{ a: 7 }, 'a', 'Expected one of the Ladon policies, which is an object.'],
    [new Array(10_001).fill(7), '', 'There are more than 10000 Ladon policies; import them in parts.'],
  ])('of an input without policies why, %#', (json, path, why) => {
    expect(importPolicies('ladon', json).report.not_carried).toEqual([{ path, why }])
  })

  test.each<[options: object, type: string]>([
    [{ subjectType: 'a b' }, 'a b'],
    [{ subjectType: 'x'.repeat(101) }, 'x'.repeat(101)],
    [{ subjectType: '' }, ''],
    [{ resourceType: 'a:b' }, 'a:b'],
    [{ resourceType: '' }, ''],
    [{ resourceType: 'x\n' }, 'x\n'],
  ])('with %j that no such type can be', (options, type) => {
    const why = `“${type}” can’t be a type: letters, digits, dots, dashes and underscores can.`
    expect(read({}, options)).toEqual({
      policies: [],
      report: { carried: [], changed: [], not_carried: [{ path: '', why }] },
    })
  })

  test('what becomes of entries whose type is given', () => {
    const options = { subjectType: 'x'.repeat(100), resourceType: 'file_1.a-B' }
    const { policies, report } = read({ resources: ['file_1.a-B:1', 'file_1.a-Bc:1', '<.*>'] }, options)
    expect(policies[0]?.statements?.[0]?.resources).toEqual(
      ['file_1.a-B:1', 'file_1.a-B:file_1.a-Bc:1', 'file_1.a-B:<.*>'],
    )
    expect(report.changed).toEqual([
      { path: '[0].resources[1]', what: '“file_1.a-Bc:1”', how: 'It is file_1.a-B:file_1.a-Bc:1 now: a resource has a type.' },
      { path: '[0].resources[2]', what: '“<.*>”', how: 'It is file_1.a-B:<.*> now: a resource has a type.' },
    ])
  }) // prettier-ignore
})

describe('meta of Ladon', () => {
  test('is kept up to its bound', () => {
    const bytes = 'A'.repeat(19_984)
    expect(read({ meta: bytes }).policies[0]?.meta).toEqual({ base64: bytes })
    expect(read({ meta: 'A'.repeat(20_004) }).policies[0]?.meta).toBeUndefined()
  })

  test('is not dug through when it is a mountain', () => {
    const start = process.cpuUsage()
    const { report } = read({ meta: 'A'.repeat(4_000_000) })
    expect(report.not_carried.map(({ path }) => path)).toEqual(['[0].meta'])
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(1000)
  })
})

test('a description is cut between characters', () => {
  expect(read({ description: `${'x'.repeat(1_999)}🙂` }).policies[0]?.description).toBe('x'.repeat(1_999))
  expect(read({ description: `${'x'.repeat(1_998)}🙂🙂` }).policies[0]?.description).toBe(
    `${'x'.repeat(1_998)}🙂`,
  )
})

test('a single policy may stand alone, and a policy may be called “subjects”', () => {
  expect(importPolicies('ladon', grant).report.carried).toEqual([{ path: '', policy: 'a' }])
  expect(importPolicies('ladon', { subjects: grant }).report.carried).toEqual([
    { path: 'subjects', policy: 'a' },
  ])
})
