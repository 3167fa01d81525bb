import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adminToken, password, runningSallyport } from '../../testing/running-sallyport.ts'
import type { AuditLog, AuditLogInFull } from './schema.ts'

const sallyport = await runningSallyport()
afterAll(() => sallyport.close())
const { call, db } = sallyport

let ana = ''
let umi = { id: '', token: '' }

beforeAll(async () => {
  ana = (await sallyport.setUp('ana@example.org')).token
  const { id, answer } = await sallyport.invite('umi@example.org', ['User'])
  umi = { id, token: (await sallyport.enrol(answer.body.login as string)).token }
  await call('PATCH', '/api/policies/pol-session-recording', { token: ana })
  await call('PATCH', '/api/policies/pol-session-recording', { token: umi.token })
  await call('POST', '/api/auth/login', { body: { email: 'umi@example.org', password: 'wrong' } })
  await call('POST', '/api/auth/login', { body: { email: 'nobody@example.org', password: 'wrong' } })
})

const get = async (path: string, token = ana) => {
  const { status, body } = await call('GET', `/api/audit-logs${path}`, { token })
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const list = (query = '', token = ana): Promise<AuditLog[]> => get(`?limit=1000${query}`, token)

describe('everybody without audit.read', () => {
  test('gets their own entries alone out of every route', async () => {
    const own = (await list()).filter(({ user_id }) => user_id === umi.id)
    const summary = await get('/summary', umi.token)
    expect(summary.total).toBe(own.length)
    expect(summary.facets.actor).toEqual([
      { value: `user:${umi.id}`, label: 'umi@example.org', count: own.length },
    ])
    expect((await get('/summary?actor=ana@example.org', umi.token)).total).toBe(0)
    expect((await get('/summary?actor=ana@example.org', umi.token)).facets.actor).toHaveLength(1)
    const file = await call('GET', '/api/audit-logs/export?format=jsonl', { token: umi.token })
    expect(
      file.text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    ).toEqual(own.map(({ id }) => id))
    const activity = await get('/activity?days=1', umi.token)
    expect(activity.days[0]).toMatchObject({ sign_ins: 1, denials: 2 })
  })

  test('learns of an entry of others neither what it says nor that it is there', async () => {
    const foreign = (await list()).find(({ user_email }) => user_email === 'ana@example.org')?.id ?? ''
    for (const id of [foreign, 'made-up'])
      for (const path of [id, `${id}/related`]) {
        const { status, body } = await call('GET', `/api/audit-logs/${path}`, { token: umi.token })
        expect([status, body.code]).toEqual([404, 'audit-log-not-found'])
      }
  })

  test('sees of what is related only what they did', async () => {
    const refused = (await list('&outcome=failure&action=update_policy'))[0]
    expect(refused?.user_id).toBe(umi.id)
    const all: AuditLog[] = await get(`/${refused?.id}/related`)
    const own: AuditLog[] = await get(`/${refused?.id}/related`, umi.token)
    expect(all.some(({ user_email }) => user_email === 'ana@example.org')).toBe(true)
    expect(own).toEqual(all.filter(({ user_id }) => user_id === umi.id))
  })

  test('is refused how many entries were verified', async () => {
    expect((await call('GET', '/api/audit-logs/verification', { token: umi.token })).status).toBe(403)
  })

  test.each(['/summary', '/activity', '/x', '/x/related', '/export?format=csv', '/views', '/verification'])(
    '%s is not for strangers',
    async (path) => expect((await call('GET', `/api/audit-logs${path}`)).status).toBe(401),
  )
})

describe('filters', () => {
  test('take several values, any of which fits', async () => {
    const rows = await list('&action=register&action=setup&action=login')
    expect(new Set(rows.map(({ action }) => action))).toEqual(new Set(['register', 'setup', 'login']))
  })

  test('take a type for all that is of it', async () => {
    const rows = await list('&resource=policy')
    expect(rows.map(({ resource }) => resource)).toContain('policy:pol-mfa-required')
    expect(rows.every(({ resource }) => resource.startsWith('policy:'))).toBe(true)
  })

  test.each([
    'outcome=success',
    'resource=policy',
    'actor=ana@example.org',
    'q=signed',
    'action=login&outcome=failure',
  ])('mean in a summary what they mean in the list: %s', async (query) =>
    expect((await get(`/summary?${query}`)).total).toBe((await list(`&${query}`)).length),
  )

  test.each([
    'buckets=0',
    'buckets=201',
    'since=soon',
    'since=1969-12-31T23:59:59Z',
    'until=9999-12-31T23:59:59-01:00',
    'limit=3',
    'outcome=maybe',
    'action=',
  ])('of a summary are refused where they make no sense: %s', async (query) =>
    expect((await call('GET', `/api/audit-logs/summary?${query}`, { token: ana })).status).toBe(422),
  )
})

describe('a summary', () => {
  test('has bars from since to until that begin at round times and add up', async () => {
    const summary = await get(
      '/summary?since=2026-11-18T09:10:00Z&until=2026-11-18T11:00:00%2B00:00&buckets=12',
    )
    expect(summary).toMatchObject({
      total_is_lower_bound: false,
      since: '2026-11-18T09:10:00.000Z',
      until: '2026-11-18T11:00:00.000Z',
      bucket_seconds: 600,
    })
    expect(summary.histogram).toHaveLength(11)
    expect(summary.histogram[0].start).toBe('2026-11-18T09:10:00.000Z')
    const counted = summary.histogram.reduce(
      (sum: number, bar: { succeeded: number; failed: number }) => sum + bar.succeeded + bar.failed,
      0,
    )
    expect(counted).toBe(summary.total)
  })

  test('of nothing is empty and no error', async () => {
    expect(await get('/summary?q=there-is-no-such-thing')).toMatchObject({ total: 0, histogram: [] })
    expect(await get('/summary?since=2030-01-01T00:00:00Z&until=2020-01-01T00:00:00Z')).toMatchObject({
      total: 0,
      histogram: [],
    })
  })

  test('spans thousands of years in few bars', async () => {
    const summary = await get('/summary?since=1970-01-01T00:00:00Z&until=9999-12-31T23:59:59Z&buckets=3')
    expect(summary.histogram.length).toBeLessThanOrEqual(3)
    expect(summary.total).toBeGreaterThan(0)
  })

  test('offers values that the filters take', async () => {
    const { facets } = await get('/summary')
    for (const name of ['actor', 'action', 'resource', 'outcome'])
      for (const { value, count } of facets[name] as { value: string; count: number }[]) {
        const found = await get(`/summary?${name}=${encodeURIComponent(value)}`)
        expect([name, value, found.total]).toEqual([name, value, count])
      }
  })
})

describe('activity', () => {
  test('tells sign-ins, and denials by their reasons, day by day of the place', async () => {
    const activity = await get('/activity?days=2&zone=Pacific/Auckland')
    expect(activity.zone).toBe('Pacific/Auckland')
    expect(activity.days.map(({ day }: { day: string }) => day)).toEqual(['2026-11-17', '2026-11-18'])
    const refused = (await list('&outcome=failure')).filter(({ action }) => action !== 'login').length
    const by_reason = { not_granted: refused, wrong_password: 1, unknown_address: 1 }
    expect(activity.days[1]).toEqual({ day: '2026-11-18', sign_ins: 2, denials: refused + 2, by_reason })
    expect(activity.reasons).toEqual([
      { reason: 'not_granted', count: refused },
      { reason: 'unknown_address', count: 1 },
      { reason: 'wrong_password', count: 1 },
    ])
  })

  test('names the rule that refused a sign-in', async () => {
    const policy = {
      name: 'Nobody from there',
      description: '',
      type: 'access',
      statements: [
        {
          id: 's',
          label: 'Not from that network',
          effect: 'deny',
          actions: ['login'],
          resources: ['sign_in'],
          when: [{ attribute: 'source_ip', operator: 'in', value: '198.51.100.0/24' }],
        },
      ],
    }
    expect((await call('POST', '/api/policies', { token: ana, body: policy })).status).toBe(201)
    const body = { email: 'umi@example.org', password }
    await call('POST', '/api/auth/login', { body, address: '198.51.100.1' })
    const { days } = await get('/activity?days=1')
    expect(days[0].by_reason).toMatchObject({ 'Not from that network': 1 })
  })

  test.each(['days=0', 'days=91', 'zone=Nowhere/City', 'zone=%2B02:00', 'zone=.', 'day=1'])(
    'refuses %s',
    async (query) =>
      expect((await call('GET', `/api/audit-logs/activity?${query}`, { token: ana })).status).toBe(422),
  )
})

describe('one entry', () => {
  test('has what changed, the session and its place in the chain', async () => {
    const [toggled] = await list('&action=toggle_policy&outcome=success')
    const entry: AuditLogInFull = await get(`/${toggled?.id}`)
    const before: AuditLogInFull = await get(
      `/${(await list()).find(({ seq }) => seq === entry.seq - 1)?.id}`,
    )
    expect(entry).toMatchObject({
      ...toggled,
      changes: { before: { enabled: true }, after: { enabled: false } },
      session_id: expect.any(String),
      prev_hash: before.hash,
    })
  })

  test('is related to what the same request did, to its session and to its resource', async () => {
    const [toggled] = await list('&action=toggle_policy&outcome=success')
    const related: (AuditLog & { relation: string })[] = await get(`/${toggled?.id}/related`)
    expect(related.map(({ seq }) => seq)).toEqual(related.map(({ seq }) => seq).sort((a, b) => b - a))
    expect(related.map(({ id }) => id)).not.toContain(toggled?.id)
    const how = (relation: string) => related.filter((one) => one.relation === relation)
    expect(how('session').map(({ action }) => action)).toContain('login')
    expect(how('session').every(({ session_id }) => session_id === toggled?.session_id)).toBe(true)
    expect(how('resource').map(({ action }) => action)).toEqual(['update_policy', 'create_policy'])
  })

  test('shares a request with what the same request did', async () => {
    const headers = { 'x-request-id': 'two-in-one' }
    await call('PUT', '/api/audit-logs/views/one', { token: ana, body: { query: {} }, headers })
    await call('DELETE', '/api/audit-logs/views/one', { token: ana, headers })
    const [deleted] = await list('&action=delete_audit_view')
    const related = await get(`/${deleted?.id}/related`)
    expect(related.find(({ relation }: { relation: string }) => relation === 'request')).toMatchObject({
      action: 'save_audit_view',
    })
  })
})

describe('an export', () => {
  const lines = async (query: string) => {
    const { text } = await call('GET', `/api/audit-logs/export?format=jsonl${query}`, { token: ana })
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as AuditLogInFull)
  }

  test.each(['', '&action=login', '&q=policy&outcome=success', '&actor=umi@example.org', '&q=no-such-thing'])(
    'is the list, entry for entry: “%s”',
    async (query) => {
      const listed = await list(query)
      const exported = await lines(query)
      expect(exported.map(({ id }) => id)).toEqual(listed.map(({ id }) => id))
      expect(exported.map(({ details }) => details)).toEqual(listed.map(({ details }) => details))
    },
  )

  test('has every column, so that the chain can be recomputed from it', async () => {
    const rows = await lines('')
    const stored = await db
      .selectFrom('audit_log')
      .selectAll()
      .where('seq', '=', rows[0]?.seq ?? 0)
      .executeTakeFirstOrThrow()
    expect(rows[0]).toEqual({ ...stored, timestamp: stored.timestamp.toISOString() })
    for (const [index, row] of rows.slice(0, -1).entries()) expect(row.prev_hash).toBe(rows[index + 1]?.hash)
  })

  test('as CSV is a file for spreadsheets, in which no cell is computed', async () => {
    const names = ['=HYPERLINK("http://evil.example","x")', '+1', '-1', '@SUM(A1)', 'plain, "quoted"']
    for (const name of names)
      await call('PUT', `/api/audit-logs/views/${encodeURIComponent(name)}`, {
        token: ana,
        body: { query: { q: name } },
      })
    for (const email of ['=1+1@example.org', '\t=2@example.org'])
      await call('POST', '/api/auth/login', { body: { email, password: 'wrong' } })
    const { headers, text } = await call('GET', '/api/audit-logs/export?format=csv', { token: ana })
    expect(headers['content-type']).toMatch(/^text\/csv/u)
    expect(headers['content-disposition']).toMatch(/^attachment; filename="audit-log-[\dT-]+Z\.csv"$/u)
    const records = readCsv(text)
    expect(text.endsWith('\r\n')).toBe(true)
    const [head = [], ...rest] = records
    expect(head).toHaveLength(20)
    expect(rest.every((record) => record.length === head.length)).toBe(true)
    expect(rest.flat().filter((cell) => /^\s*[=+\-@\t\r]/u.test(cell))).toEqual([])
    const rows = await lines('&action=save_audit_view')
    const at = (record: string[], name: string) => record[head.indexOf(name)] ?? ''
    for (const row of rows) {
      const record = rest.find((one) => at(one, 'id') === row.id) ?? []
      expect(at(record, 'details')).toBe(row.details)
      expect(JSON.parse(at(record, 'changes'))).toEqual(row.changes)
      expect(at(record, 'timestamp')).toBe(row.timestamp)
    }
    expect(rest.map((record) => at(record, 'user_email'))).toContain("'=1+1@example.org")
  })

  test('is recorded with what was asked, before it is sent, and is not in itself', async () => {
    const exported = await lines('&action=export_audit_log&q=whatever')
    const [recorded] = await list('&action=export_audit_log')
    expect(exported).toEqual([])
    expect(recorded).toMatchObject({
      resource: 'audit_log',
      user_email: 'ana@example.org',
      changes: {
        before: null,
        after: { format: 'jsonl', query: { action: ['export_audit_log'], q: 'whatever' } },
      },
    })
  })

  test('shows the log as it was when asked, whatever is added meanwhile', async () => {
    const newest = (await list())[0]?.seq ?? 0
    const [file] = await Promise.all([
      lines(''),
      ...Array.from({ length: 10 }, () =>
        call('PUT', '/api/audit-logs/views/busy', { token: ana, body: { query: {} } }),
      ),
    ])
    const seqs = file.map(({ seq }) => seq)
    expect(seqs[0]).toBeGreaterThanOrEqual(newest)
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, index) => (seqs[0] ?? 0) - index))
    expect(seqs.at(-1)).toBe(1)
  })

  test('that fails midway breaks the connection off', async () => {
    await sql`insert into audit_log (organization, seq, id, timestamp, action, resource, details, success, prev_hash, hash)
      select organization, seq + number, 'filled-' || number, now(), 'fill', 'x', 'd', true, 'p', 'h'
      from audit_head, generate_series(1, 1500) as number`.execute(db)
    await sql`update audit_head set seq = seq + 1500, hash = 'h'`.execute(db)
    const newest = (await list())[0]?.seq ?? 0
    expect(await list('&action=fill')).toHaveLength(1000)
    await atTheDatabase(sql`delete from audit_log where seq = ${newest - 1200}`)
    await sallyport.app.listen({ host: '127.0.0.1', port: 0 })
    const outcome = await download('/api/audit-logs/export?format=csv')
    expect(outcome).toMatchObject({ status: 200, whole: false })
    expect(outcome.text).toContain(`,${newest},`)
  })
})

/** Reads an answer to wherever it ends. */
function download(path: string): Promise<{ status: number | undefined; text: string; whole: boolean }> {
  const { port } = sallyport.app.server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${adminToken}` }
    request({ host: '127.0.0.1', port, path, headers }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('error', () => undefined)
      response.on('close', () => resolve({ status: response.statusCode, text, whole: response.complete }))
    })
      .on('error', reject)
      .end()
  })
}

/** As somebody who owns the database can. */
async function atTheDatabase(statement: ReturnType<typeof sql>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`alter table audit_log disable trigger user`.execute(trx)
    await statement.execute(trx)
    await sql`alter table audit_log enable trigger user`.execute(trx)
  })
}

/** RFC 4180, letter by letter. */
function readCsv(text: string): string[][] {
  const records: string[][] = []
  let record: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? ''
    if (quoted) {
      if (letter !== '"') cell += letter
      else if (text[at + 1] === '"') cell += text[++at] ?? ''
      else quoted = false
    } else if (letter === '"') quoted = true
    else if (letter === ',') {
      record.push(cell)
      cell = ''
    } else if (letter === '\r' && text[at + 1] === '\n') {
      records.push([...record, cell])
      record = []
      cell = ''
      at++
    } else cell += letter
  }
  return records
}
