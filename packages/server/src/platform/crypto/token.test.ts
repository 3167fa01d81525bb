import { expect, test } from 'vitest'
import { hashToken, newToken, sameBytes } from './token.ts'

test('a token has 256 random bits behind its prefix', () => {
  expect(newToken('spt')).toMatch(/^spt_[A-Za-z0-9_-]{43}$/u)
  expect(new Set(Array.from({ length: 1000 }, () => newToken('spt'))).size).toBe(1000)
})

test('a token is stored as its SHA-256', () => {
  expect(hashToken('abc').toString('hex')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})

test('bytes are the same when length and content are', () => {
  const bytes = (text: string) => Buffer.from(text)
  expect(sameBytes(bytes('abc'), bytes('abc'))).toBe(true)
  expect(sameBytes(bytes('abc'), bytes('abd'))).toBe(false)
  expect(sameBytes(bytes('abc'), bytes('ab'))).toBe(false)
})
