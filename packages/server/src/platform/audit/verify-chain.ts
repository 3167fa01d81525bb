import { setImmediate as breathe } from 'node:timers/promises'
import { sql, type Kysely, type RawBuilder, type Selectable, type Transaction } from 'kysely'
import type { MasterKey } from '../crypto/master-key.ts'
import { sameBytes } from '../crypto/token.ts'
import type { AuditHeadTable, Database } from '../database/schema.ts'
import { genesis, hashOf, sealOf, type AuditRow } from './chain-hash.ts'

export interface Verification {
  readonly valid: boolean
  /** How many entries were recomputed and fit. */
  readonly checked: number
  readonly first_fault?: Fault
}

export const faultKinds = ['changed', 'replaced', 'missing', 'behind-end', 'end', 'seal'] as const

export interface Fault {
  readonly kind: (typeof faultKinds)[number]
  readonly seq: number
  /** Of entries that are missing, the last; they begin with `seq`. */
  readonly through?: number
  /** Null when the entry is missing. */
  readonly id: string | null
  /** In English, for who knows nothing of kinds. */
  readonly fault: string
}

export interface VerifyOptions {
  readonly db: Kysely<Database>
  readonly masterKey: MasterKey
  readonly organization: string
  /** The ends of the range, both inside it: a number of an entry or a time. */
  readonly from?: number | Date | undefined
  readonly to?: number | Date | undefined
  /** Ends it early, with its reason. */
  readonly signal?: AbortSignal | undefined
}

const batchSize = 1000
/** Entries that take a millisecond or two: so long a request may have to wait for a verification. */
const stride = 50

/**
 * Recomputes the chain of an organization, or a part of it, on one snapshot of the database, and names the first entry
 * that does not fit. Only a range that reaches the end can tell whether the end is there.
 */
export async function verifyChain(options: VerifyOptions): Promise<Verification> {
  const { valid, checked, first_fault } = await onSnapshot(options.db, (trx) => verifySnapshot(trx, options))
  return { valid, checked, ...(first_fault === undefined ? {} : { first_fault }) }
}

export interface WholeVerification extends Verification {
  /** The number of the last entry that there is, or must be. */
  readonly through: number
}

export type WholeOptions = Pick<VerifyOptions, 'db' | 'masterKey' | 'organization' | 'signal'>

/** Recomputes the whole chain. */
export function verifyWholeChain(options: WholeOptions): Promise<WholeVerification> {
  return onSnapshot(options.db, (trx) => verifySnapshot(trx, options))
}

/** Recomputes the whole chain unless somebody else, on any node, is doing that already. */
export function verifyWholeChainAlone(options: WholeOptions): Promise<WholeVerification | undefined> {
  return onSnapshot(options.db, async (trx) => {
    const { rows } = await sql<{ mine: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${`verify_audit_log ${options.organization}`}, 0)) as mine
    `.execute(trx)
    return rows[0]?.mine === true ? verifySnapshot(trx, options) : undefined
  })
}

function onSnapshot<Result>(
  db: Kysely<Database>,
  work: (trx: Transaction<Database>) => Promise<Result>,
): Promise<Result> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
}

async function verifySnapshot(
  trx: Transaction<Database>,
  options: VerifyOptions,
): Promise<WholeVerification> {
  const { organization, masterKey } = options
  const head = await trx
    .selectFrom('audit_head')
    .selectAll()
    .where('organization', '=', organization)
    .executeTakeFirst()
  const end = head?.seq ?? 0
  const youngest = (await seqWhere(trx, organization, 'max')) ?? 0
  const first = Math.max(1, await firstSeq(trx, options, end))
  const last = await lastSeq(trx, options, { end, youngest })
  const walked = await walkChain({
    trx,
    organization,
    end,
    first,
    last,
    hash: await hashBefore(trx, organization, first),
    signal: options.signal,
  })
  const fault =
    walked.fault ?? (last >= end && head !== undefined ? faultOfEnd(masterKey, head, walked.hash) : undefined)
  return {
    valid: fault === undefined,
    checked: walked.checked,
    through: last,
    ...(fault === undefined ? {} : { first_fault: fault }),
  }
}

async function firstSeq(
  trx: Transaction<Database>,
  { from = 1, organization }: VerifyOptions,
  end: number,
): Promise<number> {
  if (typeof from === 'number') return from
  return (await seqWhere(trx, organization, 'min', sql`timestamp >= ${from}`)) ?? end + 1
}

/** A range that ends with the youngest entry ends with the log, so that a missing end is noticed. */
async function lastSeq(
  trx: Transaction<Database>,
  { to, organization }: VerifyOptions,
  { end, youngest }: { end: number; youngest: number },
): Promise<number> {
  const all = Math.max(end, youngest)
  if (to === undefined) return all
  if (typeof to === 'number') return Math.min(to, all)
  const last = (await seqWhere(trx, organization, 'max', sql`timestamp <= ${to}`)) ?? 0
  return last === youngest ? all : last
}

async function seqWhere(
  trx: Transaction<Database>,
  organization: string,
  which: 'min' | 'max',
  condition: RawBuilder<unknown> = sql`true`,
): Promise<number | undefined> {
  const found = await trx
    .selectFrom('audit_log')
    .select((row) => row.fn<number | null>(which, ['seq']).as('seq'))
    .where('organization', '=', organization)
    .where(sql<boolean>`${condition}`)
    .executeTakeFirstOrThrow()
  return found.seq ?? undefined
}

/** What the first entry of the range must stand on; undefined when the entry before it is missing. */
async function hashBefore(
  trx: Transaction<Database>,
  organization: string,
  first: number,
): Promise<string | undefined> {
  if (first === 1) return genesis
  const before = await trx
    .selectFrom('audit_log')
    .select('hash')
    .where('organization', '=', organization)
    .where('seq', '=', first - 1)
    .executeTakeFirst()
  return before?.hash
}

interface Walk {
  readonly trx: Transaction<Database>
  readonly organization: string
  /** The number of the last entry there must be. */
  readonly end: number
  readonly first: number
  readonly last: number
  /** Of the entry before the first. */
  readonly hash: string | undefined
  readonly signal: AbortSignal | undefined
}

interface Walked {
  readonly checked: number
  /** Of the last entry that fits. */
  readonly hash: string | undefined
  readonly fault?: Fault
}

async function walkChain(walk: Walk): Promise<Walked> {
  const { first, last, end } = walk
  let { hash } = walk
  let next = first
  const upTo = (fault?: Fault): Walked => ({
    checked: Math.max(0, next - first),
    hash,
    ...(fault === undefined ? {} : { fault }),
  })
  while (next <= last) {
    const rows = await batch(walk, next)
    walk.signal?.throwIfAborted()
    for (const row of rows) {
      if (next % stride === 0) await breathe()
      const fault = faultOf(row, { expected: next, hash, end })
      if (fault !== undefined) return upTo(fault)
      hash = row.hash
      next++
    }
    if (rows.length === 0) return upTo(cutOff(next, Math.min(last, end)))
  }
  return upTo()
}

function batch({ trx, organization, last }: Walk, from: number): Promise<AuditRow[]> {
  return trx
    .selectFrom('audit_log')
    .selectAll()
    .where('organization', '=', organization)
    .where('seq', '>=', from)
    .where('seq', '<=', last)
    .orderBy('seq')
    .limit(batchSize)
    .execute()
}

interface Place {
  readonly expected: number
  readonly hash: string | undefined
  readonly end: number
}

/** The order matters: what is told is the first thing wrong, and a missing entry would make the next look wrong. */
function faultOf(row: AuditRow, { expected, hash, end }: Place): Fault | undefined {
  const at = (kind: Fault['kind'], fault: string): Fault => ({
    kind,
    seq: row.seq,
    id: row.id,
    fault: `Entry ${row.seq} ${fault}`,
  })
  if (hash === undefined) return missing(expected - 1, expected - 1)
  if (row.seq !== expected) return missing(expected, row.seq - 1)
  if (row.seq > end)
    return at('behind-end', `stands behind the recorded end of the log, which is entry ${end}`)
  if (hashOf(row) !== row.hash) return at('changed', 'was changed: its content does not give its hash')
  if (row.prev_hash !== hash)
    return at('replaced', `does not stand on entry ${row.seq - 1}: one of the two was replaced`)
  return undefined
}

function missing(first: number, last: number): Fault {
  const which = first === last ? `Entry ${first} is` : `Entries ${first} to ${last} are`
  return { kind: 'missing', seq: first, through: last, id: null, fault: `${which} missing` }
}

function cutOff(first: number, last: number): Fault {
  const { fault, ...where } = missing(first, last)
  return { ...where, fault: `${fault}: the log goes on to there by its record of the end` }
}

function faultOfEnd(
  masterKey: MasterKey,
  head: Selectable<AuditHeadTable>,
  hash: string | undefined,
): Fault | undefined {
  const at = (kind: Fault['kind'], fault: string): Fault => ({ kind, seq: head.seq, id: null, fault })
  if (hash !== head.hash) return at('end', `The record of the end of the log does not fit entry ${head.seq}`)
  if (sameBytes(Buffer.from(head.seal), Buffer.from(sealOf(masterKey, head)))) return undefined
  return at(
    'seal',
    'The seal of the end of the log is not ours: the end was cut off, or the log was rewritten, by somebody who could write to the database but does not have the master key',
  )
}
