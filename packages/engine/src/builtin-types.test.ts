import { describe, expect, test } from 'vitest'
import { policy, request } from '../test/asking.ts'
import { builtinTypes } from './builtin-types.ts'
import { compile } from './compile.ts'
import { reaches } from './reaches.ts'

/** With nobody's policies or roles: why a question about a type is answered as it is. */
const reasonOf = (type: string, action: string) => compile([], {}).decide(request({ type, action })).reason

const types: [type: string, collection: string, reason: string][] = [
  ['sign_in', 'sign_in', 'denied_by_default'],
  ['workspace', 'workspaces', 'not_granted'],
  ['device', 'devices', 'not_granted'],
  ['integration', 'integrations', 'not_granted'],
  ['rest', 'rest', 'denied_by_default'],
  ['oidc', 'oidc', 'denied_by_default'],
  ['node', 'nodes', 'denied_by_default'],
  ['sallyport.user', 'users', 'not_granted'],
  ['sallyport.role', 'roles', 'not_granted'],
  ['sallyport.policy', 'policies', 'not_granted'],
  ['sallyport.template', 'templates', 'not_granted'],
  ['sallyport.binding', 'bindings', 'not_granted'],
  ['sallyport.token', 'tokens', 'not_granted'],
  ['sallyport.organization', 'organizations', 'not_granted'],
  ['sallyport.session', 'sessions', 'not_granted'],
  ['sallyport.recording', 'recordings', 'not_granted'],
  ['sallyport.tunnel', 'tunnels', 'not_granted'],
  ['sallyport.workspace', 'workspaces', 'not_granted'],
  ['sallyport.audit', 'audit', 'not_granted'],
  ['sallyport.directory', 'directory', 'not_granted'],
  ['sallyport.decision', 'decisions', 'not_granted'],
  ['sallyport.metrics', 'metrics', 'not_granted'],
  ['sallyport.attribute', 'attributes', 'not_granted'],
]

test.each(types)('%s is of the collection %s; what nobody granted is %s', (type, collection, reason) => {
  const permitted = policy({ target: { permissions: [`${collection}.peek`] }, statements: [{}] })
  expect(reaches(permitted, { type, actions: ['peek'] })).toBe(true)
  expect(reasonOf(type, 'peek')).toBe(reason)
})

test('there are no others of ours', () => {
  expect(Object.keys(builtinTypes)).toEqual(types.map(([type]) => type))
})

test('anybody may ask to sign in, and to go on, unless a policy denies it', () => {
  expect(reasonOf('sign_in', 'login')).toBe('allowed_by_default')
  expect(reasonOf('sign_in', 'continue')).toBe('allowed_by_default')
})

test('a workspace says what can be done with it', () => {
  expect(builtinTypes['workspace']?.actions).toEqual([
    'read', 'create', 'update', 'delete', 'launch', 'connect', 'stop',
  ]) // prettier-ignore
})

describe('an action that stands for another is covered by what covers the other', () => {
  const families = [
    ['sign_in', 'continue', 'login'],
    ['workspace', 'connect', 'launch'],
    ['node', 'download', 'read'],
    ['node', 'sync', 'read'],
    ['node', 'delete', 'write'],
    ['node', 'upload', 'write'],
  ] as const
  const isCovered = (type: string, narrower: string, wider: string) =>
    reaches(policy({ target: { actions: [wider] }, statements: [{}] }), { type, actions: [narrower] })

  test.each(families)('of %s, %s by %s', (type, narrower, wider) => {
    expect(isCovered(type, narrower, wider)).toBe(true)
    expect(isCovered(type, wider, narrower)).toBe(false)
    expect(isCovered('device', narrower, wider)).toBe(false)
  })
})

test('a node is one of a tree: without those above it, nobody may', () => {
  const allow = policy({ statements: [{ effect: 'allow', resources: ['<.*>'] }] })
  const decide = (type: string) => compile([allow], {}).decide(request({ type, action: 'read' })).decision
  expect([decide('node'), decide('rest')]).toEqual([false, true])
})
