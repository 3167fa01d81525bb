import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adminToken, runningSallyport } from '../../testing/running-sallyport.ts'

const sallyport = await runningSallyport()
afterAll(() => sallyport.close())
const { call, db, auditJobs } = sallyport

beforeAll(async () => {
  await sallyport.setUp('ana@example.org')
})

const last = async () => (await call('GET', '/api/audit-logs/verification', { token: adminToken })).body
const metrics = async () => (await call('GET', '/metrics', { token: adminToken })).text

test('before the first time nobody says that the log is intact', async () => {
  expect(await last()).toEqual({ state: 'never' })
  expect(await metrics()).not.toContain('sallyport_audit_log_intact{')
})

test('the job verifies everything and keeps what came out, without an entry of its own', async () => {
  const { seq } = await db.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow()
  await auditJobs.verify('everything')
  expect(await last()).toEqual({
    state: 'valid',
    verified_at: '2026-11-18T10:00:00.000Z',
    checked: seq,
    through: seq,
  })
  expect(await metrics()).toContain('sallyport_audit_log_intact{organization="org-default"} 1')
  expect((await db.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow()).seq).toBe(seq)
})

test('it does so again after a day, and not before', async () => {
  sallyport.pass(23 * 3600)
  await auditJobs.verify('due')
  expect((await last()).verified_at).toBe('2026-11-18T10:00:00.000Z')
  sallyport.pass(3600)
  await auditJobs.verify('due')
  expect((await last()).verified_at).toBe('2026-11-19T10:00:00.000Z')
})

test('while another node is at it, it leaves it to that one', async () => {
  sallyport.pass(60)
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('verify_audit_log org-default', 0))`.execute(trx)
    await auditJobs.verify('everything')
  })
  expect((await last()).verified_at).toBe('2026-11-19T10:00:00.000Z')
})

test('a range says nothing of the whole and is not kept; a whole one by hand is', async () => {
  await call('POST', '/api/audit-logs/verify', { token: adminToken, body: { from: 2 } })
  expect((await last()).verified_at).toBe('2026-11-19T10:00:00.000Z')
  await call('POST', '/api/audit-logs/verify', { token: adminToken })
  expect((await last()).verified_at).toBe('2026-11-19T10:01:00.000Z')
})

test('a changed entry is found, kept, counted and entered in the log', async () => {
  await db.transaction().execute(async (trx) => {
    await sql`alter table audit_log disable trigger user`.execute(trx)
    await sql`update audit_log set details = 'Nothing happened' where seq = 4`.execute(trx)
    await sql`alter table audit_log enable trigger user`.execute(trx)
  })
  await auditJobs.verify('everything')
  const { id } = await db.selectFrom('audit_log').select('id').where('seq', '=', 4).executeTakeFirstOrThrow()
  const fault = 'Entry 4 was changed: its content does not give its hash'
  expect(await last()).toMatchObject({ state: 'invalid', checked: 3, first_fault: { seq: 4, id, fault } })
  expect(await metrics()).toContain('sallyport_audit_log_intact{organization="org-default"} 0')
  const { body } = await call('GET', '/api/audit-logs?limit=1', { token: adminToken })
  expect(body[0]).toMatchObject({
    action: 'verify_audit_log',
    success: false,
    user_id: null,
    details: `The audit log is not intact: ${fault}`,
  })
})
