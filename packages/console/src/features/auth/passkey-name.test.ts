import { expect, test } from 'vitest'
import { nameOf, suggestedName } from './passkey-name.ts'

test.each([
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605', 'Mac'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604', 'iPhone'],
  ['Mozilla/5.0 (Linux; Android 16; Pixel 9) Chrome/156', 'Android phone'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/150', 'Windows computer'],
  ['Mozilla/5.0 (X11; Linux x86_64) Chrome/156', 'Linux computer'],
  ['curl', 'Passkey'],
])('%s suggests “%s”', (userAgent, name) => {
  expect(suggestedName(userAgent)).toBe(name)
})

test('a name that is taken is counted on', () => {
  expect(suggestedName('X11; Linux x86_64', ['Linux computer', 'Linux computer 2'])).toBe('Linux computer 3')
})

const name = (typed: string) => ({ typed, suggested: 'Mac' })
const key = (transports: ('usb' | 'hybrid' | 'internal')[], elsewhere = true) =>
  ({
    authenticatorAttachment: elsewhere ? 'cross-platform' : 'platform',
    response: { transports, clientDataJSON: '', attestationObject: '' },
  }) as const

test('the suggestion gives way to what the key turned out to be', () => {
  expect(nameOf(name('Mac'), key(['internal'], false))).toBe('Mac')
  expect(nameOf(name('Mac'), key(['usb']))).toBe('Security key')
  expect(nameOf(name(''), key(['usb']), ['Security key'])).toBe('Security key 2')
  expect(nameOf(name('Mac'), key(['hybrid', 'internal']))).toBe('Phone')
})

test('a name that somebody chose stays', () => {
  expect(nameOf(name(' Blue key '), key(['usb']))).toBe('Blue key')
})
