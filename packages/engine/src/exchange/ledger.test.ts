import { expect, test } from 'vitest'
import { below, Ledger } from './ledger.ts'

const input = { a: [1, 2], b: { 'c d': 3 }, e: {} }

test('a note is about all that has no note of its own', () => {
  const ledger = new Ledger()
  ledger.carried('', 'p')
  ledger.changed('a', 'A', 'Changed.')
  ledger.lost('a[1]', 'Lost.')
  expect(ledger.report(input)).toEqual({
    carried: [
      { path: 'b', policy: 'p' },
      { path: 'e', policy: 'p' },
    ],
    changed: [{ path: 'a[0]', what: 'A', how: 'Changed.' }],
    not_carried: [{ path: 'a[1]', why: 'Lost.' }],
  })
})

test('what nobody noted is not carried', () => {
  expect(new Ledger().report(input)).toEqual({
    carried: [],
    changed: [],
    not_carried: [{ path: '', why: 'It has no counterpart here.' }],
  })
})

test('a loss outweighs a change, and a change what was carried', () => {
  const ledger = new Ledger()
  ledger.lost('', 'Lost.', { denial: true })
  ledger.changed('', 'A', 'Changed.')
  ledger.carried('', 'p')
  expect(ledger.report(input).not_carried).toEqual([{ path: '', why: 'Lost.', denial: true }])
  const other = new Ledger()
  other.changed('a', 'A', 'Changed.')
  other.carried('a', 'p')
  expect(other.report(input).changed).toEqual([{ path: 'a', what: 'A', how: 'Changed.' }])
})

test('two changes of one member are told together, each once', () => {
  const ledger = new Ledger()
  for (const how of ['One.', 'Two.', 'One.']) ledger.changed('a', 'A', how)
  expect(ledger.report(input).changed).toEqual([{ path: 'a', what: 'A', how: 'One. Two.' }])
})

test('a missing member may be noted', () => {
  const ledger = new Ledger()
  ledger.carried('', 'p')
  ledger.changed('b.z', 'Z', 'It is there now.')
  expect(ledger.report(input).changed).toEqual([{ path: 'b.z', what: 'Z', how: 'It is there now.' }])
})

test.each([
  ['', 0, '[0]'],
  ['', 'a', 'a'],
  ['a', 'b-c_1', 'a.b-c_1'],
  ['a', 'b.c', 'a["b.c"]'],
  ['a', '', 'a[""]'],
  ['a[0]', '7"', 'a[0]["7\\""]'],
])('below %j, %j is %s', (path, member, expected) => {
  expect(below(path, member)).toBe(expected)
})
