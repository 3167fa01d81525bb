import { expect, test } from 'vitest'
import { request } from '../test/asking.ts'
import { canonicalPath, readPath } from './attribute-path.ts'
import type { Json } from './model.ts'

test.each([
  ['mfa_status', 'context.mfa_status'],
  ['context.mfa_status', 'context.mfa_status'],
  ['subject.id', 'subject.id'],
  ['action.name', 'action.name'],
  ['resource.properties.a.b', 'resource.properties.a.b'],
  ['a.b', 'context.a.b'],
  ['subject', 'context.subject'],
  ['context', 'context.context'],
  ['subjects.id', 'context.subjects.id'],
])('%s is short for %s, or its whole', (path, whole) => {
  expect(canonicalPath(path)).toBe(whole)
})

const asked = {
  ...request({
    subject: { level: 3, nothing: null },
    resource: { owner: { id: 'bob' }, list: [{ a: 1 }] },
    context: { ip: '10.0.0.1', subject: 'a text', device: { os: 'linux' } },
  }),
  resource: { type: 'door', id: '1', properties: { owner: { id: 'bob' }, list: ['a'] }, ancestors: [] },
}

test.each<[path: string, value: Json | undefined]>([
  ['ip', '10.0.0.1'],
  ['device.os', 'linux'],
  ['device', { os: 'linux' }],
  ['subject', 'a text'],
  ['subject.id', 'ann'],
  ['subject.type', 'user'],
  ['subject.properties', { level: 3, nothing: null }],
  ['subject.properties.level', 3],
  ['action.name', 'open'],
  ['resource.type', 'door'],
  ['resource.properties.owner.id', 'bob'],
  ['resource.properties.list', ['a']],
  ['subject.properties.nothing', undefined],
  ['subject.properties.level.deeper', undefined],
  ['resource.properties.list.0', undefined],
  ['resource.properties.list.length', undefined],
  ['resource.ancestors', undefined],
  ['action.id', undefined],
  ['subject.', undefined],
  ['toString', undefined],
  ['subject.constructor', undefined],
  ['action.properties.x', undefined],
])('at %s there is %j', (path, value) => {
  expect(readPath(asked, path)).toEqual(value)
})

test('without a context, there is nothing in it', () => {
  expect(readPath(request(), 'ip')).toBeUndefined()
})
