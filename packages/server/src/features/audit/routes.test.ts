import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adminToken, runningSallyport } from '../../testing/running-sallyport.ts'
import type { AuditLog } from './schema.ts'

const sallyport = await runningSallyport()
afterAll(() => sallyport.close())
const { call, db } = sallyport

let administrator = ''
let member = { id: '', token: '' }

beforeAll(async () => {
  administrator = (await sallyport.setUp('ana@example.org')).token
  const { id, answer } = await sallyport.invite('umi@example.org', ['User'])
  const body = answer.body as { access_token?: string; login?: string }
  member = { id, token: body.access_token ?? (await sallyport.enrol(body.login ?? '')).token }
  // A refusal is an entry as well.
  await call('POST', '/api/audit-logs/verify', { token: member.token })
  for (let count = 1; count <= 5; count++) {
    sallyport.pass(60)
    await call('POST', '/api/audit-logs/verify', { token: administrator })
  }
})

async function list(query = '', token = administrator): Promise<AuditLog[]> {
  const { status, body } = await call('GET', `/api/audit-logs${query}`, { token })
  expect(status).toBe(200)
  return body as AuditLog[]
}

const none = () => false

describe('GET /api/audit-logs', () => {
  test('answers with a plain array, newest first, in the documented shape', async () => {
    const rows = await list()
    const seqs = rows.map(({ seq }) => seq)
    expect(seqs).toEqual(seqs.toSorted((a, b) => b - a))
    expect(rows.find(({ action }) => action === 'register')).toEqual({
      id: expect.any(String) as string,
      seq: expect.any(Number) as number,
      user_id: member.id,
      user_email: 'umi@example.org',
      action: 'register',
      resource: `user:${member.id}`,
      details: expect.any(String) as string,
      ip_address: '203.0.113.7',
      timestamp: expect.stringMatching(/^2026-11-18T10:\d\d:\d\d\.\d{3}Z$/u) as string,
      success: true,
      request_id: expect.any(String) as string,
    })
  })

  test('shows everybody else their own entries, and never an error', async () => {
    const rows = await list('', member.token)
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(({ user_id }) => user_id !== member.id)).toEqual([])
    expect(await list('?actor=ana@example.org', member.token)).toEqual([])
  })

  test('shows a service the whole log by its permission', async () => {
    expect((await list('', adminToken)).length).toBeGreaterThan(5)
  })

  test('is not for strangers', async () => {
    expect((await call('GET', '/api/audit-logs')).status).toBe(401)
  })

  test.each([
    ['action=register', (row: AuditLog) => row.action === 'register'],
    ['actor=UMI@example.org', (row: AuditLog) => row.user_email === 'umi@example.org'],
    ['actor=ana@example.org&action=register', none],
    ['resource=user:*', (row: AuditLog) => row.resource.startsWith('user:')],
    ['outcome=failure', (row: AuditLog) => !row.success],
    ['outcome=success', (row: AuditLog) => row.success],
    ['q=LOG%20is%20INTACT', (row: AuditLog) => row.action === 'verify_audit_log'],
    ['q=100%25', none],
    ['q=_ntact', none],
    ['resource=us_r:*', none],
  ])('finds by %s', async (query, fits) => {
    const all = await list('?limit=1000')
    const found = await list(`?limit=1000&${query}`)
    expect(found.length > 0).toBe(fits !== none)
    expect(found).toEqual(all.filter(fits))
  })

  test('finds from a time, up to but not including another', async () => {
    const times = [...new Set((await list('?limit=1000')).map(({ timestamp }) => timestamp))]
    const [youngest = '', second = ''] = times
    expect(new Set((await list(`?since=${second}`)).map(({ timestamp }) => timestamp))).toEqual(
      new Set([youngest, second]),
    )
    expect(
      new Set((await list(`?since=${second}&until=${youngest}`)).map(({ timestamp }) => timestamp)),
    ).toEqual(new Set([second]))
    expect(
      (await list(`?since=${encodeURIComponent(youngest.replace('Z', '+00:00'))}`)).length,
    ).toBeGreaterThan(0)
  })

  test('pages without gap or repetition, also while entries are added', async () => {
    const before = await list('?limit=1000')
    const seen: number[] = []
    let url: string | undefined = '/api/audit-logs?limit=3'
    for (let page = 0; url !== undefined; page++) {
      const { body, headers }: Awaited<ReturnType<typeof call>> = await call('GET', url, {
        token: administrator,
      })
      expect((body as AuditLog[]).length).toBeLessThanOrEqual(3)
      seen.push(...(body as AuditLog[]).map(({ seq }) => seq))
      url = /^<([^>]+)>; rel="next"$/u.exec(headers.link?.toString() ?? '')?.[1]
      if (page === 0) await call('POST', '/api/audit-logs/verify', { token: administrator })
    }
    expect(seen).toEqual(before.map(({ seq }) => seq))
  })

  test('keeps the question in the link to the next page', async () => {
    const { headers } = await call('GET', '/api/audit-logs?limit=1&resource=user%3A*', {
      token: administrator,
    })
    expect(headers.link).toMatch(
      /^<\/api\/audit-logs\?limit=1&resource=user%3A\*&cursor=[\w-]+>; rel="next"$/u,
    )
  })

  test('gives no link behind the last page', async () => {
    expect(
      (await call('GET', '/api/audit-logs?limit=1000', { token: administrator })).headers.link,
    ).toBeUndefined()
  })

  test('clamps a limit above the most', async () => {
    expect((await call('GET', '/api/audit-logs?limit=100000', { token: administrator })).status).toBe(200)
  })

  test('refuses a cursor that was changed, cut or made up, byte for byte', async () => {
    const { headers } = await call('GET', '/api/audit-logs?limit=1', { token: administrator })
    const cursor = /cursor=([\w-]+)/u.exec(headers.link?.toString() ?? '')?.[1] ?? ''
    expect((await call('GET', `/api/audit-logs?cursor=${cursor}`, { token: administrator })).status).toBe(200)
    const changed = cursor
      .split('')
      .map((letter, at) => `${cursor.slice(0, at)}${letter === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`)
    for (const forged of [...changed, cursor.slice(1), `${cursor}A`, `${cursor}=`, 'MTA', '-']) {
      const { status, body } = await call('GET', `/api/audit-logs?cursor=${forged}`, { token: administrator })
      expect([forged, status]).toEqual([forged, 422])
      expect(body).toMatchObject({ code: 'request-invalid', errors: [{ path: 'cursor' }] })
    }
  })

  test.each(['limit=0', 'limit=x', 'limit=1.5', 'since=yesterday', 'outcome=maybe', 'unknown=1', 'q='])(
    'refuses %s',
    async (query) => {
      expect((await call('GET', `/api/audit-logs?${query}`, { token: administrator })).status).toBe(422)
    },
  )
})

describe('POST /api/audit-logs/verify', () => {
  test('says that the log is intact, and enters that it was asked', async () => {
    const { status, body } = await call('POST', '/api/audit-logs/verify', { token: administrator })
    const [newest] = await list('?limit=1')
    expect([status, body]).toEqual([200, { valid: true, checked: (newest?.seq ?? 0) - 1 }])
    expect(newest).toMatchObject({
      action: 'verify_audit_log',
      resource: 'audit_log',
      user_email: 'ana@example.org',
      success: true,
    })
  })

  test('takes a range of numbers or times', async () => {
    const verify = async (body: unknown) =>
      (await call('POST', '/api/audit-logs/verify', { token: administrator, body })).body as unknown
    expect(await verify({ from: 2, to: 4 })).toEqual({ valid: true, checked: 3 })
    expect(await verify({ from: '2099-01-01T00:00:00Z' })).toEqual({ valid: true, checked: 0 })
    expect(await verify({ from: 'a while ago' })).toMatchObject({ status: 422 })
    expect(await verify({ from: 0 })).toMatchObject({ status: 422 })
  })

  test('needs the permission audit.read', async () => {
    const { status, body } = await call('POST', '/api/audit-logs/verify', { token: member.token })
    expect([status, body]).toMatchObject([403, { code: 'not-permitted' }])
  })

  test('names the entry that somebody changed in the database, and says so in the log', async () => {
    await db.transaction().execute(async (trx) => {
      await sql`alter table audit_log disable trigger user`.execute(trx)
      await sql`update audit_log set success = not success where seq = 3`.execute(trx)
      await sql`alter table audit_log enable trigger user`.execute(trx)
    })
    const { body } = await call('POST', '/api/audit-logs/verify', { token: administrator })
    const changed = await db
      .selectFrom('audit_log')
      .select('id')
      .where('seq', '=', 3)
      .executeTakeFirstOrThrow()
    expect(body).toEqual({
      valid: false,
      checked: 2,
      first_fault: {
        seq: 3,
        id: changed.id,
        kind: 'changed',
        fault: 'Entry 3 was changed: its content does not give its hash',
      },
    })
    expect((await list('?limit=1'))[0]).toMatchObject({
      success: false,
      details: expect.stringContaining('Entry 3 was changed') as string,
    })
  })
})
