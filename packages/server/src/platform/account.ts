import type { Json, JsonObject, RoleGrant, Subject } from '@sallyport/engine'
import { holds, permissionsOf, type RoleTable } from './permissions.ts'

/** A person with an account, as the features that deal with people see one. */
export interface Account {
  readonly id: string
  readonly organization: string
  readonly organizationName: string
  readonly email: string
  readonly name: string
  readonly state: 'invited' | 'active' | 'disabled'
  readonly passwordHash: string | null
  readonly roles: readonly RoleGrant[]
  /** Types of the confirmed second factors. */
  readonly factors: readonly string[]
  readonly createdAt: Date
}

/** The account as the subject of a decision. Nothing here ever comes from a caller. */
export function subjectOf(account: Account, roles: RoleTable, grants = account.roles): Subject {
  const properties: JsonObject = {
    roles: grants as readonly Json[],
    groups: [],
    profile: isAdministrator(account, roles) ? 'admin' : 'standard',
    organization: account.organization,
    email: account.email,
    name: account.name,
  }
  return { type: 'user', id: account.id, properties }
}

/** NeoSC's two-valued role: whoever may change policies is an administrator. */
export function isAdministrator(account: Account, roles: RoleTable): boolean {
  return holds(permissionsOf(account.roles, roles), 'policies.update')
}

/** A user as the API shows one with a sign-in. `mfa_enabled` says that a second factor is really set up. */
export function userView(account: Account, roles: RoleTable) {
  return {
    id: account.id,
    email: account.email,
    name: account.name,
    organization: account.organizationName,
    role: isAdministrator(account, roles) ? ('admin' as const) : ('user' as const),
    roles: account.roles.map((grant) => (typeof grant === 'string' ? grant : grant.name)),
    mfa_enabled: account.factors.length > 0,
  }
}

/** A person as the questions about who could sign in need one. */
export function personOf(account: Account, roles: RoleTable, lastContexts: readonly JsonObject[]) {
  return {
    userId: account.id,
    email: account.email,
    subject: subjectOf(account, roles),
    active: account.state === 'active',
    factors: account.factors,
    lastContexts,
  }
}
