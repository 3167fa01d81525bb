import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  adminToken,
  password,
  runningSallyport,
  type RunningSallyport,
} from '../../testing/running-sallyport.ts'

let sallyport: RunningSallyport
let cookie: string
const home = 'http://localhost:8080'
beforeAll(async () => {
  sallyport = await runningSallyport({ PUBLIC_URL: home })
  await sallyport.setUp()
  await sallyport.call('PATCH', '/api/policies/pol-mfa-required', { token: adminToken })
  const answer = await signIn({ 'x-session': 'cookie', 'sec-fetch-site': 'same-origin', origin: home })
  cookie = String(answer.headers['set-cookie']).split(';', 1)[0] ?? ''
})
afterAll(() => sallyport.close())

const signIn = (headers: Record<string, string>) =>
  sallyport.call('POST', '/api/auth/login', { body: { email: 'ana@example.org', password }, headers })
const toggle = (headers: Record<string, string>) =>
  sallyport.call('PATCH', '/api/policies/pol-session-recording', { headers: { cookie, ...headers } })

test('the console’s cookie is HttpOnly and SameSite=Strict, and the body holds no token', async () => {
  const answer = await signIn({ 'x-session': 'cookie', 'sec-fetch-site': 'same-origin', origin: home })
  expect(answer.body).not.toHaveProperty('access_token')
  expect(answer.headers['set-cookie']).toMatch(
    /^sallyport=sps_[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/u,
  )
})

test('over https the cookie is bound to the host', async () => {
  const secure = await runningSallyport({ PUBLIC_URL: 'https://access.example.org' })
  const setup = await secure.auth.renewSetupToken()
  const answer = await secure.call('POST', '/api/setup', {
    body: { token: setup, name: 'A', email: 'a@example.org', password, organization: 'O' },
  })
  const begun = await secure.call('POST', '/api/auth/factors', {
    body: { type: 'totp', login: answer.body.login },
  })
  const confirmed = await secure.call('POST', `/api/auth/factors/${begun.body.id}/confirm`, {
    headers: { 'x-session': 'cookie', origin: 'https://access.example.org' },
    body: { login: answer.body.login, code: secure.codeOf(begun.body.secret) },
  })
  expect(confirmed.headers['set-cookie']).toMatch(/^__Host-sallyport=.*; HttpOnly; Secure; SameSite=Strict$/u)
  expect(confirmed.headers['strict-transport-security']).toContain('max-age=31536000')
  await secure.close()
})

describe('a change by cookie', () => {
  test.each([
    ['from our own pages is believed', { 'sec-fetch-site': 'same-origin', origin: home }, 200],
    ['from an old browser on our own pages is believed', { origin: home }, 200],
    ['from another site is refused', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    [
      'from a sibling host is refused',
      { 'sec-fetch-site': 'same-site', origin: 'http://other.localhost:8080' },
      403,
    ],
    [
      'with an origin that contradicts it is refused',
      { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' },
      403,
    ],
    ['that says nothing of where it comes from is refused', {}, 403],
    ['from an address bar is refused', { 'sec-fetch-site': 'none' }, 403],
  ])('%s', async (_which, headers, status) => {
    const answer = await toggle(headers)
    expect(answer.status).toBe(status)
    if (status === 403) expect(answer.body.code).toBe('cross-site-request')
  })
})

test('reading by cookie needs no such proof', async () => {
  expect(
    (await sallyport.call('GET', '/api/auth/me', { headers: { cookie, 'sec-fetch-site': 'cross-site' } }))
      .status,
  ).toBe(200)
})

test('another site can’t sign a browser in', async () => {
  const answer = await signIn({
    'x-session': 'cookie',
    'sec-fetch-site': 'cross-site',
    origin: 'https://evil.example',
  })
  // With the address at which it works: a proxy may have served our own page at another one.
  expect(answer).toMatchObject({ status: 403, body: { code: 'cross-site-request', address: home } })
  expect(answer.headers['set-cookie']).toBeUndefined()
})

test('a stale cookie does not bar the way to a new sign-in', async () => {
  const answer = await signIn({
    'x-session': 'cookie',
    'sec-fetch-site': 'same-origin',
    origin: home,
    cookie: 'sallyport=sps_gone',
  })
  expect(answer.status).toBe(200)
})

test('signing out ends the session and takes the cookie back', async () => {
  const answer = await sallyport.call('POST', '/api/auth/logout', {
    headers: { cookie, 'sec-fetch-site': 'same-origin', origin: home },
  })
  expect(answer).toMatchObject({ status: 200, body: { message: 'Logged out', sessions_terminated: 0 } })
  expect(answer.headers['set-cookie']).toMatch(/^sallyport=; Max-Age=0; Path=\/; Expires=Thu, 01 Jan 1970/u)
  expect(await sallyport.call('GET', '/api/auth/me', { headers: { cookie } })).toMatchObject({
    status: 401,
    body: { code: 'session-ended', detail: 'You signed out' },
  })
})
