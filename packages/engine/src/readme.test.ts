import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decision } from '../test/readme-example.ts'

test('the example of the README is a program that runs, and says what it says', () => {
  const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8')
  expect(read('../README.md')).toContain(read('../test/readme-example.ts'))
  expect(decision).toMatchObject({
    decision: false,
    reason: 'denied_by_policy',
    decided_by: { label: 'Require MFA for login' },
    advice: [{ id: 'step_up', properties: { methods: ['webauthn', 'totp'] } }],
  })
})
