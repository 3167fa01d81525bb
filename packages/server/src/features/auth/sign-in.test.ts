import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
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
beforeEach(() => sallyport.pass(3600))

const login = (email: string, secret = password) =>
  sallyport.call('POST', '/api/auth/login', { body: { email, password: secret } })
const totp = (pending: string, code: string) =>
  sallyport.call('POST', '/api/auth/mfa/totp', { body: { login: pending, code } })
const me = (token: string) => sallyport.call('GET', '/api/auth/me', { token })
const switchPolicy = (id: string) => sallyport.call('PATCH', `/api/policies/${id}`, { token: adminToken })

describe('with “MFA Required” on', () => {
  test('a right password asks for the code, and the code signs in', async () => {
    const first = await login('ana@example.org')
    expect(first).toMatchObject({
      status: 401,
      body: { code: 'step-up-required', methods: ['totp', 'recovery'] },
    })
    const second = await totp(first.body.login, sallyport.codeOf(ana.secret))
    expect(second).toMatchObject({
      status: 200,
      body: { token_type: 'bearer', user: { email: 'ana@example.org', role: 'admin', mfa_enabled: true } },
    })
    expect((await me(second.body.access_token)).body.session).toMatchObject({
      mfa_verified: true,
      auth_methods: ['pwd', 'otp', 'mfa'],
      restricted: false,
    })
  })

  test('a code is accepted once, and of two equal requests at once one succeeds', async () => {
    const { body: one } = await login('ana@example.org')
    const { body: other } = await login('ana@example.org')
    const code = sallyport.codeOf(ana.secret)
    const answers = await Promise.all([totp(one.login, code), totp(other.login, code)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
    const failed = answers.find(({ status }) => status === 401)
    expect(failed?.body.code).toBe('code-invalid')
  })

  test('a wrong code does not end the sign-in, and the fifth does', async () => {
    const { body: pending } = await login('ana@example.org')
    for (let attempt = 1; attempt <= 4; attempt++)
      expect((await totp(pending.login, '000000')).body.code).toBe('code-invalid')
    const good = await totp(pending.login, sallyport.codeOf(ana.secret))
    expect(good.status).toBe(200)
    sallyport.pass(3600)
    const { body: again } = await login('ana@example.org')
    for (let attempt = 1; attempt <= 5; attempt++)
      expect((await totp(again.login, '000000')).status).toBe(401)
    expect(await totp(again.login, sallyport.codeOf(ana.secret))).toMatchObject({
      status: 401,
      body: { code: 'sign-in-expired' },
    })
    await sallyport.db.deleteFrom('sign_in_failures').execute()
  })

  test('wrong codes are counted for the person: a new sign-in gives no new guesses', async () => {
    for (let attempt = 1; attempt <= 5; attempt++)
      expect((await totp((await login('ana@example.org')).body.login, '000000')).status).toBe(401)
    const sixth = await totp((await login('ana@example.org')).body.login, '000000')
    expect(sixth).toMatchObject({ status: 429, headers: { 'retry-after': '1' } })
    await sallyport.db.deleteFrom('sign_in_failures').execute()
  })

  test('a pending sign-in is over after ten minutes', async () => {
    const { body: pending } = await login('ana@example.org')
    sallyport.pass(601)
    expect((await totp(pending.login, sallyport.codeOf(ana.secret))).body.code).toBe('sign-in-expired')
  })

  test('somebody without a factor sets one up, and is signed in by confirming it', async () => {
    const { answer } = await sallyport.invite('new@example.org', ['Viewer'])
    expect(answer).toMatchObject({
      status: 401,
      body: { code: 'factor-enrolment-required', methods: ['webauthn', 'totp'] },
    })
    const again = await login('new@example.org')
    expect(again.body.code).toBe('factor-enrolment-required')
    const enrolled = await sallyport.enrol(again.body.login)
    expect(enrolled.recoveryCodes).toHaveLength(10)
    expect((await me(enrolled.token)).body).toMatchObject({
      email: 'new@example.org',
      role: 'user',
      mfa_enabled: true,
      permissions: ['policies.read'],
    })
    const confirming = await login('new@example.org')
    expect((await totp(confirming.body.login, sallyport.codeOf(enrolled.secret))).body.code).toBe(
      'code-invalid',
    )
  })

  test('a pending sign-in that asks for a factor can’t set another up', async () => {
    const { body: pending } = await login('ana@example.org')
    const begun = await sallyport.call('POST', '/api/auth/factors', {
      body: { type: 'totp', login: pending.login },
    })
    expect(begun).toMatchObject({ status: 401, body: { code: 'sign-in-expired' } })
  })
})

describe('a recovery code', () => {
  test('works once, ends the other sessions, and gives a session that may only set up a factor', async () => {
    const { answer } = await sallyport.invite('lost@example.org', ['Admin'])
    const person = await sallyport.enrol(answer.body.login)
    const recover = async (code: string) => {
      const { body: pending } = await login('lost@example.org')
      return sallyport.call('POST', '/api/auth/mfa/recovery', { body: { login: pending.login, code } })
    }
    const [code = ''] = person.recoveryCodes
    const recovered = await recover(code.toLowerCase())
    expect(recovered).toMatchObject({ status: 200, body: { restricted: true } })
    expect(await me(person.token)).toMatchObject({
      status: 401,
      body: { code: 'session-ended', detail: 'A recovery code was used for this account' },
    })

    const token = recovered.body.access_token as string
    expect(await sallyport.call('GET', '/api/policies', { token })).toMatchObject({
      status: 403,
      body: { code: 'session-restricted' },
    })
    expect((await recover(code)).body.code).toBe('code-invalid')

    const begun = await sallyport.call('POST', '/api/auth/factors', { token, body: { type: 'totp' } })
    const confirmed = await sallyport.call('POST', `/api/auth/factors/${begun.body.id}/confirm`, {
      token,
      body: { code: sallyport.codeOf(begun.body.secret) },
    })
    expect(confirmed.status).toBe(200)
    expect((await me(confirmed.body.access_token)).body.session).toMatchObject({
      restricted: false,
      mfa_verified: true,
    })
    expect(
      (await sallyport.call('GET', '/api/policies', { token: confirmed.body.access_token })).status,
    ).toBe(200)
    expect((await me(token)).status).toBe(401)
  })
})

describe('switching “MFA Required”', () => {
  test('off lets the next sign-in through with a password; on ends that session at once, says why, and leaves the others', async () => {
    const { body: pending } = await login('ana@example.org')
    const strong = (await totp(pending.login, sallyport.codeOf(ana.secret))).body.access_token as string
    expect((await switchPolicy('pol-mfa-required')).body).toEqual({
      message: 'Policy disabled',
      enabled: false,
    })
    const weak = await login('ana@example.org')
    expect(weak.status).toBe(200)
    expect((await me(weak.body.access_token)).body.session).toMatchObject({
      mfa_verified: false,
      auth_methods: ['pwd'],
    })

    expect((await switchPolicy('pol-mfa-required')).body).toEqual({
      message: 'Policy enabled',
      enabled: true,
    })
    await sallyport.auth.watch.ask()
    const open = await sallyport.db
      .selectFrom('login_sessions')
      .select(['mfa_verified', 'end_reason'])
      .where('ended_at', 'is', null)
      .execute()
    expect(open.every(({ mfa_verified }) => mfa_verified)).toBe(true)
    expect(await me(weak.body.access_token)).toMatchObject({
      status: 401,
      body: { code: 'session-ended', detail: 'Require MFA for login' },
    })
    expect((await me(strong)).status).toBe(200)
  })
})

describe('a policy of one’s own', () => {
  const create = (statement: object, policy: object = {}, query = '') =>
    sallyport.call('POST', `/api/policies${query}`, {
      token: adminToken,
      body: {
        id: 'own',
        name: 'Own',
        description: '',
        type: 'access',
        statements: [{ id: 's', ...statement }],
        ...policy,
      },
    })
  const remove = () => sallyport.call('DELETE', '/api/policies/own', { token: adminToken })

  test('refuses in its own words, and says when it opens again', async () => {
    const night = {
      label: 'Closed between 22:00 and 06:00',
      effect: 'deny',
      resources: ['sign_in'],
      subjects: ['role:Super Admin'],
      when: [{ attribute: 'time_of_day', operator: 'between', value: ['22:00', '06:00'] }],
    }
    const created = await create(night, { critical: true, priority: 1 })
    expect(created.status).toBe(201)
    expect(created.body.enforced_at).toEqual(['sign-in'])
    sallyport.setTime('2026-12-01T23:00:00.000Z')
    const { body: pending } = await login('ana@example.org')
    expect(pending).toMatchObject({
      code: 'sign-in-denied',
      status: 403,
      detail: 'Closed between 22:00 and 06:00',
    })
    expect(pending.advice).toEqual([
      { id: 'step_up', properties: { methods: ['webauthn', 'totp'] } },
      { id: 'retry_after', properties: { time: '2026-12-02T06:00:00Z' } },
    ])
    sallyport.setTime('2026-12-02T06:00:00.000Z')
    expect((await login('ana@example.org')).body.code).toBe('step-up-required')
    await remove()
  })

  test('is told rather than the second factor, where a second factor would not help', async () => {
    await create(
      {
        label: 'Ana is on holiday',
        effect: 'deny',
        resources: ['sign_in'],
        when: [{ attribute: 'subject.properties.email', operator: 'equals', value: 'ana@example.org' }],
      },
      {},
      '?force=true&reason=holiday',
    )
    const refused = await login('ana@example.org')
    expect(refused).toMatchObject({
      status: 403,
      body: { code: 'sign-in-denied', detail: 'Ana is on holiday', advice: [] },
    })
    await remove()
  })

  test('that asks for what sign-in can’t do refuses the sign-in', async () => {
    const impossible = {
      label: 'Record the screen',
      effect: 'oblige',
      actions: ['login'],
      obligations: [{ id: 'record_screen', properties: { updates_per_second: 5 } }],
    }
    expect(await create(impossible)).toMatchObject({ status: 409, body: { code: 'lockout' } })
    expect((await create(impossible, {}, '?force=true&reason=to%20see%20it%20refused')).status).toBe(201)
    const { body: pending } = await login('ana@example.org')
    const refused = await totp(pending.login, sallyport.codeOf(ana.secret))
    expect(refused).toMatchObject({ status: 403, body: { code: 'sign-in-denied' } })
    expect(refused.body.detail).toContain('record_screen')
    await remove()
  })

  test('limits how long, how idle and how many sessions may be', async () => {
    const started = sallyport.now()
    await create({
      label: 'Short sessions',
      effect: 'oblige',
      actions: ['login'],
      obligations: [
        { id: 'limit_session', properties: { seconds: 600 } },
        { id: 'limit_idle', properties: { seconds: 60 } },
        { id: 'limit_concurrent', properties: { count: 1 } },
      ],
    })
    const open = async () =>
      (await totp((await login('ana@example.org')).body.login, sallyport.codeOf(ana.secret))).body
    const first = await open()
    expect(Date.parse(first.expires_at) - started.getTime()).toBe(600_000)
    sallyport.pass(30)
    const second = await open()
    expect((await me(first.access_token)).body.detail).toMatch(/Only 1 sessions? may be open/u)
    sallyport.pass(59)
    expect((await me(second.access_token)).status).toBe(200)
    sallyport.pass(61)
    expect(await me(second.access_token)).toMatchObject({
      status: 401,
      body: { code: 'session-ended', detail: 'The session was idle for too long. Sign in again' },
    })
    await remove()
  })
})
