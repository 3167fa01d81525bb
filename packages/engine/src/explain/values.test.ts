import { describe, expect, test } from 'vitest'
import type { Json } from '../model.ts'
import type { Clause, Relation } from './clause.ts'
import { valuesFor } from './values.ts'

type Row = [Relation, wanted: Json, values: readonly Json[], path?: string, seen?: Json | undefined]

const guessed = (makeTrue: boolean, holds: boolean, ...[relation, wanted, , path, seen]: Row) => {
  const clause: Clause = { relation, wanted, holds }
  return valuesFor(clause, makeTrue, path ?? 'context.x', seen)
}

const likely: Row[] = [
  ['equals', 'ann', ['ann']],
  ['one_of', ['ann', 'bob'], ['ann', 'bob']],
  ['one_of', 'ann', ['ann']],
  ['one_of', [1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6]],
  ['between', [1, 5], [1, 5, 2, 6]],
  ['between', ['2026-05-31', '2026-06-30'], ['2026-05-31', '2026-06-30', '2026-06-01', '2026-07-01']],
  ['between', ['08:00', '18:00'], ['08:00', '18:00']],
  ['greater_than', 1, [2]],
  ['greater_than', '2026-12-31', ['2027-01-01']],
  ['greater_than', '2026-05-01T23:59:59Z', ['2026-05-02T00:00:00Z']],
  ['greater_than', 'much', []],
  ['less_than', 1, [0]],
  ['less_than', '2026-01-01', ['2025-12-31']],
  ['less_than', '2026-05-01T00:00:00Z', ['2026-04-30T23:59:59Z']],
  ['matches', 'an+', ['an']],
  ['matches', null, []],
  ['starts_with', 'a', ['a']],
  ['ends_with', 'a', ['a']],
  ['contains', 'otp', [['otp']], 'context.auth_methods'],
  ['contains', 'otp', [['pwd', 'otp']], 'context.auth_methods', ['pwd']],
  ['contains', 'staff', [['staff']], 'subject.properties.groups'],
  ['contains', 'b', ['ab'], 'context.x', 'a'],
  ['contains', 1, [1], 'context.x', 'a'],
  ['contains', 'b', ['b']],
  ['exists', true, ['other', 0, true]],
  ['exists', true, [true, false], 'context.mfa_status'],
  ['exists', true, [0, 1], 'context.auth_age'],
  ['exists', true, ['other'], 'context.user_agent'],
  ['exists', true, [[]], 'context.auth_methods'],
  ['exists', true, ['ZZ', 'AQ'], 'context.country'],
  ['exists', true, ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1'], 'context.source_ip'],
  ['exists', true, ['encrypted', 'none'], 'context.tunnel_status'],
  ['exists', true, [], 'context.time'],
  ['exists', true, [], 'context.date'],
  ['exists', true, [], 'context.time_of_day'],
  ['exists', true, ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'], 'context.day_of_week'],
  ['glob', '/a/*', ['/a/a']],
  ['glob', null, []],
  ['hours', 'Monday/08:00/17:59', []],
  ['subject', 'ann', ['ann']],
  ['pairs', null, [[]]],
  ['named', null, []],
] // prettier-ignore

const unlikely: Row[] = [
  ['equals', 'ann', ['other', 0, true]],
  ['equals', 'other', [0, true]],
  ['equals', true, [false, 'other', 0]],
  ['equals', 0, [1, 'other', true]],
  ['equals', 'ZZ', ['AQ'], 'context.country'],
  ['one_of', ['encrypted'], ['none'], 'context.tunnel_status'],
  ['one_of', [1, 2], [3, 'other', 0, true]],
  ['in_range', '203.0.113.0/24', ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1']],
  ['in_range', '::/0', ['2001:db8::1', '192.0.2.1', '198.51.100.1', '203.0.113.1'], 'context.source_ip', '::1'],
  ['between', [1, 5], [0, 6]],
  ['between', ['2026-05-01', '2026-05-31'], ['2026-04-30', '2026-06-01']],
  ['greater_than', 5, [5]],
  ['less_than', 5, [5]],
  ['matches', 'ann', ['other', 0, true]],
  ['matches', '(?!an).*', ['an', 'other', 0, true]],
  ['matches', ['a', '(?!b).*'], ['other', 0, true]],
  ['contains', 'otp', [['pwd']], 'context.auth_methods', ['otp', 'pwd', 'otp']],
  ['contains', 'otp', [[]], 'context.auth_methods'],
  ['contains', 'staff', [[]], 'subject.properties.groups'],
  ['contains', 'a', ['other', 0, true], 'context.x', 'abc'],
  ['starts_with', 'a', ['other', 0, true]],
  ['subject', 'ann', ['other', 0, true]],
] // prettier-ignore

describe('values that may', () => {
  test.each<Row>(likely)('be %s %j', (...row) => {
    expect(guessed(true, true, ...row)).toEqual(row[2])
    expect(guessed(false, false, ...row)).toEqual(row[2])
  })

  test.each<Row>(unlikely)('not be %s %j', (...row) => {
    expect(guessed(false, true, ...row)).toEqual(row[2])
    expect(guessed(true, false, ...row)).toEqual(row[2])
  })
})

test.each([
  ['10.0.0.0/8', '10.0.0.1'],
  ['10.1.2.3', '10.1.2.3'],
  ['10.1.2.3/32', '10.1.2.3'],
  ['10.1.2.3/31', '10.1.2.2'],
  ['10.1.2.7/30', '10.1.2.5'],
  ['10.1.255.255/15', '10.0.0.1'],
  ['10.255.0.0/12', '10.240.0.1'],
  ['0.0.0.0/0', '0.0.0.1'],
  ['2001:db8:ffff::/33', '2001:db8:8000::1'],
  ['2001:db8::8/128', '2001:db8::8'],
  ['2001:db8::ff/127', '2001:db8::fe'],
])('of %s, the first address that is not its own name', (range, address) => {
  expect(guessed(true, true, 'in_range', range, [])).toEqual([address])
})

test('of ranges, those come first of which the address seen could be', () => {
  const ranges = ['2001:db8::/32', 'nowhere', 7, '10.0.0.0/8', '192.0.2.1']
  const found = (seen?: Json) => guessed(true, true, 'in_range', ranges, [], 'context.source_ip', seen)
  const asWritten = ['2001:db8::1', '10.0.0.1', '192.0.2.1']
  expect(found('198.51.100.7')).toEqual(['10.0.0.1', '192.0.2.1', '2001:db8::1'])
  expect(found('::1')).toEqual(asWritten)
  expect(found()).toEqual(asWritten)
  expect(found('nowhere')).toEqual(asWritten)
  expect(found(7)).toEqual(asWritten)
})
