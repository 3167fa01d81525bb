import { ProblemError } from '@sallyport/client'
import { describe, expect, test } from 'vitest'
import { follow, safeReturn, stepAfterAnswer, stepAfterProblem } from './sign-in-flow.ts'

const problem = (code: string, members: object = {}) =>
  new ProblemError({ title: '', status: 401, detail: 'Because.', code, ...members })

test('a problem leads to the step it asks for', () => {
  expect(
    stepAfterProblem(problem('step-up-required', { login: 'l', methods: ['totp', 'recovery'] })),
  ).toEqual({
    at: 'confirm',
    login: 'l',
    methods: ['totp', 'recovery'],
  })
  expect(
    stepAfterProblem(problem('factor-enrolment-required', { login: 'l', methods: ['webauthn', 'totp', 3] })),
  ).toEqual({ at: 'enrol', login: 'l', methods: ['webauthn', 'totp'] })
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
  expect(
    stepAfterAnswer({ code: 'factor-enrolment-required', login: 'l', methods: ['totp'] }, 'a@b'),
  ).toEqual({ at: 'enrol', login: 'l', methods: ['totp'] })
  expect(stepAfterAnswer({ recovery_codes: ['1'] }, 'a@b')).toEqual({
    at: 'enrolled',
    codes: ['1'],
    passkey: undefined,
    email: 'a@b',
  })
})

test.each([
  [true, true, 'synced'],
  [true, false, 'syncable'],
  [false, false, 'bound'],
])(
  'a new passkey (eligible %s, backed up %s) is shown before going on, as %s',
  (eligible, backedUp, copies) => {
    const factor = { type: 'webauthn', name: 'Mac', backup_eligible: eligible, backed_up: backedUp }
    expect(stepAfterAnswer({ factor }, 'a@b')).toEqual({
      at: 'enrolled',
      codes: [],
      passkey: { name: 'Mac', copies },
      email: 'a@b',
    })
  },
)

test('an app that is one more factor leads on at once: there is nothing to keep', () => {
  expect(stepAfterAnswer({ factor: { type: 'totp', name: 'App' } }, 'a@b')).toEqual({ at: 'signed-in' })
})

describe('an error', () => {
  const followed = (error: unknown, expirable = true) => {
    const told: unknown[] = []
    const taken = follow(error, {
      onStep: (step) => told.push(step.at),
      ...(expirable && { onExpired: () => told.push('expired') }),
    })
    return [taken, ...told]
  }

  test('of a sign-in that is over leads back to the beginning, where there is one', () => {
    expect(followed(problem('sign-in-expired'))).toEqual([true, 'expired'])
    expect(followed(problem('sign-in-expired'), false)).toEqual([false])
  })

  test('that asks for a step leads there; any other stays to be shown', () => {
    expect(followed(problem('step-up-required', { login: 'l' }))).toEqual([true, 'confirm'])
    expect(followed(problem('code-invalid'))).toEqual([false])
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
