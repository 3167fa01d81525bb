import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import type { Json } from './model.ts'

test.each<[Json, text: string]>([
  ['', '""'],
  ['a b~!#[]', '"a b~!#[]"'],
  ['"', String.raw`"\""`],
  ['a\\b', String.raw`"a\\b"`],
  ['a\nb', String.raw`"a\nb"`],
  ['\n', String.raw`"\n"`],
  ['a\u001f', String.raw`"a\u001f"`],
  ['é', '"é"'],
  [1e21, '1e+21'],
  [-0, '0'],
  [true, 'true'],
  [null, 'null'],
  [[], '[]'],
  [[3, 'a', [null]], '[3,"a",[null]]'],
  [{}, '{}'],
  [{ b: 1, a: { d: [], c: '"' } }, String.raw`{"a":{"c":"\"","d":[]},"b":1}`],
  // By UTF-16 code units: the surrogates of an emoji come before U+FB33.
  [{ '\uFB33': 1, '\u{1F600}': 2, Z: 3, a: 4 }, '{"Z":3,"a":4,"\u{1F600}":2,"\uFB33":1}'],
])('%j has one text', (json, text) => {
  expect(canonicalJson(json)).toBe(text)
})

test('what is undefined is absent', () => {
  expect(canonicalJson({ a: undefined, b: 1, c: undefined } as unknown as Json)).toBe('{"b":1}')
})

test.each([Number.NaN, Number.POSITIVE_INFINITY])('%d has none', (number) => {
  expect(() => canonicalJson([number])).toThrow(`${number} is not JSON`)
})
