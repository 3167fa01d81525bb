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

/** Signs in from there and answers the notices that wait. */
async function noticesFrom(where: Pick<Call, 'address' | 'headers'>): Promise<Answer[]> {
  const post = (url: string, body: unknown) => sallyport.call('POST', url, { ...where, body })
  const { body: pending } = await post('/api/auth/login', { email: 'ana@example.org', password })
  const code = sallyport.codeOf(ana.secret)
  const { body } = await post('/api/auth/mfa/totp', { login: pending.login, code })
  const me = await sallyport.call('GET', '/api/auth/me', { ...where, token: body.access_token })
  return me.body.notices as Answer[]
}

test('the first sign-in of all and one from the usual place say nothing', async () => {
  expect(await sallyport.db.selectFrom('login_sessions').select('id').execute()).toHaveLength(1)
  expect(await noticesFrom({})).toEqual([])
})

test('a new address and device leave a notice, once', async () => {
  const there = { address: '198.51.100.9', headers: { 'user-agent': firefox } }
  expect(await noticesFrom(there)).toMatchObject([
    {
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

test('a program that does not say what it is has no name', async () => {
  const [notice] = await noticesFrom({ address: '192.0.2.4', headers: { 'user-agent': '' } })
  expect(notice.text).toContain('from 192.0.2.4 with an unknown program')
})
