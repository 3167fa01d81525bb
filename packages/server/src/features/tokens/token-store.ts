import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'

export interface TokenRecord {
  readonly id: string
  readonly organization: string
  readonly owner: { readonly id: string; readonly email: string } | null
  readonly name: string
  readonly roles: readonly string[]
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
}

export type TokenStore = ReturnType<typeof tokenStore>

export function tokenStore(db: Kysely<Database>) {
  const tokens = (executor: Kysely<Database>) =>
    executor
      .selectFrom('api_tokens')
      .leftJoin('users', 'users.id', 'api_tokens.owner_id')
      .selectAll('api_tokens')
      .select('users.email as owner_email')
  return {
    async byHash(tokenHash: Buffer): Promise<TokenRecord | undefined> {
      const row = await tokens(db).where('token_hash', '=', tokenHash).executeTakeFirst()
      return row && recordOf(row)
    },
    async byId(
      organization: string,
      id: string,
      trx: Kysely<Database> = db,
    ): Promise<TokenRecord | undefined> {
      const row = await tokens(trx)
        .where('api_tokens.organization', '=', organization)
        .where('api_tokens.id', '=', id)
        .executeTakeFirst()
      return row && recordOf(row)
    },
    /** Those not revoked, oldest first; of one owner, or of everybody. */
    async list(
      organization: string,
      { owner, after, limit }: { owner: Owner | 'everybody'; after?: TokenPlace; limit: number },
    ): Promise<TokenRecord[]> {
      let query = tokens(db)
        .where('api_tokens.organization', '=', organization)
        .where('revoked_at', 'is', null)
      if (owner !== 'everybody')
        query =
          'userId' in owner
            ? query.where('owner_id', '=', owner.userId)
            : query.where('api_tokens.id', '=', owner.tokenId)
      if (after !== undefined)
        query = query.where((where) =>
          where(
            where.refTuple('api_tokens.created_at', 'api_tokens.id'),
            '>',
            where.tuple(after.createdAt, after.id),
          ),
        )
      const rows = await query
        .orderBy('api_tokens.created_at')
        .orderBy('api_tokens.id')
        .limit(limit)
        .execute()
      return rows.map(recordOf)
    },
    async count(trx: Transaction<Database>, organization: string, ownerId: string | null): Promise<number> {
      const row = await trx
        .selectFrom('api_tokens')
        .select((select) => select.fn.countAll<number>().as('count'))
        .where('organization', '=', organization)
        .where('owner_id', ownerId === null ? 'is' : '=', ownerId)
        .where('revoked_at', 'is', null)
        .executeTakeFirstOrThrow()
      return row.count
    },
    async insert(trx: Transaction<Database>, token: NewTokenRecord): Promise<void> {
      await trx
        .insertInto('api_tokens')
        .values({
          id: token.id,
          organization: token.organization,
          owner_id: token.ownerId,
          name: token.name,
          token_hash: token.tokenHash,
          roles: JSON.stringify(token.roles),
          created_at: token.createdAt,
          expires_at: token.expiresAt,
        })
        .execute()
    },
    /** False when somebody was faster. */
    async revoke(trx: Transaction<Database>, organization: string, id: string, at: Date): Promise<boolean> {
      const changed = await trx
        .updateTable('api_tokens')
        .set({ revoked_at: at })
        .where('organization', '=', organization)
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .executeTakeFirst()
      return changed.numUpdatedRows > 0n
    },
    /** At most once a minute, however many requests come at once. */
    async used(id: string, at: Date): Promise<void> {
      await db
        .updateTable('api_tokens')
        .set({ last_used_at: at })
        .where('id', '=', id)
        .where((where) =>
          where.or([where('last_used_at', 'is', null), where('last_used_at', '<', aMinuteBefore(at))]),
        )
        .execute()
    },
  }
}

/** Whose tokens: a person's, or a service's, which knows only the one it came with. */
export type Owner = { readonly userId: string } | { readonly tokenId: string }

export interface TokenPlace {
  readonly createdAt: Date
  readonly id: string
}

export interface NewTokenRecord {
  readonly id: string
  readonly organization: string
  readonly ownerId: string | null
  readonly name: string
  readonly tokenHash: Buffer
  readonly roles: readonly string[]
  readonly createdAt: Date
  readonly expiresAt: Date
}

export function aMinuteBefore(at: Date): Date {
  return new Date(at.getTime() - 60_000)
}

interface TokenRow {
  id: string
  organization: string
  owner_id: string | null
  owner_email: string | null
  name: string
  roles: string[]
  created_at: Date
  expires_at: Date | null
  last_used_at: Date | null
  revoked_at: Date | null
}

function recordOf(row: TokenRow): TokenRecord {
  return {
    id: row.id,
    organization: row.organization,
    owner: row.owner_id === null ? null : { id: row.owner_id, email: row.owner_email ?? '' },
    name: row.name,
    roles: row.roles,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  }
}
