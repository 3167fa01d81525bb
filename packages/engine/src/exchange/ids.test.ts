import { expect, test } from 'vitest'
import { Ids, policyIds, statementIds } from './ids.ts'

test.each([
  ['a', 'a'],
  ['A.b_c-1', 'A.b_c-1'],
  ['x'.repeat(100), 'x'.repeat(100)],
  ['x'.repeat(101), 'x'.repeat(90)],
  ['3f2504e0-4f89', '3f2504e0-4f89'],
  ['a b  c', 'a-b-c'],
  ['ä', 'otherwise'],
  ['ü a ü', 'a'],
  ['.-a', 'a'],
  ['_a', 'a'],
  ['a\n', 'a'],
  ['', 'otherwise'],
  [undefined, 'otherwise'],
  [`${'ü'.repeat(500)}a`, 'otherwise'],
])('a policy that would be called %j is %s', (wanted, id) => {
  expect(new Ids(policyIds).take(wanted, 'otherwise')).toBe(id)
})

test.each([
  ['a b ü', 'a b ü'],
  [' \n', 'otherwise'],
  ['x'.repeat(100), 'x'.repeat(100)],
  ['x'.repeat(101), 'x'.repeat(90)],
  [undefined, 'otherwise'],
])('a statement that would be called %j is %s', (wanted, id) => {
  expect(new Ids(statementIds).take(wanted, 'otherwise')).toBe(id)
})

test('an id that is taken is numbered, and stays short', () => {
  const ids = new Ids(policyIds)
  expect(['a', 'a', 'a-3', 'a', 'a'].map((one) => ids.take(one, ''))).toEqual([
    'a',
    'a-2',
    'a-3',
    'a-4',
    'a-5',
  ])
  const long = 'x'.repeat(100)
  expect([ids.take(long, ''), ids.take(long, '')]).toEqual([long, `${'x'.repeat(90)}-2`])
})
