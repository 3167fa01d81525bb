import type { JsonObject } from '@sallyport/engine'
import type { Kysely } from 'kysely'
import type { AuditSink } from '../../platform/audit/audit-sink.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/schema.ts'
import { entryBy, type Identity } from '../../platform/identity.ts'
import { ProblemError } from '../../platform/problem.ts'
import {
  countViews,
  deleteViewRecord,
  findViewRecord,
  putViewRecord,
  type ViewOwner,
  type ViewRecord,
} from './view-store.ts'

export interface ViewDeps {
  readonly db: Kysely<Database>
  readonly audit: AuditSink
  readonly now: Clock
}

export interface ViewRequest {
  readonly identity: Identity
  readonly requestId: string
  readonly name: string
}

/** How many views one person may keep. */
const most = 50

export function ownerOf({ organization, subject }: Identity): ViewOwner {
  return { organization, owner: `${subject.type}:${subject.id}` }
}

/** Keeps a question by a name, or changes it. The audit entry comes first: it makes those who save at once wait. */
export async function saveView(
  { db, audit, now }: ViewDeps,
  { identity, requestId, name }: ViewRequest,
  query: JsonObject,
): Promise<{ view: ViewRecord; isNew: boolean }> {
  const owner = ownerOf(identity)
  return db.transaction().execute(async (trx) => {
    const before = await findViewRecord(trx, owner, name)
    await audit.record(trx, {
      ...entryBy(identity, requestId),
      action: 'save_audit_view',
      resource: 'audit_view',
      details: `Saved the view “${name}” of the audit log`,
      success: true,
      changes: { before: before?.query ?? null, after: query },
    })
    const at = now()
    const view = { name, query, createdAt: before?.createdAt ?? at, updatedAt: at }
    await putViewRecord(trx, owner, view)
    if ((await countViews(trx, owner)) > most)
      throw new ProblemError(
        'conflict',
        `You keep ${most} views already, which is the most; delete one first`,
      )
    return { view, isNew: before === undefined }
  })
}

export async function deleteView(
  { db, audit }: ViewDeps,
  { identity, requestId, name }: ViewRequest,
): Promise<void> {
  const owner = ownerOf(identity)
  await db.transaction().execute(async (trx) => {
    const before = await findViewRecord(trx, owner, name)
    if (before === undefined)
      throw new ProblemError('audit-view-not-found', `You keep no view with the name “${name}”`)
    await deleteViewRecord(trx, owner, name)
    await audit.record(trx, {
      ...entryBy(identity, requestId),
      action: 'delete_audit_view',
      resource: 'audit_view',
      details: `Deleted the view “${name}” of the audit log`,
      success: true,
      changes: { before: before.query, after: null },
    })
  })
}
