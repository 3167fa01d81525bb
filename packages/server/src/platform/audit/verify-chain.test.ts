import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { temporaryDatabase } from '../../testing/temporary-database.ts'
import { masterKeyOf } from '../crypto/master-key.ts'
import { createAuditSink } from './audit-sink.ts'
import { genesis, hashOf, sealOf } from './chain-hash.ts'
import { verifyChain, type VerifyOptions } from './verify-chain.ts'

const database = await temporaryDatabase()
afterAll(() => database.close())
const { db } = database
const masterKey = masterKeyOf(randomBytes(32))
const start = Date.parse('2026-11-21T10:00:00.000Z')
const minute = (count: number) => new Date(start + count * 60_000)
let organization = ''
let organizations = 0

/** A new organization with ten entries, one a minute. */
beforeEach(async () => {
  organization = `org_${organizations++}`
  await db
    .insertInto('organizations')
    .values({ id: organization, name: 'x', domain: null, created_at: minute(0) })
    .execute()
  for (let seq = 1; seq <= 10; seq++) await append(seq)
})

function append(seq: number, sink = createAuditSink({ masterKey, now: () => minute(seq) })) {
  return db.transaction().execute((trx) =>
    sink.record(trx, {
      organization,
      actor: { userId: 'u1', email: 'ada@example.org', tokenId: 't1', tokenName: 'ci' },
      action: 'toggle_policy',
      resource: 'policy:1',
      details: 'Policy enabled',
      success: true,
      ipAddress: '192.0.2.1',
      requestId: 'r1',
      // Entries with and without one are versions 2 and 1 of the hash; a chain has both.
      ...(seq % 2 === 1 && { sessionId: 's1' }),
      changes: { before: { enabled: false }, after: { enabled: true } },
      decision: { decision: true },
      reason: 'because',
    }),
  )
}

/** As somebody who owns the database can. */
function tamper(statement: ReturnType<typeof sql>): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await sql`alter table audit_log disable trigger user`.execute(trx)
    await statement.execute(trx)
    await sql`alter table audit_log enable trigger user`.execute(trx)
  })
}

const verify = (range: Pick<VerifyOptions, 'from' | 'to'> = {}) =>
  verifyChain({ db, masterKey, organization, ...range })
const here = () => sql`organization = ${organization}`
const rowAt = (seq: number) =>
  db
    .selectFrom('audit_log')
    .selectAll()
    .where('organization', '=', organization)
    .where('seq', '=', seq)
    .executeTakeFirstOrThrow()

test('an untouched log is valid, and so is an empty one', async () => {
  expect(await verify()).toEqual({ valid: true, checked: 10 })
  organization = 'nobody'
  expect(await verify()).toEqual({ valid: true, checked: 0 })
})

test('a log longer than one batch is checked to its end', async () => {
  const sink = createAuditSink({ masterKey, now: () => minute(11) })
  await db.transaction().execute(async (trx) => {
    for (let seq = 11; seq <= 2100; seq++)
      await sink.record(trx, {
        organization,
        actor: {},
        action: 'a',
        resource: 'r',
        details: 'd',
        success: true,
      })
  })
  expect(await verify()).toEqual({ valid: true, checked: 2100 })
  await tamper(sql`update audit_log set details = 'e' where ${here()} and seq = 2050`)
  expect(await verify()).toMatchObject({ valid: false, checked: 2049, first_fault: { seq: 2050 } })
})

const oneByte = {
  id: sql`overlay(id placing case left(id, 1) when '0' then '1' else '0' end from 1 for 1)`,
  timestamp: sql`timestamp + interval '1 millisecond'`,
  user_id: sql`'u2'`,
  user_email: sql`'bda@example.org'`,
  token_id: sql`'t2'`,
  token_name: sql`'cj'`,
  action: sql`'toggle_policx'`,
  resource: sql`'policy:2'`,
  details: sql`'Policy enablee'`,
  success: sql`not success`,
  ip_address: sql`'192.0.2.2'`,
  request_id: sql`null`,
  changes: sql`jsonb_set(changes, '{before,enabled}', 'true')`,
  decision: sql`'{"decision": false}'`,
  reason: sql`'becausf'`,
  session_id: sql`'s2'`,
  prev_hash: sql`overlay(prev_hash placing case left(prev_hash, 1) when '0' then '1' else '0' end from 1 for 1)`,
  hash: sql`overlay(hash placing case left(hash, 1) when '0' then '1' else '0' end from 1 for 1)`,
}

test.each(Object.entries(oneByte))(
  'one changed byte in the column %s names exactly that entry',
  async (column, value) => {
    await tamper(sql`update audit_log set ${sql.ref(column)} = ${value} where ${here()} and seq = 5`)
    const { id } = await rowAt(5)
    expect(await verify()).toEqual({
      valid: false,
      checked: 4,
      first_fault: {
        kind: 'changed',
        seq: 5,
        id,
        fault: 'Entry 5 was changed: its content does not give its hash',
      },
    })
  },
)

test.each([
  [5, sql`null`],
  [6, sql`'s1'`],
])('a session taken from or given to entry %i names that entry', async (seq, session) => {
  await tamper(sql`update audit_log set session_id = ${session} where ${here()} and seq = ${seq}`)
  expect(await verify()).toMatchObject({ valid: false, checked: seq - 1, first_fault: { seq } })
})

test('entries from before there were sessions in the log keep their hash', () => {
  const row = {
    ...{
      organization: 'o',
      seq: 1,
      id: 'i',
      timestamp: minute(1),
      user_id: null,
      user_email: null,
      token_id: null,
    },
    ...{
      token_name: null,
      action: 'a',
      resource: 'r',
      details: 'd',
      success: true,
      ip_address: null,
      request_id: null,
    },
    ...{ changes: null, decision: null, reason: null, session_id: null, prev_hash: '0' },
  }
  const canonical = `{"action":"a","changes":null,"decision":null,"details":"d","id":"i","ip_address":null,"organization":"o","prev_hash":"0","reason":null,"request_id":null,"resource":"r","seq":1,"success":true,"timestamp":"${minute(1).toISOString()}","token_id":null,"token_name":null,"user_email":null,"user_id":null,"version":1}`
  expect(hashOf(row)).toBe(createHash('sha256').update(canonical).digest('hex'))
})

test('the test of changed bytes knows every column', async () => {
  const columns = Object.keys(await rowAt(1)).filter((column) => !['organization', 'seq'].includes(column))
  expect(Object.keys(oneByte).sort()).toEqual(columns.sort())
})

test('an entry with another number leaves a gap', async () => {
  await tamper(sql`update audit_log set seq = 11 where ${here()} and seq = 5`)
  expect((await verify()).first_fault).toEqual({
    kind: 'missing',
    seq: 5,
    through: 5,
    id: null,
    fault: 'Entry 5 is missing',
  })
})

test('an entry given to another organization leaves a gap', async () => {
  await db
    .insertInto('organizations')
    .values({ id: `${organization}x`, name: 'x', domain: null, created_at: minute(0) })
    .execute()
  await tamper(sql`update audit_log set organization = ${`${organization}x`} where ${here()} and seq = 5`)
  expect((await verify()).first_fault?.fault).toBe('Entry 5 is missing')
  organization = `${organization}x`
  expect(await verify()).toMatchObject({ valid: false, first_fault: { seq: 1, id: null } })
})

test('deleted entries are missing', async () => {
  await tamper(sql`delete from audit_log where ${here()} and seq in (3, 4)`)
  expect(await verify()).toEqual({
    valid: false,
    checked: 2,
    first_fault: { kind: 'missing', seq: 3, through: 4, id: null, fault: 'Entries 3 to 4 are missing' },
  })
})

test('a deleted first entry is missing', async () => {
  await tamper(sql`delete from audit_log where ${here()} and seq = 1`)
  expect((await verify()).first_fault).toEqual({
    kind: 'missing',
    seq: 1,
    through: 1,
    id: null,
    fault: 'Entry 1 is missing',
  })
})

test('a changed entry with a recomputed hash breaks the link of the next', async () => {
  await rewrite(5)
  const { id } = await rowAt(6)
  expect((await verify()).first_fault).toEqual({
    kind: 'replaced',
    seq: 6,
    id,
    fault: 'Entry 6 does not stand on entry 5: one of the two was replaced',
  })
})

/** Changes an entry and makes its hash fit again. */
async function rewrite(seq: number): Promise<string> {
  const changed = { ...(await rowAt(seq)), details: 'Nothing happened' }
  const hash = hashOf(changed)
  await tamper(
    sql`update audit_log set details = ${changed.details}, hash = ${hash} where ${here()} and seq = ${seq}`,
  )
  return hash
}

describe('the end of the log', () => {
  test('cut off is missing', async () => {
    await tamper(sql`delete from audit_log where ${here()} and seq > 8`)
    const { first_fault } = await verify()
    expect(first_fault).toMatchObject({ seq: 9, id: null })
    expect(first_fault?.fault).toMatch(/^Entries 9 to 10 are missing: the log goes on to there/u)
  })

  test('cut off, with a record of the end that was made to fit, has a seal that is not ours', async () => {
    await cutTo(8)
    expect(await verify()).toMatchObject({
      valid: false,
      checked: 8,
      first_fault: { seq: 8, fault: expect.stringMatching(/seal/u) as string },
    })
  })

  test('stays broken when the log goes on', async () => {
    await cutTo(8)
    for (let seq = 9; seq <= 12; seq++) await append(seq)
    expect(await verify()).toMatchObject({
      valid: false,
      checked: 12,
      first_fault: { fault: expect.stringMatching(/seal/u) as string },
    })
  })

  test('rewritten as a whole has a seal that is not ours', async () => {
    const hash = await rewrite(10)
    await sql`update audit_head set hash = ${hash} where ${here()}`.execute(db)
    expect((await verify()).first_fault?.fault).toMatch(/seal/u)
  })

  test('rewritten without its record does not fit', async () => {
    await rewrite(10)
    expect((await verify()).first_fault).toEqual({
      kind: 'end',
      seq: 10,
      id: null,
      fault: 'The record of the end of the log does not fit entry 10',
    })
  })

  test('with a seal of another master key is not ours', async () => {
    const { hash } = await rowAt(10)
    const other = sealOf(masterKeyOf(randomBytes(32)), { organization, seq: 10, hash })
    await sql`update audit_head set seal = ${other} where ${here()}`.execute(db)
    expect((await verify()).first_fault?.fault).toMatch(/seal/u)
  })

  test('can’t be another organization’s', async () => {
    const { hash } = await rowAt(10)
    const other = sealOf(masterKey, { organization: 'other', seq: 10, hash })
    await sql`update audit_head set seal = ${other} where ${here()}`.execute(db)
    expect((await verify()).first_fault?.fault).toMatch(/seal/u)
  })

  test('without any record makes every entry stand behind it', async () => {
    await sql`delete from audit_head where ${here()}`.execute(db)
    expect((await verify()).first_fault).toMatchObject({
      seq: 1,
      fault: expect.stringMatching(/^Entry 1 stands behind the recorded end/u) as string,
    })
  })

  test('set back to an earlier one with its genuine seal stays broken for a server that knew better', async () => {
    const sink = createAuditSink({ masterKey, now: () => minute(11) })
    const earlier = await db
      .selectFrom('audit_head')
      .selectAll()
      .where('organization', '=', organization)
      .executeTakeFirstOrThrow()
    await append(11, sink)
    await append(12, sink)
    await tamper(sql`delete from audit_log where ${here()} and seq > 10`)
    await db.updateTable('audit_head').set(earlier).where('organization', '=', organization).execute()
    await append(11, sink)
    expect((await verify()).first_fault?.fault).toMatch(/seal/u)
  })

  async function cutTo(seq: number): Promise<void> {
    await tamper(sql`delete from audit_log where ${here()} and seq > ${seq}`)
    const { hash } = await rowAt(seq)
    await sql`update audit_head set seq = ${seq}, hash = ${hash} where ${here()}`.execute(db)
  }
})

describe('a part of the log', () => {
  test.each`
    from          | to           | checked
    ${4}          | ${7}         | ${4}
    ${1}          | ${1}         | ${1}
    ${10}         | ${undefined} | ${1}
    ${undefined}  | ${3}         | ${3}
    ${minute(4)}  | ${minute(7)} | ${4}
    ${minute(4)}  | ${undefined} | ${7}
    ${undefined}  | ${minute(3)} | ${3}
    ${11}         | ${undefined} | ${0}
    ${minute(99)} | ${undefined} | ${0}
    ${undefined}  | ${minute(0)} | ${0}
    ${7}          | ${4}         | ${0}
    ${0}          | ${99}        | ${10}
  `(
    'from $from to $to checks $checked entries',
    async ({ from, to, checked }: { from?: number; to?: number; checked: number }) => {
      expect(await verify({ from, to })).toEqual({ valid: true, checked })
    },
  )

  test('says nothing of what lies outside', async () => {
    await tamper(sql`update audit_log set details = 'x' where ${here()} and seq in (2, 9)`)
    expect(await verify({ from: 3, to: 8 })).toEqual({ valid: true, checked: 6 })
    expect((await verify({ from: 2, to: 8 })).first_fault?.seq).toBe(2)
    expect((await verify({ from: 3, to: 9 })).first_fault?.seq).toBe(9)
  })

  test('starts from the stored hash of the entry before it', async () => {
    await rewrite(5)
    expect((await verify({ from: 6 })).first_fault).toMatchObject({
      seq: 6,
      fault: expect.stringMatching(/does not stand on/u) as string,
    })
    await tamper(sql`delete from audit_log where ${here()} and seq = 5`)
    expect((await verify({ from: 6 })).first_fault).toEqual({
      kind: 'missing',
      seq: 5,
      through: 5,
      id: null,
      fault: 'Entry 5 is missing',
    })
  })

  test('up to now notices that the end is missing', async () => {
    await tamper(sql`delete from audit_log where ${here()} and seq > 8`)
    expect((await verify({ from: minute(2), to: minute(99) })).first_fault).toMatchObject({
      seq: 9,
      id: null,
    })
  })
})

test('the first entry stands on nothing', async () => {
  expect((await rowAt(1)).prev_hash).toBe(genesis)
})
