import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  adminToken,
  password,
  runningSallyport,
  type RunningSallyport,
} from '../../testing/running-sallyport.ts'

let sallyport: RunningSallyport
let ana: Awaited<ReturnType<RunningSallyport['setUp']>>
beforeEach(async () => {
  sallyport = await runningSallyport()
  ana = await sallyport.setUp()
})
afterEach(() => sallyport.close())

const usual = '203.0.113.7'
const elsewhere = '198.51.100.20'
const login = (email: string, secret: string, address: string) =>
  sallyport.call('POST', '/api/auth/login', { body: { email, password: secret }, address })
/** Wrong passwords in a row, each as soon as it is let; answers the last. */
async function guess(email: string, times: number, address: string) {
  let answer = await login(email, 'wrong', address)
  for (let done = 1; done < times; done++) {
    sallyport.pass(Number(answer.headers['retry-after'] ?? 0))
    answer = await login(email, 'wrong', address)
  }
  return answer
}
const anasId = async () =>
  (await sallyport.call('GET', '/api/users?q=ana@', { token: adminToken })).body[0].id as string
const locks = async () =>
  (await sallyport.call('GET', '/api/users?q=ana@', { token: adminToken })).body[0].locks

describe('after 50 failures in a row from places that are new to somebody', () => {
  test('the password opens nothing there any more, whoever it belongs to, and waiting does not help', async () => {
    for (const email of ['ana@example.org', 'nobody@example.org']) {
      expect((await guess(email, 50, elsewhere)).body.code).toBe('attempts-exhausted')
      sallyport.pass(40 * 86_400)
      await sallyport.auth.prune()
      expect(await login(email, password, elsewhere)).toMatchObject({
        status: 403,
        body: { code: 'attempts-exhausted' },
      })
    }
  })

  test('it still opens where they sign in from, and that ends the lock', async () => {
    await guess('ana@example.org', 50, elsewhere)
    expect(await locks()).toEqual([{ of: 'password', until: null, new_places_only: true }])
    sallyport.pass(900)
    expect((await login('ana@example.org', password, usual)).body.code).toBe('step-up-required')
    expect((await login('ana@example.org', password, elsewhere)).body.code).toBe('step-up-required')
  })

  test('the log and the person hear of it once', async () => {
    await guess('ana@example.org', 50, elsewhere)
    await login('ana@example.org', 'wrong', elsewhere)
    const { body } = await sallyport.call('GET', '/api/audit-logs?action=lock_account', { token: adminToken })
    expect(body).toMatchObject([{ user_email: 'ana@example.org', success: false }])
    const rows = await sallyport.db
      .selectFrom('notices')
      .select('text')
      .where('text', 'like', 'Too many attempts%')
      .execute()
    expect(rows).toHaveLength(1)
  })
})

test('after 100 in a row the password opens nothing anywhere, until an administrator unlocks it', async () => {
  expect((await guess('ana@example.org', 100, usual)).body.code).toBe('attempts-exhausted')
  sallyport.pass(86_400 * 3)
  expect((await login('ana@example.org', password, usual)).body.code).toBe('attempts-exhausted')
  expect(await locks()).toEqual([{ of: 'password', until: null, new_places_only: false }])
  const unlocked = await sallyport.call('POST', `/api/users/${await anasId()}/unlock?reason=called`, {
    token: adminToken,
  })
  expect(unlocked).toMatchObject({ status: 200, body: { locks: [] } })
  expect((await login('ana@example.org', password, usual)).body.code).toBe('step-up-required')
  const { body } = await sallyport.call('GET', '/api/audit-logs?action=unlock_user', { token: adminToken })
  expect(body[0]).toMatchObject({ reason: 'called', changes: { before: { locks: [{ of: 'password' }] } } })
})

test('failures in a row count however far apart they are', async () => {
  for (let day = 1; day <= 6; day++) {
    const answer = await guess('ana@example.org', 9, elsewhere)
    sallyport.pass(3 * 86_400)
    await sallyport.auth.prune()
    expect(answer.body.code).toBe(day === 6 ? 'attempts-exhausted' : 'too-many-attempts')
  }
})

test('what strangers tried a few times is forgotten, so that guesses at names fill no disk', async () => {
  await guess('nobody@example.org', 9, elsewhere)
  sallyport.pass(3 * 86_400)
  await sallyport.auth.prune()
  expect(await sallyport.db.selectFrom('sign_in_failures').selectAll().execute()).toEqual([])
})

test('a hundred wrong codes lock the second factors; a reset lifts that', async () => {
  const answers = []
  for (let attempt = 1; attempt <= 100; attempt++) {
    const { body } = await login('ana@example.org', password, usual)
    const wrong = await sallyport.call('POST', '/api/auth/mfa/totp', {
      body: { login: body.login, code: '000000' },
    })
    sallyport.pass(Number(wrong.headers['retry-after'] ?? 0))
    answers.push(wrong.body.code)
  }
  expect(answers.at(-1)).toBe('attempts-exhausted')
  sallyport.pass(86_400 * 3)
  const { body } = await login('ana@example.org', password, usual)
  const right = (pending: string) =>
    sallyport.call('POST', '/api/auth/mfa/totp', {
      body: { login: pending, code: sallyport.codeOf(ana.secret) },
    })
  expect((await right(body.login)).body.code).toBe('attempts-exhausted')
  expect(await locks()).toEqual([{ of: 'second_factor', until: null, new_places_only: false }])
  const { body: reset } = await sallyport.call('POST', `/api/users/${await anasId()}/reset`, {
    token: adminToken,
    body: {},
  })
  const used = await sallyport.call('POST', '/api/auth/reset', {
    body: { token: reset.token, password: 'another horse, another battery' },
  })
  expect((await right(used.body.login)).status).toBe(200)
})
