import { describe, expect, test } from 'vitest'
import { all, allTruth, any, anyTruth, asTruth, no, not, notTruth, outcome, yes } from './truth.ts'

test.each([
  ['true', 'true', 'true', 'true'],
  ['true', 'false', 'false', 'true'],
  ['true', 'unknown', 'unknown', 'true'],
  ['false', 'false', 'false', 'false'],
  ['false', 'unknown', 'false', 'unknown'],
  ['unknown', 'unknown', 'unknown', 'unknown'],
] as const)('%s with %s: both %s, either %s', (one, other, both, either) => {
  const pair = [outcome(one, 'a'), outcome(other, 'a')]
  expect([allTruth([one, other]), allTruth([other, one])]).toEqual([both, both])
  expect([anyTruth([one, other]), anyTruth([other, one])]).toEqual([either, either])
  expect([all(pair).truth, any(pair).truth]).toEqual([both, either])
})

test('of nothing at all, each is true and none is', () => {
  expect([all([]), any([]), allTruth([]), anyTruth([])]).toEqual([yes, no, 'true', 'false'])
})

test.each([
  ['true', 'false'],
  ['false', 'true'],
  ['unknown', 'unknown'],
] as const)('not %s is %s', (one, other) => {
  expect([notTruth(one), not(outcome(one)).truth]).toEqual([other, other])
})

test.each([
  [true, 'true'],
  [false, 'false'],
  [undefined, 'unknown'],
] as const)('%s is %s', (value, truth) => {
  expect(asTruth(value)).toBe(truth)
})

describe('the attributes named', () => {
  test('are those of what is unknown', () => {
    expect(outcome('unknown', 'a', 'b').unknown).toEqual(['a', 'b'])
    expect(not(outcome('unknown', 'a')).unknown).toEqual(['a'])
    expect(all([outcome('unknown', 'a'), yes, outcome('unknown', 'b')]).unknown).toEqual(['a', 'b'])
    expect(any([outcome('unknown', 'a'), no, outcome('unknown', 'b')]).unknown).toEqual(['a', 'b'])
  })

  test('are none once it is settled', () => {
    for (const settled of ['true', 'false', true, false] as const)
      expect(outcome(settled, 'a').unknown).toEqual([])
    expect(all([outcome('unknown', 'a'), no])).toEqual(no)
    expect(any([outcome('unknown', 'a'), yes])).toEqual(yes)
  })
})
