import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adminToken, runningSallyport, type RunningSallyport } from '../../testing/running-sallyport.ts'

let house: RunningSallyport
const token = adminToken
const url = (id: string) => `/api/policies/${id}`

beforeAll(async () => {
  house = await runningSallyport()
})
afterAll(() => house.close())

const requirement = {
  id: 'r',
  label: 'Only from the office',
  effect: 'deny',
  resources: ['sign_in'],
  actions: ['login'],
  subjects: ['user:nobody-in-particular'],
  unless: [{ attribute: 'source_ip', operator: 'in', value: '10.0.0.0/8' }],
}
const office = { name: 'Office only', description: '', type: 'network', statements: [requirement] }

async function create(more: object = {}) {
  const answer = await house.call('POST', '/api/policies', { token, body: { ...office, ...more } })
  expect(answer.status, answer.text).toBe(201)
  return answer.body as { id: string; revision: number }
}

describe('NeoSC’s switch', () => {
  test('toggles without a body, and with the empty one that its client sends', async () => {
    const { id } = await create()
    const off = await house.call('PATCH', url(id), { token })
    expect([off.status, off.body]).toEqual([200, { message: 'Policy disabled', enabled: false }])
    const on = await house.call('PATCH', url(id), { token, body: {} })
    expect([on.status, on.body]).toEqual([200, { message: 'Policy enabled', enabled: true }])
    expect(on.headers['etag']).toBe('"3"')
    const rows = await house.db
      .selectFrom('audit_log')
      .selectAll()
      .where('resource', '=', `policy:${id}`)
      .orderBy('seq')
      .execute()
    expect(rows.map(({ action, details, success }) => [action, details, success])).toEqual([
      ['create_policy', 'Policy “Office only” created', true],
      ['toggle_policy', 'Policy disabled', true],
      ['toggle_policy', 'Policy enabled', true],
    ])
    expect(rows[1]?.changes).toMatchObject({ before: { enabled: true }, after: { enabled: false } })
  })
  test('is a toggle in the log however it is asked for', async () => {
    const { id } = await create()
    await house.call('PATCH', url(id), { token, body: { enabled: false } })
    const row = await house.db
      .selectFrom('audit_log')
      .selectAll()
      .where('resource', '=', `policy:${id}`)
      .orderBy('seq', 'desc')
      .executeTakeFirst()
    expect(row).toMatchObject({ action: 'toggle_policy', details: 'Policy disabled' })
  })
  test('refuses to enable what may not be enabled', async () => {
    const wide = { id: 'a', label: 'Everything', effect: 'allow' }
    const { id } = await create({ enabled: false, statements: [wide] })
    const { status, body } = await house.call('PATCH', url(id), { token })
    expect([status, body.code]).toEqual([422, 'policy-invalid'])
    expect((await house.call('GET', url(id), { token })).body).toMatchObject({ enabled: false, revision: 1 })
  })
})

describe('patching and replacing', () => {
  test.each(['application/json', 'application/merge-patch+json'])(
    'merges a patch sent as %s',
    async (type) => {
      const { id } = await create({
        valid_until: '2027-01-01T00:00:00Z',
        meta: { a: { b: 1, c: 2 } },
        priority: 5,
      })
      const body = { name: 'Renamed', valid_until: null, priority: null, meta: { a: { b: null } } }
      const answer = await house.call('PATCH', url(id), { token, body, headers: { 'content-type': type } })
      expect(answer.status, answer.text).toBe(200)
      expect(answer.body).toMatchObject({
        name: 'Renamed',
        priority: 0,
        meta: { a: { c: 2 } },
        revision: 2,
        statements: [requirement],
      })
      expect(answer.body).not.toHaveProperty('valid_until')
      expect(answer.headers['etag']).toBe('"2"')
    },
  )
  test('the sentences stay as documentation when the statements go', async () => {
    const { id } = await create()
    const { body } = await house.call('PATCH', url(id), { token, body: { statements: null } })
    expect(body).toMatchObject({
      rules: ['Only from the office'],
      enforced: false,
      warnings: [expect.stringContaining('Documentation')],
    })
  })
  test.each<[path: string, body: object]>([
    ['id', { id: 'other' }],
    ['created_at', { created_at: '2020-01-01T00:00:00Z' }],
    ['enforced_at', { enforced_at: [] }],
    ['name', { name: null }],
    ['colour', { colour: 'red' }],
    ['statements', { statements: [] }],
  ])('a patch of %s is refused', async (path, body) => {
    const { id } = await create()
    const answer = await house.call('PATCH', url(id), { token, body })
    expect([answer.status, answer.body.code]).toEqual([422, 'policy-invalid'])
    expect((answer.body.errors as { path: string }[]).map((fault) => fault.path)).toContain(path)
  })
  test.each(['null', '[]', '"x"', '0'])(
    'a patch that is %s is refused, and toggles nothing',
    async (body) => {
      const { id } = await create()
      const answer = await house.call('PATCH', url(id), {
        token,
        body,
        headers: { 'content-type': 'application/json' },
      })
      expect([400, 422]).toContain(answer.status)
      expect((await house.call('GET', url(id), { token })).body.enabled).toBe(true)
    },
  )
  test('a patch that changes nothing makes no revision and no entry', async () => {
    const { id } = await create()
    const { body, headers } = await house.call('PATCH', url(id), {
      token,
      body: { enabled: true, mode: 'enforce', name: office.name },
    })
    expect([body.revision, headers['etag']]).toEqual([1, '"1"'])
    const rows = await house.db
      .selectFrom('audit_log')
      .select('seq')
      .where('resource', '=', `policy:${id}`)
      .execute()
    expect(rows).toHaveLength(1)
  })
  test('what GET answers can be PUT back, changed or not', async () => {
    const { id } = await create({
      priority: 9,
      target: { subjects: ['role:Analyst'], devices: { os: ['linux'] } },
      meta: { note: [1, null, 'x'] },
    })
    const read = (await house.call('GET', url(id), { token })).body as object
    const same = await house.call('PUT', url(id), { token, body: read })
    expect([same.status, same.body.revision]).toEqual([200, 1])
    const changed = await house.call('PUT', url(id), {
      token,
      body: { ...read, name: 'Other', id: 'ignored', revision: 77 },
    })
    expect(changed.body).toEqual({
      ...read,
      name: 'Other',
      revision: 2,
      warnings: changed.body.warnings as string[],
    })
  })
  test('replacing forgets what is not sent', async () => {
    const { id } = await create({ priority: 9, critical: true, meta: { a: 1 } })
    const { body } = await house.call('PUT', url(id), { token, body: office })
    expect(body).toMatchObject({ priority: 0, critical: false, revision: 2 })
    expect(body).not.toHaveProperty('meta')
    const row = await house.db
      .selectFrom('audit_log')
      .selectAll()
      .where('resource', '=', `policy:${id}`)
      .orderBy('seq', 'desc')
      .executeTakeFirst()
    expect(row).toMatchObject({
      action: 'update_policy',
      details: 'Critical policy “Office only” changed so that it may do less: priority, critical, meta',
    })
  })
  test('replacing with something malformed changes nothing', async () => {
    const { id } = await create()
    const { status, body } = await house.call('PUT', url(id), { token, body: { ...office, colour: 'red' } })
    expect([status, body.code]).toEqual([422, 'policy-invalid'])
    expect((await house.call('GET', url(id), { token })).body.revision).toBe(1)
  })
  test.each(['GET', 'PUT', 'PATCH', 'DELETE'] as const)(
    '%s of a policy that is not there is 404 in NeoSC’s words',
    async (method) => {
      const { status, body } = await house.call(method, url('none'), {
        token,
        ...(method === 'PUT' && { body: office }),
      })
      expect([status, body.code, body.detail]).toEqual([404, 'policy-not-found', 'Policy not found'])
    },
  )
  test.each(['x'.repeat(300), 'a%20b', '%00', '..%2f..'])(
    'the id %s is no policy, whatever it looks like',
    async (id) => {
      expect([400, 404]).toContain((await house.call('GET', url(id), { token })).status)
    },
  )
  test('another media type is 415', async () => {
    const { id } = await create()
    const answer = await house.call('PATCH', url(id), {
      token,
      body: 'name=x',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(answer.status).toBe(415)
  })
})

describe('If-Match', () => {
  test('lets the revision that was read be changed, and no other', async () => {
    const { id } = await create()
    const stale = await house.call('PATCH', url(id), {
      token,
      body: { name: 'A' },
      headers: { 'if-match': '"9"' },
    })
    expect([stale.status, stale.body.code, stale.body.revision]).toEqual([409, 'policy-changed', 1])
    expect((await house.call('PATCH', url(id), { token, headers: { 'if-match': '"1"' } })).status).toBe(200)
    expect((await house.call('DELETE', url(id), { token, headers: { 'if-match': '"1"' } })).status).toBe(409)
    expect(
      (await house.call('PUT', url(id), { token, body: office, headers: { 'if-match': '"1"' } })).status,
    ).toBe(409)
    expect(
      (
        await house.call('PUT', url(id), {
          token,
          body: { ...office, name: 'B' },
          headers: { 'if-match': '"1", "2"' },
        })
      ).status,
    ).toBe(200)
    expect((await house.call('DELETE', url(id), { token, headers: { 'if-match': '*' } })).status).toBe(204)
  })
  test('of two at once with the same tag one wins', async () => {
    const { id } = await create()
    const names = Array.from({ length: 8 }, (_, index) => `Name ${index}`)
    const answers = await Promise.all(
      names.map((name) =>
        house.call('PATCH', url(id), { token, body: { name }, headers: { 'if-match': '"1"' } }),
      ),
    )
    const won = answers.filter(({ status }) => status === 200)
    expect(won).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(7)
    expect((await house.call('GET', url(id), { token })).body.name).toBe(won[0]?.body.name)
  })
  test('without a tag changes are serial: toggling an even number of times changes nothing', async () => {
    const { id } = await create()
    await Promise.all(Array.from({ length: 10 }, () => house.call('PATCH', url(id), { token })))
    expect((await house.call('GET', url(id), { token })).body).toMatchObject({ enabled: true, revision: 11 })
  })
})

describe('why', () => {
  test('a reason is kept with each kind of change', async () => {
    const { id } = await create()
    await house.call('PATCH', `${url(id)}?reason=Ticket%2042`, { token })
    await house.call('DELETE', `${url(id)}?reason=Over`, { token })
    const rows = await house.db
      .selectFrom('audit_log')
      .selectAll()
      .where('resource', '=', `policy:${id}`)
      .orderBy('seq')
      .execute()
    expect(rows.map(({ action, reason }) => [action, reason])).toEqual([
      ['create_policy', null],
      ['toggle_policy', 'Ticket 42'],
      ['delete_policy', 'Over'],
    ])
    expect(rows[2]).toMatchObject({
      details: 'Policy “Office only” deleted',
      changes: { before: { name: 'Office only' }, after: null },
    })
  })
  test.each(['force=true', 'force=yes&reason=x', `reason=${'x'.repeat(501)}`, 'reason=', 'colour=red'])(
    'refuses ?%s',
    async (query) => {
      const { id } = await create()
      const { status, body } = await house.call('PATCH', `${url(id)}?${query}`, { token })
      expect([status, body.code]).toEqual([422, 'request-invalid'])
      expect((await house.call('GET', url(id), { token })).body.revision).toBe(1)
    },
  )
})
