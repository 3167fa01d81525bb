import type { Identity } from '../../platform/identity.ts'
import { ProblemError } from '../../platform/problem.ts'
import type { Owner, TokenPlace, TokenRecord, TokenStore } from './token-store.ts'

export interface TokenPage {
  readonly tokens: readonly TokenRecord[]
  /** Where the next page begins, when there is one. */
  readonly next: string | undefined
}

/** The own tokens; with `mayAll` everybody's. Oldest first. */
export async function listTokens(
  store: TokenStore,
  {
    identity,
    mayAll,
    cursor,
    limit,
  }: { identity: Identity; mayAll: boolean; cursor: string | undefined; limit: number },
): Promise<TokenPage> {
  const after = cursor === undefined ? undefined : placeOf(cursor)
  const owner = mayAll ? 'everybody' : ownerOf(identity)
  const found = await store.list(identity.organization, { owner, ...(after && { after }), limit: limit + 1 })
  const tokens = found.slice(0, limit)
  const last = tokens.at(-1)
  return { tokens, next: found.length > limit && last !== undefined ? cursorOf(last) : undefined }
}

function ownerOf({ userId, tokenId = '' }: Identity): Owner {
  return userId === undefined ? { tokenId } : { userId }
}

function cursorOf({ createdAt, id }: TokenPlace): string {
  return Buffer.from(`${createdAt.toISOString()} ${id}`).toString('base64url')
}

function placeOf(cursor: string): TokenPlace {
  const [time = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ', 2)
  const createdAt = new Date(time)
  if (Number.isNaN(createdAt.getTime()) || !/^[\w.-]{1,100}$/u.test(id))
    throw new ProblemError('request-invalid', 'cursor: it is not one that a list of tokens gave')
  return { createdAt, id }
}
