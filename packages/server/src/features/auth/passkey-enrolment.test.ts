import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  adminToken,
  password,
  runningSallyport,
  type Answer,
  type RunningSallyport,
} from '../../testing/running-sallyport.ts'
import { softAuthenticator, type Ceremony } from '../../testing/soft-authenticator.ts'

let sallyport: RunningSallyport
let ana: Awaited<ReturnType<RunningSallyport['setUp']>>
let origin: string
beforeAll(async () => {
  sallyport = await runningSallyport()
  origin = sallyport.publicUrl()
  ana = await sallyport.setUp()
})
afterAll(() => sallyport.close())
beforeEach(async () => {
  sallyport.pass(3600)
  await sallyport.db.deleteFrom('sign_in_failures').execute()
})

const post = (url: string, body: unknown = {}, token?: string) =>
  sallyport.call('POST', url, { body, ...(token === undefined ? {} : { token }) })
const get = async (url: string, token: string) => (await sallyport.call('GET', url, { token })).body
const begin = (body: object, token?: string) => post('/api/auth/factors/webauthn/options', body, token)
const finish = (body: object, token?: string) => post('/api/auth/factors/webauthn/verify', body, token)
const invited = async (email: string) =>
  (await sallyport.invite(email, ['Viewer'])).answer.body.login as string

/** Registers a new key of a new person, in the middle of the first sign-in. */
async function enrolAtSignIn(email: string, ceremony: Ceremony = {}) {
  const login = await invited(email)
  const key = softAuthenticator(origin)
  const answer = await finish({ login, response: key.create((await begin({ login })).body, ceremony) })
  return { login, key, answer }
}
/** A fresh session of the administrator, who holds an app. */
async function session(email = 'ana@example.org', secret = ana.secret) {
  const { body } = await post('/api/auth/login', { email, password })
  const signedIn = await post('/api/auth/mfa/totp', { login: body.login, code: sallyport.codeOf(secret) })
  return signedIn.body.access_token as string
}
const audit = async (action: string) => (await get(`/api/audit-logs?action=${action}&limit=1`, adminToken))[0]

describe('at the first sign-in', () => {
  test('a passkey is set up as the second factor, with recovery codes, and signs in', async () => {
    const login = await invited('eva@example.org')
    const { body: options } = await begin({ login })
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: 'Sallyport' },
      user: { name: 'eva@example.org', displayName: 'Somebody New' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
      excludeCredentials: [],
    })
    expect(Buffer.from(options.user.id, 'base64url')).toHaveLength(32)
    const key = softAuthenticator(origin)
    const response = key.create(options, { userVerified: false })
    const enrolled = await finish({ login, response, name: ' Blue key ' })
    expect(enrolled).toMatchObject({
      status: 200,
      body: {
        token_type: 'bearer',
        user: { email: 'eva@example.org', mfa_enabled: true },
        factor: { type: 'webauthn', name: 'Blue key', backup_eligible: false, backed_up: false },
      },
    })
    expect(enrolled.body.recovery_codes).toHaveLength(10)
    const me = await get('/api/auth/me', enrolled.body.access_token)
    expect(me.session).toMatchObject({
      mfa_verified: true,
      auth_methods: ['pwd', 'hwk', 'user', 'mfa'],
    })
    expect(me.notices).toEqual([])
    const { body: again } = await post('/api/auth/passkey/options')
    const next = await post('/api/auth/passkey/verify', { response: key.get(again) })
    expect((await get('/api/auth/me', next.body.access_token)).notices).toMatchObject([
      {
        kind: 'factor-added',
        facts: { factor: { type: 'webauthn', name: 'Blue key' }, address: '203.0.113.7' },
        text: 'You can now confirm that it is you with a passkey, “Blue key”. If you did not set it up, remove it and change your password.',
      },
    ])
    expect(await audit('enrol_factor')).toMatchObject({
      user_email: 'eva@example.org',
      success: true,
      changes: { before: null, after: { type: 'webauthn', name: 'Blue key' } },
    })
  })

  const refusals: [string, Ceremony, RegExp][] = [
    ['a page of another origin', { origin: 'https://sallyport.example' }, /origin/u],
    ['another RP id', { rpId: 'sallyport.example' }, /RP ?ID/iu],
    ['a frame of another site', { crossOrigin: true }, /another site/u],
  ]
  test.each(refusals)('is refused from %s, and written down', async (which, ceremony, why) => {
    const { answer } = await enrolAtSignIn(`${which.replaceAll(' ', '-')}@example.org`, ceremony)
    expect(answer).toMatchObject({ status: 401, body: { code: 'code-invalid' } })
    const row = await audit('enrol_factor')
    expect(row.success).toBe(false)
    expect(row.details).toMatch(why)
  })

  test('a challenge is answered once, in time, by whom it was given to', async () => {
    const [login, other] = [await invited('ida@example.org'), await invited('udo@example.org')]
    const key = softAuthenticator(origin)
    const stolen = key.create((await begin({ login })).body)
    expect((await finish({ login: other, response: stolen })).body.code).toBe('code-invalid')
    const late = key.create((await begin({ login })).body)
    sallyport.pass(300)
    expect((await finish({ login, response: late })).body.code).toBe('code-invalid')
    const response = key.create((await begin({ login })).body)
    const both = await Promise.all([finish({ login, response }), finish({ login, response })])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401])
    const held = await sallyport.db
      .selectFrom('passkeys')
      .innerJoin('users', 'users.id', 'passkeys.user_id')
      .where('users.email', '=', 'ida@example.org')
      .select('credential_id')
      .execute()
    expect(held).toHaveLength(1)
  })

  test('a password sets up the first factor only, whatever sign-ins are under way', async () => {
    const { key } = await enrolAtSignIn('jan@example.org')
    expect(key.credentials).toHaveLength(1)
    const early = await invited('joe@example.org')
    const { body: later } = await post('/api/auth/login', { email: 'joe@example.org', password })
    const thief = softAuthenticator(origin)
    const response = thief.create((await begin({ login: early })).body)
    expect((await sallyport.enrol(later.login)).token).toMatch(/^sps_/u)
    expect((await finish({ login: early, response })).body.code).toBe('sign-in-expired')
    expect((await begin({ login: early })).body.code).toBe('sign-in-expired')
  })

  test('of two first factors at once, one is set up', async () => {
    const one = await invited('two@example.org')
    const { body: other } = await post('/api/auth/login', { email: 'two@example.org', password })
    const answers = await Promise.all(
      [one, other.login as string].map(async (login) => {
        const response = softAuthenticator(origin).create((await begin({ login })).body)
        return finish({ login, response })
      }),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
  })
})

test('a first factor waits for another that is being set up, and then is none', async () => {
  const login = await invited('slow@example.org')
  const response = softAuthenticator(origin).create((await begin({ login })).body)
  const { parts } = sallyport.auth
  const account = await parts.accounts.byEmail('slow@example.org')
  if (account === undefined) throw new Error('invited a moment ago')
  const waiting = await sallyport.db.transaction().execute(async (trx) => {
    expect(await parts.factors.countLocked(trx, account.id)).toBe(0)
    const answer = finish({ login, response })
    const first = await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 500, 'waits'))])
    expect(first).toBe('waits')
    const factor = { id: 'faster', organization: account.organization, userId: account.id, name: 'App' }
    await parts.factors.begin(trx, { ...factor, secretSealed: 'sealed', at: sallyport.now() })
    await parts.factors.confirm(trx, 'faster', 1, sallyport.now())
    return { answer }
  })
  expect((await waiting.answer).body.code).toBe('sign-in-expired')
})

describe('in one’s own account', () => {
  test('several keys, each with a name, its flags and its last use', async () => {
    const token = await session()
    const [usb, phone] = [softAuthenticator(origin), softAuthenticator(origin)]
    const first = await finish({ response: usb.create((await begin({}, token)).body) }, token)
    expect(first).toMatchObject({ status: 200, body: { factor: { name: 'Passkey' } } })
    // The session had proved a second factor already: it stays, and so do the recovery codes.
    expect(first.body.access_token).toBeUndefined()
    expect(first.body.recovery_codes).toBeUndefined()
    const { body: options } = await begin({}, token)
    expect(() => usb.create(options)).toThrow('InvalidStateError')
    const second = await finish({ response: phone.create(options, { synced: true }) }, token)
    expect(second.body.factor).toMatchObject({ name: 'Passkey 2', backup_eligible: true, backed_up: true })

    const renamed = await sallyport.call('PATCH', `/api/auth/factors/${second.body.factor.id}`, {
      token,
      body: { name: 'Phone' },
    })
    expect(renamed).toMatchObject({ status: 200, body: { name: 'Phone', type: 'webauthn' } })
    expect(await audit('rename_factor')).toMatchObject({
      details: 'Renamed the factor “Passkey 2” to “Phone”',
      changes: { before: { name: 'Passkey 2' }, after: { name: 'Phone' } },
    })
    sallyport.pass(60)
    const { body: pending } = await post('/api/auth/login', { email: 'ana@example.org', password })
    expect(pending.methods).toEqual(['webauthn', 'totp', 'recovery'])
    const { body: asked } = await post('/api/auth/mfa/webauthn/options', { login: pending.login })
    expect(asked.allowCredentials).toHaveLength(2)
    await post('/api/auth/mfa/webauthn/verify', { login: pending.login, response: phone.get(asked) })
    const factors = (await get('/api/auth/factors', token)) as Answer[]
    expect(factors.map(({ type, name }) => [type, name])).toEqual([
      ['totp', 'Authenticator app'],
      ['webauthn', 'Passkey'],
      ['webauthn', 'Phone'],
    ])
    expect(factors[2].last_used_at).toBe(sallyport.now().toISOString())
    expect(factors[1].last_used_at).not.toBe(factors[2].last_used_at)
  })

  test('removing one tells the person, and a removed key no longer signs in', async () => {
    const { key, answer } = await enrolAtSignIn('rob@example.org', { synced: true })
    const { access_token: token, factor } = answer.body
    const alone = async () => key.get((await post('/api/auth/passkey/options')).body)
    const elsewhere = await post('/api/auth/passkey/verify', { response: await alone() })
    const response = await alone()
    expect((await sallyport.call('DELETE', `/api/auth/factors/${factor.id}`, { token })).status).toBe(204)
    expect((await post('/api/auth/passkey/verify', { response })).body.code).toBe('invalid-credentials')
    expect((await get('/api/auth/me', token)).notices).toEqual([])
    expect((await get('/api/auth/me', elsewhere.body.access_token)).notices[0]).toMatchObject({
      kind: 'factor-removed',
      text: 'The passkey “Passkey” was removed from your account. If it was not you who removed it, change your password.',
      facts: { factor: { type: 'webauthn', name: 'Passkey' } },
    })
    expect(await audit('remove_factor')).toMatchObject({ resource: `factor:${factor.id}`, success: true })
    const left = await sallyport.db
      .selectFrom('recovery_codes')
      .innerJoin('users', 'users.id', 'recovery_codes.user_id')
      .where('users.email', '=', 'rob@example.org')
      .select('recovery_codes.id')
      .execute()
    expect(left).toEqual([])
  })

  test('nobody renames or removes the key of another, and no key is registered twice', async () => {
    const { key, answer } = await enrolAtSignIn('own@example.org')
    const token = await session()
    const url = `/api/auth/factors/${answer.body.factor.id}`
    expect((await sallyport.call('PATCH', url, { token, body: { name: 'mine' } })).status).toBe(404)
    expect((await sallyport.call('DELETE', url, { token })).status).toBe(404)
    const { body: options } = await begin({}, token)
    const copy = softAuthenticator(origin)
    const taken = Buffer.from(key.credentials[0]?.id ?? '', 'base64url')
    expect(await finish({ response: copy.create(options, { id: taken }) }, token)).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    })
    const { body: asked } = await post('/api/auth/passkey/options')
    expect((await post('/api/auth/passkey/verify', { response: key.get(asked) })).body.user.email).toBe(
      'own@example.org',
    )
  })

  test('needs a fresh proof, a session, and the session that asked', async () => {
    expect((await begin({})).body.code).toBe('not-authenticated')
    expect((await begin({}, adminToken)).status).toBe(403)
    const [one, other] = [await session(), (sallyport.pass(60), await session())]
    const response = softAuthenticator(origin).create((await begin({}, one)).body)
    expect((await finish({ response }, other)).body.code).toBe('code-invalid')
    sallyport.pass(16 * 60)
    expect((await begin({}, one)).body).toMatchObject({
      code: 'step-up-required',
      methods: ['webauthn', 'totp'],
    })
  })

  test('a recovery code leads to a passkey, which lifts the restriction', async () => {
    const login = await invited('lost@example.org')
    const { recoveryCodes } = await sallyport.enrol(login)
    const { body: pending } = await post('/api/auth/login', { email: 'lost@example.org', password })
    const { body } = await post('/api/auth/mfa/recovery', { login: pending.login, code: recoveryCodes[0] })
    expect(body.restricted).toBe(true)
    const key = softAuthenticator(origin)
    const created = key.create((await begin({}, body.access_token)).body)
    const enrolled = await finish({ response: created }, body.access_token)
    expect((await get('/api/auth/me', enrolled.body.access_token)).session.restricted).toBe(false)
  })
})
