import { expect, test } from 'vitest'
import { collectionOf, permissionCovers } from './permission.ts'

test.each<[permission: string, collection: string, actions: string[], covers: boolean]>([
  ['devices.read', 'devices', ['read'], true],
  ['devices.read', 'devices', ['list', 'read'], true],
  ['devices.read', 'devices', ['write'], false],
  ['devices.read', 'users', ['read'], false],
  ['devices.*', 'devices', ['anything'], true],
  ['*', 'devices', ['read'], false],
  ['*', '', ['read'], false],
  ['read', 'rea', ['read'], false],
  ['read', '', ['read'], false],
  ['a.b.read', 'a.b', ['read'], true],
  ['a.b.read', 'a', ['b.read'], false],
])('%s covers, of %s, %j: %s', (permission, collection, actions, covers) => {
  expect(permissionCovers(permission, collection, actions)).toBe(covers)
})

test.each([
  ['devices.read', 'devices'],
  ['a.b.read', 'a.b'],
  ['*', ''],
  ['read', ''],
])('%s is of %j', (permission, collection) => {
  expect(collectionOf(permission)).toBe(collection)
})
