import { ProblemError } from '@sallyport/client'
import { expect, test } from 'vitest'
import { safeReturn, stepAfterAnswer, stepAfterProblem } from './sign-in-flow.ts'

const problem = (code: string, members: object = {}) =>
  new ProblemError({ title: '', status: 401, detail: 'Because.', code, ...members })

test('a problem leads to the step it asks for', () => {
  expect(
    stepAfterProblem(problem('step-up-required', { login: 'l', methods: ['totp', 'recovery'] })),
  ).toEqual({
    at: 'code',
    login: 'l',
    methods: ['totp', 'recovery'],
  })
  expect(stepAfterProblem(problem('factor-enrolment-required', { login: 'l' }))).toEqual({
    at: 'enrol',
    login: 'l',
  })
  expect(
    stepAfterProblem(
      problem('sign-in-denied', { advice: [{ id: 'retry_after', properties: { time: 't' } }, 'x'] }),
    ),
  ).toEqual({
    at: 'refused',
    refusal: {
      detail: 'Because.',
      advice: [{ id: 'retry_after', properties: { time: 't' } }],
      requestId: undefined,
    },
  })
})

test('a fault in what was typed leads nowhere', () => {
  expect(stepAfterProblem(problem('invalid-credentials'))).toBeUndefined()
  expect(stepAfterProblem(problem('step-up-required'))).toBeUndefined()
  expect(stepAfterProblem(new Error('bug'))).toBeUndefined()
})

test('an answer signs in, or asks for a factor, or tells the recovery codes', () => {
  expect(stepAfterAnswer({ user: {} }, 'a@b')).toEqual({ at: 'signed-in' })
  expect(stepAfterAnswer({ code: 'factor-enrolment-required', login: 'l' }, 'a@b')).toEqual({
    at: 'enrol',
    login: 'l',
  })
  expect(stepAfterAnswer({ recovery_codes: ['1'] }, 'a@b')).toEqual({
    at: 'recovery-codes',
    codes: ['1'],
    email: 'a@b',
  })
})

test.each([
  ['/policies?type=access', '/policies?type=access'],
  ['//evil.test', '/'],
  ['/\\evil.test', '/'],
  ['https://evil.test', '/'],
  ['/sign-in', '/'],
  [undefined, '/'],
])('after signing in, %s leads to %s', (to, path) => {
  expect(safeReturn(to)).toBe(path)
})
