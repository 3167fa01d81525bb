import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adminToken, runningSallyport, type RunningSallyport } from '../testing/running-sallyport.ts'

let sallyport: RunningSallyport
beforeAll(async () => {
  sallyport = await runningSallyport()
})
afterAll(() => sallyport.close())

const token = adminToken
const post = (body: unknown, headers: Record<string, string> = {}) =>
  sallyport.call('POST', '/api/policies', { token, body, headers })

describe('what is wrong with a request is told by the right problem', () => {
  test.each([
    ['malformed JSON', '{"name":', 400, 'malformed-json'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 400, 'malformed-json'],
    ['100,000 levels', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 400, 'malformed-request'],
    ['a NUL character', '{"name":"a\\u0000b"}', 400, 'malformed-request'],
    ['a lone surrogate', '{"name":"\\ud800"}', 400, 'malformed-request'],
    ['three megabytes', `"${'x'.repeat(3 * 1024 * 1024)}"`, 413, 'body-too-large'],
  ])('%s', async (_what, body, status, code) => {
    const answer = await post(body)
    expect(answer).toMatchObject({ status, body: { status, code, detail: expect.any(String) } })
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/u)
  })

  test('a media type that is not JSON', async () => {
    expect(await post('<a/>', { 'content-type': 'application/xml' })).toMatchObject({
      status: 415,
      body: { code: 'media-type-unsupported' },
    })
  })
  test('no route', async () => {
    expect(await sallyport.call('GET', '/api/nothing', { token })).toMatchObject({
      status: 404,
      body: { code: 'route-not-found' },
    })
  })
  test('a method that a route does not have, with those that it has', async () => {
    const answer = await sallyport.call('PUT', '/api/policies', { token, body: {} })
    expect(answer).toMatchObject({ status: 405, body: { code: 'method-not-allowed' } })
    expect(String(answer.headers.allow).split(', ')).toEqual(expect.arrayContaining(['GET', 'POST']))
  })
  test.each(['/api/policies/%00', '/api/users?q=%00', '/api/policies/%ff'])(
    'an address that can’t be: %s',
    async (url) => {
      expect((await sallyport.call('GET', url, { token })).status).toBe(400)
    },
  )
})

test('a stranger learns nothing of a route’s schema: 401 comes before 422', async () => {
  expect(await sallyport.call('POST', '/api/users', { body: { wrong: true } })).toMatchObject({
    status: 401,
    body: { code: 'not-authenticated', detail: 'Not authenticated' },
  })
})

test('an unknown token is 401 with a challenge', async () => {
  const answer = await sallyport.call('GET', '/api/policies', { token: 'nobody' })
  expect(answer).toMatchObject({ status: 401, body: { detail: 'Invalid token' } })
  expect(answer.headers['www-authenticate']).toContain('Bearer')
})

describe('X-Request-ID', () => {
  test('is echoed, on errors too', async () => {
    const answer = await sallyport.call('GET', '/api/nothing', { headers: { 'x-request-id': 'abc-123' } })
    expect(answer.headers['x-request-id']).toBe('abc-123')
  })
  test.each(['x'.repeat(129), 'a b', 'é'])(
    'is made anew when it is not bounded and printable: %s',
    async (id) => {
      const answer = await sallyport.call('GET', '/healthz', { headers: { 'x-request-id': id } })
      expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/u)
    },
  )
})

test('security headers are on every answer', async () => {
  for (const url of ['/healthz', '/api/nothing']) {
    const { headers } = await sallyport.call('GET', url)
    expect(headers['content-security-policy']).toContain("default-src 'self'")
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    })
  }
})

test('a forged Host changes no address that we tell', async () => {
  const answer = await sallyport.call('GET', '/api/openapi.json', { headers: { host: 'evil.example' } })
  expect(JSON.stringify(answer.body)).not.toContain('evil.example')
})

test('alive, ready, and metrics for whoever may read them', async () => {
  expect((await sallyport.call('GET', '/healthz')).body).toEqual({ status: 'ok' })
  expect((await sallyport.call('GET', '/readyz')).body).toEqual({ status: 'ready' })
  expect((await sallyport.call('GET', '/metrics')).status).toBe(401)
  const metrics = await sallyport.call('GET', '/metrics', { token })
  expect(metrics.text).toMatch(
    /sallyport_decisions_total\{point="admin-api",outcome="permit",reason="allowed_by_role"\} \d/u,
  )
})

test('X-Forwarded-For is believed from trusted proxies only', async () => {
  const addressOf = async (server: RunningSallyport, address: string) => {
    await server.call('POST', '/api/auth/login', {
      body: { email: 'x@example.org', password: 'wrong' },
      address,
      headers: { 'x-forwarded-for': '198.51.100.9, 192.0.2.5' },
    })
    const { body } = await server.call('GET', '/api/audit-logs?action=login&limit=1', { token })
    return body[0].ip_address as string
  }
  expect(await addressOf(sallyport, '203.0.113.7')).toBe('203.0.113.7')
  const behind = await runningSallyport({ TRUSTED_PROXIES: '10.0.0.0/8' })
  expect(await addressOf(behind, '10.1.2.3')).toBe('192.0.2.5')
  expect(await addressOf(behind, '203.0.113.7')).toBe('203.0.113.7')
  await behind.close()
})
