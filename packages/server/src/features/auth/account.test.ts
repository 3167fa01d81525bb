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

const signIn = async () => {
  sallyport.pass(60)
  const { body } = await sallyport.call('POST', '/api/auth/login', {
    body: { email: 'ana@example.org', password },
  })
  const answer = await sallyport.call('POST', '/api/auth/mfa/totp', {
    body: { login: body.login, code: sallyport.codeOf(ana.secret) },
  })
  return answer.body.access_token as string
}
const get = (url: string, token: string) => sallyport.call('GET', url, { token })

describe('set-up', () => {
  test('happens once, with the link’s token, and with a password of one’s own', async () => {
    const fresh = await runningSallyport()
    const body = { name: 'A', email: 'a@example.org', password, organization: 'Ours' }
    const token = await fresh.auth.renewSetupToken()
    expect((await fresh.call('GET', '/api/setup')).body).toEqual({ required: true })
    expect(
      (await fresh.call('POST', '/api/setup', { body: { ...body, token: 'spi_guess' } })).body.code,
    ).toBe('setup-invalid')
    expect(
      (await fresh.call('POST', '/api/setup', { body: { ...body, token, password: 'too short' } })).body.code,
    ).toBe('password-refused')
    const both = await Promise.all(
      [1, 2].map((n) =>
        fresh.call('POST', '/api/setup', { body: { ...body, email: `a${n}@example.org`, token } }),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect((await fresh.call('GET', '/api/setup')).body).toEqual({ required: false })
    expect((await fresh.call('GET', '/api/organizations', { token: adminToken })).body).toMatchObject([
      { name: 'Ours', users_count: 1 },
    ])
    expect(await fresh.auth.renewSetupToken()).toBeUndefined()
    await fresh.close()
  })

  test('a link is over after an hour', async () => {
    const fresh = await runningSallyport()
    const token = await fresh.auth.renewSetupToken()
    fresh.pass(3600)
    const body = { token, name: 'A', email: 'a@example.org', password, organization: 'Ours' }
    expect((await fresh.call('POST', '/api/setup', { body })).body.code).toBe('setup-invalid')
    await fresh.close()
  })
})

describe('one’s own sessions', () => {
  test('are listed, and any of them can be ended, but nobody else’s', async () => {
    const [first, second] = [await signIn(), await signIn()]
    const { body: sessions } = await get('/api/auth/sessions', second)
    const other = sessions.find((session: { current: boolean }) => !session.current)
    expect(sessions.filter((session: { current: boolean }) => session.current)).toHaveLength(1)
    expect(other).toMatchObject({
      mfa_verified: true,
      ip_address: '203.0.113.7',
      auth_methods: ['pwd', 'otp', 'mfa'],
    })
    const { answer } = await sallyport.invite('eve@example.org', [])
    const eve = await sallyport.enrol(answer.body.login)
    expect(
      (await sallyport.call('DELETE', `/api/auth/sessions/${other.id}`, { token: eve.token })).status,
    ).toBe(404)
    const { body: mine } = await get('/api/auth/sessions', first)
    const current = mine.find((session: { current: boolean }) => session.current)
    expect(
      (await sallyport.call('DELETE', `/api/auth/sessions/${current.id}`, { token: second })).status,
    ).toBe(204)
    expect((await get('/api/auth/me', first)).body).toMatchObject({
      code: 'session-ended',
      detail: 'You ended this session',
    })
  })

  test('say with what and from where they are used', async () => {
    sallyport.pass(60)
    const { body } = await sallyport.call('POST', '/api/auth/login', {
      body: { email: 'ana@example.org', password },
    })
    const { body: answer } = await sallyport.call('POST', '/api/auth/mfa/totp', {
      address: '193.0.6.139',
      headers: { 'user-agent': 'curl/8.5.0' },
      body: { login: body.login, code: sallyport.codeOf(ana.secret) },
    })
    expect(answer.token_type).toBe('bearer')
    const { body: sessions } = await get('/api/auth/sessions', await signIn())
    const of = (address: string) =>
      sessions.find((session: { ip_address: string }) => session.ip_address === address)
    expect(of('193.0.6.139')).toMatchObject({ country: 'NL', device: null })
    expect(of('203.0.113.7')).toMatchObject({ device: { browser: 'Chrome', system: 'Linux' } })
    const nearby = { token: answer.access_token, address: '10.1.2.3' }
    expect((await sallyport.call('GET', '/api/auth/sessions', nearby)).body).toContainEqual(
      expect.objectContaining({ current: true, ip_address: '10.1.2.3', country: null }),
    )
  })

  test('all others are ended at once, and each is written down', async () => {
    const [first, second, third] = [await signIn(), await signIn(), await signIn()]
    const { answer } = await sallyport.invite('oda@example.org', [])
    const oda = await sallyport.enrol(answer.body.login)
    const { body: before } = await get('/api/auth/sessions', third)
    const ended = await sallyport.call('DELETE', '/api/auth/sessions', { token: third })
    expect(ended).toMatchObject({ status: 200, body: { sessions_ended: before.length - 1 } })
    for (const token of [first, second])
      expect((await get('/api/auth/me', token)).body).toMatchObject({
        code: 'session-ended',
        detail: 'You ended all other sessions',
      })
    expect((await get('/api/auth/me', third)).status).toBe(200)
    expect((await get('/api/auth/me', oda.token)).status).toBe(200)
    const { body: rows } = await get('/api/audit-logs?action=end_session&limit=2', third)
    expect(rows).toMatchObject(
      [1, 2].map(() => ({
        user_email: 'ana@example.org',
        details: 'You ended all other sessions',
        ip_address: '203.0.113.7',
      })),
    )
    const again = await sallyport.call('DELETE', '/api/auth/sessions', { token: third })
    expect(again.body).toEqual({ sessions_ended: 0 })
  })

  test('one takes the place of the one with which identity was proved anew, of the same person', async () => {
    const [token, code] = [await signIn(), () => sallyport.codeOf(ana.secret)]
    sallyport.pass(16 * 60)
    const { body } = await sallyport.call('POST', '/api/auth/recovery-codes', { token })
    const stepped = await sallyport.call('POST', '/api/auth/mfa/totp', {
      token,
      body: { login: body.login, code: code() },
    })
    expect((await get('/api/auth/me', stepped.body.access_token)).status).toBe(200)
    expect((await get('/api/auth/me', token)).body.detail).toBe('You proved your identity again')
    const { answer } = await sallyport.invite('uma@example.org', [])
    const uma = await sallyport.enrol(answer.body.login)
    sallyport.pass(60)
    const { body: pending } = await sallyport.call('POST', '/api/auth/login', {
      token: uma.token,
      body: { email: 'ana@example.org', password },
    })
    await sallyport.call('POST', '/api/auth/mfa/totp', {
      token: uma.token,
      body: { login: pending.login, code: code() },
    })
    expect((await get('/api/auth/me', uma.token)).status, 'somebody else’s stays').toBe(200)
  })

  test('end after twelve hours however busy, and after half an hour of silence', async () => {
    const token = await signIn()
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      expect((await get('/api/auth/me', token)).status).toBe(200)
      sallyport.pass(20 * 60)
    }
    sallyport.pass(20 * 60)
    expect((await get('/api/auth/me', token)).body.detail).toBe(
      'The session reached its time limit. Sign in again',
    )
    const idle = await signIn()
    sallyport.pass(1800)
    expect((await get('/api/auth/me', idle)).body.detail).toBe(
      'The session was idle for too long. Sign in again',
    )
  })
})

describe('changing one’s password', () => {
  test('asks for the current one, refuses a bad one, and ends the other sessions', async () => {
    const { answer } = await sallyport.invite('pia@example.org', [])
    const pia = await sallyport.enrol(answer.body.login)
    sallyport.pass(60)
    const { body } = await sallyport.call('POST', '/api/auth/login', {
      body: { email: 'pia@example.org', password },
    })
    const other = await sallyport.call('POST', '/api/auth/mfa/totp', {
      body: { login: body.login, code: sallyport.codeOf(pia.secret) },
    })
    const change = (current: string, next: string) =>
      sallyport.call('POST', '/api/auth/password', { token: pia.token, body: { current, new: next } })
    expect((await change('wrong', 'a whole new sentence')).body.code).toBe('invalid-credentials')
    expect((await change(password, password)).body.code).toBe('password-refused')
    expect((await change(password, 'password1')).body).toMatchObject({
      code: 'password-refused',
      errors: [{ path: 'new' }],
    })
    expect((await change(password, 'kx7#vqm2')).body).toEqual({
      message: 'Password changed',
      sessions_ended: 1,
    })
    expect((await get('/api/auth/me', other.body.access_token)).body.detail).toBe(
      'The password of this account was changed',
    )
    expect((await get('/api/auth/me', pia.token)).status).toBe(200)
  })

  test('is told to the sessions to come, not to the one that did it', async () => {
    const token = await signIn()
    await sallyport.db.deleteFrom('notices').execute()
    const renewed = 'a whole new sentence'
    const change = (current: string, next: string) =>
      sallyport.call('POST', '/api/auth/password', { token, body: { current, new: next } })
    expect((await change(password, renewed)).status).toBe(200)
    expect((await get('/api/auth/me', token)).body.notices).toEqual([])
    expect((await change(renewed, password)).status).toBe(200)
    expect((await get('/api/auth/me', await signIn())).body.notices).toMatchObject(
      [1, 2].map(() => ({
        kind: 'password-changed',
        facts: { address: '203.0.113.7', device: { browser: 'Chrome', system: 'Linux' } },
      })),
    )
  })
})

describe('changing factors', () => {
  test('needs a fresh proof, which gives a new token', async () => {
    const token = await signIn()
    sallyport.pass(16 * 60)
    const { body: factors } = await get('/api/auth/factors', token)
    const refused = await sallyport.call('POST', '/api/auth/recovery-codes', { token })
    expect(refused).toMatchObject({ status: 401, body: { code: 'step-up-required', methods: ['totp'] } })
    const stepped = await sallyport.call('POST', '/api/auth/mfa/totp', {
      body: { login: refused.body.login, code: sallyport.codeOf(ana.secret) },
    })
    const renewed = await sallyport.call('POST', '/api/auth/recovery-codes', {
      token: stepped.body.access_token,
    })
    expect(new Set(renewed.body.recovery_codes).size).toBe(10)
    const { body: kept } = await get('/api/auth/recovery-codes', stepped.body.access_token)
    expect(kept).toEqual({ left: 10, created_at: sallyport.now().toISOString() })
    sallyport.pass(60)
    expect((await get('/api/auth/me', await signIn())).body.notices).toContainEqual(
      expect.objectContaining({ kind: 'recovery-codes-renewed' }),
    )
    expect(factors).toMatchObject([{ type: 'totp', name: 'Authenticator app' }])
  })

  test('a recovery code that was used is told, with how many are left', async () => {
    const { answer } = await sallyport.invite('ria@example.org', [])
    const ria = await sallyport.enrol(answer.body.login)
    const { body: pending } = await sallyport.call('POST', '/api/auth/login', {
      body: { email: 'ria@example.org', password },
    })
    const recovered = await sallyport.call('POST', '/api/auth/mfa/recovery', {
      body: { login: pending.login, code: ria.recoveryCodes[0] },
    })
    expect(recovered.body.restricted).toBe(true)
    sallyport.pass(60)
    const { body: again } = await sallyport.call('POST', '/api/auth/login', {
      body: { email: 'ria@example.org', password },
    })
    const { body: signedIn } = await sallyport.call('POST', '/api/auth/mfa/totp', {
      body: { login: again.login, code: sallyport.codeOf(ria.secret) },
    })
    const { body: me } = await get('/api/auth/me', signedIn.access_token)
    expect(me.notices).toMatchObject([
      { kind: 'recovery-code-used', facts: { left: 9, address: '203.0.113.7' } },
      { kind: 'factor-added' },
    ])
    expect((await get('/api/auth/recovery-codes', signedIn.access_token)).body).toMatchObject({ left: 9 })
  })

  test('removing the last one takes the recovery codes along, and the policy asks for a new one at the next sign-in', async () => {
    const { answer } = await sallyport.invite('rob@example.org', [])
    const rob = await sallyport.enrol(answer.body.login)
    expect(
      (await sallyport.call('DELETE', `/api/auth/factors/${rob.factor}`, { token: rob.token })).status,
    ).toBe(204)
    const again = await sallyport.call('POST', '/api/auth/login', {
      body: { email: 'rob@example.org', password },
    })
    expect(again.body.code).toBe('factor-enrolment-required')
    const left = await sallyport.db
      .selectFrom('recovery_codes')
      .innerJoin('users', 'users.id', 'recovery_codes.user_id')
      .where('users.email', '=', 'rob@example.org')
      .select('recovery_codes.id')
      .execute()
    expect(left).toEqual([])
  })
})

describe('obligations that the server fulfils', () => {
  test('log writes an entry, notify a notice, and a notice to nobody refuses', async () => {
    const create = (to: string) =>
      sallyport.call('POST', '/api/policies', {
        token: adminToken,
        body: {
          id: 'watch', name: 'Watch', description: '', type: 'access',
          statements: [{ id: 's', label: 'Watch what is read', effect: 'oblige', resources: ['sallyport.user'], actions: ['read'], obligations: [{ id: 'log', properties: { level: 'warning' } }, { id: 'notify', properties: { to } }] }],
        }, // prettier-ignore
      })
    await create('ana@example.org')
    const token = await signIn()
    // What was left when the first factor was set up.
    await sallyport.db.deleteFrom('notices').execute()
    expect((await get('/api/users', token)).status).toBe(200)
    const { body: rows } = await get('/api/audit-logs?action=log_decision&limit=1', token)
    expect(rows[0]).toMatchObject({
      user_email: 'ana@example.org',
      resource: 'sallyport.user',
      details: 'warning: ana@example.org was permitted: read on sallyport.user',
    })
    const { body: me } = await get('/api/auth/me', token)
    expect(me.notices).toMatchObject([
      { kind: 'message', text: 'ana@example.org was permitted: read on sallyport.user' },
    ])
    await sallyport.call('DELETE', `/api/auth/notices/${me.notices[0].id}`, { token })
    expect((await get('/api/auth/me', token)).body.notices).toEqual([])
    await sallyport.call('DELETE', '/api/policies/watch', { token })
    await create('nobody@example.org')
    expect(await get('/api/users', token)).toMatchObject({
      status: 403,
      body: { code: 'obligation-unsupported' },
    })
    await sallyport.call('DELETE', '/api/policies/watch', { token })
  })
})

test('no token, code, password or secret is stored in the clear', async () => {
  const token = await signIn()
  const made = await sallyport.call('POST', '/api/tokens', {
    token,
    body: { name: 'robot', roles: ['Viewer'] },
  })
  const secrets = [token, made.body.token as string, ana.secret, password, adminToken, ...ana.recoveryCodes]
  const tables = [
    'users',
    'factors',
    'recovery_codes',
    'login_sessions',
    'pending_sign_ins',
    'webauthn_challenges',
    'invitations',
    'api_tokens',
    'settings',
    'audit_log',
  ] as const
  for (const table of tables) {
    const text = JSON.stringify(
      await sallyport.db.selectFrom(table).selectAll().execute(),
      (_key, value: unknown) => (Buffer.isBuffer(value) ? value.toString('latin1') : value),
    )
    for (const secret of secrets)
      expect(text.includes(secret), `${table} holds ${secret.slice(0, 6)}…`).toBe(false)
  }
})
