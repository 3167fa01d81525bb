import { entryBy, type Identity } from '../../platform/identity.ts'
import { ProblemError } from '../../platform/problem.ts'
import type { TokenDeps } from './create-token.ts'

/** Ends a token at once: the next request with it is nobody's. */
export async function revokeToken(
  deps: TokenDeps,
  { identity, requestId, id, mayAll }: { identity: Identity; requestId: string; id: string; mayAll: boolean },
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const token = await deps.tokens.byId(identity.organization, id, trx)
    const isOwn =
      token !== undefined &&
      (token.owner === null ? token.id === identity.tokenId : token.owner.id === identity.userId)
    // Somebody else's token is told apart from none by nobody who may not see it.
    if (token === undefined || !(isOwn || mayAll))
      throw new ProblemError('token-not-found', 'Token not found')
    if (!(await deps.tokens.revoke(trx, identity.organization, id, deps.clock())))
      throw new ProblemError('token-not-found', 'Token not found')
    await deps.audit.record(trx, {
      ...entryBy(identity, requestId),
      action: 'revoke_token',
      resource: `token:${id}`,
      details: `API token “${token.name}”${isOwn || token.owner === null ? '' : ` of ${token.owner.email}`} revoked`,
      success: true,
      changes: {
        before: { name: token.name, roles: [...token.roles], revoked: false },
        after: { revoked: true },
      },
    })
  })
}
