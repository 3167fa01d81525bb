import { describe, expect, test } from 'vitest'
import type { Json, Truth } from '../model.ts'
import type { Change } from './change.ts'
import { anyOf, isCompatible, isSatisfied, joined, type Leaf, type Tree, type Wanted, waysTo, type Way } from './tree.ts' // prettier-ignore

const set = (name: string, value: Json = true): Change & { kind: 'attribute' } => ({ kind: 'attribute', path: `context.${name}`, value }) // prettier-ignore
const bounds = { size: 3, ways: 10 }
const truths = ['true', 'unknown', 'false'] as const
const wishes = ['true', 'false', 'not_true', 'not_false'] as const

/** It is true of values that pass, and unknown where nothing is set; it knows these values. */
function leaf(name: string, values: readonly Json[], passes: (value: Json) => boolean, now?: Truth): Leaf {
  const truthAfter = (way: Way): Truth => {
    const change = way.find((one) => one.kind === 'attribute' && one.path === `context.${name}`)
    if (change?.kind !== 'attribute') return now ?? 'unknown'
    return passes(change.value ?? null) ? 'true' : 'false'
  }
  return {
    truthAfter,
    ways: (wanted) =>
      values.map((value) => [set(name, value)]).filter((way) => isSatisfied(truthAfter(way), wanted)),
  }
}
const flag = (name: string, now?: Truth) => leaf(name, [true, false], (value) => value === true, now)
const saidOf = (ways: readonly Way[]) =>
  ways.map((way) => way.map((change) => (change.kind === 'attribute' ? `${change.path.slice(8)}=${JSON.stringify(change.value)}` : change.kind)).join(' ')) // prettier-ignore
const said = (tree: Tree, wanted: Wanted, within = bounds) => saidOf(waysTo(tree, wanted, within))

test('a truth satisfies what it is; not to be something is also to be unknown', () => {
  const table = truths.map((truth) => wishes.filter((wanted) => isSatisfied(truth, wanted)))
  expect(table).toEqual([
    ['true', 'not_false'],
    ['not_true', 'not_false'],
    ['false', 'not_true'],
  ])
})

describe('ways to', () => {
  test('what is so already: nothing needs to be done', () => {
    for (const truth of truths)
      for (const wanted of wishes.filter((one) => isSatisfied(truth, one)))
        expect(waysTo(flag('x', truth), wanted, bounds)).toEqual([[]])
    expect(waysTo({ all: [] }, 'true', bounds)).toEqual([[]])
  })

  test('one leaf: its own, within the bounds', () => {
    expect(said(flag('x'), 'true')).toEqual(['x=true'])
    expect(said(flag('x'), 'false')).toEqual(['x=false'])
    const wide = leaf('x', [1, 2, 3], () => true)
    expect(said(wide, 'true', { size: 1, ways: 2 })).toEqual(['x=1', 'x=2'])
    expect(said(wide, 'true', { size: 0, ways: 2 })).toEqual([])
  })

  test('its opposite', () => {
    const opposites: Record<Wanted, string[]> = { true: ['x=false'], false: ['x=true'], not_true: [''], not_false: [''] } // prettier-ignore
    for (const wanted of wishes) expect(said({ not: flag('x') }, wanted)).toEqual(opposites[wanted])
    expect(said({ not: flag('x', 'true') }, 'not_false')).toEqual(['x=false'])
    expect(said({ not: flag('x', 'false') }, 'not_true')).toEqual(['x=true'])
  })

  test('all: every part, and to undo it any', () => {
    const both: Tree = { all: [flag('x'), flag('y')] }
    expect(said(both, 'true')).toEqual(['x=true y=true'])
    expect(said(both, 'false')).toEqual(['x=false', 'y=false'])
    expect(said({ all: [flag('x', 'true'), flag('y')] }, 'true')).toEqual(['y=true'])
    expect(said({ all: [flag('x', 'true'), flag('y', 'true')] }, 'not_true')).toEqual(['x=false', 'y=false'])
    expect(said({ all: [flag('x', 'false'), flag('y', 'false')] }, 'not_false')).toEqual(['x=true y=true'])
    expect(said({ all: [leaf('x', [], () => true), flag('y')] }, 'true')).toEqual([])
  })

  test('any: any part, and to undo it every', () => {
    const either = anyOf([flag('x'), flag('y')])
    expect(said(either, 'true')).toEqual(['x=true', 'y=true'])
    expect(said(either, 'false')).toEqual(['x=false y=false'])
    expect(said(anyOf([flag('x', 'true'), flag('y')]), 'false')).toEqual(['x=false y=false'])
  })

  test('what was done for one part does for the next too', () => {
    const above = (least: number) => leaf('x', [least + 1], (value) => Number(value) > least)
    expect(said({ all: [above(9), above(1)] }, 'true')).toEqual(['x=10'])
    // And what is done for the next does for those before.
    expect(said({ all: [above(1), above(9)] }, 'true')).toEqual(['x=10'])
    expect(said({ all: [flag('y'), above(1), above(9), flag('z')] }, 'true')).toEqual(['y=true x=10 z=true'])
  })

  test('none where two parts can’t both be had', () => {
    const is = (wish: number) => leaf('x', [wish], (value) => value === wish)
    expect(said({ all: [is(1), is(2)] }, 'true')).toEqual([])
    const below = leaf('x', [3], (value) => Number(value) < 4)
    expect(said({ all: [leaf('x', [5], (value) => Number(value) > 4), below] }, 'true')).toEqual([])
  })

  test('no more of them, and none longer, than is asked for', () => {
    const wide = (name: string) => leaf(name, [1, 2, 3], () => true)
    expect(said({ all: [wide('x'), wide('y')] }, 'true', { size: 2, ways: 4 })).toEqual([
      'x=1 y=1',
      'x=1 y=2',
      'x=1 y=3',
      'x=2 y=1',
    ])
    expect(said({ all: [wide('x'), wide('y')] }, 'true', { size: 1, ways: 4 })).toEqual([])
  })

  test('part after part; where there are too many, each part has its turn', () => {
    const many = (name: string) => leaf(name, [1, 2, 3], () => false)
    const tree: Tree = { all: [many('x'), many('y'), flag('z')] }
    expect(said(tree, 'false', { size: 1, ways: 7 })).toEqual(['x=1', 'x=2', 'x=3', 'y=1', 'y=2', 'y=3', 'z=false']) // prettier-ignore
    expect(said(tree, 'false', { size: 1, ways: 6 })).toEqual(['x=1', 'y=1', 'z=false', 'x=2', 'y=2', 'x=3'])
    expect(said(tree, 'false', { size: 1, ways: 4 })).toEqual(['x=1', 'y=1', 'z=false', 'x=2'])
  })
})

test('of two changes that decide upon the same the later stands, for more than its own condition', () => {
  const meets = { relation: 'equals', wanted: 1, holds: true } as const
  const x = { ...set('x', 1), meets }
  const y = { ...set('y', 1), meets }
  expect(joined([x], [y])).toEqual([x, y])
  expect(joined([x, y], [{ ...set('x', 2), meets }])).toEqual([y, { ...set('x', 2), meets: undefined }])
  const [early, late] = ['2026', '2027'].map((time): Change => ({ kind: 'time', time }))
  expect(joined(early ? [early] : [], late ? [late] : [])).toStrictEqual([late])
  expect(isCompatible([x], [y])).toBe(true)
  expect(isCompatible([x, y], [set('z'), set('y', 2)])).toBe(false)
  expect(isCompatible([], [x])).toBe(true)
})
