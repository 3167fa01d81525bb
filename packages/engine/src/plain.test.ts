import { describe, expect, test } from 'vitest'
import type { Json } from './model.ts'
import { type Bounds, plain } from './plain.ts'

const wide: Bounds = { depth: 3, values: 10 }
const ofRequest: Bounds = { ...wide, isRequest: true }

function copied(input: unknown, bounds = wide): { json: Json | undefined; troubles: string[] } {
  const troubles: string[] = []
  const json = plain(input, bounds, (path, trouble) => troubles.push(`${path}: ${trouble}`))
  return { json, troubles }
}

test.each<[Json]>([
  ['text'],
  [0],
  [-1.5],
  [true],
  [false],
  [null],
  [[]],
  [{}],
  [[1, ['a']]],
  [{ a: { b: null } }],
])('%j is itself', (json) => {
  expect(copied(json)).toEqual({ json, troubles: [] })
})

test('a copy shares nothing with what was copied', () => {
  const input = { list: [{ a: 1 }] }
  const { json } = copied(input)
  input.list[0] = { a: 2 }
  expect(json).toEqual({ list: [{ a: 1 }] })
})

test.each<[what: string, input: unknown]>([
  ['not a number', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['a function', () => 1],
  ['a symbol', Symbol('a')],
  ['a big integer', 1n],
  ['bytes', new Uint8Array(2)],
  ['nothing', undefined],
])('%s is no JSON', (_what, input) => {
  expect(copied(input)).toEqual({ json: undefined, troubles: [': not_json'] })
  expect(copied({ a: [1, input] }).json).toEqual({ a: [1, null] })
  expect(copied({ a: input, b: 1 }).json).toStrictEqual({ b: 1 })
})

test('what is absent, inherited, hidden or computed is not there', () => {
  const input: object = Object.create({ inherited: 1 }, { hidden: { value: 2, enumerable: false } }) as object
  Object.defineProperty(input, 'computed', { get: () => expect.fail('was run'), enumerable: true })
  expect(copied(Object.assign(input, { absent: undefined }))).toEqual({ json: {}, troubles: [] })
})

test('a member called __proto__ is data like any other', () => {
  const { json } = copied(JSON.parse('{"__proto__": {"a": 1}}'))
  expect(JSON.stringify(json)).toBe('{"__proto__":{"a":1}}')
  expect(Object.getPrototypeOf(json)).toBe(Object.prototype)
  const writable = { value: { a: 1 }, enumerable: true, writable: true, configurable: true }
  expect(Object.getOwnPropertyDescriptor(json, '__proto__')).toEqual(writable)
})

test('a list has a null where it has a hole, or something else that is missing', () => {
  const holes: unknown[] = [1]
  holes[2] = 3
  expect(copied(holes).json).toEqual([1, null, 3])
})

describe('the bounds', () => {
  test('are of levels: one more is left out, with its place', () => {
    expect(copied([[[1]]]).troubles).toEqual([])
    expect(copied({ a: [0, { b: [1] }] })).toEqual({ json: { a: [0, {}] }, troubles: ['a[1].b: too_deep'] })
  })

  test('are of values, those of lists and of objects together, and told once', () => {
    const members = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${index}`, 1]))
    expect(copied(members(9))).toEqual({ json: members(9), troubles: [] })
    expect(copied(members(10)).troubles).toEqual(['m9: too_many'])
    expect(copied({ ...members(20), z: members(20) }).troubles).toEqual(['m9: too_many'])
    expect(copied(new Array(9).fill(1))).toEqual({ json: new Array(9).fill(1), troubles: [] })
    expect(copied(new Array(10).fill(1)).troubles).toEqual([': too_many'])
    expect(copied([new Array(8).fill(1)]).troubles).toEqual([])
    expect(copied([new Array(9).fill(1), new Array(9).fill(1)]).troubles).toEqual(['[0]: too_many'])
    expect(copied({ a: new Array(8).fill(1), b: [1], c: 1 }).troubles).toEqual(['b: too_many'])
  })
})

describe('text', () => {
  const [nul, half, whole] = ['a\0b', 'a\uD800b', 'a\u{1F600}b']

  test('that does not survive storage is reported, as a value and as a name', () => {
    expect(copied([nul, half, whole]).troubles).toEqual(['[0]: bad_text', '[1]: bad_text'])
    expect(copied({ x: { [nul]: 1, [whole]: 1 } }).troubles).toEqual(['x: bad_text'])
  })

  test('of a request is not looked at, and its null is missing', () => {
    expect(copied({ a: nul, [half]: 1, b: null, c: [null] }, ofRequest)).toEqual({
      json: { a: nul, [half]: 1, c: [null] },
      troubles: [],
    })
  })
})
