import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  adminToken,
  password,
  runningSallyport,
  type RunningSallyport,
} from '../../testing/running-sallyport.ts'

let sallyport: RunningSallyport
beforeAll(async () => {
  sallyport = await runningSallyport()
  await sallyport.setUp()
})
afterAll(() => sallyport.close())

const newPassword = 'another horse, another battery'
const get = (path: string, token = adminToken) => sallyport.call('GET', `/api/users${path}`, { token })
const post = (path: string, body: object = {}, token = adminToken) =>
  sallyport.call('POST', `/api/users${path}`, { token, body })
const remove = (path: string, token = adminToken) => sallyport.call('DELETE', `/api/users${path}`, { token })
const login = (email: string, secret = password) =>
  sallyport.call('POST', '/api/auth/login', { body: { email, password: secret } })
const useLink = (token: string, secret: string) =>
  sallyport.call('POST', '/api/auth/reset', { body: { token, password: secret } })
const newest = async (action: string) =>
  (await sallyport.call('GET', `/api/audit-logs?action=${action}&limit=1`, { token: adminToken })).body[0]

/** Somebody with an authenticator app and an open session. */
async function person(email: string, roles: string[] = ['Viewer']) {
  const { id, answer } = await sallyport.invite(email, roles)
  return { id, email, ...(await sallyport.enrol(answer.body.login)) }
}
const meOf = (token: string) => sallyport.call('GET', '/api/auth/me', { token })

describe('the list shows', () => {
  test('what covers each person, and is narrowed by it', async () => {
    const covered = await person('cover@example.org', ['Auditor'])
    const bare = (await post('', { email: 'bare@example.org', name: 'Bare', roles: ['Auditor'] })).body
    const { body } = await get(`/${covered.id}`)
    expect(body).toMatchObject({
      factor_coverage: { webauthn: 0, totp: 1, recovery_codes: 10, phishing_resistant: false },
      open_sessions: 1,
      locks: [],
      reset: null,
      invitation_expires_at: null,
      last_login_at: expect.any(String),
    })
    const found = async (query: string) =>
      (await get(`?${query}`)).body.map((one: { email: string }) => one.email)
    expect(await found('factor=totp&role=Auditor')).toEqual(['cover@example.org'])
    expect(await found('factor=none&role=Auditor')).toEqual(['bare@example.org'])
    expect(await found('factor=webauthn')).toEqual([])
    expect(await found('state=invited')).toEqual(['bare@example.org'])
    expect(await found('q=COVER')).toEqual(['cover@example.org'])
    expect((await get(`/${bare.id}`)).body).toMatchObject({
      open_sessions: 0,
      invitation_expires_at: bare.invitation.expires_at,
    })
    expect((await get('?factor=sms')).status).toBe(422)
  })

  test('the filters on the next page too', async () => {
    for (const name of ['l1', 'l2', 'l3']) {
      sallyport.pass(1)
      await post('', { email: `${name}@example.org`, name, roles: ['Analyst'] })
    }
    const { headers, body } = await get('?role=Analyst&limit=2')
    expect(body).toHaveLength(2)
    const next = /<([^>]+)>; rel="next"/u.exec(String(headers.link))?.[1]
    expect(next).toContain('role=Analyst')
    const rest = await sallyport.call('GET', next ?? '', { token: adminToken })
    expect(rest.body.map((one: { email: string }) => one.email)).toEqual(['l1@example.org'])
  })

  test('a session past its limits as none', async () => {
    const { id } = await person('idle@example.org')
    sallyport.pass(31 * 60)
    expect((await get(`/${id}`)).body.open_sessions).toBe(0)
  })
})

describe('a reset of the password', () => {
  test('ends sessions, stops the old password, and lets the person choose; factors are still asked', async () => {
    const pia = await person('pia@example.org')
    const started = await post(`/${pia.id}/reset?reason=lost%20it`)
    expect(started).toMatchObject({
      status: 201,
      body: { password: true, sessions_ended: 1, factors_removed: 0 },
    })
    const { token, url } = started.body
    expect(url).toBe(`http://localhost:8080/reset#token=${token}`)
    expect((await meOf(pia.token)).body).toMatchObject({
      code: 'session-ended',
      detail: 'An administrator is resetting this account',
    })
    expect((await login(pia.email)).body.code).toBe('invalid-credentials')
    expect((await get(`/${pia.id}`)).body.reset).toMatchObject({ password: true, factors: false })
    expect(await newest('start_reset')).toMatchObject({
      resource: `user:${pia.id}`,
      success: true,
      reason: 'lost it',
      changes: { after: { password: true, factors: false } },
    })
    expect(await sallyport.call('POST', '/api/auth/reset/state', { body: { token } })).toMatchObject({
      body: { email: pia.email, password: true, factors: false },
    })
    expect(await useLink(token, 'short')).toMatchObject({ status: 422, body: { code: 'password-refused' } })
    expect((await useLink(token, password)).body.detail).toContain('was reset')
    const used = await useLink(token, newPassword)
    expect(used.body).toMatchObject({ code: 'step-up-required', methods: ['totp', 'recovery'] })
    expect((await useLink(token, newPassword)).body.code).toBe('reset-invalid')
    expect((await login(pia.email, newPassword)).body.code).toBe('step-up-required')
    expect((await get(`/${pia.id}`)).body.reset).toBeNull()
    const { body } = await sallyport.call('POST', '/api/auth/mfa/totp', {
      body: { login: used.body.login, code: (sallyport.pass(60), sallyport.codeOf(pia.secret)) },
    })
    const { notices } = (await meOf(body.access_token)).body
    expect(notices.map((one: { text: string }) => one.text).join()).toMatch(/started to reset.*|was used/u)
    expect(notices).toHaveLength(3)
  })

  test('is over after a day, and a second one ends the first', async () => {
    const { id } = await person('quin@example.org')
    const [first, second] = [(await post(`/${id}/reset`)).body, (await post(`/${id}/reset`)).body]
    expect((await useLink(first.token, newPassword)).body.code).toBe('reset-invalid')
    sallyport.pass(24 * 3600)
    expect((await useLink(second.token, newPassword)).body.code).toBe('reset-invalid')
    const third = (await post(`/${id}/reset`)).body
    expect((await useLink(third.token, newPassword)).body.code).toBe('step-up-required')
  })

  test('of two that use one link at once, one succeeds', async () => {
    const { id } = await person('race@example.org')
    const { token } = (await post(`/${id}/reset`)).body
    const codes = (await Promise.all([1, 2].map(() => useLink(token, newPassword)))).map(
      ({ body }) => body.code,
    )
    expect(codes.sort()).toEqual(['reset-invalid', 'step-up-required'])
  })

  test('wrong tokens are slowed by the address that sends them', async () => {
    const statuses = []
    for (let attempt = 1; attempt <= 201; attempt++)
      statuses.push(
        await sallyport.call('POST', '/api/auth/reset', {
          body: { token: `spr_${attempt}`, password: newPassword },
          address: '198.51.100.99',
        }),
      )
    expect(statuses.slice(0, 200).every(({ status }) => status === 403)).toBe(true)
    expect(statuses[200]?.status).toBe(429)
  })
})

describe('a reset of the factors', () => {
  test('removes them at once, asks the present password at the link, and has new ones set up', async () => {
    const rosa = await person('rosa@example.org')
    const { body } = await post(`/${rosa.id}/reset`, { password: false, factors: true })
    expect(body).toMatchObject({ password: false, factors_removed: 1, sessions_ended: 1 })
    expect((await get(`/${rosa.id}`)).body.factor_coverage).toMatchObject({ totp: 0, recovery_codes: 0 })
    // Whoever knows the password alone gets nowhere, least of all to setting up a factor.
    expect((await login(rosa.email)).body.code).toBe('invalid-credentials')
    expect((await useLink(body.token, newPassword)).body).toMatchObject({
      code: 'invalid-credentials',
      detail: 'The password is wrong',
    })
    const used = await useLink(body.token, password)
    expect(used.body.code).toBe('factor-enrolment-required')
    expect((await sallyport.enrol(used.body.login)).token).toBeDefined()
    expect((await login(rosa.email)).body.code).toBe('step-up-required')
  })

  test('does not bring back a password that an earlier reset took away', async () => {
    const { id } = await person('sven@example.org')
    await post(`/${id}/reset`, { password: true })
    const { body } = await post(`/${id}/reset`, { password: false, factors: true })
    expect(body.password).toBe(true)
    expect((await useLink(body.token, password)).body.code).toBe('password-refused')
    expect((await useLink(body.token, newPassword)).body.code).toBe('factor-enrolment-required')
  })
})

describe('a reset is refused', () => {
  test('of oneself, of somebody who holds more, of the invited and the disabled, and of nothing', async () => {
    const admin = await person('admin2@example.org', ['Admin'])
    const boss = await person('boss@example.org', ['Super Admin'])
    expect((await post(`/${boss.id}/reset`, {}, boss.token)).body.code).toBe('not-permitted')
    expect(await post(`/${boss.id}/reset`, {}, admin.token)).toMatchObject({
      status: 403,
      body: { code: 'not-permitted' },
    })
    expect((await meOf(boss.token)).status).toBe(200)
    const invited = (await post('', { email: 'inv@example.org', name: 'I' })).body
    expect((await post(`/${invited.id}/reset`)).status).toBe(409)
    const { id } = await person('off@example.org')
    await sallyport.call('PATCH', `/api/users/${id}`, { token: adminToken, body: { state: 'disabled' } })
    expect((await post(`/${id}/reset`)).status).toBe(409)
    expect(await post(`/${id}/reset`, { password: false })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'password' }] },
    })
  })

  test('at the link when the account was disabled meanwhile', async () => {
    const { id } = await person('late@example.org')
    const { token } = (await post(`/${id}/reset`)).body
    await sallyport.call('PATCH', `/api/users/${id}`, { token: adminToken, body: { state: 'disabled' } })
    expect((await useLink(token, newPassword)).body.code).toBe('reset-invalid')
  })
})

describe('sessions of others', () => {
  test('are seen and ended, one or all, on every node at once', async () => {
    const node = await sallyport.secondNode()
    const tom = await person('tom@example.org')
    const { body: sessions } = await get(`/${tom.id}/sessions`)
    expect(sessions).toMatchObject([{ mfa_verified: true, ip_address: '203.0.113.7' }])
    expect((await node.call('GET', '/api/auth/me', { token: tom.token })).status).toBe(200)
    expect((await remove(`/${tom.id}/sessions/nonsense`)).body.code).toBe('session-not-found')
    expect((await remove(`/${tom.id}/sessions/${sessions[0].id}?reason=stolen`)).status).toBe(204)
    expect((await node.call('GET', '/api/auth/me', { token: tom.token })).body).toMatchObject({
      code: 'session-ended',
      detail: 'An administrator ended this session',
    })
    expect(await newest('end_session')).toMatchObject({
      token_name: 'SALLYPORT_ADMIN_TOKEN',
      reason: 'stolen',
    })
    expect((await remove(`/${tom.id}/sessions`)).body).toEqual({ sessions_ended: 0 })
    await node.close()
  })

  test('end with the account that is disabled, on every node at once', async () => {
    const node = await sallyport.secondNode()
    const ulla = await person('ulla@example.org')
    expect((await node.call('GET', '/api/auth/me', { token: ulla.token })).status).toBe(200)
    await sallyport.call('PATCH', `/api/users/${ulla.id}`, { token: adminToken, body: { state: 'disabled' } })
    expect((await node.call('GET', '/api/auth/me', { token: ulla.token })).body).toMatchObject({
      code: 'session-ended',
      detail: 'The account was disabled',
    })
    expect((await newest('update_user')).details).toContain('disabled the account and ended a session')
    await node.close()
  })

  test('of somebody who holds more are left alone', async () => {
    const admin = await person('admin3@example.org', ['Admin'])
    const boss = await person('boss2@example.org', ['Super Admin'])
    expect((await remove(`/${boss.id}/sessions`, admin.token)).status).toBe(403)
    expect((await meOf(boss.token)).status).toBe(200)
  })
})

describe('factors of others', () => {
  test('are seen, and a lost one is removed; its owner is told, and one’s own goes another way', async () => {
    const vera = await person('vera@example.org')
    const { body: factors } = await get(`/${vera.id}/factors`)
    expect(factors).toMatchObject([{ id: vera.factor, type: 'totp' }])
    expect(JSON.stringify(factors)).not.toContain(vera.secret)
    expect((await remove(`/${vera.id}/factors/nonsense`)).body.code).toBe('factor-not-found')
    expect((await remove(`/${vera.id}/factors/${vera.factor}`)).status).toBe(204)
    expect(await newest('remove_factor')).toMatchObject({
      resource: `user:${vera.id}`,
      changes: { before: { id: vera.factor, type: 'totp' }, after: null },
    })
    expect((await get(`/${vera.id}`)).body.factor_coverage).toMatchObject({ totp: 0, recovery_codes: 0 })
    const { notices } = (await meOf(vera.token)).body
    expect(notices[0].text).toContain('removed the authenticator app')
    const { id, factor, token } = await person('own@example.org', ['Super Admin'])
    expect((await remove(`/${id}/factors/${factor}`, token)).body.code).toBe('not-permitted')
  })
})
