import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { forSubject, smallestChanges } from '../test/explain-example.ts'
import { decision } from '../test/readme-example.ts'

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8')

test('the example of the README is a program that runs, and says what it says', () => {
  expect(read('../README.md')).toContain(read('../test/readme-example.ts'))
  expect(decision).toMatchObject({
    decision: false,
    reason: 'denied_by_policy',
    decided_by: { label: 'Require MFA for login' },
    advice: [{ id: 'step_up', properties: { methods: ['webauthn', 'totp'] } }],
  })
})

test('so is the one that explains it', () => {
  // In the README the example before it is not a file.
  const quoted = read('../test/explain-example.ts').replace(/^import .* from '.\/readme-example.ts'\n/m, '')
  expect(read('../README.md')).toContain(quoted)
  expect(forSubject).toEqual({
    asked: 'You asked to sign in.',
    answer: 'A rule refuses this.',
    rule: 'Require MFA for login',
    helps: ['Sign in with a security key or an authenticator app.'],
    whom: 'Ask your administrator.',
  })
  expect(smallestChanges.suggestions[0]?.sentence).toMatch(/^It would be permitted after signing in with /)
})
