import { afterAll, beforeAll, expect, test } from 'vitest'
import { adminToken, runningSallyport, type RunningSallyport } from '../../testing/running-sallyport.ts'
import { ensureOrganization } from './ensure-organization.ts'

let house: RunningSallyport
const token = adminToken
beforeAll(async () => {
  house = await runningSallyport()
})
afterAll(() => house.close())

test('one exists from the first start, with real counts', async () => {
  const { status, body } = await house.call('GET', '/api/organizations', { token })
  expect(status).toBe(200)
  expect(body).toEqual([
    {
      id: 'org-default',
      name: 'Default Organization',
      domain: null,
      users_count: 0,
      created_at: '2026-11-18T10:00:00.000Z',
    },
  ])
})

test('set-up names it and its people are counted; another start changes nothing', async () => {
  await house.setUp()
  await house.invite('ben@example.org', ['User'])
  expect(await ensureOrganization(house.db, () => new Date('2030-01-01T00:00:00Z'))).toBe('org-default')
  const { body } = await house.call('GET', '/api/organizations', { token })
  expect(body).toMatchObject([{ name: 'Neogenesys', users_count: 2, created_at: '2026-11-18T10:00:00.000Z' }])
})

test('needs somebody, with organizations.read', async () => {
  expect((await house.call('GET', '/api/organizations')).status).toBe(401)
  const made = await house.call('POST', '/api/tokens', { token, body: { name: 'x', roles: ['Auditor'] } })
  expect((await house.call('GET', '/api/organizations', { token: made.body.token as string })).status).toBe(
    403,
  )
})
