import { afterAll, beforeAll, expect, test } from 'vitest'
import { adminToken, runningSallyport, type RunningSallyport } from '../../testing/running-sallyport.ts'

let house: RunningSallyport
beforeAll(async () => {
  house = await runningSallyport()
})
afterAll(() => house.close())

test('the catalogue says what conditions can read, and where each is known', async () => {
  const { status, body } = await house.call('GET', '/api/attributes', { token: adminToken })
  expect(status).toBe(200)
  const attributes = body.attributes as { name: string; supplied_by: string[] }[]
  const suppliersOf = (name: string) => attributes.find((attribute) => attribute.name === name)?.supplied_by
  expect(attributes.find(({ name }) => name === 'source_ip')).toMatchObject({
    type: 'address',
    operators: ['equals', 'in', 'not_in'],
  })
  expect(suppliersOf('mfa_status')).toEqual(expect.arrayContaining(['sign-in', 'admin-api']))
  expect(suppliersOf('day_of_week'), 'derives from the time').toEqual(suppliersOf('time'))
  expect(suppliersOf('tunnel_status')).toEqual([])
  expect(body.country_database).toEqual({
    name: '@ip-location-db/geo-whois-asn-country-mmdb',
    date: expect.stringMatching(/^20\d\d-/),
  })
})

test('is for people who signed in', async () => {
  expect((await house.call('GET', '/api/attributes')).status).toBe(401)
})
