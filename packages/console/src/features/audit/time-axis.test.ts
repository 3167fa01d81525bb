import { expect, test } from 'vitest'
import { bucketsOf, fromLocalField, localField, rangeOfBars } from './time-axis.ts'

const hour = 3_600
const bars = (count: number, seconds: number) =>
  Array.from({ length: count }, (_, index) => ({
    start: new Date(Date.parse('2026-11-21T00:00:00Z') + index * seconds * 1000).toISOString(),
    succeeded: index,
    failed: 0,
  }))

test('a bar says its whole range in the reader’s zone; a few carry words for the axis', () => {
  const buckets = bucketsOf(bars(24, hour), hour, 'Europe/Madrid')
  expect(buckets[0]?.label).toBe('21 Nov 2026, 01:00–02:00')
  expect(buckets[4]).toMatchObject({ label: '21 Nov 2026, 05:00–06:00', values: [4, 0] })
  expect(buckets.flatMap(({ tick }) => tick ?? [])).toEqual(
    '03:00 06:00 09:00 12:00 15:00 18:00 21:00'.split(' '),
  )
})

test('over days the axis says days, over years months', () => {
  const ticks = (count: number, seconds: number) =>
    bucketsOf(bars(count, seconds), seconds, 'Europe/Madrid').flatMap(({ tick }, index) =>
      tick === undefined ? [] : [`${index} ${tick}`],
    )
  expect(ticks(24, 3 * hour)).toEqual(['8 22 Nov', '16 23 Nov'])
  expect(ticks(14, 28 * 24 * hour)[0]).toBe('1 Dec 2026')
  expect(ticks(1, hour)).toEqual(['0 01:00'])
})

test('chosen bars are the time from the first one’s beginning to the last one’s end', () => {
  expect(rangeOfBars(bars(24, hour), hour, [2, 4])).toEqual({
    since: '2026-11-21T02:00:00.000Z',
    until: '2026-11-21T05:00:00.000Z',
  })
  expect(rangeOfBars([], hour, [0, 0])).toBeUndefined()
})

test('a field for a local time gives back the moment it was given', () => {
  const at = '2026-11-21T05:23:00.000Z'
  expect(fromLocalField(localField(at))).toBe(at)
  expect(fromLocalField('')).toBeUndefined()
})
