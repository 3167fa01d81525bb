import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { temporaryDatabase } from '../../testing/temporary-database.ts'
import { masterKeyOf } from '../crypto/master-key.ts'
import { createAuditSink, type AuditEntry } from './audit-sink.ts'
import { hashOf } from './chain-hash.ts'
import { verifyChain } from './verify-chain.ts'

const database = await temporaryDatabase()
afterAll(() => database.close())
const { db } = database
const masterKey = masterKeyOf(randomBytes(32))
const now = () => new Date('2026-11-21T10:00:00.123Z')
const audit = createAuditSink({ masterKey, now })

let organizations = 0
async function freshOrganization(): Promise<string> {
  const id = `org_${organizations++}`
  await db.insertInto('organizations').values({ id, name: id, domain: null, created_at: now() }).execute()
  return id
}
const entryIn = (organization: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  organization,
  actor: { userId: 'u1', email: 'ada@example.org' },
  action: 'login',
  resource: 'sign_in',
  details: 'Signed in',
  success: true,
  ...more,
})
const record = (entry: AuditEntry) => db.transaction().execute((trx) => audit.record(trx, entry))
const rowsOf = (organization: string) =>
  db.selectFrom('audit_log').selectAll().where('organization', '=', organization).orderBy('seq').execute()

describe('recording', () => {
  test('numbers entries from one and ties each to the one before', async () => {
    const organization = await freshOrganization()
    const first = await record(entryIn(organization))
    const second = await record(entryIn(organization))
    expect([first.seq, second.seq]).toEqual([1, 2])
    expect(second.prev_hash).toBe(first.hash)
  })

  test('answers with the row as it is stored, times and JSON included', async () => {
    const organization = await freshOrganization()
    const changes = { before: null, after: { b: [1, 0.1, 1e21, 5e-324, -0], a: 'Zoë 🏰 \u0007', '': {} } }
    const row = await record(
      entryIn(organization, {
        changes,
        decision: { decision: true },
        reason: 'because',
        ipAddress: '::1',
        requestId: 'r',
      }),
    )
    const [stored] = await rowsOf(organization)
    expect(stored && hashOf(stored)).toBe(row.hash)
    expect(stored).toEqual({
      ...row,
      changes: { before: null, after: { ...changes.after, b: [1, 0.1, 1e21, 5e-324, 0] } },
    })
  })

  test('is undone with the change it tells of', async () => {
    const organization = await freshOrganization()
    const failing = db.transaction().execute(async (trx) => {
      await audit.record(trx, entryIn(organization))
      throw new Error('the change failed')
    })
    await expect(failing).rejects.toThrow('the change failed')
    expect(await rowsOf(organization)).toEqual([])
  })

  test('is refused for an organization that does not exist', async () => {
    await expect(record(entryIn('nowhere'))).rejects.toThrow(/foreign key/u)
  })

  test('of 50 transactions at once, some rolled back, makes one unbroken chain', async () => {
    const organization = await freshOrganization()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        db.transaction().execute(async (trx) => {
          await audit.record(trx, entryIn(organization, { details: `Number ${index}` }))
          if (index % 5 === 0) throw new Error('rolled back')
        }),
      ),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(40)
    expect((await rowsOf(organization)).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 1),
    )
    expect(await verifyChain({ db, masterKey, organization })).toEqual({ valid: true, checked: 40 })
  })

  test('of first entries at once for a new organization does not trip over itself', async () => {
    const organization = await freshOrganization()
    await Promise.all(Array.from({ length: 10 }, () => record(entryIn(organization))))
    expect(await verifyChain({ db, masterKey, organization })).toEqual({ valid: true, checked: 10 })
  })
})

describe('what strangers type', () => {
  test.each`
    what                        | typed                                      | stored
    ${'a line break'}           | ${'a\nINFO all is well'}                   | ${'a\ufffdINFO all is well'}
    ${'an escape sequence'}     | ${'\u001b[2Jx'}                            | ${'\ufffd[2Jx'}
    ${'NUL'}                    | ${'a\u0000b'}                              | ${'a\ufffdb'}
    ${'a lone surrogate'}       | ${'a\ud800b'}                              | ${'a\ufffdb'}
    ${'a turn of direction'}    | ${'a\u202egnp.exe'}                        | ${'a\ufffdgnp.exe'}
    ${'a line separator'}       | ${'a\u2028b'}                              | ${'a\ufffdb'}
    ${'more than an address'}   | ${'a'.repeat(400)}                         | ${'a'.repeat(319) + '…'}
    ${'a pair at the very cut'} | ${'a'.repeat(318) + '🏰' + 'b'.repeat(10)} | ${'a'.repeat(318) + '…'}
    ${'other scripts'}          | ${'Zoë@例え.テスト 🏰'}                    | ${'Zoë@例え.テスト 🏰'}
  `(
    '$what breaks neither a log line nor the insert',
    async ({ typed, stored }: { typed: string; stored: string }) => {
      const organization = await freshOrganization()
      await record(entryIn(organization, { actor: { email: typed }, details: typed.slice(0, 20) }))
      expect((await rowsOf(organization))[0]?.user_email).toBe(stored)
      expect((await verifyChain({ db, masterKey, organization })).valid).toBe(true)
    },
  )

  test('inside changes keeps its line breaks, and loses only what JSON in a database can’t hold', async () => {
    const organization = await freshOrganization()
    await record(
      entryIn(organization, {
        changes: { before: 'a\u0000\ud800\n', after: { 'k\u0000': 1, n: Number.NaN } },
      }),
    )
    expect((await rowsOf(organization))[0]?.changes).toEqual({
      before: 'a\ufffd\ufffd\n',
      after: { 'k\ufffd': 1, n: null },
    })
    expect((await verifyChain({ db, masterKey, organization })).valid).toBe(true)
  })

  test('is left out, and said so, when it is more than any request can carry', async () => {
    const organization = await freshOrganization()
    await record(entryIn(organization, { changes: { before: null, after: 'x'.repeat(5 << 20) } }))
    expect((await rowsOf(organization))[0]?.changes).toEqual({
      omitted: expect.stringContaining('too many') as string,
    })
  })
})

describe('the table', () => {
  test.each([
    ['update', sql`update audit_log set details = 'Nothing happened'`],
    ['delete', sql`delete from audit_log`],
    ['truncate', sql`truncate audit_log`],
  ])('refuses %s', async (operation, statement) => {
    const organization = await freshOrganization()
    await record(entryIn(organization))
    await expect(statement.execute(db)).rejects.toThrow(
      `The audit log is append-only: ${operation.toUpperCase()} is refused`,
    )
    expect(await rowsOf(organization)).toHaveLength(1)
  })
})
