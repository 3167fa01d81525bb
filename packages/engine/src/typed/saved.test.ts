import { describe, expect, test } from 'vitest'
import { faultsOf } from '../../test/conditions.ts'
import { typedConditions } from '../typed-conditions.ts'

const of = (type: string, options?: unknown, key: unknown = 'x') => ({
  type,
  key,
  ...(options !== undefined && { options }),
})
const hours = (matches: unknown) => of('OfficeHoursCondition', { matches })
const period = (matches: unknown) => of('WithinPeriodCondition', { matches })
const pattern = (matches: unknown) => of('StringMatchCondition', { matches })
const glob = (text: unknown) => of('PathGlobCondition', { glob: text })

describe('can be saved', () => {
  test.each([
    of('StringEqualCondition', { equals: '' }),
    of('StringEqualCondition', { equals: '{{.ClaimsName}}' }),
    pattern('a|{{.NodeMeta:usermeta-tags}}'),
    pattern('^(?!a)b'),
    of('StringPairsEqualCondition'),
    of('StringPairsEqualCondition', {}),
    of('EqualsSubjectCondition', undefined, 'resource.properties.owner'),
    of('CIDRCondition', { cidr: '2001:db8::/32' }, 'RemoteAddress'),
    of('BooleanCondition', { value: false }, 'mfa_status'),
    hours('Monday/00:00/23:59'),
    hours('Friday - Monday , Wednesday/9:00/9:00'),
    period('2018-02-01T00:00+0100/2018-04-01T00:00:00+01:00'),
    of('DateWithinPeriodCondition', { dateBegin: '2018-02-01T00:00+0100', dateEnd: '2018-04-01T00:00+0100' }),
    of('DateAfterCondition', { matches: '2018-02-28T23:59+0100' }, 'ServerTime'),
    glob('(ip)/a/{b,c}/**'),
    glob('/homes/{{.ClaimsName}}/{a,{{.ClaimsProfile}}}'),
    // Where a template ends and a brace begins that is none.
    glob('/{{{.ClaimsName}}{a,b}}'),
    // What means something in an expression means nothing elsewhere.
    glob('/\\Q{{.ClaimsName}}'),
    of('StringEqualCondition', { equals: '[{{.ClaimsName}}]\\{{.ClaimsProfile}}' }),
  ])('%j', (condition) => {
    expect(faultsOf(condition)).toEqual([])
  })
})

describe('is refused', () => {
  test.each<[unknown, string, string]>([
    [of('NoSuchCondition'), 'type', 'StringEqualCondition, StringMatchCondition'],
    [of('toString'), 'type', 'is not a known condition type'],
    [{ type: 7, key: 'x' }, 'type', 'is not a known condition type'],
    [{ type: 'EqualsSubjectCondition' }, 'key', 'is required'],
    [of('EqualsSubjectCondition', undefined, ''), 'key', 'must not be empty'],
    [of('EqualsSubjectCondition', undefined, 'a..b'), 'key', 'must be a key'],
    [of('EqualsSubjectCondition', undefined, 'NodeMeta:'), 'key', 'must be a key'],
    [of('EqualsSubjectCondition', undefined, 7), 'key', 'must be a string'],
    [{ ...of('EqualsSubjectCondition'), negate: true }, 'negate', 'is not a member here'],
    [of('EqualsSubjectCondition', { equals: 'a' }), 'options.equals', 'is not a member here'],
    [of('StringEqualCondition'), 'options', 'is required'],
    [of('StringEqualCondition', {}), 'options.equals', 'is required'],
    [of('StringEqualCondition', []), 'options', 'must be an object'],
    [of('StringEqualCondition', { equals: 7 }), 'options.equals', 'must be a string'],
    [of('StringEqualCondition', { equals: 'a', matches: 'a' }), 'options.matches', 'is not a member here'],
    [of('StringEqualCondition', { equals: 'a'.repeat(1001) }), 'options.equals', 'is longer than'],
    [of('StringEqualCondition', { equals: 'a' }, 'mfa_status'), 'key', 'is of type boolean'],
    [of('BooleanCondition', { value: true }, 'RemoteAddress'), 'key', 'is of type address'],
    [of('CIDRCondition', { cidr: '10.0.0.0/8' }, 'UserAgent'), 'key', 'is of type string'],
    [of('DateAfterCondition', { matches: '2018-02-28T23:59+0100' }, 'date'), 'key', 'is of type date'],
    [of('StringPairsEqualCondition', undefined, 'auth_methods'), 'key', 'is of type strings'],
    [pattern('('), 'options.matches', 'is not a valid regular expression'],
    [pattern(''), 'options.matches', 'must not be empty'],
    [pattern('(?<=a)b'), 'options.matches', 'look-around is refused'],
    [pattern('(?:a{1000}){1000}'), 'options.matches', 'is'],
    [pattern('(?:abcdefghij){900}'), 'options.matches', 'is too large'],
    [of('CIDRCondition', { cidr: '1' }), 'options.cidr', 'CIDR notation'],
    [of('CIDRCondition', { cidr: '10.0.0.1' }), 'options.cidr', 'CIDR notation'],
    [of('CIDRCondition', { cidr: '10.0.0.0/33' }), 'options.cidr', 'CIDR notation'],
    [of('BooleanCondition', { value: 'true' }), 'options.value', 'must be true or false'],
    [hours('Monday-Friday'), 'options.matches', 'must be days, a first and a last minute'],
    [hours('Monday-Friday/09:00'), 'options.matches', 'must be days, a first and a last minute'],
    [hours('Monday-Friday/09:00/18:30/x'), 'options.matches', 'must be days, a first and a last minute'],
    [hours('monday/09:00/18:30'), 'options.matches', 'has “monday”'],
    [hours(7), 'options.matches', 'must be a string'],
    [hours(''), 'options.matches', 'must not be empty'],
    [
      hours('Mon-Fri/09:00/18:30'),
      'options.matches',
      'has “Mon-Fri”, which is neither a day nor a range of two: Monday, Tuesday',
    ],
    [hours('Monday-Tuesday-Friday/09:00/18:30'), 'options.matches', 'has “Monday-Tuesday-Friday”'],
    [hours('Monday,/09:00/18:30'), 'options.matches', 'has “”'],
    [hours('/09:00/18:30'), 'options.matches', 'has “”'],
    [hours('Monday/09:00/24:00'), 'options.matches', 'must have times'],
    [hours('Monday/9/18'), 'options.matches', 'must have times'],
    [hours('Monday/09:60/18:00'), 'options.matches', 'must have times'],
    [hours('Monday/109:00/18:00'), 'options.matches', 'must have times'],
    [hours('Monday/09:00/18:000'), 'options.matches', 'must have times'],
    [hours('Monday/22:00/06:00'), 'options.matches', 'must not pass midnight'],
    [period('2018-02-01T00:00+0100'), 'options.matches', 'must be two dates'],
    [period('2018-02-01T00:00+0100/x'), 'options.matches', 'must be a date and time'],
    [period('x/2018-04-01T00:00+0100'), 'options.matches', 'must be a date and time'],
    [period('2018-02-01T00:00+0100/2018-04-01T00:00+0100/x'), 'options.matches', 'must be two dates'],
    [period('2018-02-01/2018-04-01'), 'options.matches', 'must be a date and time'],
    [period('2018-04-01T00:00+0100/2018-02-01T00:00+0100'), 'options.matches', 'must end after it begins'],
    [period('2018-04-01T00:00+0100/2018-04-01T00:00+0100'), 'options.matches', 'must end after it begins'],
    [
      of('DateAfterCondition', { matches: '2018-02-30T00:00+0100' }),
      'options.matches',
      'must be a date and time',
    ],
    [
      of('DateAfterCondition', { matches: 'on 2018-02-28T00:00+0100' }),
      'options.matches',
      'must be a date and time',
    ],
    [
      of('DateAfterCondition', { matches: '2018-02-28T00:00+0100!' }),
      'options.matches',
      'must be a date and time',
    ],
    [
      of('DateWithinPeriodCondition', { dateBegin: '2018-02-01T00:00+0100' }),
      'options.dateEnd',
      'is required',
    ],
    [
      of('DateWithinPeriodCondition', {
        dateBegin: '2018-04-01T00:00+0100',
        dateEnd: '2018-02-01T00:00+0100',
      }),
      'options.dateEnd',
      'must end after it begins',
    ],
    [glob('/a/{b'), 'options.glob', 'never closed'],
    [glob('/a/b}'), 'options.glob', 'closes nothing'],
    [glob('/a/[b'), 'options.glob', 'without its ]'],
    [glob('/a/[]'), 'options.glob', 'without its ]'],
    [glob('/a/[^b]'), 'options.glob', 'write [!…]'],
    [glob('/a/[z-a]'), 'options.glob', 'is not a valid'],
    [glob('/a\\'), 'options.glob', 'ends with'],
    [glob('(pi)/a'), 'options.glob', 'begins with flags'],
    [glob('(I)/a'), 'options.glob', 'begins with flags'],
    [glob(''), 'options.glob', 'must not be empty'],
    [glob('?'.repeat(1001)), 'options.glob', 'is longer than'],
  ])('%j at %s: %s', (condition, path, message) => {
    const [first, ...others] = faultsOf(condition)
    expect(first?.path).toBe(path)
    expect(first?.message).toContain(message)
    expect(others).toEqual([])
  })

  test('with the list of the types there are', () => {
    expect(faultsOf(of('x'))[0]?.message).toContain(Object.keys(typedConditions).join(', '))
  })
})

describe('a template is refused', () => {
  test.each<[unknown, string, string]>([
    [hours('{{.ClaimsName}}/09:00/18:30'), 'options.matches', 'can’t hold a template'],
    [period('{{.ServerTime}}/2018-04-01T00:00+0100'), 'options.matches', 'can’t hold a template'],
    [of('DateAfterCondition', { matches: '{{.NodeMetaMTime}}' }), 'options.matches', 'can’t hold a template'],
    [of('CIDRCondition', { cidr: '{{.RemoteAddress}}/24' }), 'options.cidr', 'can’t hold a template'],
    [of('BooleanCondition', { value: '{{.x}}' }), 'options.value', 'can’t hold a template'],
    [pattern('{{ClaimsName}}'), 'options.matches', 'write {{.Key}}'],
    [pattern('{{.}}'), 'options.matches', 'write {{.Key}}'],
    [pattern('{{.a..b}}'), 'options.matches', 'write {{.Key}}'],
    [pattern('{{.NodeMeta:}}'), 'options.matches', 'write {{.Key}}'],
    [pattern('{{.a b}}'), 'options.matches', 'write {{.Key}}'],
    [pattern('{{.a}'), 'options.matches', 'write {{.Key}}'],
    [of('StringEqualCondition', { equals: '{{if .x}}' }), 'options.equals', 'write {{.Key}}'],
    [pattern('[{{.x}}]'), 'options.matches', 'within brackets'],
    [pattern('[a-{{.x}}]'), 'options.matches', 'within brackets'],
    [pattern('\\{{.x}}'), 'options.matches', 'within brackets'],
    [pattern('\\Q{{.x}}\\E'), 'options.matches', 'within brackets'],
    [pattern('{{.x}}[{{.x}}]'), 'options.matches', 'within brackets'],
    [pattern('(?P<{{.x}}>a)'), 'options.matches', 'is not a valid'],
    [pattern('(?:{{.x}}){10}'), 'options.matches', 'is too large'],
    [pattern('{{.x}}'.repeat(3)), 'options.matches', 'is longer than'],
    [glob('/[{{.x}}]'), 'options.glob', 'within brackets'],
    [glob('/\\{{.x}}'), 'options.glob', 'within brackets'],
    [glob('/[\\]{{.x}}]'), 'options.glob', 'within brackets'],
    [glob('/{{a,b},c}'), 'options.glob', 'write {{.Key}}'],
  ])('%j at %s: %s', (condition, path, message) => {
    const [first] = faultsOf(condition)
    expect(first?.path).toBe(path)
    expect(first?.message).toContain(message)
  })

  test('but not where it stands free beside a class or an escape', () => {
    expect(faultsOf(pattern('[{]{{.x}}\\[{{.y}}]'))).toEqual([])
    expect(faultsOf(glob('/[a]{{.x}}\\[{{.y}}]'))).toEqual([])
  })
})
