import { expect, test } from 'vitest'
import { dayFrom, expiryOf } from './expiry.ts'

const now = Date.parse('2026-11-21T10:30:00Z')

test('a lifetime is counted from now', () => {
  expect(expiryOf('90', '', now)).toBe('2027-02-19T10:30:00.000Z')
})

test('the last day is a whole day, where the reader is', () => {
  const end = new Date(expiryOf('date', '2026-12-31', now) ?? '')
  expect([end.getFullYear(), end.getMonth(), end.getDate(), end.getHours()]).toEqual([2027, 0, 1, 0])
})

test('no day is no end', () => {
  expect(expiryOf('date', '', now)).toBeUndefined()
  expect(expiryOf('date', 'soon', now)).toBeUndefined()
})

test('a day is written as a date field holds it', () => {
  expect(dayFrom(new Date(2026, 0, 31, 12).getTime(), 1)).toBe('2026-02-01')
})
