import { expect, test } from 'vitest'
import { TextColumn } from './segment.ts'
import { TopValues } from './top-values.ts'

type Piece = readonly (readonly [value: string, count: number])[]

function topOf(pieces: readonly Piece[], size: number, wanted?: (value: string) => boolean) {
  const values = new TopValues()
  for (const piece of pieces) {
    const column = new TextColumn(piece.length)
    for (const [index, [value]] of piece.entries()) column.set(index, value)
    values.add(
      column,
      Uint32Array.from(piece, ([, count]) => count),
    )
  }
  return values.top(size, wanted)
}

const range = (length: number) => Array.from({ length }, (_, index) => index)

test('what is never first in any piece is found when it is first in all of them together', () => {
  const pieces = range(30).map((piece) => [
    ...range(90).map((index) => [`of piece ${piece}: ${index}`, 10] as const),
    ['everywhere', 5] as const,
  ])
  expect(topOf(pieces, 20)[0]).toEqual({ value: 'everywhere', count: 150 })
})

test('what just exceeds the best candidates is found, among very many that are there once', () => {
  const pieces = range(12).map((piece) => [
    ...range(20).map((index) => [`candidate ${index} of ${piece}`, 5] as const),
    ...range(2000).map((index) => [`once ${piece} ${index}`, 1] as const),
    ...range(20).map((index) => [`spread ${index}`, piece % 2] as const),
  ])
  const top = topOf(pieces, 20)
  expect(top.map(({ count }) => count)).toEqual(range(20).map(() => 6))
  expect(top.every(({ value }) => value.startsWith('spread'))).toBe(true)
})

test('what is not wanted takes nobody’s place, and what stands nowhere is not shown', () => {
  const pieces = [
    [
      ...range(50).map((index) => [`loud ${index}`, 100] as const),
      ['quiet', 1] as const,
      ['never', 0] as const,
    ],
  ]
  expect(topOf(pieces, 20, (value) => !value.startsWith('loud'))).toEqual([{ value: 'quiet', count: 1 }])
})

test('there is nothing to show of nothing', () => {
  expect(topOf([], 20)).toEqual([])
})
