import { expect, test } from 'vitest'
import { answer, createClient, ProblemError } from './index.ts'

const respond = (status: number, body: string, headers: Record<string, string> = {}) =>
  createClient({
    baseUrl: 'http://sallyport.test/',
    token: 'secret',
    fetch: (request) => {
      asked = request
      return Promise.resolve(new Response(status === 204 ? null : body, { status, headers }))
    },
  })
let asked: Request | undefined

test('asks with the token and gives what was answered', async () => {
  const client = respond(200, '[]', { 'content-type': 'application/json' })
  expect(await answer(client.GET('/api/policies'))).toEqual([])
  expect(asked?.url).toBe('http://sallyport.test/api/policies')
  expect(asked?.headers.get('authorization')).toBe('Bearer secret')
})

test('a problem becomes an error with its code, its words, its request id and what stands beside', async () => {
  const body = {
    title: 'Too many',
    status: 429,
    detail: 'Wait a little.',
    code: 'too-many-attempts',
    extra: 1,
  }
  const client = respond(429, JSON.stringify(body), {
    'content-type': 'application/problem+json',
    'x-request-id': 'r-1',
    'retry-after': '8',
  })
  const error: unknown = await answer(client.GET('/api/policies')).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ProblemError)
  expect(error).toMatchObject({
    code: 'too-many-attempts',
    message: 'Wait a little.',
    requestId: 'r-1',
    retryAfter: 8,
  })
  expect((error as ProblemError).problem['extra']).toBe(1)
})

test('a page of HTML from a gateway is a problem too', async () => {
  const error: unknown = await answer(respond(502, '<h1>Bad gateway</h1>').GET('/api/policies')).catch(
    (thrown: unknown) => thrown,
  )
  expect(error).toMatchObject({ code: 'http-502', status: 502 })
})

test('nobody listening is a problem too', async () => {
  const client = createClient({
    baseUrl: 'http://sallyport.test',
    fetch: () => Promise.reject(new TypeError('Failed to fetch')),
  })
  const error: unknown = await answer(client.GET('/api/policies')).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'unreachable', status: 0 })
})
