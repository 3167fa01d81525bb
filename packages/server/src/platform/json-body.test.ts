import { describe, expect, test } from 'vitest'
import { readJson } from './json-body.ts'

const read = (text: string) => readJson(Buffer.from(text))

test('JSON is read, and nothing at all is no body', () => {
  expect(read('{"a":[1,"é"]}')).toEqual({ a: [1, 'é'] })
  expect(read('')).toBeUndefined()
})

describe('refused with its own problem', () => {
  test.each([
    ['what is not JSON', '{"a":', 'malformed-json'],
    ['a NUL character', '{"a":"b\\u0000"}', 'malformed-request'],
    ['a NUL character in a member name', '{"a\\u0000":1}', 'malformed-request'],
    ['a lone surrogate', '["\\ud800"]', 'malformed-request'],
    ['a member named __proto__', '{"__proto__":{"x":1}}', 'malformed-request'],
    ['a depth of 100,000', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'malformed-request'],
  ])('%s', (_what, text, code) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code }))
  })

  test('bytes that are not UTF-8', () => {
    expect(() => readJson(Buffer.from([0x22, 0xff, 0x22]))).toThrow(
      expect.objectContaining({ code: 'malformed-json' }),
    )
  })
})

test('sixty-four levels are enough for anybody, and one more is refused', () => {
  expect(() => read(`${'['.repeat(64)}${']'.repeat(64)}`)).not.toThrow()
  expect(() => read(`${'['.repeat(66)}${']'.repeat(66)}`)).toThrow(
    expect.objectContaining({ code: 'malformed-request' }),
  )
})
