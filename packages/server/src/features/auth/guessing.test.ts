import { afterAll, beforeAll, expect, test } from 'vitest'
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

const login = (email: string, secret: string) =>
  sallyport.call('POST', '/api/auth/login', { body: { email, password: secret } })

test.each([
  ['an address that exists', 'ana@example.org'],
  ['one that does not', 'nobody@example.org'],
])(
  'failures for %s: five are free, then 1, 2, 4 and 8 seconds, then a lock of 15 minutes',
  async (_which, email) => {
    const waits: (string | undefined)[] = []
    for (let attempt = 1; attempt <= 10; attempt++) {
      const answer = await login(email, 'wrong')
      expect(answer.status).toBe(attempt <= 5 ? 401 : 429)
      waits.push(answer.headers['retry-after']?.toString())
      sallyport.pass(Number(answer.headers['retry-after'] ?? 0))
      if (attempt === 9) sallyport.pass(1)
    }
    expect(waits.slice(5)).toEqual(['1', '2', '4', '8', '900'])
    await sallyport.db.deleteFrom('sign_in_failures').execute()
  },
)

test('what comes too early is refused even with the right password, and the lock ends by itself', async () => {
  for (let attempt = 1; attempt <= 10; attempt++) {
    const answer = await login('ana@example.org', 'wrong')
    if (attempt < 10) sallyport.pass(Number(answer.headers['retry-after'] ?? 0))
  }
  expect(await login('ana@example.org', password)).toMatchObject({
    status: 429,
    body: { code: 'too-many-attempts', retry_after: 900 },
  })
  expect((await login('ANA@example.org ', password)).status).toBe(429)
  sallyport.pass(900)
  expect((await login('ana@example.org', password)).body.code).toBe('step-up-required')
})

test('a success starts the count anew', async () => {
  for (let round = 1; round <= 3; round++) {
    for (let attempt = 1; attempt <= 5; attempt++)
      expect((await login('ana@example.org', 'wrong')).status).toBe(401)
    expect((await login('ana@example.org', password)).body.code).toBe('step-up-required')
  }
})

test('wrong, unknown, invited and disabled are one answer', async () => {
  const { id } = await sallyport.invite('gone@example.org', ['Viewer'])
  await sallyport.call('PATCH', `/api/users/${id}`, { token: adminToken, body: { state: 'disabled' } })
  await sallyport.call('POST', '/api/users', {
    token: adminToken,
    body: { email: 'invited@example.org', name: 'I', roles: [] },
  })
  const answers = await Promise.all([
    login('ana@example.org', 'wrong password here'),
    login('unknown@example.org', password),
    login('invited@example.org', password),
    login('gone@example.org', password),
  ])
  const bodies = new Set(answers.map(({ status, body }) => JSON.stringify({ status, body })))
  expect(bodies.size).toBe(1)
  expect(answers[0]).toMatchObject({
    status: 401,
    body: { code: 'invalid-credentials', detail: 'Invalid credentials' },
  })
})

test('an unknown address costs the server a whole password hash', async () => {
  const spent = async (email: string) => {
    const before = process.cpuUsage()
    await login(email, 'some wrong password')
    return process.cpuUsage(before).user
  }
  await spent('ana@example.org')
  const [known, unknown] = [await spent('ana@example.org'), await spent('stranger@example.org')]
  // One pass over 46 MiB takes tens of milliseconds; skipping it would take one.
  expect(unknown).toBeGreaterThan(known / 4)
})

test('failures are written down with who and why, and nobody outside reads it', async () => {
  await login('ana@example.org', 'wrong')
  const { body: rows } = await sallyport.call('GET', '/api/audit-logs?action=login&outcome=failure&limit=1', {
    token: adminToken,
  })
  expect(rows[0]).toMatchObject({
    user_email: 'ana@example.org',
    success: false,
    details: 'Sign-in failed: the password was wrong',
    ip_address: '203.0.113.7',
  })
})

test('a lock_out obligation tightens the lock for every name alike', async () => {
  await sallyport.db.deleteFrom('sign_in_failures').execute()
  await sallyport.call('POST', '/api/policies', {
    token: adminToken,
    body: {
      id: 'strict', name: 'Strict', description: '', type: 'access',
      statements: [{ id: 's', label: 'Lock after three', effect: 'oblige', actions: ['login'], subjects: ['role:Super Admin'], obligations: [{ id: 'lock_out', properties: { attempts: 3, seconds: 60 } }] }],
    }, // prettier-ignore
  })
  for (const email of ['ana@example.org', 'nobody2@example.org']) {
    const statuses = []
    for (let attempt = 1; attempt <= 3; attempt++)
      statuses.push((await login(email, 'wrong')).headers['retry-after'])
    expect(statuses).toEqual([undefined, undefined, '60'])
  }
})
