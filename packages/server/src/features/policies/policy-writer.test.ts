import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  adminToken,
  password,
  runningSallyport,
  type RunningSallyport,
} from '../../testing/running-sallyport.ts'
import { seedDefaultPolicies } from './seed-default-policies.ts'
import { createAuditSink } from '../../platform/audit/audit-sink.ts'
import { masterKeyOf } from '../../platform/crypto/master-key.ts'
import { loadDecider } from './load-decider.ts'
import { lockPolicies } from './policy-store.ts'

let house: RunningSallyport
const token = adminToken
beforeAll(async () => {
  house = await runningSallyport()
})
afterAll(() => house.close())

const refusal = (label: string, more: object = {}) => ({
  name: label,
  description: '',
  type: 'access',
  statements: [{ id: 's', label, effect: 'deny', resources: ['sign_in'], actions: ['login'], ...more }],
})
const login = {
  subject: { type: 'user', id: 'x', properties: { roles: [], groups: [], profile: 'standard' } },
  action: { name: 'login' },
  resource: { type: 'sign_in', id: '' },
  context: { mfa_status: true, time: '2026-11-18T10:00:00Z' },
} as const

describe('a change', () => {
  test('is in force before it is answered', async () => {
    const body = refusal('No x', { subjects: ['user:x'] })
    expect(house.decisionPoint.decide(login).decision).toBe(true)
    const { body: created } = await house.call('POST', '/api/policies', { token, body })
    expect(house.decisionPoint.decide(login).decided_by?.label).toBe('No x')
    await house.call('DELETE', `/api/policies/${String(created.id)}`, { token })
    expect(house.decisionPoint.decide(login).decision).toBe(true)
  })
  test('comes into force in the order of commits', async () => {
    const bodies = Array.from({ length: 12 }, (_, index) => ({
      ...refusal(`Rule ${index}`, { subjects: ['user:somebody'] }),
      id: `serial-${index}`,
    }))
    await Promise.all(bodies.map((body) => house.call('POST', '/api/policies', { token, body })))
    await Promise.all(
      bodies.map(({ id }, index) =>
        index % 2 === 0
          ? house.call('DELETE', `/api/policies/${id}`, { token })
          : house.call('PATCH', `/api/policies/${id}`, { token }),
      ),
    )
    const stored = await loadDecider(house.db, () =>
      Promise.resolve(house.decisionPoint.current().snapshot().settings),
    )
    expect(house.decisionPoint.current().revision).toBe(stored.revision)
  })
  test('that fails on the way leaves snapshot, rows and log as they were', async () => {
    const before = house.decisionPoint.current().revision
    const entries = () => house.db.selectFrom('audit_log').select('seq').execute()
    const seen = (await entries()).length
    let swaps = 0
    house.decisionPoint.onSwap(() => (swaps += 1))
    await sql`create function fail_now() returns trigger language plpgsql as $$ begin raise exception 'the disk is full'; end $$`.execute(
      house.db,
    )
    await sql`create trigger fail_now before insert or update on policies for each row execute function fail_now()`.execute(
      house.db,
    )
    try {
      const { status } = await house.call('POST', '/api/policies', {
        token,
        body: refusal('Never', { subjects: ['user:x'] }),
      })
      expect(status).toBe(500)
      const toggled = await house.call('PATCH', '/api/policies/pol-session-recording', { token })
      expect(toggled.status).toBe(500)
    } finally {
      await sql`drop trigger fail_now on policies`.execute(house.db)
    }
    expect(swaps, 'not even for a moment').toBe(0)
    expect(house.decisionPoint.current().revision).toBe(before)
    expect(await entries()).toHaveLength(seen)
    expect((await house.call('GET', '/api/policies/pol-session-recording', { token })).body).toMatchObject({
      enabled: true,
      revision: 1,
    })
  })
  test('that fails at the very end takes its log entry back', async () => {
    const before = house.decisionPoint.current().revision
    const entries = () => house.db.selectFrom('audit_log').select('seq').execute()
    const seen = (await entries()).length
    await sql`create function no_notice() returns trigger language plpgsql as $$ begin raise exception 'no notice'; end $$`.execute(
      house.db,
    )
    await sql`create trigger no_notice before insert or update on settings for each row execute function no_notice()`.execute(
      house.db,
    )
    try {
      expect((await house.call('PATCH', '/api/policies/pol-session-recording', { token })).status).toBe(500)
    } finally {
      await sql`drop trigger no_notice on settings`.execute(house.db)
    }
    expect(house.decisionPoint.current().revision).toBe(before)
    expect(await entries()).toHaveLength(seen)
    const { body } = await house.call('GET', '/api/policies/pol-session-recording', { token })
    expect(body).toMatchObject({ enabled: true, revision: 1 })
  })
  test('waits for the change that another node is making', async () => {
    const waiting = () =>
      sql<{
        count: number
      }>`select count(*) as count from pg_locks where locktype = 'advisory' and not granted`
        .execute(house.db)
        .then(({ rows }) => rows[0]?.count)
    let answered = false
    const other = house.db.transaction().execute(async (trx) => {
      await lockPolicies(trx)
      const answer = house
        .call('POST', '/api/policies', { token, body: refusal('Patient', { subjects: ['user:z'] }) })
        .finally(() => (answered = true))
      await vi.waitFor(async () => expect(await waiting()).toBe(1), { timeout: 5000 })
      expect(answered).toBe(false)
      return { answer }
    })
    expect((await (await other).answer).status).toBe(201)
  })
  test('that cannot be audited does not happen', async () => {
    await sql`create function no_log() returns trigger language plpgsql as $$ begin raise exception 'no log'; end $$`.execute(
      house.db,
    )
    await sql`create trigger no_log before insert on audit_log for each row execute function no_log()`.execute(
      house.db,
    )
    try {
      expect((await house.call('PATCH', '/api/policies/pol-session-recording', { token })).status).toBe(500)
    } finally {
      await sql`drop trigger no_log on audit_log`.execute(house.db)
    }
    expect((await house.call('GET', '/api/policies/pol-session-recording', { token })).body).toMatchObject({
      enabled: true,
      revision: 1,
    })
    expect(
      house.decisionPoint
        .current()
        .snapshot()
        .policies.find(({ id }) => id === 'pol-session-recording')?.enabled,
    ).toBe(true)
  })
  test('of another node counts when this one changes something, heard of or not', async () => {
    // Another node's commit, without its notice: the row alone, and the revision it announced.
    await house.db
      .updateTable('policies')
      .set({ enabled: false })
      .where('id', '=', 'pol-network-zero-trust')
      .execute()
    await sql`update settings set value = '"of another node"' where key = 'policies.revision'`.execute(
      house.db,
    )
    await house.call('POST', '/api/policies', { token, body: refusal('Later', { subjects: ['user:y'] }) })
    const inForce = house.decisionPoint
      .current()
      .snapshot()
      .policies.find(({ id }) => id === 'pol-network-zero-trust')
    expect(inForce?.enabled).toBe(false)
  })
})

test('another node’s notice puts its change in force, and a broken connection looks for itself', async () => {
  const { createPolicyWriter } = await import('./policy-writer.ts')
  const { reloadOnNotify } = await import('./reload-on-notify.ts')
  const { createDecisionPoint } = await import('../../platform/decision-point.ts')
  const { createEnforcementPoints } = await import('../../platform/enforcement-points.ts')
  const { connectDatabase } = await import('../../platform/database/connect-database.ts')
  const { testLog } = await import('../../testing/temporary-database.ts')
  const { settings } = house.decisionPoint.current().snapshot()
  const other = await connectDatabase(house.connection, testLog)
  const decisionPoint = createDecisionPoint(await loadDecider(other.db, () => Promise.resolve(settings)))
  const clock = () => new Date()
  const audit = createAuditSink({ masterKey: masterKeyOf(Buffer.alloc(32)), now: clock })
  const writer = createPolicyWriter({
    db: other.db,
    audit,
    decisionPoint,
    enforcementPoints: createEnforcementPoints(),
    readSettings: () => Promise.resolve(settings),
    contextOf: () => ({}),
    clock,
    people: () => Promise.resolve([]),
  })
  const errors: unknown[] = []
  const stop = await reloadOnNotify({ listen: other.listen, writer, onError: (error) => errors.push(error) })
  await house.call('POST', '/api/policies', { token, body: refusal('Everywhere', { subjects: ['user:x'] }) })
  await vi.waitFor(() => expect(decisionPoint.decide(login).decided_by?.label).toBe('Everywhere'), {
    timeout: 5000,
  })
  expect(decisionPoint.current().revision).toBe(house.decisionPoint.current().revision)
  await house.db
    .deleteFrom('policies')
    .where(sql<boolean>`document->>'name' = 'Everywhere'`)
    .execute()
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%'`.execute(
    house.db,
  )
  await vi.waitFor(() => expect(decisionPoint.decide(login).decision).toBe(true), { timeout: 15_000 })
  await stop()
  await other.close()
  expect(errors).toEqual([])
})

test('the defaults are put in place once: a deleted one stays deleted', async () => {
  expect((await house.call('DELETE', '/api/policies/pol-session-recording', { token })).status).toBe(204)
  const audit = createAuditSink({ masterKey: masterKeyOf(Buffer.alloc(32)), now: house.now })
  await seedDefaultPolicies({ db: house.db, audit, clock: house.now }, 'org-default')
  expect((await house.call('GET', '/api/policies/pol-session-recording', { token })).status).toBe(404)
  const rows = await house.db
    .selectFrom('audit_log')
    .selectAll()
    .where('action', '=', 'create_policy')
    .where('user_id', 'is', null)
    .where('token_id', 'is', null)
    .execute()
  expect(rows.map(({ resource }) => resource)).toEqual([
    'policy:pol-mfa-required',
    'policy:pol-network-zero-trust',
    'policy:pol-session-recording',
  ])
})

describe('locking administrators out', () => {
  const everybody = refusal('Nobody signs in')
  let ana: string
  beforeAll(async () => {
    ana = (await house.setUp()).token
  })
  test('is refused with who could before, logged, and changes nothing', async () => {
    const { status, body } = await house.call('POST', '/api/policies', {
      token: ana,
      body: { ...everybody, id: 'shut' },
    })
    expect([status, body.code]).toEqual([409, 'lockout'])
    expect(body.administrators).toMatchObject([{ email: 'ana@example.org' }])
    expect(body.question).toMatchObject({ action: { name: 'login' }, resource: { type: 'sign_in' } })
    expect((await house.call('GET', '/api/policies/shut', { token })).status).toBe(404)
    expect(house.decisionPoint.decide(login).decided_by?.policy).not.toBe('shut')
    const rows = await house.db
      .selectFrom('audit_log')
      .selectAll()
      .where('resource', '=', 'policy:shut')
      .execute()
    expect(rows).toMatchObject([
      {
        action: 'create_policy',
        success: false,
        user_email: 'ana@example.org',
        details: expect.stringContaining('Refused'),
      },
    ])
  })
  test('is refused when a switch would do it, or a patch, or leaving out the exception', async () => {
    const { body } = await house.call('POST', '/api/policies', {
      token,
      body: { ...everybody, id: 'sleeping', enabled: false },
    })
    expect(body.id).toBe('sleeping')
    expect((await house.call('PATCH', '/api/policies/sleeping', { token })).body.code).toBe('lockout')
    expect(
      (await house.call('PATCH', '/api/policies/sleeping', { token, body: { enabled: true } })).body.code,
    ).toBe('lockout')
    expect((await house.call('PUT', '/api/policies/sleeping', { token, body: everybody })).body.code).toBe(
      'lockout',
    )
    const exception = {
      id: 'exception',
      name: 'E',
      description: '',
      type: 'access',
      priority: 10,
      statements: [
        {
          id: 's',
          label: 'Ana may',
          effect: 'allow',
          resources: ['sign_in'],
          subjects: ['role:Super Admin'],
        },
      ],
    }
    expect((await house.call('POST', '/api/policies', { token, body: exception })).status).toBe(201)
    expect((await house.call('PATCH', '/api/policies/sleeping', { token })).status).toBe(200)
    expect((await house.call('DELETE', '/api/policies/exception', { token })).body.code).toBe('lockout')
    expect((await house.call('PATCH', '/api/policies/sleeping', { token })).body).toEqual({
      message: 'Policy disabled',
      enabled: false,
    })
    expect((await house.call('DELETE', '/api/policies/exception', { token })).status).toBe(204)
  })
  test('goes ahead when forced with a reason, which the log keeps', async () => {
    const { status } = await house.call('POST', '/api/policies?force=true&reason=Drill', {
      token: ana,
      body: { ...everybody, id: 'drill' },
    })
    expect(status).toBe(201)
    expect(
      (await house.call('POST', '/api/auth/login', { body: { email: 'ana@example.org', password } })).status,
    ).toBe(403)
    const row = await house.db
      .selectFrom('audit_log')
      .selectAll()
      .where('resource', '=', 'policy:drill')
      .executeTakeFirst()
    expect(row).toMatchObject({
      action: 'create_policy',
      success: true,
      reason: 'Drill',
      details: expect.stringContaining('forced, although'),
    })
    expect((await house.call('DELETE', '/api/policies/drill', { token })).status).toBe(204)
  })
  test('the impact of a switch says it beforehand, measured', async () => {
    const { body } = await house.call('GET', '/api/policies/sleeping/impact?enabled=true', { token })
    expect(body).toMatchObject({ enabled: true, people: { total: 1, newly_refused: 1 }, locks_out: true })
    expect(
      (await house.call('GET', '/api/policies/sleeping', { token })).body.enabled,
      'and switches nothing',
    ).toBe(false)
    const off = await house.call('GET', '/api/policies/pol-mfa-required/impact?enabled=false', { token })
    expect(off.body).toMatchObject({ people: { total: 1, no_longer_asked_for_factor: 1 }, locks_out: false })
    expect((await house.call('GET', '/api/policies/none/impact?enabled=true', { token })).status).toBe(404)
    expect((await house.call('GET', '/api/policies/sleeping/impact', { token })).status).toBe(422)
  })
})
