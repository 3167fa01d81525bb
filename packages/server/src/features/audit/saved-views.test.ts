import { afterAll, beforeAll, expect, test } from 'vitest'
import { adminToken, runningSallyport } from '../../testing/running-sallyport.ts'

const sallyport = await runningSallyport()
afterAll(() => sallyport.close())
const { call } = sallyport

let ana = ''
let umi = ''
beforeAll(async () => {
  ana = (await sallyport.setUp('ana@example.org')).token
  const { answer } = await sallyport.invite('umi@example.org', ['User'])
  umi = (await sallyport.enrol(answer.body.login as string)).token
})

const put = (name: string, query: unknown, token = ana) =>
  call('PUT', `/api/audit-logs/views/${encodeURIComponent(name)}`, { token, body: { query } })
const views = async (token = ana) => (await call('GET', '/api/audit-logs/views', { token })).body
const remove = (name: string, token = ana) =>
  call('DELETE', `/api/audit-logs/views/${encodeURIComponent(name)}`, { token })

test('a view is kept, changed and forgotten, each with its entry in the log', async () => {
  const created = await put('Failed sign-ins / week', {
    action: 'login',
    outcome: 'failure',
    last_hours: 168,
  })
  expect(created.status).toBe(201)
  expect(created.body).toEqual({
    name: 'Failed sign-ins / week',
    query: { action: ['login'], outcome: 'failure', last_hours: 168 },
    created_at: '2026-11-18T10:00:00.000Z',
    updated_at: '2026-11-18T10:00:00.000Z',
  })
  sallyport.pass(60)
  const changed = await put('Failed sign-ins / week', { since: '2026-11-01T00:00:00+01:00' })
  expect([changed.status, changed.body.query]).toEqual([200, { since: '2026-10-31T23:00:00.000Z' }])
  expect(changed.body.created_at).toBe('2026-11-18T10:00:00.000Z')
  expect(await views()).toEqual([changed.body])
  expect((await remove('Failed sign-ins / week')).status).toBe(204)
  expect(await views()).toEqual([])
  const { body } = await call('GET', '/api/audit-logs?q=Failed%20sign-ins', { token: ana })
  expect(body.map(({ action, changes }: { action: string; changes: unknown }) => [action, changes])).toEqual([
    ['delete_audit_view', { before: { since: '2026-10-31T23:00:00.000Z' }, after: null }],
    [
      'save_audit_view',
      {
        before: { action: ['login'], outcome: 'failure', last_hours: 168 },
        after: { since: '2026-10-31T23:00:00.000Z' },
      },
    ],
    ['save_audit_view', { before: null, after: { action: ['login'], outcome: 'failure', last_hours: 168 } }],
  ])
})

test('everybody has their own, tokens too', async () => {
  await put('mine', { q: 'ana' })
  await put('mine', { q: 'umi' }, umi)
  expect((await views())[0].query).toEqual({ q: 'ana' })
  expect((await views(umi))[0].query).toEqual({ q: 'umi' })
  expect(await views(adminToken)).toEqual([])
  expect((await remove('mine', adminToken)).body.code).toBe('audit-view-not-found')
  expect((await put('mine', {}, adminToken)).status).toBe(201)
})

test.each([
  ['a filter that the log does not have', 'v', { colour: 'red' }],
  ['a value that it does not take', 'v', { outcome: 'maybe' }],
  ['too many values', 'v', { action: Array.from({ length: 51 }, () => 'a') }],
  ['a name that is too long', 'n'.repeat(101), {}],
  ['a name of spaces', '  ', {}],
])('%s is refused', async (_what, name, query) => {
  expect((await put(name, query)).status).toBe(422)
})

test('there are fifty at most, also when many are saved at once', async () => {
  const outcomes = await Promise.all(Array.from({ length: 60 }, (_, index) => put(`view ${index}`, {}, umi)))
  expect(outcomes.filter(({ status }) => status === 201)).toHaveLength(49)
  expect(outcomes.filter(({ status, body }) => status === 409 && body.code === 'conflict')).toHaveLength(11)
  expect(await views(umi)).toHaveLength(50)
  expect((await put('mine', { q: 'changed' }, umi)).status).toBe(200)
})
