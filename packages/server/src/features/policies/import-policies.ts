import type { JsonObject, Policy, Settings } from '@sallyport/engine'
import { importPolicies, packs, type ImportReport, type Pack } from '@sallyport/engine/exchange'
import type { Kysely, Transaction } from 'kysely'
import type { AuditSink } from '../../platform/audit/audit-sink.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/schema.ts'
import { entryBy } from '../../platform/identity.ts'
import { ProblemError } from '../../platform/problem.ts'
import type { Change } from './change-policy.ts'
import { defaultPolicies } from './default-policies.ts'
import { describeChange } from './describe-change.ts'
import { authoredOf, isSamePolicy, jsonOf, type AuthoredPolicy, type PolicyRecord } from './policy-record.ts'
import { findPolicyRecord, insertPolicyRecord, updatePolicyRecord } from './policy-store.ts'
import type { PolicyWriter } from './policy-writer.ts'
import { invalidPolicy, readPolicy } from './read-policy.ts'
import type { ImportInput } from './schema.ts'

/** Each has an audit entry in the one transaction, so there is an end to what fits. */
const mostPolicies = 2_000

export interface ImportDeps {
  readonly db: Kysely<Database>
  readonly writer: PolicyWriter
  readonly audit: AuditSink
  readonly settings: Settings
  readonly clock: Clock
}

export interface ImportOptions {
  /** Only says what would happen. */
  readonly dryRun: boolean
  /** Policies that exist and differ are replaced; otherwise they make the whole import fail. */
  readonly replace: boolean
}

export interface Imported {
  readonly created: readonly string[]
  readonly replaced: readonly string[]
  readonly unchanged: readonly string[]
  readonly report: ImportReport
}

/** Brings policies of another system, or a pack of ours, into force together or not at all. */
export async function importIntoForce(
  deps: ImportDeps,
  change: Change,
  input: ImportInput,
  options: ImportOptions,
): Promise<Imported> {
  const { policies, report } = read(input)
  if (policies.length > mostPolicies)
    throw invalidPolicy([
      {
        path: 'content',
        message: `has ${policies.length} policies; at most ${mostPolicies} are imported at once`,
      },
    ])
  const wanted = policies.map((policy) =>
    readPolicy({ ...jsonOf(authoredOf(policy)) }, policy.id, deps.settings),
  )
  const outcome: Sorted = { created: [], replaced: [], unchanged: [] }
  if (options.dryRun) {
    for (const policy of wanted)
      sort(outcome, policy, await findPolicyRecord(deps.db, change.identity.organization, policy.id))
  } else {
    await deps.writer.publish(
      { identity: change.identity, force: change.force === true },
      async (trx, present) => {
        for (const policy of wanted) await put(deps, trx, change, policy, options.replace, outcome)
        await recordImport(deps, trx, change, input, outcome)
        const changed = new Set([...outcome.created, ...outcome.replaced])
        return {
          decider: present.with({ put: wanted.filter(({ id }) => changed.has(id)) }),
          result: undefined,
        }
      },
    )
  }
  return { ...outcome, report }
}

interface Sorted {
  readonly created: string[]
  readonly replaced: string[]
  readonly unchanged: string[]
}

function read(input: ImportInput): { policies: readonly Policy[]; report: ImportReport } {
  if ('pack' in input) {
    const pack = new Map<string, Pack>(Object.entries(packs)).get(input.pack)
    if (pack === undefined)
      throw new ProblemError(
        'request-invalid',
        `There is no pack named ${input.pack}; there are ${Object.keys(packs).join(', ')}`,
        { members: { errors: [{ path: 'pack', message: 'is unknown' }] } },
      )
    const carried = pack.policies.map(({ id }, index) => ({ path: `policies[${index}]`, policy: id }))
    return { policies: pack.policies, report: { carried, changed: [], not_carried: [] } }
  }
  return importPolicies(input.format, input.content, { defaults: defaultPolicies })
}

function sort(outcome: Sorted, policy: AuthoredPolicy, before: PolicyRecord | undefined): void {
  if (before === undefined) outcome.created.push(policy.id)
  else if (isSamePolicy(before.policy, policy)) outcome.unchanged.push(policy.id)
  else outcome.replaced.push(policy.id)
}

async function put(
  deps: ImportDeps,
  trx: Transaction<Database>,
  change: Change,
  policy: AuthoredPolicy,
  mayReplace: boolean,
  outcome: Sorted,
): Promise<void> {
  const { organization, email, subject } = change.identity
  const before = await findPolicyRecord(trx, organization, policy.id, 'for-update')
  sort(outcome, policy, before)
  if (before !== undefined && isSamePolicy(before.policy, policy)) return
  if (before !== undefined && !mayReplace)
    throw new ProblemError(
      'policy-exists',
      `A policy with the id ${policy.id} exists already and says something else. Import with replace=true to put this in its place`,
    )
  const at = deps.clock()
  const updatedBy = email ?? `${subject.type}:${subject.id}`
  const record = {
    organization,
    policy,
    revision: (before?.revision ?? 0) + 1,
    createdAt: before?.createdAt ?? at,
    updatedAt: at,
    updatedBy,
  }
  if (before === undefined) await insertPolicyRecord(trx, record)
  else await updatePolicyRecord(trx, record)
  const { action, details } = describeChange(before?.policy, policy)
  await deps.audit.record(trx, {
    ...entryBy(change.identity, change.requestId),
    action,
    resource: `policy:${policy.id}`,
    details,
    success: true,
    changes: { before: before === undefined ? null : jsonOf(before.policy), after: jsonOf(policy) },
    ...(change.reason !== undefined && { reason: change.reason }),
  })
}

async function recordImport(
  deps: ImportDeps,
  trx: Transaction<Database>,
  change: Change,
  input: ImportInput,
  outcome: Sorted,
): Promise<void> {
  const source = 'pack' in input ? `the pack ${input.pack}` : `a document of the form ${input.format}`
  const counts: JsonObject = {
    created: outcome.created.length,
    replaced: outcome.replaced.length,
    unchanged: outcome.unchanged.length,
  }
  await deps.audit.record(trx, {
    ...entryBy(change.identity, change.requestId),
    action: 'import_policies',
    resource: 'policy',
    details: `Imported ${source}: ${outcome.created.length} created, ${outcome.replaced.length} replaced, ${outcome.unchanged.length} unchanged`,
    success: true,
    changes: { before: null, after: counts },
    ...(change.reason !== undefined && { reason: change.reason }),
  })
}
