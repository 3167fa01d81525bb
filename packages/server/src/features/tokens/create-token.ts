import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { AuditSink } from '../../platform/audit/audit-sink.ts'
import type { Clock } from '../../platform/clock.ts'
import { hashToken, newToken } from '../../platform/crypto/token.ts'
import type { Database } from '../../platform/database/schema.ts'
import { entryBy, type Identity } from '../../platform/identity.ts'
import type { RoleTable } from '../../platform/permissions.ts'
import { ProblemError } from '../../platform/problem.ts'
import { rolesBeyond } from './roles-within.ts'
import { defaultLifeDays, longestLifeDays, type NewToken } from './schema.ts'
import type { TokenRecord, TokenStore } from './token-store.ts'

export interface TokenDeps {
  readonly db: Kysely<Database>
  readonly tokens: TokenStore
  readonly audit: AuditSink
  readonly clock: Clock
  readonly roles: RoleTable
}

/** More than anybody means to have: a loop that makes tokens is stopped here. */
const mostTokens = 200
const day = 86_400_000

export async function createToken(
  deps: TokenDeps,
  { identity, requestId, input }: { identity: Identity; requestId: string; input: NewToken },
): Promise<{ text: string; token: TokenRecord }> {
  const at = deps.clock()
  const names = [...new Set(input.roles)]
  refuseRoles(deps, identity, names, at)
  const expiresAt = expiryOf(input.expires_at, at)
  await refuseOutliving(deps, identity, expiresAt)
  const text = newToken('spt')
  const id = randomUUID()
  const ownerId = identity.userId ?? null
  const organization = identity.organization
  const token = await deps.db.transaction().execute(async (trx) => {
    if ((await deps.tokens.count(trx, organization, ownerId)) >= mostTokens)
      throw new ProblemError('conflict', `There are ${mostTokens} tokens already; revoke some first`)
    await deps.tokens.insert(trx, {
      id, organization, ownerId, expiresAt, name: input.name, tokenHash: hashToken(text), roles: names, createdAt: at,
    }) // prettier-ignore
    await deps.audit.record(trx, {
      ...entryBy(identity, requestId),
      action: 'create_token',
      resource: `token:${id}`,
      details: `API token “${input.name}” created with ${rolesInWords(names)}, until ${expiresAt.toISOString()}`,
      success: true,
      changes: {
        before: null,
        after: { name: input.name, roles: names, expires_at: expiresAt.toISOString() },
      },
    })
    return deps.tokens.byId(organization, id, trx)
  })
  if (token === undefined) throw new Error('A token just written is not there')
  return { text, token }
}

/** No escalation: nobody gives a token what they don't hold everywhere themselves. */
function refuseRoles(deps: TokenDeps, identity: Identity, names: readonly string[], at: Date): void {
  const unknown = names.find((name) => !deps.roles.has(name))
  if (unknown !== undefined)
    throw new ProblemError('request-invalid', `roles: there is no role ${unknown}`, {
      members: { errors: [{ path: 'roles', message: `there is no role ${unknown}` }] },
    })
  const beyond = rolesBeyond(identity.subject, names, at, deps.roles)
  if (beyond.length > 0)
    throw new ProblemError(
      'not-permitted',
      `A token can have only roles that you hold without a scope; not ${beyond.join(', ')}`,
    )
}

function expiryOf(wanted: string | undefined, at: Date): Date {
  if (wanted === undefined) return new Date(at.getTime() + defaultLifeDays * day)
  const expiresAt = new Date(wanted)
  const life = expiresAt.getTime() - at.getTime()
  if (life > 0 && life <= longestLifeDays * day) return expiresAt
  const message = life > 0 ? `at most ${longestLifeDays} days from now` : 'must lie in the future'
  throw new ProblemError('request-invalid', `expires_at: ${message}`, {
    members: { errors: [{ path: 'expires_at', message }] },
  })
}

/** A token that leaked for a day must not become one that lasts a year. */
async function refuseOutliving(deps: TokenDeps, identity: Identity, expiresAt: Date): Promise<void> {
  if (identity.kind !== 'token' || identity.tokenId === undefined) return
  const creator = await deps.tokens.byId(identity.organization, identity.tokenId)
  const last = creator?.expiresAt ?? undefined
  if (last !== undefined && last < expiresAt)
    throw new ProblemError(
      'not-permitted',
      `A token can't make one that outlives it; it ends ${last.toISOString()}`,
    )
}

function rolesInWords(names: readonly string[]): string {
  if (names.length === 0) return 'no roles'
  return `${names.length === 1 ? 'the role' : 'the roles'} ${names.join(', ')}`
}
