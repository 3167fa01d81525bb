import { expect, test } from 'vitest'
import { isZone, localDays } from './local-days.ts'

const hours = (day: { start: number; end: number } | undefined) =>
  ((day?.end ?? 0) - (day?.start ?? 0)) / 3_600_000

test('the days of a place end with the one that it has now', () => {
  const late = new Date('2026-03-01T23:30:00Z')
  expect(localDays(late, 2, 'UTC').map(({ day }) => day)).toEqual(['2026-02-28', '2026-03-01'])
  expect(localDays(late, 2, 'Europe/Madrid').map(({ day }) => day)).toEqual(['2026-03-01', '2026-03-02'])
  expect(localDays(late, 1, 'Pacific/Kiritimati')[0]?.day).toBe('2026-03-02')
  expect(localDays(late, 1, 'Etc/GMT+12')[0]?.day).toBe('2026-03-01')
})

test('a day begins at its midnight and ends where the next begins', () => {
  const [before, last] = localDays(new Date('2026-07-10T12:00:00Z'), 2, 'Asia/Kathmandu')
  expect(new Date(last?.start ?? 0).toISOString()).toBe('2026-07-09T18:15:00.000Z')
  expect(before?.end).toBe(last?.start)
  expect(hours(last)).toBe(24)
})

test('days on which the clocks change have 23 and 25 hours', () => {
  expect(hours(localDays(new Date('2026-03-29T12:00:00Z'), 1, 'Europe/Madrid')[0])).toBe(23)
  expect(hours(localDays(new Date('2026-10-25T12:00:00Z'), 1, 'Europe/Madrid')[0])).toBe(25)
})

test('a day whose midnight is skipped begins at one o’clock', () => {
  const [day] = localDays(new Date('2026-04-24T12:00:00Z'), 1, 'Africa/Cairo')
  expect(new Date(day?.start ?? 0).toISOString()).toBe('2026-04-23T22:00:00.000Z')
  expect(hours(day)).toBe(23)
})

test.each([
  ['Europe/Madrid', true],
  ['UTC', true],
  ['Nowhere/City', false],
  ['+02:00', false],
  ['', false],
])('%s is a zone: %s', (name, is) => {
  expect(isZone(name)).toBe(is)
})
