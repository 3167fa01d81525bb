import { expect, test } from 'vitest'
import { policy, request, settings } from '../test/asking.ts'
import { compile } from './compile.ts'
import type { Condition } from './model.ts'
import { proofContext } from './remedies.ts'

/** What is advised where a door asks for these proofs and no policy ranks factors. */
function stepUp(...unless: Condition[]): unknown {
  const [advice] = compile([policy({ statements: [{ unless }] })], settings).decide(request()).advice
  return advice?.properties['methods']
}
const proved = (amr: string): Condition => ({ attribute: 'auth_methods', operator: 'contains', value: amr })

test('a security key is advised before an authenticator app', () => {
  expect(stepUp({ attribute: 'mfa_status', operator: 'equals', value: true })).toEqual(['webauthn', 'totp'])
})

test.each([
  ['hwk', ['webauthn']],
  ['user', ['webauthn']],
  ['otp', ['totp']],
  ['mfa', ['webauthn', 'totp']],
])('%s is what %j prove', (amr, methods) => {
  expect(stepUp(proved(amr))).toEqual(methods)
})

test('a proof is added to those before it, and what nobody knows proves nothing more', () => {
  expect(proofContext('totp', ['pwd', 'mfa'])).toEqual({
    mfa_status: true,
    auth_age: 0,
    auth_methods: ['pwd', 'mfa', 'otp'],
  })
  expect(proofContext('toString', ['pwd']).auth_methods).toEqual(['pwd'])
})
