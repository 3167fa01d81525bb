import { PolicyError, type Decider, type JsonObject, type Settings } from '@sallyport/engine'
import type { Kysely, Transaction } from 'kysely'
import type { AuditSink } from '../../platform/audit/audit-sink.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { DecisionPoint } from '../../platform/decision-point.ts'
import type { EnforcementPoints } from '../../platform/enforcement-points.ts'
import { entryBy, type Identity } from '../../platform/identity.ts'
import { ProblemError } from '../../platform/problem.ts'
import { describeChange } from './describe-change.ts'
import { requireMatch } from './if-match.ts'
import { loadDecider } from './load-decider.ts'
import { findLockout, lockoutProblem } from './lockout-guard.ts'
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
  readonly settings: Settings
  readonly clock: Clock
  readonly people: () => Promise<readonly Person[]>
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
  /** Takes over what another node committed, unless this revision is in force already. */
  reload(revision?: string): Promise<void>
}

interface Outcome {
  readonly record: PolicyRecord | undefined
  /** The snapshot to put in force; none when nothing changed. */
  readonly decider?: Decider
}

/**
 * Changes to policies are serial: one at a time on this node, so that snapshots come into force in the order of their
 * commits, and under one lock over all nodes.
 */
export function createPolicyWriter(deps: PolicyWriterDeps): PolicyWriter {
  const inTurn = oneAtATime()
  const { db, decisionPoint, settings } = deps
  const reloadNow = async () => {
    const stored = await loadDecider(db, settings)
    if (stored.revision !== decisionPoint.current().revision) decisionPoint.swap(stored)
  }
  return {
    write: (change) =>
      inTurn(async () => {
        try {
          const outcome = await db.transaction().execute((trx) => attempt(deps, trx, change))
          if (outcome.decider !== undefined) decisionPoint.swap(outcome.decider)
          return outcome.record
        } catch (error) {
          if (error instanceof ProblemError) await recordRefusal(deps, change, error)
          // The connection may have broken after the commit: what is in force is read again. When that fails as
          // well, the listener does it as soon as it is connected anew.
          else await reloadNow().catch(() => undefined)
          throw error
        }
      }),
    reload: (revision) =>
      inTurn(async () => {
        if (revision === undefined || revision !== decisionPoint.current().revision) await reloadNow()
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
  const isForced = await guardLockout(deps, change, { present, decider, isDeleted: policy === undefined })
  const record = policy && recordOf(deps, change, before, policy)
  if (record === undefined) await deletePolicyRecord(trx, organization, change.id)
  else if (before === undefined) await insertNew(trx, record)
  else await updatePolicyRecord(trx, record)
  await recordChange(deps, trx, change, { before: before?.policy, after: policy, isForced })
  await announceRevision(trx, decider.revision)
  return { record, decider }
}

/** The snapshot in force, unless another node was faster and its notice has not come yet. */
async function presentDecider(deps: PolicyWriterDeps, trx: Transaction<Database>): Promise<Decider> {
  const current = deps.decisionPoint.current()
  return (await announcedRevision(trx)) === current.revision ? current : loadDecider(trx, deps.settings)
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

/** True when the change locks administrators out and was forced all the same. */
async function guardLockout(
  deps: PolicyWriterDeps,
  { force = false, id, requestContext }: PolicyChange,
  { present, decider, isDeleted }: { present: Decider; decider: Decider; isDeleted: boolean },
): Promise<boolean> {
  const people = await deps.people()
  const lockout = await findLockout({
    before: { decider: present, people },
    after: { decider, people },
    points: deps.enforcementPoints.all(),
    requestContext,
    now: deps.clock(),
    ...(!isDeleted && { editing: id }),
  })
  if (lockout !== undefined && !force) throw lockoutProblem(lockout)
  return lockout !== undefined
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

async function recordChange(
  deps: PolicyWriterDeps,
  trx: Transaction<Database>,
  { identity, requestId, id, reason }: PolicyChange,
  {
    before,
    after,
    isForced,
  }: { before: AuthoredPolicy | undefined; after: AuthoredPolicy | undefined; isForced: boolean },
): Promise<void> {
  const { action, details } = describeChange(before, after)
  await deps.audit.record(trx, {
    ...entryBy(identity, requestId),
    action,
    resource: `policy:${id}`,
    details: isForced
      ? `${details}; forced, although no administrator can sign in and edit policies now`
      : details,
    success: true,
    changes: { before: before ? jsonOf(before) : null, after: after ? jsonOf(after) : null },
    ...(reason !== undefined && { reason }),
  })
}

/** A change that would have locked everybody out is worth knowing of, though it did not happen. */
async function recordRefusal(
  deps: PolicyWriterDeps,
  change: PolicyChange,
  problem: ProblemError,
): Promise<void> {
  if (problem.code !== 'lockout') return
  const { identity, requestId, id, reason, next } = change
  await deps.db.transaction().execute(async (trx) => {
    const before = await findPolicyRecord(trx, identity.organization, id)
    await deps.audit.record(trx, {
      ...entryBy(identity, requestId),
      action: describeChange(before?.policy, next(before)).action,
      resource: `policy:${id}`,
      details: 'Refused: no administrator could sign in and edit policies afterwards',
      success: false,
      ...(reason !== undefined && { reason }),
    })
  })
}
