import { expect, test } from 'vitest'
import { formatDate, formatInstant, parseDate, parseInstant, parseUsualInstant } from './instant.ts'

test.each([
  ['1970-01-01T00:00:00Z', 0],
  ['2026-05-01T08:09:10Z', Date.UTC(2026, 4, 1, 8, 9, 10)],
  ['2026-05-01T08:09:10.123Z', Date.UTC(2026, 4, 1, 8, 9, 10, 123)],
  ['9999-12-31T23:59:59.999Z', Date.UTC(9999, 11, 31, 23, 59, 59, 999)],
  ['1969-12-31T23:59:59Z', -1000],
  ['0100-01-01T00:00:00Z', Date.UTC(100, 0, 1)],
  ['2026-05-01t08:09:10z', Date.UTC(2026, 4, 1, 8, 9, 10)],
  ['2026-05-01T08:09:10.1Z', Date.UTC(2026, 4, 1, 8, 9, 10, 100)],
  ['2026-05-01T08:09:10.123999999Z', Date.UTC(2026, 4, 1, 8, 9, 10, 123)],
  ['2026-05-01T08:09:10+02:30', Date.UTC(2026, 4, 1, 5, 39, 10)],
  ['2026-05-01T08:09:10.5-02:30', Date.UTC(2026, 4, 1, 10, 39, 10, 500)],
  ['2026-05-01T23:59:59+23:59', Date.UTC(2026, 4, 1, 0, 0, 59)],
  ['2028-02-29T00:00:00Z', Date.UTC(2028, 1, 29)],
])('%s is %d', (text, time) => {
  expect(parseInstant(text)).toBe(time)
})

test.each([
  '', 'now', 7, null, undefined, '2026-05-01', '2026-05-01T08:09Z', '2026-05-01T08:09:10', '2026-05-01 08:09:10Z', '2026-05-01T08:09:10+0200',
  '2026-05-01T24:00:00Z', '2026-05-01T08:60:10Z', '2026-05-01T08:09:60Z', '2026-05-01T08:09:10+24:00', '2026-05-01T08:09:10+02:60',
  '2026-02-30T08:09:10Z', '2027-02-29T08:09:10Z', '2026-13-01T08:09:10Z', '2026-00-01T08:09:10Z', '2026-05-00T08:09:10Z', '2026-05-32T08:09:10Z',
  '0099-05-01T08:09:10Z', '20x6-05-01T08:09:10Z', '2026:05-01T08:09:10Z', '2026-05:01T08:09:10Z', '2026-05-01T08-09:10Z', '2026-05-01T08:09-10Z',
  '2026-05-01T08:09:1:Z', '2026-05-01T0/:09:10Z', '2026-05-01T/0:09:10Z', '2026-05-01T:0:09:10Z', '2026-05-01T0::09:10Z', '2026-05-01T08:09:10.Z',
  '2026-05-01T08:09:10.12:Z', '2026-05-01T08:09:10.12/Z', '2026-05-01T08:09:10.1x3Z', '2026-05-01T08:09:10,123Z', '2026-05-01T08:09:10.1234567891Z',
  // Characters next to the digits, wherever one may stand.
  '2/9/-1/-2/T1/:1/:1/Z', '1:1:-0:-0:T0::0::0:Z', '/1/9-/9-/9T/9:/9:/9Z', ':1:9-:1-:1T:1::1::1Z',
  ' 2026-05-01T08:09:10Z', '2026-05-01T08:09:10Z ', '2026-05-01T08:09:10X', '2026-05-01T08:09:10.123X',
])('%j is no instant', (text) => {
  expect(parseInstant(text)).toBeUndefined()
}) // prettier-ignore

test.each([
  '1970-01-01T00:00:00Z', '9999-12-28T23:59:59Z', '1998-10-19T09:50:49Z', '2026-05-01T08:09:10.000Z', '2026-05-01T08:09:10.999Z', '2029-11-28T19:00:00.190Z',
])('%s is read without a regular expression', (text) => {
  expect(parseUsualInstant(text)).toBe(Date.parse(text))
}) // prettier-ignore

test('every day of two centuries is where Date has it, whatever its spelling', () => {
  for (let time = Date.UTC(1910, 0, 1); time < Date.UTC(2110, 0, 1); time += 86_400_000) {
    const day = new Date(time).toISOString().slice(0, 10)
    const spellings = [`${day}T00:00:00Z`, `${day}T00:00:00.000Z`, `${day}T01:00:00+01:00`]
    if (spellings.some((text) => parseInstant(text) !== time) || parseDate(day) !== time)
      expect.fail(`${day} is elsewhere`)
  }
})

test.each([
  '2026-02-30',
  '0099-01-01',
  '2026-5-1',
  '2026-05-01T',
  ' 2026-05-01',
  '2026-05-01 ',
  '',
  20260501,
  undefined,
])('%j is no date', (text) => {
  expect(parseDate(text)).toBeUndefined()
})

test('a list of one is not the one', () => {
  expect([parseDate(['2026-05-01']), parseInstant(['2026-05-01T08:09:10Z'])]).toEqual([undefined, undefined])
})

test('an instant is written with its milliseconds only when there are any', () => {
  expect(formatInstant(0)).toBe('1970-01-01T00:00:00Z')
  expect(formatInstant(1)).toBe('1970-01-01T00:00:00.001Z')
})

test('a date is that of its whole day', () => {
  expect([-1, 0, 86_399_999, 86_400_000].map(formatDate)).toEqual([
    '1969-12-31',
    '1970-01-01',
    '1970-01-01',
    '1970-01-02',
  ])
})
