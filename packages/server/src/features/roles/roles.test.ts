import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adminToken, runningSallyport, type RunningSallyport } from '../../testing/running-sallyport.ts'
import { nativeRoles } from './native-roles.ts'
import { permissionInWords } from './permission-in-words.ts'

let house: RunningSallyport
const token = adminToken
beforeAll(async () => {
  house = await runningSallyport()
})
afterAll(() => house.close())

test('the native roles are those of the contract', () => {
  expect(
    Object.fromEntries(nativeRoles.map(({ name, permissions }) => [name, permissions.join(' ')])),
  ).toEqual({
    'Super Admin': '*',
    Admin:
      'users.* roles.* policies.* tokens.* audit.read organizations.* directory.* decisions.* bindings.* metrics.read attributes.read',
    Analyst: 'policies.read',
    Viewer: 'policies.read',
    Auditor: 'policies.read bindings.read audit.read decisions.explain',
    User: '',
  })
})

describe('reading roles', () => {
  test('shows each with its permissions in plain words', async () => {
    const { status, body } = await house.call('GET', '/api/roles', { token })
    expect(status).toBe(200)
    expect(body).toHaveLength(nativeRoles.length)
    expect(body[0]).toMatchObject({
      name: 'Super Admin',
      native: true,
      permissions: [{ permission: '*', meaning: 'Everything' }],
    })
  })
  test('shows one by its name', async () => {
    const { body } = await house.call('GET', '/api/roles/Super%20Admin', { token })
    expect(body).toMatchObject({ name: 'Super Admin' })
    expect((await house.call('GET', '/api/roles/super%20admin', { token })).status).toBe(404)
  })
  test.each(['/api/roles', '/api/roles/Admin'])('%s needs somebody, with roles.read', async (path) => {
    expect((await house.call('GET', path)).status).toBe(401)
    const made = await house.call('POST', '/api/tokens', { token, body: { name: 'x', roles: ['Viewer'] } })
    expect((await house.call('GET', path, { token: made.body.token as string })).status).toBe(403)
  })
  test.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)(
    '%s is not there: they are read-only',
    async (method) => {
      expect((await house.call(method, '/api/roles/Admin', { token })).status).toBe(405)
    },
  )
})

test.each([
  ['*', 'Everything'],
  ['policies.read', 'See policies'],
  ['users.*', 'Do everything with users'],
  ['audit.read', 'See the audit log'],
  ['decisions.explain', 'Have decisions explained'],
  ['devices.reboot', 'Reboot devices'],
])('%s reads “%s”', (permission, words) => {
  expect(permissionInWords(permission)).toBe(words)
})
