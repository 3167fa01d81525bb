import { ProblemError } from '@sallyport/client'
import { expect, test } from 'vitest'
import { proofAfterProblem } from './proof.ts'

const problem = (code: string, members: object = {}) =>
  new ProblemError({ title: code, status: 401, detail: code, code, ...members })

test('who has a factor proves it, by the methods that the server names', () => {
  const error = problem('step-up-required', { login: 'spl_x', methods: ['webauthn', 'totp'] })
  expect(proofAfterProblem(error)).toEqual({ at: 'confirm', login: 'spl_x', methods: ['webauthn', 'totp'] })
})

test('who has none gives the password again', () => {
  expect(proofAfterProblem(problem('step-up-required', { methods: [] }))).toEqual({ at: 'password' })
})

test('any other fault asks for no proof', () => {
  expect(proofAfterProblem(problem('conflict'))).toBeUndefined()
  expect(proofAfterProblem(new Error('step-up-required'))).toBeUndefined()
})
