import type { Json } from '@sallyport/engine'
import { expect, test } from 'vitest'
import { mergePatch } from './merge-patch.ts'

// RFC 7396, appendix A, whole.
test.each<[original: Json, patch: Json, result: Json]>([
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])('%j patched with %j is %j', (original, patch, result) => {
  const before = structuredClone(original)
  expect(mergePatch(original, patch)).toEqual(result)
  expect(original, 'the original is left alone').toEqual(before)
})

test('what objects inherit is neither patched nor found', () => {
  expect(mergePatch({}, { constructor: { name: 'x' } })).toEqual({ constructor: { name: 'x' } })
  expect(
    Object.hasOwn(
      mergePatch({}, JSON.parse('{"__proto__":{"enabled":false}}') as Json) as object,
      '__proto__',
    ),
  ).toBe(true)
})
