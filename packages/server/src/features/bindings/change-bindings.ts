import { compile, type Binding, type Decider } from '@sallyport/engine'
import type { Kysely, Transaction } from 'kysely'
import { randomBytes } from 'node:crypto'
import type { AuditEntry, AuditSink } from '../../platform/audit/audit-sink.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/schema.ts'
import { entryBy, type Identity } from '../../platform/identity.ts'
import { ProblemError } from '../../platform/problem.ts'
import {
  deleteBindingRecord,
  findBindingRecord,
  insertBindingRecord,
  type BindingRecord,
} from './binding-store.ts'
import type { ChangeQuery, NewBinding } from './schema.ts'

export interface BindingParts {
  readonly db: Kysely<Database>
  readonly audit: AuditSink
  readonly now: Clock
  /**
   * Changes the snapshot as a change of a policy does: one at a time, guarded against locking administrators out, in
   * force when it resolves.
   */
  readonly publish: <Result>(
    by: { identity: Identity; force: boolean },
    change: (trx: Transaction<Database>, present: Decider) => Promise<{ decider: Decider; result: Result }>,
  ) => Promise<Result>
}

export interface Changer {
  readonly identity: Identity
  readonly requestId: string
  readonly query: ChangeQuery
}

/** Applies a template to one subject on one resource and everything below it. */
export async function createBinding(
  parts: BindingParts,
  by: Changer,
  { id = newId(), ...input }: NewBinding,
): Promise<BindingRecord> {
  const { organization, email, subject } = by.identity
  return parts.publish({ identity: by.identity, force: by.query.force }, async (trx, present) => {
    requireTemplate(present, input.policy)
    const { valid_from, valid_until, ...rest } = input
    const binding = {
      id,
      ...rest,
      ...(valid_from !== undefined && { valid_from: new Date(valid_from).toISOString() }),
      ...(valid_until !== undefined && { valid_until: new Date(valid_until).toISOString() }),
    }
    const record = {
      organization,
      binding,
      createdAt: parts.now(),
      createdBy: email ?? `${subject.type}:${subject.id}`,
    }
    if (!(await insertBindingRecord(trx, record)))
      throw new ProblemError('conflict', `A binding with the id ${id} exists already`)
    await log(
      parts,
      trx,
      by,
      'create_binding',
      id,
      `Bound ${binding.policy} to ${binding.subject} on ${binding.resource}`,
      { before: null, after: binding },
    )
    return { decider: rebound(present, (bindings) => [...bindings, binding]), result: record }
  })
}

export async function deleteBinding(parts: BindingParts, by: Changer, id: string): Promise<void> {
  await parts.publish({ identity: by.identity, force: by.query.force }, async (trx, present) => {
    const record = await findBindingRecord(trx, by.identity.organization, id)
    if (record === undefined)
      throw new ProblemError('binding-not-found', `There is no binding with the id ${id}`)
    const { binding } = record
    await deleteBindingRecord(trx, record.organization, id)
    await log(
      parts,
      trx,
      by,
      'delete_binding',
      id,
      `Removed ${binding.policy} from ${binding.subject} on ${binding.resource}`,
      { before: { ...binding }, after: null },
    )
    return {
      decider: rebound(present, (bindings) => bindings.filter((one) => one.id !== id)),
      result: undefined,
    }
  })
}

/** The same policies with other bindings. */
function rebound(present: Decider, change: (bindings: readonly Binding[]) => readonly Binding[]): Decider {
  const { policies, settings } = present.snapshot()
  return compile(policies, { ...settings, bindings: change(settings.bindings ?? []) })
}

function requireTemplate(present: Decider, id: string): void {
  const policy = present.snapshot().policies.find((one) => one.id === id)
  const fault =
    policy === undefined
      ? 'is no policy'
      : policy.template === true
        ? undefined
        : 'is no template; only templates are bound'
  if (fault === undefined) return
  throw new ProblemError('request-invalid', `policy: ${id} ${fault}`, {
    members: { errors: [{ path: 'policy', message: `${id} ${fault}` }] },
  })
}

async function log(
  parts: BindingParts,
  trx: Transaction<Database>,
  by: Changer,
  action: string,
  id: string,
  details: string,
  changes: NonNullable<AuditEntry['changes']>,
): Promise<void> {
  const { reason } = by.query
  await parts.audit.record(trx, {
    ...entryBy(by.identity, by.requestId),
    action,
    resource: `binding:${id}`,
    details,
    success: true,
    changes,
    ...(reason !== undefined && { reason }),
  })
}

function newId(): string {
  return `bnd-${randomBytes(6).toString('hex')}`
}
