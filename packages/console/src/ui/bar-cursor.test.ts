import { expect, test } from 'vitest'
import { afterKey, barAt, rangeOf } from './bar-cursor.ts'

const press = (key: string, shiftKey = false) => ({ key, shiftKey })

test('the arrows move by one bar and stop at the ends', () => {
  expect(afterKey({ at: 3 }, press('ArrowLeft'), 10)).toEqual({ at: 2 })
  expect(afterKey({ at: 9 }, press('ArrowRight'), 10)).toEqual({ at: 9 })
  expect(afterKey({ at: 0 }, press('ArrowLeft'), 10)).toEqual({ at: 0 })
  expect(afterKey({}, press('ArrowLeft'), 10)).toEqual({ at: 8 })
  expect(afterKey({ at: 3 }, press('Home'), 10)).toEqual({ at: 0 })
  expect(afterKey({ at: 3 }, press('PageUp'), 10)).toEqual({ at: 9 })
})

test('with Shift the bars between are chosen, in either direction; without, the choice is let go', () => {
  const two = afterKey({ at: 5 }, press('ArrowLeft', true), 10) ?? {}
  const three = afterKey(two, press('ArrowLeft', true), 10) ?? {}
  expect(rangeOf(three)).toEqual([3, 5])
  expect(rangeOf(afterKey(three, press('ArrowRight'), 10) ?? {})).toBeUndefined()
})

test('other keys, and a chart without bars, lead nowhere', () => {
  expect(afterKey({ at: 3 }, press('a'), 10)).toBeUndefined()
  expect(afterKey({}, press('ArrowLeft'), 0)).toBeUndefined()
})

test('a place that no longer exists is the last one', () => {
  expect(afterKey({ at: 40 }, press('ArrowLeft'), 10)).toEqual({ at: 8 })
})

test('the bar under the pointer, also past the edges', () => {
  expect([-0.1, 0, 0.29, 0.999, 1.2].map((share) => barAt(share, 10))).toEqual([0, 0, 2, 9, 9])
})
