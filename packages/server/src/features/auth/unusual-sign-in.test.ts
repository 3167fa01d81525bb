import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  password,
  runningSallyport,
  type Answer,
  type Call,
  type RunningSallyport,
} from '../../testing/running-sallyport.ts'

let sallyport: RunningSallyport
let ana: Awaited<ReturnType<RunningSallyport['setUp']>>
beforeAll(async () => {
  sallyport = await runningSallyport()
  ana = await sallyport.setUp()
})
afterAll(() => sallyport.close())
beforeEach(async () => {
  sallyport.pass(60)
  await sallyport.db.deleteFrom('notices').execute()
})

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
const chrome142 =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'

/** Signs in from there and answers the notices that wait for the next session. */
async function noticesFrom(where: Pick<Call, 'address' | 'headers'>): Promise<Answer[]> {
  await signInFrom(where)
  const { body: me } = await sallyport.call('GET', '/api/auth/me', { token: ana.token })
  return me.notices as Answer[]
}

async function signInFrom(where: Pick<Call, 'address' | 'headers'>): Promise<string> {
  const post = (url: string, body: unknown) => sallyport.call('POST', url, { ...where, body })
  const { body: pending } = await post('/api/auth/login', { email: 'ana@example.org', password })
  const code = sallyport.codeOf(ana.secret)
  const { body } = await post('/api/auth/mfa/totp', { login: pending.login, code })
  return body.access_token as string
}

test('the first sign-in of all and one from the usual place say nothing', async () => {
  expect(await sallyport.db.selectFrom('login_sessions').select('id').execute()).toHaveLength(1)
  expect(await noticesFrom({})).toEqual([])
})

test('a new address and device leave a notice, once', async () => {
  const there = { address: '198.51.100.9', headers: { 'user-agent': firefox } }
  expect(await noticesFrom(there)).toMatchObject([
    {
      kind: 'unusual-sign-in',
      facts: { address: '198.51.100.9', device: { browser: 'Firefox', system: 'Windows' } },
      text: 'Your account was signed in to from 198.51.100.9 with Firefox on Windows, which was never so before. If that was not you, end that session and change your password.',
    },
  ])
  await sallyport.db.deleteFrom('notices').execute()
  sallyport.pass(60)
  expect(await noticesFrom(there)).toEqual([])
})

test('a known device somewhere else is told too; a newer version of it and an address nearby are not', async () => {
  expect(await noticesFrom({ address: '2001:db8:1:2::7' })).toHaveLength(1)
  await sallyport.db.deleteFrom('notices').execute()
  sallyport.pass(60)
  const newer = { address: '2001:db8:1:2:ffff::9', headers: { 'user-agent': chrome142 } }
  expect(await noticesFrom(newer)).toEqual([])
})

test.each([
  ['192.0.2.4', ''],
  ['192.0.2.5', 'curl/8.5.0'],
])('a program at %s that names no browser (“%s”) has no name', async (address, agent) => {
  const [notice] = await noticesFrom({ address, headers: { 'user-agent': agent } })
  expect(notice.text).toContain(`from ${address} with an unknown program`)
})

test('the country is told where it is known', async () => {
  const [notice] = await noticesFrom({ address: '193.0.6.139' })
  expect(notice.facts).toMatchObject({ address: '193.0.6.139', country: 'NL' })
})

test('the unusual session itself is not told, not even after it got a new token', async () => {
  const where = { address: '198.51.100.77', headers: { 'user-agent': firefox } }
  const token = await signInFrom(where)
  const noticesOf = async (session: string) =>
    (await sallyport.call('GET', '/api/auth/me', { ...where, token: session })).body.notices as Answer[]
  expect(await noticesOf(token)).toEqual([])
  sallyport.pass(16 * 60)
  const { body: asked } = await sallyport.call('POST', '/api/auth/recovery-codes', { ...where, token })
  const code = sallyport.codeOf(ana.secret)
  const { body } = await sallyport.call('POST', '/api/auth/mfa/totp', {
    ...where,
    token,
    body: { login: asked.login, code },
  })
  expect(await noticesOf(body.access_token as string)).toEqual([])
  sallyport.pass(60)
  expect(await noticesOf(await signInFrom(where))).toMatchObject([{ kind: 'unusual-sign-in' }])
})
