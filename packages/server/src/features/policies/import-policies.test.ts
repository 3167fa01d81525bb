import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adminToken, runningSallyport, type RunningSallyport } from '../../testing/running-sallyport.ts'

let sallyport: RunningSallyport
const token = adminToken
beforeAll(async () => {
  sallyport = await runningSallyport()
})
afterAll(() => sallyport.close())

const send = (body: object, query = '') =>
  sallyport.call('POST', `/api/policies/import${query}`, { token, body })
const policyIds = async () => {
  const { body } = await sallyport.call('GET', '/api/policies', { token })
  return body.map(({ id }: { id: string }) => id) as string[]
}
const ladon = (id: string, effect = 'allow') => ({
  id,
  description: `Policy ${id}`,
  subjects: ['<peter|ken>'],
  actions: ['view'],
  resources: ['articles:<[0-9]+>'],
  effect,
  conditions: { clientIP: { type: 'CIDRCondition', options: { cidr: '127.0.0.1/32' } } },
})
const view = (user: string, clientIP: string) =>
  sallyport.decisionPoint.decide({
    subject: { type: 'user', id: user, properties: { roles: [], groups: [], profile: 'standard' } },
    action: { name: 'view' },
    resource: { type: 'articles', id: '7' },
    context: { clientIP },
  }).decision

describe('a document of Ladon', () => {
  test('is told first, then comes into force as a whole, and once more changes nothing', async () => {
    const body = { format: 'ladon', content: [ladon('one'), ladon('two')] }
    expect((await send(body, '?dry_run=true')).body).toMatchObject({ dry_run: true, created: ['one', 'two'] })
    expect(await policyIds()).not.toContain('one')
    const imported = await send(body, '?reason=moving')
    expect(imported).toMatchObject({
      status: 200,
      body: { created: ['one', 'two'], replaced: [], unchanged: [] },
    })
    expect(view('peter', '127.0.0.1')).toBe(true)
    expect(view('peter', '10.0.0.1')).toBe(false)
    expect(view('max', '127.0.0.1')).toBe(false)
    expect((await send(body)).body).toMatchObject({ created: [], unchanged: ['one', 'two'] })
    const { body: rows } = await sallyport.call('GET', '/api/audit-logs?action=import_policies', { token })
    expect(rows.at(-1)).toMatchObject({
      details: 'Imported a document of the form ladon: 2 created, 0 replaced, 0 unchanged',
      reason: 'moving',
    })
  })

  test('that differs from what stands is refused as a whole, unless it may replace', async () => {
    const body = { format: 'ladon', content: [ladon('three'), ladon('one', 'deny')] }
    expect(await send(body)).toMatchObject({ status: 409, body: { code: 'policy-exists' } })
    expect(await policyIds()).not.toContain('three')
    expect((await send(body, '?replace=true')).body).toMatchObject({ created: ['three'], replaced: ['one'] })
    expect(view('peter', '127.0.0.1')).toBe(false)
  })

  test('goes out as it came in', async () => {
    const { body } = await sallyport.call('POST', '/api/policies/export', {
      token,
      body: { format: 'ladon', ids: ['two', 'three'] },
    })
    const again = await send({ format: 'ladon', content: body.content })
    expect(again.body).toMatchObject({ created: [], replaced: [], unchanged: ['three', 'two'] })
  })

  test('says what it could not carry', async () => {
    const odd = { ...ladon('odd'), conditions: { x: { type: 'PhaseOfTheMoon', options: {} } } }
    const { body } = await send({ format: 'ladon', content: [odd] }, '?dry_run=true')
    expect(body.created).toEqual([])
    expect(JSON.stringify(body.report.not_carried)).toContain('PhaseOfTheMoon')
  })
})

describe('packs', () => {
  test('are listed with their differences, and each one installs', async () => {
    const { body: packs } = await sallyport.call('GET', '/api/policy-packs', { token })
    expect(packs.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['cells-rest', 'cells-oidc']),
    )
    expect(packs).toHaveLength(7)
    for (const { name, policies } of packs) {
      expect((await send({ pack: name })).body, name).toMatchObject({ created: policies })
      expect((await send({ pack: name })).body, name).toMatchObject({ created: [], unchanged: policies })
    }
  })
  test('that do not exist are named', async () => {
    expect(await send({ pack: 'unicorns' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'pack' }] },
    })
  })
})

test('importing needs the permission to create, and a body may have 64 MiB, not more', async () => {
  expect(
    (await sallyport.call('POST', '/api/policies/import', { body: { pack: 'cells-oidc' } })).status,
  ).toBe(401)
  const large = { format: 'ladon', content: ['x'.repeat(2 * 1024 * 1024)] }
  expect((await send(large, '?dry_run=true')).status).toBe(200)
})
