import { reaches, rulesOf, type Settings } from '@sallyport/engine'
import type { EnforcementPoints } from '../../platform/enforcement-points.ts'
import type { AuthoredPolicy, PolicyRecord } from './policy-record.ts'
import type { Policy } from './schema.ts'

export interface ViewDeps {
  readonly enforcementPoints: EnforcementPoints
  readonly settings: Settings
}

/** A policy on the wire: NeoSC's seven members, the model's others, and where it is asked about today. */
export function policyView(record: PolicyRecord, deps: ViewDeps): Policy {
  const { policy } = record
  const { id, name, description, type, enabled, mode, priority, critical, template } = policy
  const { target, statements, valid_from, valid_until, meta } = policy
  return {
    id,
    name,
    description,
    type,
    rules: [...rulesOf(policy)],
    enabled,
    created_at: record.createdAt.toISOString(),
    mode,
    priority,
    critical,
    template,
    ...(target && { target: target as NonNullable<Policy['target']> }),
    ...(statements && { statements: statements as NonNullable<Policy['statements']> }),
    ...(valid_from !== undefined && { valid_from }),
    ...(valid_until !== undefined && { valid_until }),
    ...(meta && { meta }),
    organization: record.organization,
    revision: record.revision,
    updated_at: record.updatedAt.toISOString(),
    updated_by: record.updatedBy,
    enforced: isEnforced(policy),
    enforced_at: enforcedAt(policy, deps),
  }
}

/** The answer to a change says what its author may not expect. */
export function changedView(record: PolicyRecord, deps: ViewDeps): Policy {
  const view = policyView(record, deps)
  return { ...view, warnings: warningsOf(view) }
}

/** The enforcement points that ask something the policy is about, whether it is enabled or not. */
function enforcedAt(policy: AuthoredPolicy, { enforcementPoints, settings }: ViewDeps): string[] {
  if (!isEnforced(policy)) return []
  const asking = enforcementPoints
    .all()
    .filter(({ asks }) => asks.some((question) => reaches(policy, question, settings)))
  return [...new Set(asking.map(({ id }) => id))]
}

function isEnforced({ statements = [] }: AuthoredPolicy): boolean {
  return statements.length > 0
}

function warningsOf({ enforced, enforced_at: points }: Policy): string[] {
  if (!enforced) return ['Documentation only: it has no statements, so nothing is enforced.']
  if (points.length === 0)
    return ['Nothing asks yet what this policy is about, so it is not enforced anywhere today.']
  return []
}
