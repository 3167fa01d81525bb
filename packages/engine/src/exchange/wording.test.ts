import { expect, test } from 'vitest'
import { cut, labelFrom, listed, nameFrom, shown, wordsOf } from './wording.ts'

test.each([
  ['words', 'words'],
  [' a ', ' a '],
  [' \n', undefined],
  ['', undefined],
  [7, undefined],
  [undefined, undefined],
])('the words of %j are %j', (value, words) => {
  expect(wordsOf(value)).toBe(words)
})

test.each([
  ['One line', 'One line', 'One line'],
  [' First \nsecond', 'First', 'First second'],
  ['\r\n \r\nFirst\rsecond', 'First', 'First second'],
  ['Two  spaces', 'Two  spaces', 'Two spaces'],
  [undefined, 'otherwise', 'otherwise'],
  [' \n ', 'otherwise', ''],
  ['x'.repeat(501), `${'x'.repeat(199)}…`, `${'x'.repeat(499)}…`],
  ['x'.repeat(200), 'x'.repeat(200), 'x'.repeat(200)],
])('the description %j gives a name and a label', (description, name, label) => {
  expect(nameFrom(description, ' otherwise ')).toBe(name)
  expect(labelFrom(description, ' otherwise ')).toBe(label)
})

test.each([
  ['abcd', 'abcd'],
  ['abcde', 'abc…'],
  ['ab🙂c', 'ab…'],
  ['a🙂bc', 'a🙂…'],
])('%s, cut to four, is %s', (text, short) => {
  expect(cut(text, 4)).toBe(short)
})

test.each([
  [undefined, 'nothing'],
  ['a', '“a”'],
  [7, '7'],
  [null, 'null'],
  [{ a: [1] }, '{"a":[1]}'],
  ['x'.repeat(78), `“${'x'.repeat(78)}”`],
  ['x'.repeat(79), `“${'x'.repeat(78)}…`],
])('a person reads of %j %s', (value, text) => {
  expect(shown(value)).toBe(text)
})

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
])('%j, listed, are %s', (words, text) => {
  expect(listed(words)).toBe(text)
})
