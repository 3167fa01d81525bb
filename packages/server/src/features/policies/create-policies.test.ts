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

describe('listing', () => {
  test('shows the three defaults first, with NeoSC’s members and where each is asked about', async () => {
    const { status, body } = await house.call('GET', '/api/policies', { token })
    expect(status).toBe(200)
    expect(body.slice(0, 3)).toMatchObject([
      { id: 'pol-mfa-required', name: 'MFA Required', type: 'access', enabled: true, enforced: true, enforced_at: ['sign-in'], created_at: '2026-11-18T10:00:00.000Z', rules: ['Require MFA for login', 'WebAuthn preferred', 'TOTP as fallback'] },
      { id: 'pol-network-zero-trust', enforced: true, enforced_at: [], rules: ['No direct connections', 'WireGuard encryption', 'Identity verification'] },
      { id: 'pol-session-recording', enforced: true, enforced_at: [], rules: ['Record screen activity', 'Log keystrokes for audit', '30-day retention'] },
    ]) // prettier-ignore
    expect(body[0]).not.toHaveProperty('warnings')
  })
  test('filters by type, enabled and text', async () => {
    await create({ id: 'findable_100%', name: 'Zebra crossing', enabled: false }).catch(() => undefined)
    await create({ id: 'findable', name: 'Zebra crossing', enabled: false })
    const ids = async (query: string) =>
      ((await house.call('GET', `/api/policies?${query}`, { token })).body as { id: string }[]).map(
        ({ id }) => id,
      )
    expect(await ids('q=zebra')).toEqual(['findable'])
    expect(await ids('q=only%20from%20the%20OFFICE&enabled=false')).toEqual(['findable'])
    expect(await ids('q=screen%20activity')).toEqual(['pol-session-recording'])
    expect(await ids('type=session')).toEqual(['pol-session-recording'])
    expect(await ids('enabled=false&type=network')).toEqual(['findable'])
    expect(await ids('q=%25'), 'a percent sign is a percent sign').toEqual([])
    expect(await ids('q=obligations'), 'names of members are not text').toEqual([])
  })
  test('goes on page by page by the Link header', async () => {
    const seen: string[] = []
    let next: string | undefined = '/api/policies?limit=2'
    while (next !== undefined) {
      const { body, headers } = await house.call('GET', next, { token })
      expect(body.length).toBeLessThanOrEqual(2)
      seen.push(...(body as { id: string }[]).map(({ id }) => id))
      next = /^<([^>]+)>; rel="next"$/.exec(String(headers['link'] ?? ''))?.[1]
    }
    const all = (await house.call('GET', '/api/policies', { token })).body as { id: string }[]
    expect(seen).toEqual(all.map(({ id }) => id))
  })
  test.each(['limit=0', 'limit=x', 'cursor=AAAA', 'enabled=yes', 'type=other', 'colour=red'])(
    'refuses ?%s',
    async (query) => {
      const { status, body } = await house.call('GET', `/api/policies?${query}`, { token })
      expect([status, body.code]).toEqual([422, 'request-invalid'])
    },
  )
  test('clamps a limit that is too high', async () => {
    expect((await house.call('GET', '/api/policies?limit=99999', { token })).status).toBe(200)
  })
})

describe('creating', () => {
  test('answers 201 with every default, where it is, and its tag', async () => {
    const { status, headers, body } = await house.call('POST', '/api/policies', {
      token,
      body: { ...office, name: 'Büro & Co.' },
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      name: 'Büro & Co.', description: '', type: 'network', enabled: true, mode: 'enforce', priority: 0, critical: false, template: false,
      rules: ['Only from the office'], statements: [requirement], revision: 1, organization: 'org-default', enforced: true, enforced_at: ['sign-in'],
      updated_by: 'service:admin-token', created_at: '2026-11-18T10:00:00.000Z', updated_at: '2026-11-18T10:00:00.000Z', warnings: [],
    }) // prettier-ignore
    expect(body.id).toMatch(/^pol-buro-co-[0-9a-f]{6}$/)
    expect(headers).toMatchObject({ location: url(body.id as string), etag: '"1"' })
    expect((await house.call('GET', url(body.id as string), { token })).headers['etag']).toBe('"1"')
  })
  test('takes NeoSC’s own example, and says that it only documents', async () => {
    const example = {
      name: 'Geo-Restriction Policy',
      description: 'Block access from specific countries',
      type: 'network',
      rules: ['Block IPs from sanctioned countries', 'Allow EU and US only', 'Log all blocked attempts'],
      enabled: true,
    }
    const { status, body } = await house.call('POST', '/api/policies', { token, body: example })
    expect(status).toBe(201)
    expect(body).toMatchObject({ ...example, enforced: false, enforced_at: [] })
    expect(body).not.toHaveProperty('statements')
    expect(body.warnings).toEqual([expect.stringContaining('Documentation only')])
  })
  test('warns when nothing asks yet what it is about', async () => {
    const { body } = await house.call('POST', '/api/policies', {
      token,
      body: { ...office, statements: [{ ...requirement, resources: ['workspace'], actions: ['launch'] }] },
    })
    expect(body).toMatchObject({
      enforced: true,
      enforced_at: [],
      warnings: [expect.stringContaining('Nothing asks')],
    })
  })
  test('ignores rules beside statements, and the members that only the server writes', async () => {
    const { id } = await create({
      rules: ['Something else'],
      revision: 99,
      created_at: 'x',
      enforced: false,
      enforced_at: ['x'],
      warnings: 1,
      organization: 'o',
      updated_by: 'x',
      updated_at: 1,
    })
    const { body } = await house.call('GET', url(id), { token })
    expect(body).toMatchObject({
      rules: ['Only from the office'],
      revision: 1,
      organization: 'org-default',
      enforced: true,
    })
  })
  test('refuses an id that is taken', async () => {
    const { id } = await create()
    const { status, body } = await house.call('POST', '/api/policies', { token, body: { ...office, id } })
    expect([status, body.code]).toEqual([409, 'policy-exists'])
  })
  test.each<[path: string, body: unknown]>([
    ['name', { ...office, name: undefined }],
    ['description', { ...office, description: undefined }],
    ['type', { ...office, type: undefined }],
    ['type', { ...office, type: 'other' }],
    ['statements', { ...office, statements: undefined }],
    ['statements', { ...office, statements: [] }],
    ['rules', { ...office, statements: undefined, rules: [] }],
    ['colour', { ...office, colour: 'red' }],
    ['id', { ...office, id: 'has space' }],
    ['id', { ...office, id: 7 }],
    ['statements[0].labl', { ...office, statements: [{ ...requirement, labl: 'x' }] }],
    [
      'statements[0].unless[0].value',
      {
        ...office,
        statements: [
          { ...requirement, unless: [{ attribute: 'source_ip', operator: 'in', value: '10.0.0.0/99' }] },
        ],
      },
    ],
    ['statements[0].resources', { ...office, statements: [{ id: 'a', label: 'A', effect: 'allow' }] }],
    ['body', []],
    ['body', 'text'],
  ])('names %s as what is wrong', async (path, body) => {
    const answer = await house.call('POST', '/api/policies', { token, body: JSON.stringify(body) })
    expect([answer.status, answer.body.code]).toEqual([422, 'policy-invalid'])
    expect((answer.body.errors as { path: string }[]).map((fault) => fault.path)).toContain(path)
    expect(answer.body.detail).toBe(`${answer.body.errors[0].path}: ${answer.body.errors[0].message}`)
  })
  test('names every fault at once', async () => {
    const { body } = await house.call('POST', '/api/policies', {
      token,
      body: { type: 'x', statements: [{ id: 's' }] },
    })
    const paths = (body.errors as { path: string }[]).map(({ path }) => path)
    expect(paths).toEqual(
      expect.arrayContaining(['name', 'description', 'type', 'statements[0].label', 'statements[0].effect']),
    )
  })
  test('without a body is refused in words', async () => {
    const { status, body } = await house.call('POST', '/api/policies', { token })
    expect([status, body.code]).toEqual([422, 'policy-invalid'])
  })
})

describe('who may', () => {
  const calls = [
    ['GET', '/api/policies', 'Viewer'],
    ['GET', '/api/policies/pol-mfa-required', 'Viewer'],
    ['GET', '/api/policies/pol-mfa-required/impact?enabled=false', 'Admin'],
    ['POST', '/api/policies', 'Admin'],
    ['PUT', '/api/policies/pol-mfa-required', 'Admin'],
    ['PATCH', '/api/policies/pol-mfa-required', 'Admin'],
    ['DELETE', '/api/policies/pol-mfa-required', 'Admin'],
  ] as const
  const tokenOf = async (role: string) =>
    (await house.call('POST', '/api/tokens', { token, body: { name: role, roles: [role] } })).body
      .token as string
  test.each(calls)('%s %s needs somebody', async (method, path) => {
    const { status, body } = await house.call(method, path)
    expect([status, body.detail]).toEqual([401, 'Not authenticated'])
  })
  test.each(calls)('%s %s needs more than the role User', async (method, path) => {
    const { status, body } = await house.call(method, path, { token: await tokenOf('User') })
    expect([status, body.code]).toEqual([403, 'not-permitted'])
  })
  test.each(calls)('%s %s needs the role %s', async (method, path, role) => {
    const { status } = await house.call(method, path, { token: await tokenOf('Viewer') })
    expect(status === 403).toBe(role === 'Admin')
  })
  test('nothing of it changed the default', async () => {
    expect((await house.call('GET', '/api/policies/pol-mfa-required', { token })).body.revision).toBe(1)
  })
})

test('OpenAPI shows the parts of a policy as components', async () => {
  const { body } = await house.call('GET', '/api/openapi.json')
  const schemas = Object.keys(body.components.schemas as object)
  expect(schemas).toEqual(
    expect.arrayContaining([
      'Policy',
      'NewPolicy',
      'Statement',
      'Condition',
      'Target',
      'Obligation',
      'PolicyImpact',
    ]),
  )
  expect(body.paths['/api/policies'].post.requestBody.content['application/json'].schema.$ref).toMatch(
    /NewPolicy/,
  )
  expect(JSON.stringify(body.paths['/api/policies/{id}'].patch)).toContain('PolicyPatch')
})
