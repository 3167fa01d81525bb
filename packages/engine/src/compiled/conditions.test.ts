import { expect, test } from 'vitest'
import { policy, request } from '../../test/asking.ts'
import { nobody, settings } from '../../test/dimensions/row.ts'
import { deciderBy } from '../decider.ts'
import type { Condition, Decider, Json, JsonObject, Operator } from '../model.ts'
import { compileReference } from '../reference/index.ts'
import { compiledFrom } from './compiled-evaluator.ts'
import { mostFew } from './few-guards.ts'

const x = (operator: Operator, value?: Json): Condition => ({ attribute: 'x', operator, ...(value !== undefined && { value }) }) // prettier-ignore
const on = (attribute: string, operator: Operator, value: Json, zone?: string): Condition => ({ attribute, operator, value, ...(zone && { zone }) }) // prettier-ignore
const isA = x('equals', 'a')
const isB = on('y', 'equals', 'b')
const isOne = on('z', 'equals', 1)

const ofValues: readonly Condition[] = [
  ...['a', 1, true, false, { attribute: 'y' }].flatMap((value) => [x('equals', value), x('not_equals', value)]),
  ...[['a'], ['a', 'b'], [1, 2], [true, false], { attribute: 'y' }].flatMap((value) => [x('in', value), x('not_in', value)]),
  ...['10.0.0.0/8', ['10.0.0.0/8'], ['192.0.2.0/24', '10.1.2.3'], ['10.0.0.0/8', '192.0.2.1'], ['10.0.0.0/8', '2001:db8::/32'], ['2001:db8::/32'], ['::ffff:10.0.0.0/104']].flatMap((value) => [x('in', value), x('not_in', value)]),
  ...['a', '^a$', '^a', 'b$', 'a|b', 'a.*b', '(a|b)b', 'é', '10'].flatMap((value) => [x('matches', value), x('not_matches', value)]),
  x('starts_with', 'a'), x('ends_with', 'b'), x('contains', 'b'), x('contains', 1), x('starts_with', { attribute: 'y' }),
  x('greater_than', 1), x('less_than', 2), x('between', [1, 2]), x('between', ['2026-05-01', '2026-05-02']), x('greater_than', { attribute: 'z' }),
  x('exists'), x('exists', true), x('exists', false), on('context.x', 'equals', 'a'), on('subject.properties.x', 'exists', true),
] // prettier-ignore

const ofTime: readonly Condition[] = [
  on('time', 'equals', '2026-05-01T08:00:00Z'), on('time', 'in', ['2026-05-01T10:00:00+02:00']), on('time', 'not_equals', '2026-05-01T08:00:00Z'),
  on('time', 'between', ['2026-05-01T08:00:00Z', '2026-05-02T08:00:00Z']), on('time', 'greater_than', '2026-05-01T08:00:00Z'), on('time', 'exists', true),
  ...['Europe/Madrid', 'America/New_York', undefined].flatMap((zone) => [
    on('time_of_day', 'between', ['08:00', '10:00'], zone), on('time_of_day', 'between', ['22:00', '06:00'], zone), on('time_of_day', 'between', ['10:00', '24:00'], zone),
    on('day_of_week', 'in', ['friday'], zone), on('day_of_week', 'in', ['sunday', 'monday'], zone), on('day_of_week', 'not_in', ['friday'], zone), on('day_of_week', 'in', { attribute: 'y' }, zone),
    on('date', 'equals', '2026-05-01', zone), on('date', 'in', ['2026-05-01', '2026-05-04'], zone), on('date', 'between', ['2026-05-02', '2026-05-04'], zone),
  ]),
  { type: 'OfficeHoursCondition', key: 'ServerTime', options: { matches: 'Monday-Friday/09:00/17:00' } },
  { type: 'OfficeHoursCondition', key: 'time', options: { matches: 'Friday-Sunday/10:00/23:59' } },
  { type: 'OfficeHoursCondition', key: 'x', options: { matches: 'Monday-Friday/09:00/17:00' } },
  { type: 'StringMatchCondition', key: 'x', options: { matches: '^a' } },
  { type: 'StringMatchCondition', key: 'ServerTime', options: { matches: 'Monday-Friday/09:00/17:00' } },
] // prettier-ignore

const ofAddresses: readonly Condition[] = [
  '10.0.0.1', ['10.0.0.0/24', '192.0.2.7'], ['10.0.0.0/24', '2001:db8::/32'], ['2001:db8::/32'], ['0.0.0.0/0'], ['::/0'],
].flatMap((value) => [on('source_ip', typeof value === 'string' ? 'equals' : 'in', value), on('source_ip', 'not_in', value)]) // prettier-ignore

const nested: readonly Condition[] = [
  { any: [isA, isB] }, { any: [isB, isA] }, { all: [isA, isB] }, { all: [isB, isA] },
  { not: { all: [isA, isB] } }, { not: { any: [isA, isB] } }, { not: { not: isA } },
  { any: [{ all: [isA, isB] }, { not: isOne }] }, { any: [{ any: [isA, isB] }, { all: [isB, isOne] }] },
  { all: [{ any: [isA, isB] }, { any: [isB, isOne] }] }, { not: { any: [{ all: [isA, isB, isOne] }, isOne] } },
  { any: [{ all: [{ any: [isA, isOne] }, { any: [isB, isOne] }] }, { all: [isOne, { any: [isB, isA] }] }] },
] // prettier-ignore

const values: readonly (Json | undefined)[] = [
  undefined, null, '', 'a', 'b', 'ab', 'a\nb', 'é', 'A', 1, 2, 0, true, false, [], ['a'], ['b', 1], { a: 1 },
  '10.1.2.3', '10.0.0.1:80', '192.0.2.1', '32.1.13.184', '2001:db8::1', '::ffff:10.0.0.1', '010.0.0.1', '2026-05-01', 'a'.repeat(5_000), `${'x'.repeat(300)}ab`,
] // prettier-ignore
const others: readonly JsonObject[] = [{}, { y: 'b', z: 1 }, { y: ['a', 'friday'], z: 0 }]
const times: readonly (Json | undefined)[] = [
  undefined, 'soon', 7, '2026-05-01T08:00:00Z', '2026-05-01T10:00:00+02:00', '2026-05-01T07:59:59Z', '2026-05-01T21:59:59Z',
  '2026-05-01T22:00:00Z', '2026-05-03T23:30:00Z', '2026-05-04T07:00:00Z', '2026-05-02T04:00:00Z', '1972-01-07T00:44:30Z',
] // prettier-ignore
/** What a request says of what is worked out from the time is not listened to. */
const told = { time_of_day: '09:00', day_of_week: 'friday', date: '2026-05-01' }
const addresses = ['10.0.0.1', '10.0.1.1', '192.0.2.7', '32.1.13.184', '2001:db8::1', '[2001:db8::1]:443', '::ffff:10.0.0.9', 'nowhere', 7, null] // prettier-ignore

const ofContext = (contexts: readonly JsonObject[]) =>
  [request({ subject: nobody }), ...contexts.map((context) => request({ subject: nobody, context }))] // prettier-ignore
const asked = {
  values: [
    ...ofContext(
      values.flatMap((one) => others.map((rest) => ({ ...(one !== undefined && { x: one }), ...rest }))),
    ),
    request({ subject: { ...nobody, x: 'a' } }),
  ],
  times: ofContext(times.flatMap((time) => [{}, { ...told, y: 'friday' }].map((rest) => ({ ...(time !== undefined && { time }), ...rest })))), // prettier-ignore
  addresses: ofContext(addresses.map((source_ip) => ({ source_ip }))),
}

test.each([
  ...[...ofValues, ...nested].map((condition) => [condition, asked.values] as const),
  ...ofTime.map((condition) => [condition, [...asked.times, ...asked.values.slice(0, 40)]] as const),
  ...ofAddresses.map((condition) => [condition, asked.addresses] as const),
])('%j is as true as the reference says', (condition, requests) => {
  const rules = [
    policy({ statements: [{ when: [condition] }] }),
    policy({ statements: [{ unless: [condition] }] }),
    policy({ statements: [{ when: [{ not: condition }] }] }),
    policy({ statements: [{ effect: 'allow', resources: ['room'], when: [condition] }] }),
  ]
  for (const rule of rules) {
    const about = rule.statements?.[0]?.effect === 'allow' ? requests.map((one) => ({ ...one, resource: { ...one.resource, type: 'room' } })) : requests
    const said = (decider: Decider) => about.map((one) => JSON.stringify(decider.answer(one)))
    const expected = said(compileReference([rule], settings))
    for (const few of [0, mostFew]) {
      const actual = said(deciderBy(compiledFrom(few), [rule], settings))
      expect(about.filter((_, index) => actual[index] !== expected[index])).toEqual([])
    }
  }
}) // prettier-ignore
