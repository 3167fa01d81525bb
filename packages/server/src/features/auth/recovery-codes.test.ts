import { expect, test } from 'vitest'
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes.ts'

test('ten different codes of five groups, without letters that are misread', () => {
  const codes = newRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/u)
})

test('case, spaces, hyphens and look-alikes do not matter', () => {
  const hash = recoveryCodeHash('u1', 'AB01C-DEF2G-HJK3M-NPQ4R-ST5VW')
  expect(recoveryCodeHash('u1', ' abo1c def2g hjk3m npq4r st5vw ')).toEqual(hash)
  expect(recoveryCodeHash('u1', 'ab0lc-def2g-hjk3m-npq4r-st5vw')).toEqual(hash)
})

test('the same code of another person is another hash', () => {
  expect(recoveryCodeHash('u1', 'AAAAA')).not.toEqual(recoveryCodeHash('u2', 'AAAAA'))
})
