import { expect, test } from 'vitest'
import { addressCounter, forOne, nameKey, waitAfter } from './throttle.ts'

test.each([
  [1, 0], [5, 0], [6, 1], [7, 2], [8, 4], [9, 8], [10, 900], [11, 900], [99, 900],
])('after %i consecutive failures a name waits %i seconds', (failures, seconds) => {
  expect(waitAfter(failures, forOne)).toBe(seconds)
}) // prettier-ignore

test('an IPv6 customer is counted by the /64, an IPv4 address by itself', () => {
  expect(addressCounter('2001:db8:1:2::9').key).toBe(addressCounter('2001:db8:1:2:aaaa:bbbb:cccc:dddd').key)
  expect(addressCounter('2001:db8:1:2::9').key).not.toBe(addressCounter('2001:db8:1:3::9').key)
  expect(addressCounter('::1').key).toBe('address:0:0:0:0')
  expect(addressCounter('192.0.2.1').key).not.toBe(addressCounter('192.0.2.2').key)
})

test('a counter’s key does not show the address name', () => {
  expect(nameKey('ana@example.org')).not.toContain('ana')
})
