import { expect, test } from 'vitest'
import { countryWords, deviceWords, methodWords } from './place-words.ts'

test('a device is its browser and system, as far as they are known', () => {
  expect(deviceWords({ browser: 'Firefox', system: 'Windows' })).toBe('Firefox on Windows')
  expect(deviceWords({ browser: 'Firefox', system: null })).toBe('Firefox')
  expect(deviceWords(null)).toBe('A program that names no browser')
})

test('a country has its name', () => {
  expect(countryWords('NL')).toBe('Netherlands')
})

test('each way of proving is said once, and what is no way is not said', () => {
  expect(methodWords(['pwd', 'otp', 'mfa'])).toBe('password and authenticator app')
  expect(methodWords(['hwk', 'user', 'mfa', 'swk'])).toBe('passkey')
  expect(methodWords(['later'])).toBe('')
})
