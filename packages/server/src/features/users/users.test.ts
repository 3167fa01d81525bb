import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  adminToken,
  password,
  runningSallyport,
  type RunningSallyport,
} from '../../testing/running-sallyport.ts'

let sallyport: RunningSallyport
let ana: Awaited<ReturnType<RunningSallyport['setUp']>>
beforeAll(async () => {
  sallyport = await runningSallyport()
  ana = await sallyport.setUp()
})
afterAll(() => sallyport.close())

const as = (token: string) => ({
  list: (query = '') => sallyport.call('GET', `/api/users${query}`, { token }),
  create: (body: object) => sallyport.call('POST', '/api/users', { token, body }),
  change: (id: string, body: object, query = '') =>
    sallyport.call('PATCH', `/api/users/${id}${query}`, { token, body }),
  remove: (id: string, query = '') => sallyport.call('DELETE', `/api/users/${id}${query}`, { token }),
})
const idOf = async (email: string) => {
  const { body } = await as(adminToken).list(`?q=${encodeURIComponent(email)}`)
  return body[0].id as string
}

describe('an invitation', () => {
  test('is shown once, works once, and for its address only', async () => {
    const created = await as(ana.token).create({ email: 'Bea@Example.org', name: 'Bea', roles: ['Viewer'] })
    expect(created).toMatchObject({
      status: 201,
      body: { state: 'invited', roles: ['Viewer'], mfa_enabled: false },
    })
    const { token, url } = created.body.invitation
    expect(url).toBe(`http://localhost:8080/register#invitation=${token}`)
    const accept = (email: string, secret = password) =>
      sallyport.call('POST', '/api/auth/register', {
        body: { email, name: 'Bea', password: secret, invitation: token },
      })
    expect((await accept('other@example.org')).body.code).toBe('invitation-invalid')
    expect(await accept('bea@example.org', 'short')).toMatchObject({
      status: 422,
      body: { code: 'password-refused', errors: [{ path: 'password' }] },
    })
    expect((await accept('bea@example.org')).body.code).toBe('factor-enrolment-required')
    expect(await accept('bea@example.org')).toMatchObject({
      status: 403,
      body: { code: 'invitation-invalid' },
    })
    const listed = await as(ana.token).list('?q=bea')
    expect(listed.body).toMatchObject([{ email: 'Bea@Example.org', state: 'active' }])
    expect(JSON.stringify(listed.body)).not.toContain(token)
  })

  test('is over after a week, and renewing it ends the earlier one', async () => {
    const { body } = await as(ana.token).create({ email: 'carl@example.org', name: 'Carl' })
    const accept = (invitation: string) =>
      sallyport.call('POST', '/api/auth/register', {
        body: { email: 'carl@example.org', name: 'Carl', password, invitation },
      })
    const renewed = await sallyport.call('POST', `/api/users/${body.id}/invitation`, { token: adminToken })
    expect((await accept(body.invitation.token)).body.code).toBe('invitation-invalid')
    sallyport.pass(7 * 86_400)
    expect((await accept(renewed.body.token)).body.code).toBe('invitation-invalid')
    const again = await sallyport.call('POST', `/api/users/${body.id}/invitation`, { token: adminToken })
    expect((await accept(again.body.token)).body.code).toBe('factor-enrolment-required')
  })

  test('without one nobody registers', async () => {
    const answer = await sallyport.call('POST', '/api/auth/register', {
      body: { email: 'x@example.org', name: 'X', password },
    })
    expect(answer).toMatchObject({ status: 403, body: { code: 'invitation-invalid' } })
  })
})

test('an address is taken once, whatever its case', async () => {
  expect(await as(adminToken).create({ email: 'ANA@example.org', name: 'Other' })).toMatchObject({
    status: 409,
    body: { code: 'user-exists' },
  })
})

describe('nobody reaches beyond what they hold', () => {
  test('an Admin neither makes nor changes a Super Admin, and a Viewer makes nobody', async () => {
    const { answer } = await sallyport.invite('admin@example.org', ['Admin'])
    const admin = as((await sallyport.enrol(answer.body.login)).token)
    expect((await admin.create({ email: 'a2@example.org', name: 'A', roles: ['Admin'] })).status).toBe(201)
    expect(await admin.create({ email: 'a3@example.org', name: 'A', roles: ['Super Admin'] })).toMatchObject({
      status: 403,
      body: { code: 'not-permitted' },
    })
    expect((await admin.change(await idOf('ana@example.org'), { state: 'disabled' })).status).toBe(403)
    const viewer = await sallyport.invite('viewer@example.org', ['Viewer'])
    const { token } = await sallyport.enrol(viewer.answer.body.login)
    expect(await as(token).create({ email: 'a4@example.org', name: 'A' })).toMatchObject({
      status: 403,
      body: {
        code: 'not-permitted',
        reason: 'not_granted',
        detail: 'This needs the permission users.create, which none of your roles grants',
      },
    })
    const { body: rows } = await sallyport.call('GET', '/api/audit-logs?action=create_user&outcome=failure', {
      token: adminToken,
    })
    expect(rows[0]).toMatchObject({ user_email: 'viewer@example.org', success: false, resource: 'user' })
  })

  test('a role that does not exist is named', async () => {
    expect(
      await as(adminToken).create({ email: 'r@example.org', name: 'R', roles: ['Emperor'] }),
    ).toMatchObject({ status: 422, body: { errors: [{ path: 'roles[0]' }] } })
  })
})

describe('disabling an account', () => {
  test('ends its sessions at once with the reason, and its tokens', async () => {
    const { id, answer } = await sallyport.invite('dora@example.org', ['Viewer'])
    const { token } = await sallyport.enrol(answer.body.login)
    const made = await sallyport.call('POST', '/api/tokens', {
      token,
      body: { name: 'script', roles: ['Viewer'] },
    })
    expect((await sallyport.call('GET', '/api/policies', { token: made.body.token })).status).toBe(200)
    expect((await as(adminToken).change(id, { state: 'disabled' })).body.state).toBe('disabled')
    expect(await sallyport.call('GET', '/api/auth/me', { token })).toMatchObject({
      status: 401,
      body: { code: 'session-ended', detail: 'The account was disabled' },
    })
    expect((await sallyport.call('GET', '/api/policies', { token: made.body.token })).status).toBe(401)
  })
})

describe('an invited account that was disabled', () => {
  test('is invited again when it is enabled, by the invitation from before', async () => {
    const { body } = await as(adminToken).create({ email: 'gina@example.org', name: 'Gina' })
    const { id, invitation } = body
    const accept = () =>
      sallyport.call('POST', '/api/auth/register', {
        body: { email: 'gina@example.org', name: 'Gina', password, invitation: invitation.token },
      })
    expect((await as(adminToken).change(id, { state: 'disabled' })).body).toMatchObject({
      state: 'disabled',
      invitation_expires_at: invitation.expires_at,
    })
    expect((await accept()).body.code).toBe('invitation-invalid')
    expect((await as(adminToken).change(id, { state: 'active' })).body).toMatchObject({
      state: 'invited',
      invitation_expires_at: invitation.expires_at,
    })
    const { body: rows } = await sallyport.call('GET', '/api/audit-logs?action=update_user&limit=1', {
      token: adminToken,
    })
    expect(rows[0].details).toBe(
      'Changed gina@example.org: enabled the account, which waits for the invitation to be accepted',
    )
    expect((await accept()).body.code).toBe('factor-enrolment-required')
  })

  test('is active when it is enabled after the invitation was accepted, also amid a reset', async () => {
    const { id } = await sallyport.invite('hugo@example.org', ['Viewer'])
    const reset = await sallyport.call('POST', `/api/users/${id}/reset`, { token: adminToken, body: {} })
    expect(reset.status).toBe(201)
    await as(adminToken).change(id, { state: 'disabled' })
    expect((await as(adminToken).change(id, { state: 'active' })).body).toMatchObject({
      state: 'active',
      invitation_expires_at: null,
    })
  })
})

describe('a role taken away', () => {
  test('changes the next request of an open session', async () => {
    const { id, answer } = await sallyport.invite('emil@example.org', ['Auditor'])
    const { token } = await sallyport.enrol(answer.body.login)
    expect((await sallyport.call('POST', '/api/audit-logs/verify', { token, body: {} })).status).toBe(200)
    await as(adminToken).change(id, { roles: ['Viewer'] })
    expect((await sallyport.call('POST', '/api/audit-logs/verify', { token, body: {} })).status).toBe(403)
  })
})

describe('the last administrator', () => {
  test('can be neither disabled, nor demoted, nor deleted, unless forced with a reason', async () => {
    const lonely = await runningSallyport()
    await lonely.setUp()
    const token = adminToken
    const { body } = await lonely.call('GET', '/api/users', { token })
    const [{ id }] = body
    for (const change of [{ state: 'disabled' }, { roles: ['Viewer'] }])
      expect(await lonely.call('PATCH', `/api/users/${id}`, { token, body: change })).toMatchObject({
        status: 409,
        body: { code: 'lockout' },
      })
    expect((await lonely.call('DELETE', `/api/users/${id}`, { token })).body.code).toBe('lockout')
    expect((await lonely.call('DELETE', `/api/users/${id}?force=true`, { token })).body.code).toBe(
      'request-invalid',
    )
    expect((await lonely.call('GET', `/api/users/${id}`, { token })).body).toMatchObject({
      state: 'active',
      roles: ['Super Admin'],
    })
    expect(
      (await lonely.call('DELETE', `/api/users/${id}?force=true&reason=handing%20over`, { token })).status,
    ).toBe(204)
    const { body: rows } = await lonely.call('GET', '/api/audit-logs?action=delete_user', { token })
    expect(rows[0]).toMatchObject({ reason: 'handing over', success: true })
    await lonely.close()
  })
})

test('the list walks page by page and shows everybody once', async () => {
  const seen: string[] = []
  let url: string | undefined = '/api/users?limit=2'
  while (url !== undefined) {
    const { body, headers } = await sallyport.call('GET', url, { token: adminToken })
    seen.push(...body.map((user: { id: string }) => user.id))
    url = /<([^>]+)>; rel="next"/u.exec(String(headers.link ?? ''))?.[1]
  }
  const { body: all } = await as(adminToken).list()
  expect(seen).toEqual(all.map((user: { id: string }) => user.id))
  expect((await as(adminToken).list('?cursor=nonsense')).status).toBe(422)
})

test('unknown members and unknown people are told apart', async () => {
  expect(
    (await as(adminToken).create({ email: 'z@example.org', name: 'Z', password: 'x' })).body,
  ).toMatchObject({ code: 'request-invalid', status: 422 })
  expect((await as(adminToken).change('nobody', { name: 'X' })).body.code).toBe('user-not-found')
})
