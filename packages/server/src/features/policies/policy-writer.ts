import { PolicyError, type Decider, type JsonObject } from '@sallyport/engine'
import type { Kysely, Transaction } from 'kysely'
import type { AuditSink } from '../../platform/audit/audit-sink.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { DecisionPoint } from '../../platform/decision-point.ts'
import type { EnforcementPoints } from '../../platform/enforcement-points.ts'
import { entryBy, type Identity } from '../../platform/identity.ts'
import { ProblemError } from '../../platform/problem.ts'
import { describeChange, type ChangeInWords } from './describe-change.ts'
import { requireMatch } from './if-match.ts'
import { loadDecider, type ReadSettings } from './load-decider.ts'
import { findLockout, lockoutProblem, type Lockout } from './lockout-guard.ts'
import { oneAtATime } from './one-at-a-time.ts'
import type { Person } from './person.ts'
import { isSamePolicy, jsonOf, type AuthoredPolicy, type PolicyRecord } from './policy-record.ts'
import {
  announcedRevision,
  announceRevision,
  deletePolicyRecord,
  findPolicyRecord,
  insertPolicyRecord,
  lockPolicies,
  updatePolicyRecord,
} from './policy-store.ts'
import { invalidPolicy } from './read-policy.ts'

export interface PolicyWriterDeps {
  readonly db: Kysely<Database>
  readonly audit: AuditSink
  readonly decisionPoint: DecisionPoint
  readonly enforcementPoints: EnforcementPoints
  readonly readSettings: ReadSettings
  readonly clock: Clock
  readonly people: () => Promise<readonly Person[]>
  readonly contextOf: (identity: Identity) => JsonObject
}

/** Who changes which policy, and into what. */
export interface PolicyChange {
  readonly identity: Identity
  readonly requestId: string
  readonly requestContext: JsonObject
  readonly id: string
  readonly ifMatch?: string | undefined
  readonly reason?: string | undefined
  readonly force?: boolean | undefined
  /** From what is stored now, read under the lock; undefined when it is to be deleted. */
  readonly next: (present: PolicyRecord | undefined) => AuthoredPolicy | undefined
}

export interface PolicyWriter {
  /** The policy as it stands afterwards; undefined when it was deleted. In force when this resolves. */
  write(change: PolicyChange): Promise<PolicyRecord | undefined>
  /** Any other change of the snapshot: under the same lock, with the same guard, in force when this resolves. */
  publish<Result>(by: Publisher, change: PublishedChange<Result>): Promise<Result>
  /** Takes over what another node committed, unless this revision is in force already. */
  reload(revision: string): Promise<void>
}

/** Who changes several policies at once, or what a template applies to. */
export interface Publisher {
  readonly identity: Identity
  readonly force: boolean
}

export type PublishedChange<Result> = (
  trx: Transaction<Database>,
  present: Decider,
) => Promise<{ readonly decider: Decider; readonly result: Result }>

interface Outcome {
  readonly record: PolicyRecord | undefined
  /** Nothing was changed but the audit log, which says that it was refused. */
  readonly refusal?: ProblemError
  /** The snapshot to put in force; none when nothing changed. */
  readonly decider?: Decider
}

/**
 * Changes to policies are serial: one at a time on this node, so that snapshots come into force in the order of their
 * commits, and under one lock over all nodes.
 */
export function createPolicyWriter(deps: PolicyWriterDeps): PolicyWriter {
  const inTurn = oneAtATime()
  const { db, decisionPoint, readSettings } = deps
  const reloadNow = async () => {
    const stored = await loadDecider(db, readSettings)
    if (stored.revision !== decisionPoint.current().revision) decisionPoint.swap(stored)
  }
  /**
   * The connection may have broken after the commit: what is in force is read again. When that fails as well, the
   * listener does it as soon as it is connected anew.
   */
  const reloadUnlessRefused = async (error: unknown): Promise<never> => {
    if (!(error instanceof ProblemError)) await reloadNow().catch(() => undefined)
    throw error
  }
  return {
    write: (change) =>
      inTurn(async () => {
        try {
          const outcome = await db.transaction().execute((trx) => attempt(deps, trx, change))
          if (outcome.refusal !== undefined) throw outcome.refusal
          if (outcome.decider !== undefined) decisionPoint.swap(outcome.decider)
          return outcome.record
        } catch (error) {
          return await reloadUnlessRefused(error)
        }
      }),
    publish: (by, change) =>
      inTurn(async () => {
        const published = db.transaction().execute(async (trx) => {
          await lockPolicies(trx)
          const present = await presentDecider(deps, trx)
          const { decider, result } = await change(trx, present)
          const lockout = await lockoutOf(
            deps,
            { requestContext: deps.contextOf(by.identity) },
            { present, decider },
          )
          if (lockout !== undefined && !by.force) throw lockoutProblem(lockout)
          await announceRevision(trx, decider.revision)
          return { decider, result }
        })
        const { decider, result } = await published.catch(reloadUnlessRefused)
        decisionPoint.swap(decider)
        return result
      }),
    reload: (revision) =>
      inTurn(async () => {
        if (revision !== decisionPoint.current().revision) await reloadNow()
      }),
  }
}

async function attempt(
  deps: PolicyWriterDeps,
  trx: Transaction<Database>,
  change: PolicyChange,
): Promise<Outcome> {
  await lockPolicies(trx)
  const { organization } = change.identity
  const before = await findPolicyRecord(trx, organization, change.id, 'for-update')
  if (before !== undefined) requireMatch(change.ifMatch, before)
  const policy = change.next(before)
  if (before !== undefined && policy !== undefined && isSamePolicy(before.policy, policy))
    return { record: before }
  const present = await presentDecider(deps, trx)
  const decider = candidateOf(present, change.id, policy)
  const lockout = await lockoutOf(deps, change, { present, decider, isDeleted: policy === undefined })
  const words = describeChange(before?.policy, policy)
  if (lockout !== undefined && change.force !== true) {
    await recordRefusal(deps, trx, change, words)
    return { record: before, refusal: lockoutProblem(lockout) }
  }
  const record = policy && recordOf(deps, change, before, policy)
  if (record === undefined) await deletePolicyRecord(trx, organization, change.id)
  else if (before === undefined) await insertNew(trx, record)
  else await updatePolicyRecord(trx, record)
  await recordChange(deps, trx, change, {
    words,
    before: before?.policy,
    after: policy,
    isForced: lockout !== undefined,
  })
  await announceRevision(trx, decider.revision)
  return { record, decider }
}

/** The snapshot in force, unless another node was faster and its notice has not come yet. */
async function presentDecider(deps: PolicyWriterDeps, trx: Transaction<Database>): Promise<Decider> {
  const current = deps.decisionPoint.current()
  return (await announcedRevision(trx)) === current.revision ? current : loadDecider(trx, deps.readSettings)
}

function candidateOf(present: Decider, id: string, policy: AuthoredPolicy | undefined): Decider {
  try {
    return present.with(policy === undefined ? { remove: [id] } : { put: [policy] })
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    throw invalidPolicy(
      error.errors.map(({ path, message }) => ({ path: path.replace(/^put\[0\]\.?/u, ''), message })),
    )
  }
}

async function lockoutOf(
  deps: PolicyWriterDeps,
  { id, requestContext }: Pick<PolicyChange, 'requestContext'> & { readonly id?: string },
  { present, decider, isDeleted = false }: { present: Decider; decider: Decider; isDeleted?: boolean },
): Promise<Lockout | undefined> {
  const people = await deps.people()
  return findLockout({
    before: { decider: present, people },
    after: { decider, people },
    points: deps.enforcementPoints.all(),
    requestContext,
    now: deps.clock(),
    ...(!isDeleted && id !== undefined && { editing: id }),
  })
}

function recordOf(
  deps: PolicyWriterDeps,
  { identity }: PolicyChange,
  before: PolicyRecord | undefined,
  policy: AuthoredPolicy,
): PolicyRecord {
  const at = deps.clock()
  return {
    organization: identity.organization,
    policy,
    revision: (before?.revision ?? 0) + 1,
    createdAt: before?.createdAt ?? at,
    updatedAt: at,
    updatedBy: identity.email ?? `${identity.subject.type}:${identity.subject.id}`,
  }
}

async function insertNew(trx: Transaction<Database>, record: PolicyRecord): Promise<void> {
  if (!(await insertPolicyRecord(trx, record)))
    throw new ProblemError('policy-exists', `A policy with the id ${record.policy.id} exists already`)
}

interface Recorded {
  readonly words: ChangeInWords
  readonly before: AuthoredPolicy | undefined
  readonly after: AuthoredPolicy | undefined
  readonly isForced: boolean
}

async function recordChange(
  deps: PolicyWriterDeps,
  trx: Transaction<Database>,
  change: PolicyChange,
  { words: { action, details }, before, after, isForced }: Recorded,
): Promise<void> {
  await deps.audit.record(trx, {
    ...entryOf(change),
    action,
    details: isForced
      ? `${details}; forced, although no administrator can sign in and edit policies now`
      : details,
    success: true,
    changes: { before: before ? jsonOf(before) : null, after: after ? jsonOf(after) : null },
  })
}

/** A change that would have locked everybody out is worth knowing of, though it did not happen. */
async function recordRefusal(
  deps: PolicyWriterDeps,
  trx: Transaction<Database>,
  change: PolicyChange,
  { action }: ChangeInWords,
): Promise<void> {
  const details = 'Refused: no administrator could sign in and edit policies afterwards'
  await deps.audit.record(trx, { ...entryOf(change), action, details, success: false })
}

function entryOf({ identity, requestId, id, reason }: PolicyChange) {
  return {
    ...entryBy(identity, requestId),
    resource: `policy:${id}`,
    ...(reason !== undefined && { reason }),
  }
}
