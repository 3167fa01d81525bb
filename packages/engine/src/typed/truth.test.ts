import { describe, expect, test } from 'vitest'
import { type Circumstances, faultsOf, judge } from '../../test/conditions.ts'
import type { Json, JsonObject, Truth } from '../model.ts'
import { typedConditions } from '../typed-conditions.ts'

const of = (type: string, options?: JsonObject, key = 'x') => ({ type, key, ...(options && { options }) })
const x = (value: Json): Circumstances => ({ context: { x: value } })

/** A set of options that can be saved, for each type. */
const sound: { readonly [type: string]: JsonObject } = {
  StringEqualCondition: { equals: 'a' },
  StringMatchCondition: { matches: 'a' },
  StringPairsEqualCondition: {},
  EqualsSubjectCondition: {},
  CIDRCondition: { cidr: '10.0.0.0/8' },
  BooleanCondition: { value: true },
  ResourceContainsCondition: {},
  StringNotMatchCondition: { matches: 'a' },
  OfficeHoursCondition: { matches: 'Monday-Sunday/00:00/23:59' },
  WithinPeriodCondition: { matches: '2000-01-01T00:00+0000/2030-01-01T00:00+0000' },
  DateAfterCondition: { matches: '2000-01-01T00:00+0000' },
  DateWithinPeriodCondition: { dateBegin: '2000-01-01T00:00+0000', dateEnd: '2030-01-01T00:00+0000' },
  PathGlobCondition: { glob: '**' },
}

describe.each(Object.keys(typedConditions))('%s', (type) => {
  test.each<[string, Circumstances]>([
    ['missing', {}],
    ['null', x(null)],
    ['an object', x({})],
    ['a number', x(7)],
    ['a list of other things', x([7])],
  ])('is unknown of a key that is %s, and says which', (_what, circumstances) => {
    expect(faultsOf(of(type, sound[type]))).toEqual([])
    const outcome = judge(of(type, sound[type]), circumstances)
    expect(outcome).toEqual({ truth: 'unknown', unknown: ['context.x'] })
  })
})

describe('what each means', () => {
  test.each<[string, JsonObject, Json, Truth]>([
    ['StringEqualCondition', { equals: 'a' }, 'a', 'true'],
    ['StringEqualCondition', { equals: 'a' }, 'A', 'false'],
    ['StringEqualCondition', { equals: '' }, '', 'true'],
    ['StringEqualCondition', { equals: 'true' }, true, 'unknown'],
    ['StringMatchCondition', { matches: 'b+' }, 'abbc', 'true'],
    ['StringMatchCondition', { matches: '^b' }, 'abc', 'false'],
    ['StringMatchCondition', { matches: 'c$' }, 'abc\n', 'false'],
    ['StringMatchCondition', { matches: 'a' }, 'b'.repeat(4097), 'unknown'],
    ['StringNotMatchCondition', { matches: '^b' }, 'abc', 'true'],
    ['StringNotMatchCondition', { matches: 'b' }, 'abc', 'false'],
    ['StringNotMatchCondition', { matches: 'a' }, 'b'.repeat(4097), 'unknown'],
    ['StringPairsEqualCondition', {}, [], 'true'],
    ['StringPairsEqualCondition', {}, [['a', 'a']], 'true'],
    ['StringPairsEqualCondition', {}, [['a', 'b']], 'false'],
    ['StringPairsEqualCondition', {}, [['a', 'b'], ['a']], 'unknown'],
    ['StringPairsEqualCondition', {}, 'aa', 'unknown'],
    ['StringPairsEqualCondition', {}, [['a', 7]], 'unknown'],
    ['CIDRCondition', { cidr: '10.0.0.0/8' }, '10.1.2.3', 'true'],
    ['CIDRCondition', { cidr: '10.0.0.0/8' }, '10.1.2.3:443', 'true'],
    ['CIDRCondition', { cidr: '10.0.0.0/8' }, '11.1.2.3', 'false'],
    ['CIDRCondition', { cidr: '10.0.0.0/8' }, '2001:db8::1', 'false'],
    ['CIDRCondition', { cidr: '2001:db8::/32' }, '2001:db8:1::1', 'true'],
    ['CIDRCondition', { cidr: '2001:db8::/32' }, '10.1.2.3', 'false'],
    ['CIDRCondition', { cidr: '10.0.0.0/8' }, 'nowhere', 'unknown'],
    ['BooleanCondition', { value: true }, true, 'true'],
    ['BooleanCondition', { value: false }, false, 'true'],
    ['BooleanCondition', { value: true }, false, 'false'],
    ['BooleanCondition', { value: true }, 'true', 'unknown'],
    ['ResourceContainsCondition', {}, { value: 'file' }, 'true'],
    ['ResourceContainsCondition', {}, { value: 'ile:' }, 'true'],
    ['ResourceContainsCondition', {}, { value: 'ile', delimiter: ':' }, 'false'],
    ['ResourceContainsCondition', {}, { value: '1', delimiter: ':' }, 'true'],
    ['ResourceContainsCondition', {}, { value: '' }, 'false'],
    ['ResourceContainsCondition', {}, { value: '', delimiter: ':' }, 'false'],
    ['ResourceContainsCondition', {}, { delimiter: ':' }, 'unknown'],
    ['ResourceContainsCondition', {}, { value: 'file', delimiter: 7 }, 'unknown'],
    ['DateAfterCondition', { matches: '2018-02-28T23:59+0100' }, '2018-02-28T23:59+0100', 'false'],
    ['DateAfterCondition', { matches: '2018-02-28T23:59+0100' }, '2018-02-28T23:59:01+01:00', 'true'],
    ['DateAfterCondition', { matches: '2018-02-28T23:59+0100' }, '2018-02-28T22:59Z', 'unknown'],
    ['DateAfterCondition', { matches: '2018-02-28T23:59+0100' }, '2018-02-28T23:00:00Z', 'true'],
    ['DateAfterCondition', { matches: '2018-02-28T23:59+0100' }, '2018-02-30T23:59+0100', 'unknown'],
    ['DateAfterCondition', { matches: '2018-02-28T23:59+0100' }, '2018-03-01T23:59+2500', 'unknown'],
    ['OfficeHoursCondition', { matches: 'Monday/9:00/9:00' }, '2018-02-12T09:00:59+01:00', 'true'],
    ['OfficeHoursCondition', { matches: 'Monday/9:00/9:00' }, '2018-02-12T09:01:00+01:00', 'false'],
    ['OfficeHoursCondition', { matches: 'Thursday/00:00/23:59' }, '1969-12-25T12:00:00Z', 'true'],
    ['PathGlobCondition', { glob: '/a/*' }, '/a/b', 'true'],
    ['PathGlobCondition', { glob: '/a/*' }, '/a/b/c', 'false'],
    ['PathGlobCondition', { glob: '/a/*' }, '/a/' + 'b'.repeat(4096), 'unknown'],
  ])('%s %j of %j: %s', (type, options, value, truth) => {
    expect(judge(of(type, options), x(value)).truth).toBe(truth)
  })
})

test('what validation would refuse is unknown where it is asked all the same', () => {
  expect(judge(of('NoSuchCondition'), x('a')).truth).toBe('unknown')
  expect(judge({ type: 'EqualsSubjectCondition' }, x('a')).truth).toBe('unknown')
  const unread = { truth: 'unknown', unknown: ['context.x'] }
  expect(judge(of('StringMatchCondition', { matches: '(' }), x('a'))).toEqual(unread)
  expect(judge(of('CIDRCondition', { cidr: '{{.x}}/8' }), x('10.0.0.1'))).toEqual(unread)
})

test('a resource that has no id is its type', () => {
  const contains = (value: string) =>
    judge(of('ResourceContainsCondition'), { ...x({ value }), resource: { id: '' } }).truth
  expect([contains('file'), contains('file:')]).toEqual(['true', 'false'])
})

describe('EqualsSubjectCondition', () => {
  const known = {
    groups: ['ops'],
    profile: 'standard',
    roles: ['Owner', { name: 'Old', valid_until: '2020-01-01T00:00:00Z' }],
  }

  test.each<[string, JsonObject, Truth, string[]]>([
    ['ann', {}, 'true', []],
    ['user:ann', {}, 'true', []],
    ['bob', {}, 'false', []],
    ['group:ops', known, 'true', []],
    ['group:dev', known, 'false', []],
    ['group:dev', {}, 'unknown', ['subject.properties.groups']],
    ['role:Owner', known, 'true', []],
    ['role:Owner', {}, 'unknown', ['subject.properties.roles']],
    ['role:Old', known, 'unknown', ['context.time']],
    ['profile:standard', known, 'true', []],
    ['profile:admin', {}, 'unknown', ['subject.properties.profile']],
    ['Owner', known, 'false', []],
  ])('%s, of whom %j is known: %s', (value, subject, truth, unknown) => {
    expect(judge(of('EqualsSubjectCondition'), { ...x(value), subject })).toEqual({ truth, unknown })
  })

  test('a role that was held is none of the subject', () => {
    const context = { x: 'role:Old', time: '2026-05-01T08:00:00Z' }
    expect(judge(of('EqualsSubjectCondition'), { context, subject: known }).truth).toBe('false')
  })
})

describe('keys', () => {
  test.each<[string, Circumstances, Truth]>([
    ['x', x('a'), 'true'],
    ['context.x', x('a'), 'true'],
    ['x.y', { context: { x: { y: 'a' } } }, 'true'],
    ['subject.properties.x', { subject: { x: 'a' } }, 'true'],
    ['resource.properties.x', { resource: { properties: { x: 'a' } } }, 'true'],
    ['NodeMeta:x', { resource: { properties: { meta: { x: 'a' } } } }, 'true'],
    ['NodeMeta:x', { resource: { properties: { x: 'a' } } }, 'unknown'],
    ['NodeMetaSize', { resource: { properties: { size: 1.5 } } }, 'unknown'],
    ['toString', {}, 'unknown'],
    ['ClaimsRoles', { subject: { roles: ['a'] } }, 'true'],
    ['ClaimsRoles', { subject: { roles: ['a', 7] } }, 'unknown'],
    [
      'ClaimsRoles',
      { subject: { roles: ['a', { name: 'b', valid_from: '2026-01-01T00:00:00Z' }] } },
      'unknown',
    ],
    ['ClaimsRoles', { subject: {} }, 'unknown'],
    ['NodeMetaSize', { resource: { properties: {} } }, 'unknown'],
    ['NodeMetaSize', { resource: { properties: { size: 'a' } } }, 'true'],
    ['NodeMetaSize', { resource: { properties: { size: 7 } } }, 'false'],
  ])('%s in %j: %s', (key, circumstances, truth) => {
    expect(judge(of('StringEqualCondition', { equals: 'a' }, key), circumstances).truth).toBe(truth)
  })

  test('Cells’ roles are those in date, with commas between them, and its size the digits', () => {
    const roles = ['a', { name: 'old', valid_until: '2020-01-01T00:00:00Z' }, 'b']
    const around = { subject: { roles }, context: { time: '2026-05-01T08:00:00Z' }, resource: { properties: { size: 42 } } } // prettier-ignore
    expect(judge(of('StringEqualCondition', { equals: 'a,b' }, 'ClaimsRoles'), around).truth).toBe('true')
    expect(judge(of('StringEqualCondition', { equals: '42' }, 'NodeMetaSize'), around).truth).toBe('true')
  })

  test('what derives from the time is never what the request says', () => {
    const context = { day_of_week: 'sunday', time: '2026-05-01T23:00:00Z' }
    const condition = of('StringEqualCondition', { equals: 'saturday' }, 'day_of_week')
    expect(judge(condition, { context }, { zone: 'Europe/Madrid' }).truth).toBe('true')
    expect(judge(condition, { context: { day_of_week: 'saturday' } })).toEqual({
      truth: 'unknown',
      unknown: ['context.time'],
    })
  })

  test('a time of the decision that is no instant is unknown, whatever clock is read', () => {
    const around = { context: { time: 'noon' } }
    const after = of('DateAfterCondition', { matches: '2018-02-28T23:59+0100' }, 'time')
    expect(judge(after, around)).toEqual({ truth: 'unknown', unknown: ['context.time'] })
    expect(judge({ ...after, key: 'ServerTime' }, around)).toEqual({
      truth: 'unknown',
      unknown: ['context.time'],
    })
  })

  test('an offset of half an hour, or before Greenwich, is written as Cells writes it', () => {
    const text = (matches: string, zone: string) =>
      judge(
        of('StringMatchCondition', { matches }, 'ServerTime'),
        { context: { time: '2026-05-01T20:00:30Z' } },
        { zone },
      ).truth
    expect(text('^2026-05-02T01:30\\+0530$', 'Asia/Kolkata')).toBe('true')
    expect(text('^2026-05-01T17:30-0230$', 'America/St_Johns')).toBe('true')
    expect(text('^2026-05-01T20:00\\+0000$', 'UTC')).toBe('true')
  })
})

describe('templates', () => {
  const match = (matches: string, value: string, name: Json) =>
    judge(of('StringMatchCondition', { matches }), { ...x(value), subject: { name } }).truth

  test.each<[string, string, Json, Truth]>([
    ['^{{.ClaimsName}}$', 'ann', 'ann', 'true'],
    ['^{{.ClaimsName}}$', 'ann', '.*', 'false'],
    ['^{{.ClaimsName}}$', 'a|b', 'a|b', 'true'],
    ['^({{.ClaimsName}})+$', 'ababab', 'ab', 'true'],
    ['^{{.ClaimsName}}{2}$', 'abab', 'ab', 'true'],
    ['^{{.ClaimsName}}{2}$', 'abb', 'ab', 'false'],
    ['^{{ .ClaimsName }}$', '$&', '$&', 'true'],
    ['^{{.ClaimsName}}{{.ClaimsName}}$', 'annann', 'ann', 'true'],
    ['(?i)^{{.ClaimsName}}$', 'ANN', 'ann', 'true'],
    ['{{.ClaimsName}}', 'ann', 7, 'unknown'],
    ['{{.ClaimsName}}', 'ann', null, 'unknown'],
  ])('%s against %s for %j: %s', (matches, value, name, truth) => {
    expect(match(matches, value, name)).toBe(truth)
  })

  test('a pattern that its values make too large is unknown, and says what it read', () => {
    const subject = { name: '.'.repeat(200), group_path: '.'.repeat(200) }
    const matches = `${'a'.repeat(150)}{{.ClaimsName}}{{.ClaimsName}}`
    expect(judge(of('StringMatchCondition', { matches }), { ...x('a'), subject }).truth).toBe('false')
    const costly = judge(of('StringMatchCondition', { matches: '(?:{{.ClaimsName}}|.)*b' }), {
      ...x('.'.repeat(4096)),
      subject,
    })
    expect(costly).toEqual({ truth: 'unknown', unknown: ['context.x', 'subject.properties.name'] })
  })
})
