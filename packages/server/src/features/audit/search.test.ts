import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryDatabase } from '../../testing/temporary-database.ts'
import { createAuditSink, type AuditEntry, type AuditRow } from '../../platform/audit/audit-sink.ts'
import { masterKeyOf } from '../../platform/crypto/master-key.ts'
import type { Identity } from '../../platform/identity.ts'
import { auditStore } from './audit-store.ts'
import { logColumns, type LogColumns } from './columns/log-columns.ts'
import { listAuditLogs } from './list-audit-logs.ts'
import type { AuditQuery } from './schema.ts'
import { type AuditFilters } from './schema.ts'
import { summarizeAuditLog, type Summary } from './summarize-audit-log.ts'

const database = await temporaryDatabase()
afterAll(() => database.close())
const { db } = database
const masterKey = masterKeyOf(randomBytes(32))
const store = auditStore(db)
const start = Date.parse('2026-11-01T00:00:00.000Z')
const now = () => new Date(start + 40 * 86_400_000)
const organization = 'org_search'
const random = randomNumbers(7)
let rows: AuditRow[] = []

/** Numbers that look random and are the same in every run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
const pick = <One>(...list: readonly One[]) => list[Math.floor(random() * list.length)] as One
const maybe = <One>(one: One) => (random() < 0.3 ? one : undefined)

const actors: AuditEntry['actor'][] = [
  ...[0, 1, 2, 3, 4].map((number) => ({ userId: `u${number}`, email: `Person${number}@Example.org` })),
  { userId: 'u1', email: 'renamed@example.org' },
  { userId: 'u2', email: 'Person2@Example.org', tokenId: 't9', tokenName: 'ci' },
  { tokenId: 't1', tokenName: 'ci' },
  { tokenId: 't2', tokenName: 'person3@example.org' },
  { email: 'person4@example.org' },
  { email: 'PERSON4@example.org' },
  { userId: 'u7' },
  {},
]
const resources = () =>
  pick(
    'policy:pol-1',
    'policy:pol-2',
    'policy',
    'policyx:1',
    'sign_in',
    `session:${Math.floor(random() * 1e6)}`,
    'user:a:b',
    ':odd',
  )
const words = [
  'Signed in',
  'Policy enabled',
  '100% of it',
  'under_score',
  'Straße',
  'İstanbul',
  'log',
  'in policy',
  '\\',
]

beforeAll(async () => {
  await db
    .insertInto('organizations')
    .values({ id: organization, name: 'x', domain: null, created_at: now() })
    .execute()
  await append(2500)
})

/** Appends what anybody could have done; times jump back now and then, as clocks do. */
async function append(count: number): Promise<void> {
  let at = start + rows.length * 1_000_000
  const audit = createAuditSink({ masterKey, now: () => new Date(at) })
  await db.transaction().execute(async (trx) => {
    for (let index = 0; index < count; index++) {
      at += Math.floor(random() * 1_500_000) - 300_000
      const row = await audit.record(trx, {
        organization,
        actor: pick(...actors),
        action: pick('login', 'login', 'login', 'logout', 'toggle_policy', 'log'),
        resource: resources(),
        details: `${pick(...words)} ${pick('today', 'yesterday', Math.floor(random() * 300).toString())}`,
        success: random() < 0.8,
        ipAddress: maybe(pick('192.0.2.1', '2001:db8::1')),
        reason: maybe('Because of the audit'),
      })
      rows.push(row)
    }
  })
}

const identity = (more: Partial<Identity> = {}): Identity => ({
  kind: 'session',
  organization,
  subject: { type: 'user', id: 'u1', properties: {} },
  address: undefined,
  userAgent: undefined,
  byCookie: false,
  ...more,
})

type Wanted = Omit<AuditFilters, 'since' | 'until'> & { since?: Date; until?: Date }

function randomFilters(): Wanted {
  const moment = () => new Date(start + Math.floor(random() * 32 * 86_400_000))
  const all = {
    action: maybe(pick(['login'], ['login', 'log'], ['nothing'])),
    actor: maybe(
      pick(
        ['user:u1'],
        ['u2'],
        ['PERSON4@EXAMPLE.ORG'],
        ['email:Person4@example.org'],
        ['ci'],
        ['service:t1'],
        ['anonymous:anonymous', 'u7'],
        ['person3@example.org'],
        ['nobody'],
      ),
    ),
    resource: maybe(
      pick(
        ['policy'],
        ['policy:pol-1', 'sign_in'],
        ['session'],
        ['policy*'],
        ['user:a:*'],
        ['policy:'],
        [''],
      ),
    ),
    outcome: maybe(pick('success' as const, 'failure' as const)),
    since: maybe(moment()),
    until: maybe(moment()),
    q: maybe(
      pick(
        'signed',
        '%',
        '_',
        'STRASSE',
        'straße',
        'in policy',
        'in policy l',
        '192.0',
        'ci',
        'because',
        'i̇stanbul',
        'login',
        '\\',
        'e',
      ),
    ),
  }
  return Object.fromEntries(Object.entries(all).filter((entry) => entry[1] !== undefined))
}

/** The meaning of the filters, written down once more and entry by entry. */
const fits: Record<
  'actor' | 'action' | 'resource' | 'outcome' | 'rest',
  (row: AuditRow, asked: Wanted) => boolean
> = {
  actor: (row, { actor }) => actor === undefined || actor.some((one) => isActor(row, one)),
  action: (row, { action }) => action === undefined || action.includes(row.action),
  resource: (row, { resource }) =>
    resource === undefined || resource.some((one) => isResource(row.resource, one)),
  outcome: (row, { outcome }) => outcome === undefined || (outcome === 'success') === row.success,
  rest: (row, { since, until, q }) =>
    (since === undefined || row.timestamp >= since) &&
    (until === undefined || row.timestamp < until) &&
    (q === undefined ||
      [
        row.details,
        row.action,
        row.resource,
        row.user_email,
        row.token_name,
        row.reason,
        row.ip_address,
      ].some((text) => text?.toLowerCase().includes(q.toLowerCase()) === true)),
}
function isActor(row: AuditRow, wanted: string): boolean {
  if (wanted.startsWith('user:')) return `user:${row.user_id}` === wanted
  if (wanted.startsWith('service:')) return row.user_id === null && `service:${row.token_id}` === wanted
  if (wanted.startsWith('email:'))
    return (
      row.user_id === null &&
      row.token_id === null &&
      `email:${row.user_email}`.toLowerCase() === wanted.toLowerCase()
    )
  if (wanted === 'anonymous:anonymous')
    return [row.user_id, row.token_id, row.user_email].every((one) => one === null)
  return (
    row.user_id === wanted ||
    row.user_email?.toLowerCase() === wanted.toLowerCase() ||
    row.token_name === wanted
  )
}
function isResource(resource: string, wanted: string): boolean {
  if (wanted.endsWith('*')) return resource.startsWith(wanted.slice(0, -1))
  return resource === wanted || resource.split(':', 1)[0] === wanted
}
function valueOf(row: AuditRow): string {
  if (row.user_id !== null) return `user:${row.user_id}`
  if (row.token_id !== null) return `service:${row.token_id}`
  return row.user_email === null ? 'anonymous:anonymous' : `email:${row.user_email.toLowerCase()}`
}

const filters = ['actor', 'action', 'resource', 'outcome', 'rest'] as const
const matches = (asked: Wanted, visible: readonly AuditRow[], but?: (typeof filters)[number]) =>
  visible.filter((row) => filters.every((name) => name === but || fits[name](row, asked)))

function countBy(some: readonly AuditRow[], valueOfRow: (row: AuditRow) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of some) counts.set(valueOfRow(row), (counts.get(valueOfRow(row)) ?? 0) + 1)
  return counts
}

/** Which of equals are among the twenty is open; how often each stands there and how many there are is not. */
function expectTop(facet: readonly { value: string; count: number }[], counts: Map<string, number>): void {
  expect(facet.map(({ count }) => count)).toEqual([...counts.values()].sort((a, b) => b - a).slice(0, 20))
  for (const { value, count } of facet) expect([value, count]).toEqual([value, counts.get(value)])
  expect(new Set(facet.map(({ value }) => value)).size).toBe(facet.length)
}

function expectSummary(summary: Summary, asked: Wanted, visible: readonly AuditRow[]): void {
  const found = matches(asked, visible)
  expect(summary.total).toBe(found.length)
  const { facets, scale, histogram } = summary
  expectTop(facets.actor, countBy(matches(asked, visible, 'actor'), valueOf))
  expectTop(
    facets.action,
    countBy(matches(asked, visible, 'action'), ({ action }) => action),
  )
  expectTop(
    facets.outcome,
    countBy(matches(asked, visible, 'outcome'), ({ success }) => (success ? 'success' : 'failure')),
  )
  const widened = matches(asked, visible, 'resource')
  const single = countBy(
    widened.filter(({ resource }) => resource.includes(':')),
    ({ resource }) => resource,
  )
  const types = countBy(widened, ({ resource }) => resource.split(':', 1)[0] ?? '')
  const shownTypes = Math.min(types.size, 20)
  expectTop(facets.resource.slice(0, shownTypes), types)
  expectTop(facets.resource.slice(shownTypes), single)
  const bars = Array.from({ length: scale.bars }, (_, index) => ({
    start: new Date(scale.start + index * scale.width),
    ...{ succeeded: 0, failed: 0 },
  }))
  for (const { timestamp, success } of found) {
    const bar = bars.findLast((one) => one.start <= timestamp)
    if (bar !== undefined) bar[success ? 'succeeded' : 'failed']++
  }
  expect(histogram).toEqual(bars)
}

/** All at once, many small pieces, and pieces of which few find room in memory. */
const ways: [string, () => LogColumns][] = [
  ['in one piece', () => logColumns({ source: store })],
  ['in small pieces', () => logColumns({ source: store, size: 64, patience: Infinity })],
  [
    'in pieces that mostly find no room',
    () => logColumns({ source: store, size: 200, most: 60_000, patience: Infinity }),
  ],
]

describe.each(ways)('with the log %s', (_, build) => {
  const columns = build()

  test('every count is what counting one by one gives, whatever is asked', async () => {
    let matched = 0
    for (let round = 0; round < 80; round++) {
      const asked = randomFilters()
      const buckets = pick(1, 7, 60, 200)
      const summary = await summarizeAuditLog({ columns, now }, identity(), true, { ...asked, buckets })
      expect(summary.isLowerBound).toBe(false)
      expect(summary.histogram.length).toBeLessThanOrEqual(buckets)
      expectSummary(summary, asked, rows)
      if (summary.total > 0) matched++
    }
    expect(matched).toBeGreaterThan(40)
  }, 120_000)

  test('the list is what looking one by one finds, page for page', async () => {
    for (let round = 0; round < 40; round++) {
      const asked = randomFilters()
      const seen = await readAll(columns, asked, pick(50, 333, 1000))
      expect(seen).toEqual(
        matches(asked, rows)
          .map(({ seq }) => seq)
          .reverse(),
      )
    }
  }, 120_000)

  test.each([
    ['a person', { userId: 'u1' }, (row: AuditRow) => row.user_id === 'u1'],
    ['a token of nobody', { tokenId: 't1' }, (row: AuditRow) => row.token_id === 't1'],
  ])(
    '%s counts and sees nothing but their own',
    async (_who, who, own) => {
      const visible = rows.filter(own)
      for (let round = 0; round < 30; round++) {
        const asked = randomFilters()
        const summary = await summarizeAuditLog({ columns, now }, identity(who), false, {
          ...asked,
          buckets: 20,
        })
        expectSummary(summary, asked, visible)
      }
      const { rows: listed } = await listAuditLogs(
        { store, columns, masterKey },
        identity(who),
        false,
        page({}, 1000),
      )
      expect(listed.map(({ seq }) => seq)).toEqual(
        visible
          .map(({ seq }) => seq)
          .reverse()
          .slice(0, 1000),
      )
      expect(visible.length).toBeGreaterThan(50)
    },
    60_000,
  )
})

const page = (asked: Wanted, limit: number, cursor?: string): AuditQuery => ({ ...asked, limit, cursor })

async function readAll(columns: LogColumns, asked: Wanted, limit: number): Promise<number[]> {
  const seen: number[] = []
  let cursor: string | undefined
  do {
    const answer = await listAuditLogs(
      { store, columns, masterKey },
      identity(),
      true,
      page(asked, limit, cursor),
    )
    seen.push(...answer.rows.map(({ seq }) => seq))
    cursor = answer.next
  } while (cursor !== undefined)
  return seen
}

describe('a log that is longer than memory', () => {
  const impatient = () => logColumns({ source: store, size: 64, most: 80_000, patience: 3 })

  test('is counted as far as patience goes, and says so', async () => {
    const summary = await summarizeAuditLog({ columns: impatient(), now }, identity(), true, { buckets: 10 })
    expect(summary.isLowerBound).toBe(true)
    expect(summary.total).toBeGreaterThan(150)
    expect(summary.total).toBeLessThan(rows.length)
    expectSummary(summary, {}, rows.slice(-summary.total))
  })

  test('is listed to its end all the same, in shorter pages', async () => {
    const asked = { action: ['toggle_policy'] }
    expect(await readAll(impatient(), asked, 100)).toEqual(
      matches(asked, rows)
        .map(({ seq }) => seq)
        .reverse(),
    )
  })

  test('is counted exactly where the times leave little of it', async () => {
    const columns = impatient()
    const asked = { since: new Date(start + 5 * 86_400_000), until: new Date(start + 5.3 * 86_400_000) }
    const summary = await summarizeAuditLog({ columns, now }, identity(), true, { ...asked, buckets: 10 })
    expect([summary.isLowerBound, summary.total > 20]).toEqual([false, true])
    expectSummary(summary, asked, rows)
  })
})

describe('a log that changes', () => {
  test('is counted as it is when it is asked, by each of many at once', async () => {
    const columns = logColumns({ source: store, size: 64, patience: Infinity })
    for (let round = 0; round < 5; round++) {
      const [before] = await Promise.all([columns.open(organization), append(70)])
      const [now1, now2] = await Promise.all([totalOf(columns), totalOf(columns)])
      expect([now1, now2]).toEqual([rows.length, rows.length])
      expect(before.newest).toBeLessThanOrEqual(rows.length)
    }
  })

  test('is read anew when its past is another than the one that was read', async () => {
    const columns = logColumns({ source: store, size: 64, patience: Infinity })
    expect(await totalOf(columns)).toBe(rows.length)
    await atTheDatabase(sql`delete from audit_log where organization = ${organization} and seq > 2000`)
    await atTheDatabase(
      sql`update audit_head set seq = 2000, hash = (select hash from audit_log where organization = ${organization} and seq = 2000) where organization = ${organization}`,
    )
    rows = rows.slice(0, 2000)
    expect(await totalOf(columns)).toBe(2000)
    await append(900)
    expect(await totalOf(columns)).toBe(2900)
    expect(await readAll(columns, { q: 'signed' }, 1000)).toEqual(
      matches({ q: 'signed' }, rows)
        .map(({ seq }) => seq)
        .reverse(),
    )
  })

  async function totalOf(columns: LogColumns): Promise<number> {
    return (await summarizeAuditLog({ columns, now }, identity(), true, { buckets: 1 })).total
  }

  /** As somebody who owns the database can, or a restore from a back-up does. */
  async function atTheDatabase(statement: ReturnType<typeof sql>): Promise<void> {
    await db.transaction().execute(async (trx) => {
      await sql`alter table audit_log disable trigger user`.execute(trx)
      await statement.execute(trx)
      await sql`alter table audit_log enable trigger user`.execute(trx)
    })
  }
})
