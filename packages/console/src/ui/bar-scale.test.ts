import { expect, test } from 'vitest'
import { marksFor } from './bar-scale.ts'

test('the axis ends at or just above the highest bar, in whole numbers', () => {
  for (const highest of [0, 1, 2, 3, 5, 7, 12, 29, 30, 99, 101, 1_204, 3_000_001]) {
    const marks = marksFor(highest)
    const top = marks.at(-1) ?? 0
    expect(marks[0]).toBe(0)
    expect(top).toBeGreaterThanOrEqual(highest)
    expect(top).toBeLessThanOrEqual(Math.max(2, highest * 2))
    expect(marks.every(Number.isInteger), String(marks)).toBe(true)
  }
  expect(marksFor(12)).toEqual([0, 6, 12])
  expect(marksFor(29)).toEqual([0, 15, 30])
})
