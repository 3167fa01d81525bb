import { canonicalJson, type Json, type JsonObject, type Policy } from '@sallyport/engine'

/** A policy as it is kept: what its author wrote, defaults written out, and when it was written by whom. */
export interface PolicyRecord {
  readonly organization: string
  readonly policy: AuthoredPolicy
  readonly revision: number
  readonly createdAt: Date
  readonly updatedAt: Date
  /** Null for the system. */
  readonly updatedBy: string | null
}

type Bookkeeping = 'organization' | 'revision' | 'created_at' | 'updated_at' | 'updated_by'

/** What an author decides. `rules` stands only where there are no statements to derive it from. */
export type AuthoredPolicy = Omit<Policy, Bookkeeping> &
  Required<Pick<Policy, 'description' | 'enabled' | 'mode' | 'priority' | 'critical' | 'template'>>

/** Defaults written out, members in one order. */
export function authoredOf(policy: Policy): AuthoredPolicy {
  const { target, statements, rules, valid_from, valid_until, meta } = policy
  return {
    id: policy.id,
    name: policy.name,
    description: policy.description ?? '',
    type: policy.type,
    enabled: policy.enabled ?? true,
    mode: policy.mode ?? 'enforce',
    priority: policy.priority ?? 0,
    critical: policy.critical ?? false,
    template: policy.template ?? false,
    ...(target && { target }),
    ...(statements ? { statements } : { rules: rules ?? [] }),
    ...(valid_from !== undefined && { valid_from }),
    ...(valid_until !== undefined && { valid_until }),
    ...(meta && { meta }),
  }
}

/** The same content, whatever the order of members. */
export function isSamePolicy(one: AuthoredPolicy, other: AuthoredPolicy): boolean {
  return canonicalJson(jsonOf(one)) === canonicalJson(jsonOf(other))
}

/** A policy is JSON already; interfaces only lack the index signature. */
export function jsonOf(policy: AuthoredPolicy): JsonObject {
  return policy as unknown as { readonly [member: string]: Json }
}
