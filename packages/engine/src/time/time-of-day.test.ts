import { expect, test } from 'vitest'
import { formatTimeOfDay, isWithinDay, parseTimeOfDay } from './time-of-day.ts'

test.each([
  ['00:00', 0],
  ['09:30', 34_200],
  ['23:59', 86_340],
  ['23:59:59', 86_399],
  ['01:02:03', 3723],
])('%s is %d seconds after midnight', (text, seconds) => {
  expect(parseTimeOfDay(text)).toBe(seconds)
  expect(parseTimeOfDay(text, true)).toBe(seconds)
  expect(formatTimeOfDay(seconds)).toBe(text.length === 5 ? `${text}:00` : text)
})

test.each([
  '',
  '9:30',
  '09:60',
  '09:30:60',
  '24:00',
  '25:00',
  '09:30:',
  '09:30:00 ',
  ' 09:30',
  '0930',
  'x09:30',
  930,
  null,
])('%j is no time of day', (text) => {
  expect(parseTimeOfDay(text)).toBeUndefined()
})

test('a list of one is not the one', () => {
  expect(parseTimeOfDay(['09:30'])).toBeUndefined()
})

test('24:00 is an end, and nothing after it is', () => {
  expect(parseTimeOfDay('24:00', true)).toBe(86_400)
  expect(['24:01', '24:00:01', '25:00'].map((text) => parseTimeOfDay(text, true))).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test.each([
  [10, 10, 20, true],
  [19, 10, 20, true],
  [20, 10, 20, false],
  [9, 10, 20, false],
  [20, 20, 10, true],
  [9, 20, 10, true],
  [10, 20, 10, false],
  [15, 20, 10, false],
  [15, 10, 10, true],
  [10, 10, 10, true],
])('%d from %d to %d: %s', (seconds, start, end, isWithin) => {
  expect(isWithinDay(seconds, start, end)).toBe(isWithin)
})
