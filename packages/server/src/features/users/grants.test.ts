import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adminToken, runningSallyport, type RunningSallyport } from '../../testing/running-sallyport.ts'

let sallyport: RunningSallyport
beforeAll(async () => {
  sallyport = await runningSallyport()
  await sallyport.setUp()
})
afterAll(() => sallyport.close())

const change = (id: string, roles: unknown[], token = adminToken, query = '') =>
  sallyport.call('PATCH', `/api/users/${id}${query}`, { token, body: { roles } })
async function person(email: string, roles: string[] = []) {
  const { id, answer } = await sallyport.invite(email, roles)
  return { id, ...(await sallyport.enrol(answer.body.login)) }
}
const policies = (token: string) => sallyport.call('GET', '/api/policies', { token })

describe('a role is held', () => {
  test('from one date until another, and shown as what it is now', async () => {
    const { id, token } = await person('dora@example.org')
    const at = (hours: number) => new Date(sallyport.now().getTime() + hours * 3_600_000).toISOString()
    const grants = [
      { name: 'Viewer', valid_from: at(1), valid_until: at(2) },
      { name: 'Auditor', valid_until: at(-1) },
      { name: 'Analyst', scope: { ids: ['pol-x'] } },
    ]
    const { body } = await change(id, grants)
    expect(body.grants).toEqual([
      { ...grants[2], state: 'in_force' },
      { ...grants[1], state: 'expired' },
      { ...grants[0], state: 'not_yet' },
    ])
    expect(body.roles).toEqual(['Analyst', 'Auditor', 'Viewer'])
    expect((await policies(token)).status).toBe(403)
    sallyport.pass(3600)
    const again = await sallyport.invite('dora2@example.org', [])
    await change(again.id, [{ name: 'Viewer', valid_until: at(1) }])
    const session = await sallyport.enrol(again.answer.body.login)
    expect((await policies(session.token)).status).toBe(200)
    sallyport.pass(3600)
    const renewed = await sallyport.call('GET', `/api/users/${again.id}`, { token: adminToken })
    expect(renewed.body.grants).toMatchObject([{ name: 'Viewer', state: 'expired' }])
  })

  test('as an invitation says', async () => {
    const { status, body } = await sallyport.call('POST', '/api/users', {
      token: adminToken,
      body: {
        email: 'temp@example.org',
        name: 'Temp',
        roles: [{ name: 'Viewer', valid_until: '2027-01-01T00:00:00+01:00' }],
      },
    })
    expect(status).toBe(201)
    expect(body.grants).toEqual([
      { name: 'Viewer', valid_until: '2026-12-31T23:00:00.000Z', state: 'in_force' },
    ])
  })
})

test.each<[string, unknown, string]>([
  ['a role that does not exist', 'Emperor', 'roles[0]'],
  ['one in an object', { name: 'Emperor' }, 'roles[0].name'],
  ['dates in the wrong order', { name: 'Viewer', valid_from: '2027-01-02T00:00:00Z', valid_until: '2027-01-01T00:00:00Z' }, 'roles[0]'],
  ['what is no date', { name: 'Viewer', valid_until: 'tomorrow' }, 'roles[0].valid_until'],
  ['a member that is unknown', { name: 'Viewer', until: '2027-01-01T00:00:00Z' }, 'roles[0].until'],
  ['an unknown scope', { name: 'Viewer', scope: { networks: ['x'] } }, 'roles[0].scope.networks'],
  ['a scope of nothing', { name: 'Viewer', scope: {} }, 'roles[0].scope'],
  ['an empty list in a scope', { name: 'Viewer', scope: { ids: [] } }, 'roles[0].scope.ids'],
  ['a condition that is none', { name: 'Viewer', scope: { when: [{ attribute: 'source_ip', operator: 'in', value: 'x' }] } }, 'roles[0].scope.when[0].value'],
  ['a number', 7, 'roles[0]'],
])('%s is refused with its path, and nothing is changed', async (_what, grant, path) => {
  const { body } = await sallyport.call('GET', '/api/users?q=ana@', { token: adminToken })
  const answer = await change(body[0].id, [grant])
  expect(answer).toMatchObject({ status: 422, body: { code: 'request-invalid' } })
  expect(answer.body.errors[0].path.startsWith(path)).toBe(true)
  const after = await sallyport.call('GET', '/api/users?q=ana@', { token: adminToken })
  expect(after.body[0].roles).toEqual(['Super Admin'])
}) // prettier-ignore

describe('nobody hands on', () => {
  test('what they hold within a scope only', async () => {
    const { id } = await person('target@example.org')
    const narrow = await person('narrow@example.org', ['Admin'])
    await change(narrow.id, [{ name: 'Admin', scope: { organizations: ['default', await organization()] } }])
    const refused = await change(id, ['Admin'], narrow.token)
    expect(refused.status).toBe(403)
  })

  test('more time than they have themselves', async () => {
    const { id } = await person('target2@example.org')
    const guest = await person('guest@example.org', ['Admin'])
    const until = (hours: number) => new Date(sallyport.now().getTime() + hours * 3_600_000).toISOString()
    await change(guest.id, [{ name: 'Admin', valid_until: until(5) }])
    expect((await change(id, ['Viewer'], guest.token)).body.code).toBe('not-permitted')
    expect((await change(id, [{ name: 'Viewer', valid_until: until(6) }], guest.token)).status).toBe(403)
    expect((await change(id, [{ name: 'Viewer', valid_until: until(5) }], guest.token)).status).toBe(200)
  })

  test('and nobody touches whom a later day will make greater', async () => {
    const { id } = await person('heir@example.org', ['Viewer'])
    await change(id, [{ name: 'Super Admin', valid_from: '2030-01-01T00:00:00Z' }])
    const admin = await person('admin@example.org', ['Admin'])
    expect((await change(id, [], admin.token)).status).toBe(403)
  })

  async function organization(): Promise<string> {
    const { body } = await sallyport.call('GET', '/api/organizations', { token: adminToken })
    return body[0].id as string
  }
})

describe('the last administrator', () => {
  test('can’t be made one until a date', async () => {
    const lonely = await runningSallyport()
    await lonely.setUp()
    const { body } = await lonely.call('GET', '/api/users', { token: adminToken })
    const until = new Date(lonely.now().getTime() + 3_600_000).toISOString()
    const make = (roles: unknown[], query = '') =>
      lonely.call('PATCH', `/api/users/${body[0].id}${query}`, { token: adminToken, body: { roles } })
    expect(await make([{ name: 'Super Admin', valid_until: until }])).toMatchObject({
      status: 409,
      body: { code: 'lockout', detail: expect.stringContaining('ends on some day') },
    })
    expect((await make([{ name: 'Super Admin', valid_from: '2030-01-01T00:00:00Z' }])).body.code).toBe(
      'lockout',
    )
    expect(
      (await make([{ name: 'Super Admin', valid_until: until }], '?force=true&reason=leaving')).status,
    ).toBe(200)
    await lonely.close()
  })
})
