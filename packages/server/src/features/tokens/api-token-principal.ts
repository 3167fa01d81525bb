import type { Json, Subject } from '@sallyport/engine'
import type { Clock } from '../../platform/clock.ts'
import { hashToken, sameBytes } from '../../platform/crypto/token.ts'
import type { Principal } from '../../platform/identity.ts'
import type { RoleTable } from '../../platform/permissions.ts'
import { rolesWithin } from './roles-within.ts'
import { aMinuteBefore, type TokenRecord, type TokenStore } from './token-store.ts'

export interface ApiTokenPrincipalDeps {
  readonly tokens: TokenStore
  readonly roles: RoleTable
  readonly clock: Clock
  /** Undefined when the person is not active. */
  readonly subjectOf: (userId: string) => Promise<Subject | undefined>
  /** The environment's SALLYPORT_ADMIN_TOKEN, if any. */
  readonly adminToken: string | undefined
  readonly organization: () => string
}

export type ApiTokenPrincipal = (tokenHash: Buffer) => Promise<Principal | undefined>

/** Who a token speaks for, looked up by its SHA-256 at each request: revoking it is immediate. */
export function apiTokenPrincipal(deps: ApiTokenPrincipalDeps): ApiTokenPrincipal {
  const adminHash = deps.adminToken === undefined ? undefined : hashToken(deps.adminToken)
  return async (tokenHash) => {
    if (adminHash !== undefined && sameBytes(tokenHash, adminHash)) return adminPrincipal(deps.organization())
    const at = deps.clock()
    const token = await deps.tokens.byHash(tokenHash)
    if (token === undefined || token.revokedAt !== null) return undefined
    if (token.expiresAt !== null && token.expiresAt <= at) return undefined
    const subject = await subjectOfToken(token, at, deps)
    if (subject === undefined) return undefined
    if (token.lastUsedAt === null || token.lastUsedAt < aMinuteBefore(at))
      await deps.tokens.used(token.id, at)
    return {
      kind: 'token',
      organization: token.organization,
      subject,
      ...(token.owner && { userId: token.owner.id, email: token.owner.email }),
      tokenId: token.id,
      tokenName: token.name,
    }
  }
}

async function subjectOfToken(
  token: TokenRecord,
  at: Date,
  deps: ApiTokenPrincipalDeps,
): Promise<Subject | undefined> {
  if (token.owner === null) return serviceSubject(token.id, token.roles, token.organization, 'standard')
  const owner = await deps.subjectOf(token.owner.id)
  if (owner === undefined) return undefined
  const roles = rolesWithin(owner, token.roles, at, deps.roles)
  return { ...owner, properties: { ...owner.properties, roles: roles as Json[] } }
}

/** Configured by the environment, so it works before anybody has an account. */
function adminPrincipal(organization: string): Principal {
  return {
    kind: 'token',
    organization,
    subject: serviceSubject('admin-token', ['Super Admin'], organization, 'admin'),
    tokenId: 'admin-token',
    tokenName: 'SALLYPORT_ADMIN_TOKEN',
  }
}

function serviceSubject(
  id: string,
  roles: readonly string[],
  organization: string,
  profile: 'admin' | 'standard',
): Subject {
  return { type: 'service', id, properties: { roles, groups: [], profile, organization } }
}
