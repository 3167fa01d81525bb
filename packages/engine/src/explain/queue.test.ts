import { expect, test } from 'vitest'
import type { Change } from './change.ts'
import { furthest, keyOf, Queue } from './queue.ts'
import { shapeOf } from './shape.ts'
import type { Way } from './tree.ts'

const set = (name: string, value: number | string = 1): Change => ({ kind: 'attribute', path: `context.${name}`, value }) // prettier-ignore
const role: Change = { kind: 'membership', of: 'role', name: 'Keeper', held: true }
const off = (policy: string): Change => ({ kind: 'policy', policy, to: 'off' })
const enforced: Change = { kind: 'policy', policy: 'q', to: 'enforced' }
const exception: Change = { kind: 'exception', policy: 'p', statement: 's0' }

function waysIn(queue: Queue): Way[] {
  const ways: Way[] = []
  for (let way = queue.next(); way !== undefined; way = queue.next()) ways.push(way)
  return ways
}
const queued = (...ways: (readonly [before: Way, more: Way])[]) => {
  const queue = new Queue()
  for (const [before, more] of ways) queue.add(before, more)
  return waysIn(queue)
}

test('the smallest sets come first, then those within nearest reach, then first come', () => {
  const alone = [[off('p')], [role], [set('x')], [set('y')], [set('x'), role], [set('x'), set('y'), set('z')], [set('x'), set('y')]] // prettier-ignore
  expect(queued(...alone.map((way) => [[], way] as const))).toEqual([
    [set('x')],
    [set('y')],
    [role],
    [off('p')],
    [set('x'), set('y')],
    [set('x'), role],
    [set('x'), set('y'), set('z')],
  ])
})

test('a set is added to what was changed already, once, and no larger than three', () => {
  expect(queued([[set('x')], [set('y')]], [[set('y')], [set('x')]])).toEqual([[set('x'), set('y')]])
  expect(queued([[set('x'), set('y')], [set('z')]])).toHaveLength(1)
  expect(
    queued([
      [set('x'), set('y')],
      [set('z'), role],
    ]),
  ).toEqual([])
  expect(queued([[], []])).toEqual([])
})

test('a value stands in place of another, alone', () => {
  expect(queued([[set('x', 1)], [set('x', 2)]])).toEqual([[{ ...set('x', 2), meets: undefined }]])
  expect(queued([[set('x', 1), set('y')], [set('x', 2)]])).toEqual([])
})

test('an exception is not mixed with a switch, either of which is enough; it may be with one that is enforced', () => {
  expect(queued([[exception], [off('p')]], [[off('q')], [exception]])).toEqual([])
  expect(queued([[exception], [enforced]])).toEqual([[exception, enforced]])
  expect(queued([[off('p')], [off('q')]])).toEqual([[off('p'), off('q')]])
})

test('sets of one shape are said in the same words, but for an example or a time', () => {
  const meets = { relation: 'equals', wanted: 1, holds: true } as const
  const example = (value: number): Change & { kind: 'attribute' } => ({
    kind: 'attribute',
    path: 'context.x',
    value,
    meets,
  })
  const [early, late] = ['2026', '2027'].map((time): Change => ({ kind: 'time', time }))
  expect(shapeOf([example(1), role])).toBe(shapeOf([role, example(2)]))
  expect(early && late && shapeOf([early]) === shapeOf([late])).toBe(true)
  const taken: Change = { ...role, held: false }
  const named = (name: string): Change => ({ ...role, name })
  const ways: Way[] = [[role], [taken], [example(1)], [set('x', 1)], [set('x', 2)], [{ ...example(1), path: 'context.y' }], [named('a'), named('b')], [named('atruerole b')], [off('p')], [off('q')]] // prettier-ignore
  expect(new Set(ways.map(shapeOf)).size).toBe(ways.length)
})

test('it is exhausted when nothing waits and nothing had to be turned away', () => {
  const queue = new Queue()
  expect(queue.isExhausted).toBe(true)
  for (let index = 0; index < 4000; index += 1) queue.add([], [set('x', index)])
  expect(queue.isExhausted).toBe(false)
  expect(waysIn(queue)).toHaveLength(4000)
  expect(queue.isExhausted).toBe(true)
  queue.add([], [set('x', 3999)])
  expect(queue.isExhausted).toBe(true)
  queue.add([], [set('x', 4000)])
  expect(queue.next()).toBeUndefined()
  expect(queue.isExhausted).toBe(false)
})

test('who is needed is the one furthest away', () => {
  const reaches = [[set('x')], [set('x'), role], [role, off('p'), set('x')], []].map(furthest)
  expect(reaches).toEqual(['subject', 'administration', 'policies', 'subject'])
})

test('the same changes have the same key, in whatever order and whatever they were guessed from', () => {
  const guessed: Change = { ...set('x'), meets: { relation: 'equals', wanted: 1, holds: true } } as Change
  expect(keyOf([guessed, role])).toBe(keyOf([role, set('x')]))
  const ways = [[], [role], [set('x')], [set('x', '1')], [set('x', 2)], [set('x'), role]]
  expect(new Set(ways.map(keyOf)).size).toBe(ways.length)
})
