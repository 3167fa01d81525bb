import { expect, test } from 'vitest'
import { duration } from './duration.ts'
import { appointment, datedTime, relativeTime } from './time-words.ts'

const now = Date.parse('2026-11-21T12:00:00Z')

test.each([
  ['2026-11-21T11:59:31Z', 'just now'],
  ['2026-11-21T11:58:59Z', '1 minute ago'],
  ['2026-11-21T09:00:00Z', '3 hours ago'],
  ['2026-11-20T12:00:00Z', 'yesterday'],
  ['2026-11-18T12:00:00Z', '3 days ago'],
  ['2026-11-21T14:00:00Z', 'in 2 hours'],
  ['2024-11-21T12:00:00Z', '2 years ago'],
])('%s is %s', (at, words) => {
  expect(relativeTime(at, now)).toBe(words)
})

test.each([
  [0.4, '1 second'],
  [45, '45 seconds'],
  [100, '2 minutes'],
  [900, '15 minutes'],
  [7_500, '2 hours 5 minutes'],
  [7_200, '2 hours'],
])('%s seconds are %s', (seconds, words) => {
  expect(duration(seconds)).toBe(words)
})

test('an appointment says its day and its zone, and its date when it is far', () => {
  expect(appointment('2026-11-23T07:00:00Z', now, 'Europe/Madrid')).toBe('Monday 08:00 Europe/Madrid')
  expect(appointment('2027-01-04T07:00:00Z', now, 'Europe/Madrid')).toMatch(
    /^Monday,? 4 January 2027 08:00 Europe\/Madrid$/,
  )
})

test('a date says its hour, in the zone of who reads it', () => {
  expect(datedTime('2098-12-31T23:30:00Z', 'Europe/Madrid')).toBe('1 Jan 2099, 00:30')
})
