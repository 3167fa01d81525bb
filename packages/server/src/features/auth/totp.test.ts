import { Secret } from 'otpauth'
import { expect, test } from 'vitest'
import { newTotpSecret, totpStep, totpUri } from './totp.ts'

/** RFC 6238 appendix B: the ASCII secret and its SHA-1 codes, of which six digits are the last six of eight. */
const rfcSecret = Secret.fromUTF8('12345678901234567890').base32

test.each([
  [59, '287082', 1],
  [1111111109, '081804', 37037036],
  [1234567890, '005924', 41152263],
  [2000000000, '279037', 66666666],
])('at second %i the code of RFC 6238 is accepted and names its step', (second, code, step) => {
  expect(totpStep(rfcSecret, code, new Date(second * 1000))).toBe(step)
})

test('a code is accepted one step early or late and names the step that it belongs to, and not two steps late', () => {
  expect(totpStep(rfcSecret, '287082', new Date(61_000))).toBe(1)
  expect(totpStep(rfcSecret, '287082', new Date(29_000))).toBe(1)
  expect(totpStep(rfcSecret, '287082', new Date(90_000))).toBeUndefined()
})

test.each(['28708', '2870822', 'abcdef', ''])('the text “%s” is no code', (code) => {
  expect(totpStep(rfcSecret, code, new Date(59_000))).toBeUndefined()
})

test('a secret has 160 bits as base32 without padding, and its address names the issuer', () => {
  const secret = newTotpSecret()
  expect(secret).toMatch(/^[A-Z2-7]{32}$/u)
  const uri = new URL(totpUri(secret, 'ana@example.org', 'Sallyport'))
  expect(uri.protocol).toBe('otpauth:')
  expect(Object.fromEntries(uri.searchParams)).toMatchObject({
    issuer: 'Sallyport',
    secret,
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  })
})
