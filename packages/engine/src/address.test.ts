import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressInRange, normalizeAddress } from './address.ts'

test.each([
  ['10.0.0.1', '10.0.0.1'],
  ['10.0.0.1:8080', '10.0.0.1'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['[::1]', '::1'],
  ['2001:0DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
  ['1:2:3:4:5:6:0:8', '1:2:3:4:5:6:0:8'],
  ['::', '::'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['[::ffff:10.0.0.1]:80', '10.0.0.1'],
  ['::ffff:a00:1', '10.0.0.1'],
  ['64:ff9b::10.0.0.1', '64:ff9b::a00:1'],
  ['::ff00:a00:1', '::ff00:a00:1'],
  ['0000:0000:0000:0000:0000:ffff:255.255.255.255', '255.255.255.255'],
  ['1.2.3.4:65535', '1.2.3.4'],
  ['1:2:3:4:5:6::8', '1:2:3:4:5:6:0:8'],
  ['1:0:0:2:3:4:5:6', '1::2:3:4:5:6'],
  ['1:0:0:2:0:0:3:4', '1::2:0:0:3:4'],
])('%s is written %s', (text, normal) => {
  expect(normalizeAddress(text)).toBe(normal)
})

test.each([
  '', '127.1', '0x7f.1', '010.0.0.1', '256.0.0.1', '1.2.3', '1.2.3.4.5', '1.2.3.4:', '1.2.3.4:99999', ' 1.2.3.4',
  'fe80::1%eth0', '[fe80::1%eth0]:1', '1::2::3', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', ':1:2:3:4:5:6:7', '1:2:3:4:5:6:7:', '12345::',
  '::1.2.3', '1.2.3.4::', '[1.2.3.4]', '1:2:3:4:5:6:7::8', 'localhost', '1.2.3.4/8',
  '1.2.3.4:65536', '::1.2.3.4:1', '1:2:3:4:5:6:7:8::', '1:2:3:4:5:6:7:8::x',
])('%j is no address', (text) => {
  expect(normalizeAddress(text)).toBeUndefined()
}) // prettier-ignore

test.each([
  ['10.1.2.3', '10.0.0.0/8', true],
  ['11.1.2.3', '10.0.0.0/8', false],
  ['10.0.0.127', '10.0.0.64/26', true],
  ['10.0.0.128', '10.0.0.64/26', false],
  ['1.2.3.4', '0.0.0.0/0', true],
  ['::1', '0.0.0.0/0', false],
  ['2001:db8:ffff::1', '2001:db8::/32', true],
  ['10.1.2.3', '::ffff:10.0.0.0/104', true],
  ['10.0.0.1', '10.0.0.1', true],
  ['10.0.0.2', '10.0.0.1', false],
  ['2001:db8::2', '2001:db8::1', false],
  ['localhost', '0.0.0.0/0', false],
  ['10.0.0.1', 'banana', false],
  ['10.0.0.1', '10.0.0.0/8/8', false],
  ['10.0.0.1', '::ffff:10.0.0.0/95', false],
  ['10.0.0.1', '10.0.0.0/33', false],
  ['10.0.0.1', '10.0.0.0/08', false],
])('%s in %s: %s', (address, range, isIn) => {
  expect(addressInRange(address, range)).toBe(isIn)
})

test('an address has one spelling', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
      const normal = normalizeAddress(text) ?? ''
      expect(normalizeAddress(normal)).toBe(normal)
      expect(addressInRange(text, normal)).toBe(true)
    }),
  )
})
