import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adminToken, runningSallyport, type RunningSallyport } from '../../testing/running-sallyport.ts'

let house: RunningSallyport
let ana: string
const day = 86_400

beforeAll(async () => {
  house = await runningSallyport()
  ana = (await house.setUp()).token
})
afterAll(() => house.close())

interface Created {
  readonly id: string
  readonly token: string
}

async function create(token: string, body: object): Promise<Created> {
  const answer = await house.call('POST', '/api/tokens', { token, body })
  expect(answer.status, answer.text).toBe(201)
  return answer.body as Created
}
const names = async (token: string) =>
  ((await house.call('GET', '/api/tokens', { token })).body as { name: string }[]).map(({ name }) => name)

async function personWith(roles: string[], email: string): Promise<{ token: string; id: string }> {
  const { id, answer } = await house.invite(email, roles)
  const { token } = await house.enrol(answer.body.login as string)
  return { id, token }
}

describe('a token', () => {
  test('is shown once, and only its hash is kept', async () => {
    const { id, token } = await create(ana, { name: 'CI', roles: ['Super Admin'] })
    expect(token).toMatch(/^spt_[\w-]{43}$/)
    const stored = await house.db
      .selectFrom('api_tokens')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(stored)).not.toContain(token)
    const listed = await house.call('GET', '/api/tokens', { token: ana })
    expect(listed.text).not.toContain(token)
    expect(listed.body).toMatchObject([
      { id, name: 'CI', roles: ['Super Admin'], owner: { email: 'ana@example.org' }, last_used_at: null, expires_at: '2027-02-16T10:00:00.000Z' },
    ]) // prettier-ignore
  })
  test('speaks for its owner with its roles alone', async () => {
    const { token } = await create(ana, { name: 'Reader', roles: ['Viewer'] })
    expect((await house.call('GET', '/api/policies', { token })).status).toBe(200)
    expect((await house.call('PATCH', '/api/policies/pol-session-recording', { token })).status).toBe(403)
    expect((await house.call('GET', '/api/auth/me', { token })).body).toMatchObject({
      email: 'ana@example.org',
    })
  })
  test('without roles may do nothing that needs one', async () => {
    const { token } = await create(ana, { name: 'Nothing', roles: [] })
    expect((await house.call('GET', '/api/policies', { token })).status).toBe(403)
    expect((await house.call('GET', '/api/attributes', { token })).status).toBe(200)
  })
  test('ends with its time', async () => {
    const expires = new Date(house.now().getTime() + 600_000).toISOString()
    const { token } = await create(ana, { name: 'Short', roles: ['Viewer'], expires_at: expires })
    expect((await house.call('GET', '/api/policies', { token })).status).toBe(200)
    house.pass(600)
    expect((await house.call('GET', '/api/policies', { token })).status).toBe(401)
  })
  test('ends at once when it is revoked', async () => {
    const { id, token } = await create(ana, { name: 'Leaked', roles: ['Viewer'] })
    expect((await house.call('DELETE', `/api/tokens/${id}`, { token: ana })).status).toBe(204)
    expect((await house.call('GET', '/api/policies', { token })).status).toBe(401)
    expect((await house.call('DELETE', `/api/tokens/${id}`, { token: ana })).status).toBe(404)
    expect(await names(ana)).not.toContain('Leaked')
  })
  test('says to the minute when it was used', async () => {
    const { id, token } = await create(ana, { name: 'Used', roles: ['Viewer'] })
    const usedAt = async () =>
      (
        await house.db
          .selectFrom('api_tokens')
          .select('last_used_at')
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
      ).last_used_at
    await house.call('GET', '/api/policies', { token })
    const first = await usedAt()
    expect(first).toEqual(house.now())
    house.pass(59)
    await house.call('GET', '/api/policies', { token })
    expect(await usedAt()).toEqual(first)
    house.pass(2)
    await Promise.all([1, 2, 3].map(() => house.call('GET', '/api/policies', { token })))
    expect(await usedAt()).toEqual(house.now())
  })
  test('is logged with its owner and name, when it is made, used to change something and revoked', async () => {
    const { id, token } = await create(ana, { name: 'Logged', roles: ['Super Admin'] })
    await house.call('PATCH', '/api/policies/pol-session-recording', { token })
    await house.call('PATCH', '/api/policies/pol-session-recording', { token })
    await house.call('DELETE', `/api/tokens/${id}`, { token: ana })
    const rows = await house.db.selectFrom('audit_log').selectAll().orderBy('seq', 'desc').limit(4).execute()
    expect(rows.reverse()).toMatchObject([
      {
        action: 'create_token',
        resource: `token:${id}`,
        user_email: 'ana@example.org',
        changes: { before: null, after: { name: 'Logged' } },
      },
      { action: 'toggle_policy', user_email: 'ana@example.org', token_name: 'Logged', token_id: id },
      { action: 'toggle_policy' },
      {
        action: 'revoke_token',
        resource: `token:${id}`,
        token_name: null,
        details: 'API token “Logged” revoked',
      },
    ])
    expect(JSON.stringify(rows)).not.toContain(token)
  })
})

describe('making one', () => {
  test.each<[path: string, body: object]>([
    ['name', { roles: [] }],
    ['name', { name: ' ', roles: [] }],
    ['name', { name: 'x'.repeat(101), roles: [] }],
    ['roles', { name: 'x' }],
    ['roles', { name: 'x', roles: ['No such role'] }],
    ['roles', { name: 'x', roles: Array.from({ length: 51 }, () => 'User') }],
    ['expires_at', { name: 'x', roles: [], expires_at: 'tomorrow' }],
    ['expires_at', { name: 'x', roles: [], expires_at: '2020-01-01T00:00:00Z' }],
    ['expires_at', { name: 'x', roles: [], expires_at: '2028-01-01T00:00:00Z' }],
  ])('refuses what is wrong with %s', async (path, body) => {
    const answer = await house.call('POST', '/api/tokens', { token: ana, body })
    expect([answer.status, answer.body.code]).toEqual([422, 'request-invalid'])
    expect((answer.body.errors as { path: string }[])[0]?.path).toBe(path)
  })
  test('refuses a member that it does not know', async () => {
    expect(
      (await house.call('POST', '/api/tokens', { token: ana, body: { name: 'x', roles: [], owner: 'me' } }))
        .status,
    ).toBe(422)
  })
  test('takes 400 days and no more', async () => {
    const at = (seconds: number) => new Date(house.now().getTime() + seconds * 1000).toISOString()
    await create(ana, { name: 'Long', roles: [], expires_at: at(400 * day) })
    const { status } = await house.call('POST', '/api/tokens', {
      token: ana,
      body: { name: 'x', roles: [], expires_at: at(400 * day + 1) },
    })
    expect(status).toBe(422)
  })
  test('gives nobody a role that they do not hold', async () => {
    const { token } = await personWith(['Viewer'], 'vera@example.org')
    await create(token, { name: 'Mine', roles: ['Viewer'] })
    const answer = await house.call('POST', '/api/tokens', {
      token,
      body: { name: 'More', roles: ['Viewer', 'Admin'] },
    })
    expect([answer.status, answer.body.code]).toEqual([403, 'not-permitted'])
    expect(answer.body.detail).toContain('Admin')
  })
  test('gives nobody everywhere a role that they hold within a scope or out of date', async () => {
    const { token, id } = await personWith([], 'sam@example.org')
    const grant = (role: string, more: object) =>
      house.db
        .insertInto('role_grants')
        .values({ id: `${id}-${role}`, organization: 'org-default', user_id: id, role, ...more })
        .execute()
    await grant('Admin', { scope: JSON.stringify({ ids: ['only-this'] }) })
    await grant('Auditor', { valid_until: new Date('2026-01-01T00:00:00Z') })
    for (const role of ['Admin', 'Auditor'])
      expect(
        (await house.call('POST', '/api/tokens', { token, body: { name: 'x', roles: [role] } })).status,
      ).toBe(403)
  })
  test('gives a token’s token no more than it has, nor a longer life', async () => {
    const expires = new Date(house.now().getTime() + day * 1000).toISOString()
    const { token } = await create(ana, { name: 'Parent', roles: ['Viewer'], expires_at: expires })
    const ask = (body: object) => house.call('POST', '/api/tokens', { token, body })
    expect((await ask({ name: 'x', roles: ['Super Admin'], expires_at: expires })).status).toBe(403)
    expect((await ask({ name: 'x', roles: ['Viewer'] })).body.detail).toContain('outlives')
    expect((await ask({ name: 'Child', roles: ['Viewer'], expires_at: expires })).status).toBe(201)
  })
})

describe('whose it is', () => {
  test('people see and revoke their own; others’ are not there for them', async () => {
    const { token: ben } = await personWith(['User'], 'ben@example.org')
    const { id: own } = await create(ben, { name: 'Of Ben', roles: ['User'] })
    const { id: other } = await create(ana, { name: 'Of Ana', roles: ['User'] })
    expect(await names(ben)).toEqual(['Of Ben'])
    const missing = await house.call('DELETE', '/api/tokens/none', { token: ben })
    const foreign = await house.call('DELETE', `/api/tokens/${other}`, { token: ben })
    expect([foreign.status, foreign.body.detail]).toEqual([missing.status, missing.body.detail])
    expect(await names(ana)).toContain('Of Ben')
    expect((await house.call('DELETE', `/api/tokens/${own}`, { token: ana })).status).toBe(204)
    expect(await names(ben)).toEqual([])
  })
  test('it stops with its owner’s role, and with its owner', async () => {
    const { token: mia, id } = await personWith(['Viewer', 'User'], 'mia@example.org')
    const { token } = await create(mia, { name: 'Of Mia', roles: ['Viewer'] })
    const reads = async () => (await house.call('GET', '/api/policies', { token })).status
    expect(await reads()).toBe(200)
    await house.call('PATCH', `/api/users/${id}`, { token: ana, body: { roles: ['User'] } })
    expect(await reads()).toBe(403)
    await house.call('PATCH', `/api/users/${id}`, { token: ana, body: { roles: ['Viewer'] } })
    expect(await reads()).toBe(200)
    await house.call('PATCH', `/api/users/${id}`, { token: ana, body: { state: 'disabled' } })
    expect(await reads()).toBe(401)
  })
  test('lists go on page by page', async () => {
    const { token: pat } = await personWith(['User'], 'pat@example.org')
    for (const name of ['1', '2', '3']) {
      await create(pat, { name, roles: [] })
      house.pass(1)
    }
    const first = await house.call('GET', '/api/tokens?limit=2', { token: pat })
    const next = /^<([^>]+)>; rel="next"$/.exec(String(first.headers['link']))?.[1] ?? ''
    const second = await house.call('GET', next, { token: pat })
    expect([...(first.body as object[]), ...(second.body as object[])]).toMatchObject([
      { name: '1' },
      { name: '2' },
      { name: '3' },
    ])
    expect(second.headers['link']).toBeUndefined()
    expect((await house.call('GET', '/api/tokens?cursor=AAAA', { token: pat })).status).toBe(422)
  })
})

describe('the environment’s token', () => {
  test('may everything, makes tokens that nobody owns, and sees all', async () => {
    const { id, token } = await create(adminToken, { name: 'Robot', roles: ['Viewer'] })
    expect((await house.call('GET', '/api/policies', { token })).status).toBe(200)
    expect(await names(adminToken)).toContain('Robot')
    expect(await names(token), 'a service sees its own').toEqual(['Robot'])
    expect((await house.call('DELETE', `/api/tokens/${id}`, { token })).status).toBe(204)
    expect((await house.call('GET', '/api/policies', { token })).status).toBe(401)
  })
  test.each([`${adminToken}x`, adminToken.slice(1), 'spt_x'])('is not %s', async (token) => {
    expect((await house.call('GET', '/api/policies', { token })).status).toBe(401)
  })
})

test.each(['GET', 'POST', 'DELETE'] as const)('%s needs somebody', async (method) => {
  expect((await house.call(method, method === 'DELETE' ? '/api/tokens/x' : '/api/tokens')).status).toBe(401)
})
