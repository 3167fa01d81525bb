import { expect, test } from 'vitest'
import { passkeyBar, troubleOf } from './passkeys.ts'

const able = { PublicKeyCredential: () => undefined }

test.each([
  ['sallyport.example', able, undefined],
  ['localhost', able, undefined],
  ['192.0.2.1', able, 'address'],
  ['[2001:db8::1]', able, 'address'],
  ['sallyport.example', {}, 'unsupported'],
])('on %s passkeys are barred only where they can’t work', (hostname, has, bar) => {
  expect(passkeyBar({ hostname }, has)).toBe(bar)
})

test.each([
  ['NotAllowedError', 'cancelled'],
  ['AbortError', 'cancelled'],
  ['InvalidStateError', 'known'],
  ['SecurityError', 'address'],
  ['ConstraintError', 'unfit'],
  ['UnknownError', 'failed'],
])('a browser’s %s is told as “%s”', (name, trouble) => {
  expect(troubleOf(Object.assign(new Error(), { name }))).toBe(trouble)
})

test('what is no error of the browser is a failure', () => {
  expect(troubleOf('why')).toBe('failed')
})
