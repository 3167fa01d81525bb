import { expect, test } from 'vitest'
import { PostingLists } from './posting-lists.ts'

/** Keys that meet at one place of the table, that are zero or negative, and that occur more than once. */
test.each([
  [[]],
  [[0]],
  [[5]],
  [[0, 0, 1]],
  [[7, 15, 23, 7, 31, 0]],
  [[-1, 0, -9, 7, -1, -1, 15]],
  [[15, 31, 47, 63, 15, 79, 16, 0]],
  [Array.from({ length: 64 }, (_, index) => (index % 9) * 128)],
])('under each key the guards that have it, in order: %j', (keys) => {
  const lists = new PostingLists(keys, [...keys.keys()])
  const found = (key: number) => {
    const place = lists.find(key)
    return [...lists.postings.subarray(lists.begin(place), lists.end(place))]
  }
  for (const key of [...keys, 0, -1, 1, 3, 7, 8, 16, 1024])
    expect([key, ...found(key)]).toEqual([key, ...[...keys.keys()].filter((guard) => keys[guard] === key)])
  expect(lists.postings).toHaveLength(keys.length)
})
