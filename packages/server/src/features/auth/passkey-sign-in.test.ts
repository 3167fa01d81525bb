import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  adminToken,
  password,
  runningSallyport,
  type RunningSallyport,
} from '../../testing/running-sallyport.ts'
import { softAuthenticator, type Ceremony } from '../../testing/soft-authenticator.ts'

let sallyport: RunningSallyport
let origin: string
beforeAll(async () => {
  sallyport = await runningSallyport()
  origin = sallyport.publicUrl()
  await sallyport.setUp()
})
afterAll(() => sallyport.close())
beforeEach(async () => {
  sallyport.pass(3600)
  await sallyport.db.deleteFrom('sign_in_failures').execute()
})

const post = (url: string, body: unknown = {}, token?: string) =>
  sallyport.call('POST', url, { body, ...(token === undefined ? {} : { token }) })
const login = (email: string) => post('/api/auth/login', { email, password })

/** Somebody new whose only factor is a passkey. */
async function person(email: string, ceremony: Ceremony = {}) {
  const { id, answer } = await sallyport.invite(email, ['Viewer'])
  const key = softAuthenticator(origin)
  const { body: options } = await post('/api/auth/factors/webauthn/options', { login: answer.body.login })
  const enrolled = await post('/api/auth/factors/webauthn/verify', {
    login: answer.body.login,
    response: key.create(options, ceremony),
  })
  return { id, email, key, token: enrolled.body.access_token as string, enrolled: enrolled.body }
}
type Person = Awaited<ReturnType<typeof person>>

const asked = async (pending: string) =>
  (await post('/api/auth/mfa/webauthn/options', { login: pending })).body
const answerTo = (pending: string, response: unknown) =>
  post('/api/auth/mfa/webauthn/verify', { login: pending, response })
/** Password, then the key, as the ceremony has it. */
async function secondFactor({ email, key }: Person, ceremony: Ceremony = {}) {
  const { body: pending } = await login(email)
  return answerTo(pending.login, key.get(await asked(pending.login), ceremony))
}
const alone = async ({ key }: Pick<Person, 'key'>, ceremony: Ceremony = {}) =>
  post('/api/auth/passkey/verify', {
    response: key.get((await post('/api/auth/passkey/options')).body, ceremony),
  })
const me = async (token: string) => (await sallyport.call('GET', '/api/auth/me', { token })).body
const lastFailure = async () => {
  const rows = await sallyport.call('GET', '/api/audit-logs?action=login&outcome=failure&limit=1', {
    token: adminToken,
  })
  return rows.body[0]
}

const refusals: [string, Ceremony, RegExp][] = [
  ['a page of another origin', { origin: 'https://sallyport.example' }, /origin/u],
  ['another port', { origin: 'http://localhost:9999' }, /origin/u],
  ['another RP id', { rpId: 'sallyport.example' }, /RP ?ID/iu],
  ['a frame of another site', { crossOrigin: true }, /another site/u],
  ['a signature that does not fit', { signature: Buffer.from('30060201010201ff', 'hex') }, /./u],
  ['another person’s handle', { userHandle: 'AAAA' }, /name its owner/u],
  ['a key that became copyable', { synced: true }, /may be copied/u],
]

describe('a passkey as the second factor', () => {
  let eva: Person
  beforeAll(async () => void (eva = await person('eva@example.org')))

  test('is asked for by name, and signs in', async () => {
    const { body: pending } = await login(eva.email)
    expect(pending).toMatchObject({ code: 'step-up-required', methods: ['webauthn', 'recovery'] })
    const options = await asked(pending.login)
    expect(options).toMatchObject({
      rpId: 'localhost',
      userVerification: 'preferred',
      allowCredentials: [{ id: eva.key.credentials[0]?.id, transports: ['usb'] }],
    })
    const signedIn = await answerTo(pending.login, eva.key.get(options, { userVerified: false }))
    expect(signedIn.status).toBe(200)
    expect((await me(signedIn.body.access_token)).session).toMatchObject({
      mfa_verified: true,
      auth_methods: ['pwd', 'hwk', 'user', 'mfa'],
    })
  })

  test.each(refusals)('is refused from %s, and the sign-in survives it', async (_which, ceremony, why) => {
    const { body: pending } = await login(eva.email)
    const refused = await answerTo(pending.login, eva.key.get(await asked(pending.login), ceremony))
    expect(refused).toMatchObject({ status: 401, body: { code: 'code-invalid' } })
    expect(await lastFailure()).toMatchObject({ user_email: eva.email, success: false })
    expect((await lastFailure()).details).toMatch(why)
    const good = await answerTo(pending.login, eva.key.get(await asked(pending.login)))
    expect(good.status).toBe(200)
  })

  test('answers a challenge once, within five minutes, and of two equal answers at once one succeeds', async () => {
    const { body: one } = await login(eva.email)
    const response = eva.key.get(await asked(one.login))
    const both = await Promise.all([answerTo(one.login, response), answerTo(one.login, response)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401])

    const { body: other } = await login(eva.email)
    const replayed = await answerTo(other.login, response)
    expect(replayed.body.code).toBe('code-invalid')
    const late = eva.key.get(await asked(other.login))
    sallyport.pass(300)
    expect((await answerTo(other.login, late)).body.code).toBe('code-invalid')
  })

  test('a challenge belongs to one pending sign-in, and a key to one person', async () => {
    const ivo = await person('ivo@example.org')
    const { body: hers } = await login(eva.email)
    const { body: again } = await login(eva.email)
    const { body: his } = await login(ivo.email)
    // Her key, her challenge, another sign-in of hers.
    const answer = eva.key.get(await asked(hers.login))
    expect((await answerTo(again.login, answer)).body.code).toBe('code-invalid')
    expect((await lastFailure()).details).toContain('challenge')
    // Her key and her challenge for his sign-in.
    const forHim = eva.key.get(await asked(hers.login))
    expect((await answerTo(his.login, forHim)).body.code).toBe('code-invalid')
    // Her key answers the challenge of his sign-in.
    const { challenge, rpId } = await asked(his.login)
    const foreign = eva.key.get({ challenge, rpId })
    expect((await answerTo(his.login, foreign)).body.code).toBe('code-invalid')
    expect((await lastFailure()).details).toContain('somebody else')
    // A challenge of the sign-in by passkey alone is none for a second factor.
    const loose = (await post('/api/auth/passkey/options')).body
    expect((await answerTo(his.login, ivo.key.get(loose))).body.code).toBe('code-invalid')
  })

  test('a copy is refused, loudly, and the person reads it', async () => {
    const kim = await person('kim@example.org')
    expect((await secondFactor(kim, { counter: 7 })).status).toBe(200)
    expect((await secondFactor(kim, { counter: 7 })).body.code).toBe('code-invalid')
    expect((await secondFactor(kim, { counter: 3 })).body.code).toBe('code-invalid')
    expect((await secondFactor(kim, { counter: 0 })).body.code).toBe('code-invalid')
    const { body: rows } = await sallyport.call('GET', '/api/audit-logs?action=detect_cloned_passkey', {
      token: adminToken,
    })
    expect(rows).toHaveLength(3)
    expect(rows[0]).toMatchObject({
      user_email: kim.email,
      resource: `factor:${kim.enrolled.factor.id}`,
      success: false,
    })
    const good = await secondFactor(kim, { counter: 8 })
    expect((await me(good.body.access_token)).notices[0].text).toContain('a copy of your passkey “Passkey”')
  })

  test('wrong answers are counted for the person, as codes are', async () => {
    for (let attempt = 1; attempt <= 5; attempt++)
      expect((await secondFactor(eva, { rpId: 'wrong' })).status).toBe(401)
    expect(await secondFactor(eva, { rpId: 'wrong' })).toMatchObject({
      status: 429,
      headers: { 'retry-after': '1' },
    })
    expect((await secondFactor(eva)).status).toBe(429)
    sallyport.pass(1)
    expect((await secondFactor(eva)).status).toBe(200)
  })

  test('is asked for before factors are changed, when the proof is old', async () => {
    const { token } = await person('fin@example.org')
    sallyport.pass(16 * 60)
    const refused = await post('/api/auth/recovery-codes', {}, token)
    expect(refused.body).toMatchObject({ code: 'step-up-required', methods: ['webauthn'] })
  })

  test('is not offered to those who have none', async () => {
    const { body: pending } = await login('ana@example.org')
    expect(await post('/api/auth/mfa/webauthn/options', { login: pending.login })).toMatchObject({
      status: 404,
      body: { code: 'factor-not-found' },
    })
  })
})

describe('a passkey alone', () => {
  let lea: Person
  beforeAll(async () => void (lea = await person('lea@example.org', { synced: true })))

  test('signs in without a name or a password, and counts as two factors', async () => {
    const { body: options } = await post('/api/auth/passkey/options')
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' })
    expect(options.allowCredentials ?? []).toEqual([])
    const signedIn = await alone(lea)
    expect(signedIn).toMatchObject({ status: 200, body: { user: { email: lea.email, mfa_enabled: true } } })
    expect((await me(signedIn.body.access_token)).session).toMatchObject({
      mfa_verified: true,
      auth_methods: ['hwk', 'user', 'mfa'],
    })
    const { body: rows } = await sallyport.call('GET', '/api/audit-logs?action=login&limit=1', {
      token: adminToken,
    })
    expect(rows[0]).toMatchObject({
      user_email: lea.email,
      success: true,
      details: 'Signed in with hwk, user, mfa',
    })
    // Synced passkeys do not count, and that is no sign of a copy.
    expect((await alone(lea)).status).toBe(200)
  })

  const alsoHere: [string, Ceremony, RegExp][] = [
    ...refusals.filter(([which]) => !which.includes('copyable')),
    ['a key that did not verify its owner', { userVerified: false }, /verif/u],
    ['a key that names no owner', { userHandle: null }, /name its owner/u],
  ]
  test.each(alsoHere)('is refused from %s', async (_which, ceremony, why) => {
    expect(await alone(lea, ceremony)).toMatchObject({
      status: 401,
      body: { code: 'invalid-credentials' },
    })
    expect((await lastFailure()).details).toMatch(why)
  })

  test('answers a challenge once, in time, and not that of a second factor', async () => {
    const { body: options } = await post('/api/auth/passkey/options')
    const response = lea.key.get(options)
    const both = await Promise.all([1, 2].map(() => post('/api/auth/passkey/verify', { response })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401])
    const late = lea.key.get((await post('/api/auth/passkey/options')).body)
    sallyport.pass(300)
    expect((await post('/api/auth/passkey/verify', { response: late })).status).toBe(401)
    const { body: pending } = await login(lea.email)
    const second = lea.key.get(await asked(pending.login))
    expect((await post('/api/auth/passkey/verify', { response: second })).status).toBe(401)
    expect(await sallyport.db.selectFrom('webauthn_challenges').selectAll().execute()).toHaveLength(1)
  })

  test('unknown, disabled and wrong are one answer', async () => {
    const gone = await person('gone@example.org')
    await sallyport.call('PATCH', `/api/users/${gone.id}`, { token: adminToken, body: { state: 'disabled' } })
    const stranger = softAuthenticator(origin)
    stranger.create({ challenge: 'AAAA', rp: { id: 'localhost' }, user: { id: 'AAAA' } })
    const answers = [
      await alone(gone),
      await alone({ key: stranger }),
      await alone(lea, { userVerified: false }),
    ]
    expect(new Set(answers.map(({ status, body }) => JSON.stringify({ status, body }))).size).toBe(1)
    expect(answers[0]).toMatchObject({ status: 401, body: { code: 'invalid-credentials' } })
  })

  test('opens for whom guesses at the password have locked out', async () => {
    for (let attempt = 1; attempt <= 10; attempt++) {
      const guess = await post('/api/auth/login', { email: lea.email, password: 'wrong' })
      if (attempt < 10) sallyport.pass(Number(guess.headers['retry-after'] ?? 0))
    }
    expect((await login(lea.email)).status).toBe(429)
    expect((await alone(lea)).status).toBe(200)
  })

  test('wrong answers slow the address that they come from', async () => {
    await sallyport.db
      .insertInto('sign_in_failures')
      .values({ key: 'passkey:203.0.113.7', failures: 200, last_failure_at: sallyport.now() })
      .execute()
    expect((await alone(lea, { userVerified: false })).status).toBe(429)
    expect((await alone(lea)).status).toBe(429)
    sallyport.pass(1)
    expect((await alone(lea)).status).toBe(200)
  })

  test('is asked of the policies like any sign-in', async () => {
    await sallyport.call('POST', '/api/policies', {
      token: adminToken,
      body: {
        id: 'own', name: 'Own', description: '', type: 'access',
        statements: [{ id: 's', label: 'Viewers stay out', effect: 'deny', actions: ['login'], resources: ['sign_in'], subjects: ['role:Viewer'] }],
      }, // prettier-ignore
    })
    expect(await alone(lea)).toMatchObject({
      status: 403,
      body: { code: 'sign-in-denied', detail: 'Viewers stay out' },
    })
    await sallyport.call('DELETE', '/api/policies/own', { token: adminToken })
  })

  test('a copy is refused in the words of any other refusal', async () => {
    const max = await person('max@example.org')
    expect((await alone(max, { counter: 5 })).status).toBe(200)
    expect(await alone(max, { counter: 4 })).toMatchObject({
      status: 401,
      body: { code: 'invalid-credentials' },
    })
  })
})
