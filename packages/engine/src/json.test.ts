import { expect, test } from 'vitest'
import { byCodeUnits, textOf } from './json.ts'

test.each([
  ['a', 'b', -1],
  ['b', 'a', 1],
  ['a', 'a', 0],
  ['a', 'Z', 1],
  ['a', 'ab', -1],
  ['\uFB33', '\u{1F600}', 1],
])('of %j and %j: %i', (one, other, order) => {
  expect(byCodeUnits(one, other)).toBe(order)
})

test('what is no text is read as an empty one', () => {
  expect(['a', 7, null, undefined].map(textOf)).toEqual(['a', '', '', ''])
})
