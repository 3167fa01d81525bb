import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allBindings } from './binding-store.ts'
import { adminToken, runningSallyport, type RunningSallyport } from '../../testing/running-sallyport.ts'

let sallyport: RunningSallyport
const token = adminToken
beforeAll(async () => {
  sallyport = await runningSallyport()
  await sallyport.setUp()
  await create({
    id: 'readers',
    template: true,
    statements: [{ id: 's', label: 'May read', effect: 'allow', actions: ['read'] }],
  })
})
afterAll(() => sallyport.close())

const create = (policy: object) =>
  sallyport.call('POST', '/api/policies', {
    token,
    body: { name: 'Template', description: '', type: 'acl', ...policy },
  })
const bind = (body: object, query = '') => sallyport.call('POST', `/api/bindings${query}`, { token, body })
const mayRead = (subject: string, folder: string) =>
  sallyport.decisionPoint.decide({
    subject: { type: 'user', id: subject, properties: { roles: [], groups: [], profile: 'standard' } },
    action: { name: 'read' },
    resource: { type: 'node', id: 'report', ancestors: [{ type: 'node', id: folder }] },
  }).decision

test('a binding is in force before its answer, and a deleted one is not', async () => {
  expect(mayRead('zoe', 'finance')).toBe(false)
  const created = await bind({ policy: 'readers', subject: 'user:zoe', resource: 'node:finance' })
  expect(created).toMatchObject({
    status: 201,
    body: { policy: 'readers', enabled: true, created_by: 'service:admin-token' },
  })
  expect(mayRead('zoe', 'finance')).toBe(true)
  expect(mayRead('zoe', 'hr')).toBe(false)
  const { body: listed } = await sallyport.call('GET', '/api/bindings?subject=user%3Azoe', { token })
  expect(listed).toMatchObject([{ id: created.body.id, resource: 'node:finance' }])
  expect(await sallyport.call('DELETE', '/api/policies/readers', { token })).toMatchObject({
    status: 409,
    body: { code: 'conflict' },
  })
  expect((await sallyport.call('DELETE', `/api/bindings/${created.body.id}`, { token })).status).toBe(204)
  expect(mayRead('zoe', 'finance')).toBe(false)
  expect((await sallyport.call('DELETE', `/api/bindings/${created.body.id}`, { token })).body.code).toBe(
    'binding-not-found',
  )
})

test('both are in the audit log with what changed', async () => {
  const { body } = await sallyport.call('GET', '/api/audit-logs?resource=binding:*', { token })
  expect(body.map((row: { action: string }) => row.action)).toEqual(['delete_binding', 'create_binding'])
  expect(body[1]).toMatchObject({
    details: 'Bound readers to user:zoe on node:finance',
    changes: { before: null, after: { subject: 'user:zoe' } },
  })
})

describe('is refused with its path', () => {
  test.each([
    ['a policy that does not exist', { policy: 'none', subject: 'user:a', resource: 'node' }, 'policy'],
    [
      'a policy that is no template',
      { policy: 'pol-mfa-required', subject: 'user:a', resource: 'node' },
      'policy',
    ],
    ['a subject that is a pattern', { policy: 'readers', subject: 'user:<.*>', resource: 'node' }, 'subject'],
    ['a subject that names nobody', { policy: 'readers', subject: 'ana', resource: 'node' }, 'subject'],
    [
      'a resource that is a pattern',
      { policy: 'readers', subject: 'user:a', resource: 'node:<.*>' },
      'resource',
    ],
    [
      'dates that end before they begin',
      {
        policy: 'readers',
        subject: 'user:a',
        resource: 'node',
        valid_from: '2026-02-01T00:00:00Z',
        valid_until: '2026-01-01T00:00:00Z',
      },
      'valid_until',
    ],
    [
      'a member that nobody knows',
      { policy: 'readers', subject: 'user:a', resource: 'node', until: 'x' },
      'body',
    ],
  ])('%s', async (_what, body, path) => {
    expect(await bind(body)).toMatchObject({ status: 422, body: { errors: [{ path }] } })
  })
  test('an id that is taken', async () => {
    const body = { id: 'mine', policy: 'readers', subject: 'user:a', resource: 'node' }
    expect((await bind(body)).status).toBe(201)
    expect((await bind(body)).status).toBe(409)
  })
})

test('a binding that would lock every administrator out is refused, and nothing is left of it', async () => {
  await create({ id: 'stop', template: true, statements: [{ id: 's', label: 'Nobody', effect: 'deny' }] })
  const refused = await bind({
    id: 'stop-all',
    policy: 'stop',
    subject: 'role:Super Admin',
    resource: 'sign_in',
  })
  expect(refused).toMatchObject({ status: 409, body: { code: 'lockout' } })
  const { body } = await sallyport.call('GET', '/api/bindings', { token })
  expect(body.map(({ id }: { id: string }) => id)).not.toContain('stop-all')
  expect(
    (
      await bind(
        { id: 'stop-all', policy: 'stop', subject: 'role:Super Admin', resource: 'sign_in' },
        '?force=true',
      )
    ).status,
  ).toBe(422)
})

test('what is stored is what is in force, so that a restart changes nothing', async () => {
  const { bindings } = sallyport.decisionPoint.current().snapshot().settings
  expect(bindings).toMatchObject([{ id: 'mine', subject: 'user:a', resource: 'node', enabled: true }])
  expect(await allBindings(sallyport.db)).toEqual(bindings)
})
