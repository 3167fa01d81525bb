import { expect, test } from 'vitest'
import { policy, request, settings } from '../test/asking.ts'
import { compile } from './compile.ts'
import type { Condition, Json, Truth } from './model.ts'

const resource = { y: 5, list: ['a', 'b'], ends: [1, 3], more: [1, 2, 3], never: ['08:00', '08:00'], hours: ['08:00', '18:00'], sinceWhen: ['x', '18:00'], untilWhen: ['08:00', 'x'] } // prettier-ignore

/** The truth of a condition, as the trace of a statement that has it as its only one shows it. */
function truthOf(condition: Condition, seen: Json | undefined): Truth | undefined {
  const statements = [{ resources: ['door'], when: [condition] }]
  const context = seen === undefined ? {} : { x: seen, time: seen, source_ip: seen, auth_methods: seen }
  const decider = compile([policy({ statements })], settings)
  return decider.decide(request({ context, resource }), { detail: 'trace' }).trace?.[0]?.truth
}

const day = '2026-05-01'
const noon = '2026-05-01T12:00:00Z'

test.each<
  [attribute: string, operator: string, value: Json | undefined, seen: Json | undefined, truth: Truth]
>([
  ['x', 'equals', 'a', 'a', 'true'],
  ['x', 'equals', 'a', 'A', 'false'],
  ['x', 'equals', 5, '5', 'unknown'],
  ['x', 'equals', true, 'true', 'unknown'],
  ['x', 'equals', true, true, 'true'],
  ['x', 'equals', 'a', null, 'unknown'],
  ['x', 'equals', 'a', undefined, 'unknown'],
  ['x', 'equals', 'a', ['a'], 'unknown'],
  ['x', 'not_equals', 'a', 'b', 'true'],
  ['x', 'not_equals', 'a', 'a', 'false'],
  ['x', 'not_equals', 'a', 7, 'unknown'],
  ['x', 'equals', { attribute: 'resource.properties.y' }, 5, 'true'],
  ['x', 'equals', { attribute: 'resource.properties.y' }, 6, 'false'],
  ['x', 'equals', { attribute: 'resource.properties.none' }, 6, 'unknown'],
  ['x', 'equals', { attribute: 'resource.properties.list' }, ['a', 'b'], 'unknown'],
  ['x', 'in', ['a', 'b'], 'b', 'true'],
  ['x', 'in', ['a', 'b'], 'c', 'false'],
  ['x', 'in', 'a', 'a', 'true'],
  ['x', 'in', [1, 2], '1', 'unknown'],
  ['x', 'in', { attribute: 'resource.properties.list' }, 'b', 'true'],
  ['x', 'in', { attribute: 'resource.properties.list' }, 'c', 'false'],
  ['x', 'not_in', ['a', 'b'], 'c', 'true'],
  ['x', 'not_in', ['a', 'b'], 'a', 'false'],
  ['x', 'not_in', ['a', 'b'], undefined, 'unknown'],
  ['x', 'in', '10.0.0.0/8', '10.1.2.3', 'true'],
  ['x', 'in', '10.0.0.0/8', 'not an address', 'unknown'],
  ['x', 'in', ['192.0.2.1', '10.0.0.0/8'], '10.1.2.3', 'true'],
  ['x', 'in', ['192.0.2.1', '10.0.0.0/8'], '192.0.2.1:443', 'true'],
  // What names no range is compared as text.
  ['x', 'in', '10.0.0.1', '10.0.0.1:443', 'false'],
  ['x', 'in', 'a/b', 'a/b', 'true'],
  ['source_ip', 'equals', '10.0.0.1', '::ffff:10.0.0.1', 'true'],
  ['source_ip', 'equals', '10.0.0.1', '10.0.0.1:443', 'true'],
  ['source_ip', 'equals', '2001:db8::1', '2001:DB8:0::0001', 'true'],
  ['source_ip', 'equals', '10.0.0.1', '10.1', 'unknown'],
  ['source_ip', 'equals', { attribute: 'resource.properties.y' }, '10.0.0.1', 'unknown'],
  ['source_ip', 'in', ['203.0.113.0/24', '10.0.0.1'], '203.0.113.255', 'true'],
  ['source_ip', 'in', ['203.0.113.0/24', '10.0.0.1'], '203.0.114.0', 'false'],
  ['source_ip', 'in', '203.0.113.0/24', '2001:db8::1', 'false'],
  ['source_ip', 'not_in', '203.0.113.0/24', '2001:db8::1', 'true'],
  ['x', 'between', [1, 3], 1, 'true'],
  ['x', 'between', [1, 3], 3, 'true'],
  ['x', 'between', [1, 3], 3.1, 'false'],
  ['x', 'between', [1, 3], '2', 'unknown'],
  ['x', 'between', { attribute: 'resource.properties.ends' }, 2, 'true'],
  ['x', 'between', { attribute: 'resource.properties.more' }, 2, 'unknown'],
  ['x', 'between', { attribute: 'resource.properties.y' }, 5, 'unknown'],
  ['time_of_day', 'between', { attribute: 'resource.properties.hours' }, noon, 'true'],
  ['time_of_day', 'between', { attribute: 'resource.properties.never' }, noon, 'unknown'],
  ['time_of_day', 'between', { attribute: 'resource.properties.sinceWhen' }, noon, 'unknown'],
  ['time_of_day', 'between', { attribute: 'resource.properties.untilWhen' }, noon, 'unknown'],
  ['x', 'between', [day, '2026-05-31'], '2026-05-31', 'true'],
  ['x', 'between', [day, '2026-05-31'], '2026-06-01', 'false'],
  ['x', 'between', [day, '2026-05-31'], noon, 'unknown'],
  ['time', 'between', [noon, '2026-05-01T13:00:00Z'], '2026-05-01T15:00:00+02:00', 'true'],
  ['time', 'between', [noon, '2026-05-01T13:00:00Z'], '2026-05-01T13:00:00.001Z', 'false'],
  ['time', 'equals', noon, '2026-05-01T14:00:00+02:00', 'true'],
  ['time', 'equals', noon, '2026-05-01T12:00:01Z', 'false'],
  ['time', 'equals', { attribute: 'resource.properties.y' }, noon, 'unknown'],
  ['x', 'greater_than', 3, 3, 'false'],
  ['x', 'greater_than', 3, 3.5, 'true'],
  ['x', 'greater_than', 3, 'b', 'unknown'],
  ['x', 'less_than', 3, 3, 'false'],
  ['x', 'less_than', noon, '2026-05-01T11:59:59Z', 'true'],
  ['x', 'less_than', day, '2026-04-30', 'true'],
  ['x', 'matches', 'b+', 'abbc', 'true'],
  ['x', 'matches', '^b+$', 'abbc', 'false'],
  ['x', 'matches', 'b$', 'b\n', 'false'],
  ['x', 'matches', 'b', 5, 'unknown'],
  ['x', 'matches', 'b', 'b'.repeat(4097), 'unknown'],
  ['x', 'not_matches', 'b+', 'abbc', 'false'],
  ['x', 'not_matches', 'b+', 'ac', 'true'],
  ['x', 'not_matches', 'b+', undefined, 'unknown'],
  ['x', 'starts_with', 'ab', 'abc', 'true'],
  ['x', 'starts_with', 'ab', 'cab', 'false'],
  ['x', 'ends_with', 'bc', 'abc', 'true'],
  ['x', 'ends_with', 'bc', ['bc'], 'unknown'],
  ['x', 'contains', 'b', 'abc', 'true'],
  ['x', 'contains', 'b', ['a', 'b'], 'true'],
  ['x', 'contains', 'b', ['ab'], 'false'],
  ['x', 'contains', 'b', ['a', 7], 'unknown'],
  ['x', 'contains', 'b', [7, 'b'], 'true'],
  ['x', 'contains', 5, [5], 'true'],
  ['auth_methods', 'contains', 'otp', ['pwd', 'otp'], 'true'],
  ['auth_methods', 'contains', 'otp', [], 'false'],
  ['x', 'exists', undefined, 'a', 'true'],
  ['x', 'exists', true, null, 'false'],
  ['x', 'exists', false, undefined, 'true'],
  ['x', 'exists', false, 'a', 'false'],
])('%s %s %j is, of %j, %s', (attribute, operator, value, seen, truth) => {
  const condition = { attribute, operator, ...(value === undefined ? {} : { value }) } as Condition
  expect(truthOf(condition, seen)).toBe(truth)
})

const hours = (from: string, to: string, zone?: string): Condition => ({
  attribute: 'time_of_day',
  operator: 'between',
  value: [from, to],
  ...(zone === undefined ? {} : { zone }),
})

test.each<[because: string, condition: Condition, time: string, truth: Truth]>([
  ['the start is included', hours('08:00', '18:00'), '2026-05-01T08:00:00Z', 'true'],
  ['before the start is before', hours('08:00', '18:00'), '2026-05-01T07:59:59.999Z', 'false'],
  ['the end is excluded', hours('08:00', '18:00'), '2026-05-01T18:00:00Z', 'false'],
  ['the last second counts', hours('08:00', '18:00'), '2026-05-01T17:59:59Z', 'true'],
  ['a span may cross midnight', hours('22:00', '06:00'), '2026-05-01T23:30:00Z', 'true'],
  ['a span that crosses midnight ends', hours('22:00', '06:00'), '2026-05-01T06:00:00Z', 'false'],
  ['24:00 is the end of the day', hours('22:00', '24:00'), '2026-05-01T23:59:59Z', 'true'],
  ['24:00 is not the next day', hours('22:00', '24:00'), '2026-05-01T00:00:00Z', 'false'],
  ['without a usable time nobody knows', hours('08:00', '18:00'), 'noon', 'unknown'],
  // Madrid skips 02:00–03:00 on 29 March 2026 and repeats it on 25 October.
  ['before the skipped hour', hours('01:00', '02:00', 'Europe/Madrid'), '2026-03-29T00:59:59Z', 'true'],
  ['the skipped hour never comes', hours('02:00', '03:00', 'Europe/Madrid'), '2026-03-29T01:00:00Z', 'false'],
  [
    'after it the clock shows 03:00',
    hours('03:00', '04:00', 'Europe/Madrid'),
    '2026-03-29T01:00:00Z',
    'true',
  ],
  ['the repeated hour comes', hours('02:00', '03:00', 'Europe/Madrid'), '2026-10-25T00:30:00Z', 'true'],
  ['and comes again', hours('02:00', '03:00', 'Europe/Madrid'), '2026-10-25T01:30:00Z', 'true'],
  // São Paulo skipped midnight itself on 4 November 2018.
  ['midnight is skipped', hours('00:00', '01:00', 'America/Sao_Paulo'), '2018-11-04T03:00:00Z', 'false'],
  ['the day begins at one', hours('01:00', '02:00', 'America/Sao_Paulo'), '2018-11-04T03:00:00Z', 'true'],
  // and on 18 February 2018 the last hour of Saturday came twice.
  [
    'Saturday once',
    { attribute: 'day_of_week', operator: 'in', value: 'saturday', zone: 'America/Sao_Paulo' },
    '2018-02-18T01:30:00Z',
    'true',
  ],
  [
    'Saturday again',
    { attribute: 'day_of_week', operator: 'in', value: 'saturday', zone: 'America/Sao_Paulo' },
    '2018-02-18T02:30:00Z',
    'true',
  ],
  [
    'then Sunday',
    { attribute: 'day_of_week', operator: 'in', value: 'saturday', zone: 'America/Sao_Paulo' },
    '2018-02-18T03:00:00Z',
    'false',
  ],
  [
    'the weekday is the zone’s',
    { attribute: 'day_of_week', operator: 'in', value: ['monday'], zone: 'Asia/Tokyo' },
    '2026-05-03T15:00:00Z',
    'true',
  ],
  [
    'the date is the zone’s',
    { attribute: 'date', operator: 'equals', value: '2026-05-04', zone: 'Asia/Tokyo' },
    '2026-05-03T15:00:00Z',
    'true',
  ],
  [
    'dates have both ends',
    { attribute: 'date', operator: 'between', value: ['2026-05-01', '2026-05-03'] },
    '2026-05-03T23:59:59Z',
    'true',
  ],
])('%s', (_because, condition, time, truth) => {
  expect(truthOf(condition, time)).toBe(truth)
})

test('what a request sends for a derived attribute is ignored', () => {
  const statements = [
    { resources: ['door'], when: [{ attribute: 'day_of_week', operator: 'in', value: ['monday'] } as const] },
  ]
  const decider = compile([policy({ statements })], settings)
  const context = { day_of_week: 'monday', time: '2026-05-03T12:00:00Z' }
  expect(decider.decide(request({ context })).decision).toBe(true)
  expect(decider.decide(request({ context: { day_of_week: 'tuesday' } }))).toMatchObject({
    decision: false,
    decided_by: { unknown: ['context.time'] },
  })
})
