import { expect, test } from 'vitest'
import type { Clause } from './clause.ts'
import { inEnglish } from './english.ts'
import { appointment, clauseInWords, shown, valueInWords } from './shown.ts'

test.each([
  ['Only from the office', 'Only from the office'],
  ['a\u0000b\nc\u200ed\u202ee\u2028f\u2029g', 'a�b�c�d�e�f�g'],
  ['x'.repeat(200), 'x'.repeat(200)],
  ['x'.repeat(201), `${'x'.repeat(200)}…`],
  ['\n'.repeat(1000), `${'�'.repeat(200)}…`],
])('a text stands in one line and is no longer than a reader bears: %j', (text, line) => {
  expect(shown(text)).toBe(line)
})

test.each([
  ['a text as it is', 'a text as it is'],
  [7, '7'],
  [true, 'true'],
  [null, 'null'],
  [['a', 1], '["a",1]'],
  [{ b: 1, a: 'x' }, '{"a":"x","b":1}'],
])('a value is said: %j', (value, said) => {
  expect(valueInWords(value)).toBe(said)
})

test.each<[said: string, Partial<Clause>]>([
  ['1', { wanted: 1 }],
  ['not 1', { wanted: 1, holds: false }],
  ['1 or 2', { wanted: [1, 2] }],
  ['one of 1, 2', { relation: 'one_of', wanted: [1, 2] }],
  ['none of 1, 2', { relation: 'one_of', wanted: [1, 2], holds: false }],
  ['1', { relation: 'one_of', wanted: [1] }],
  ['not 1', { relation: 'one_of', wanted: 1, holds: false }],
  ['inside 10.0.0.0/8', { relation: 'in_range', wanted: ['10.0.0.0/8'] }],
  ['one of 1, 2, 3, 4, 5', { relation: 'one_of', wanted: [1, 2, 3, 4, 5] }],
  ['one of 1, 2, 3, 4, 5, …', { relation: 'one_of', wanted: [1, 2, 3, 4, 5, 6, 7] }],
  ['between 08:00 and 18:00 (UTC)', { relation: 'between', wanted: ['08:00', '18:00'], zone: 'UTC' }],
])('what is wanted is said: %s', (said, clause) => {
  expect(clauseInWords({ relation: 'equals', wanted: null, holds: true, ...clause }, inEnglish)).toBe(said)
})

// 1 May 2026 is a Friday.
const friday = '2026-05-01T12:00:00Z'

test.each([
  ['at any time but now', '2026-05-01T12:00:00Z', 'Friday 12:00 UTC'],
  ['in five days', '2026-05-07T11:59:59Z', 'Thursday 11:59:59 UTC'],
  ['in six days, when the weekday could be either', '2026-05-07T12:00:00Z', 'Thursday 7 May 2026 12:00 UTC'],
  ['in the past', '2026-05-01T11:59:59Z', 'Friday 1 May 2026 11:59:59 UTC'],
  ['within a second: not too early', '2026-05-04T08:00:00.001Z', 'Monday 08:00:01 UTC'],
  ['that is none', 'la\nter', 'la�ter'],
])('an appointment %s', (_when, time, said) => {
  expect(appointment(time, friday, 'UTC', inEnglish)).toBe(said)
})

test.each([
  ['Europe/Madrid', 'Sunday 3 May 2026 01:30 Europe/Madrid'],
  ['America/New_York', 'Saturday 2 May 2026 19:30 America/New_York'],
  ['Asia/Kolkata', 'Sunday 3 May 2026 05:00 Asia/Kolkata'],
])('an appointment is on the clock and the calendar of %s; without a now, with its date', (zone, said) => {
  for (const now of [undefined, '', 'later'])
    expect(appointment('2026-05-02T23:30:00Z', now, zone, inEnglish)).toBe(said)
})
