import { sql, type Kysely, type Selectable, type Transaction } from 'kysely'
import type { Database, LoginSessionsTable } from '../../platform/database/schema.ts'
import type { SessionFacts } from '../../platform/identity.ts'

/** An open login session with what its next decision needs. */
export interface OpenSession extends SessionFacts {
  readonly organization: string
  readonly userId: string
  readonly lastSeenAt: Date
  readonly idleSeconds: number
  readonly address: string | undefined
  readonly userAgent: string | undefined
}

export interface FoundSession extends OpenSession {
  readonly endedAt: Date | null
  readonly endReason: string | null
}

export interface NewSession {
  readonly id: string
  readonly organization: string
  readonly userId: string
  readonly tokenHash: Buffer
  readonly at: Date
  readonly expiresAt: Date
  readonly idleSeconds: number
  readonly authTime: Date
  readonly authMethods: readonly string[]
  readonly mfaVerified: boolean
  readonly restricted: boolean
  readonly address: string | undefined
  readonly userAgent: string | undefined
}

export type SessionStore = ReturnType<typeof sessionStore>

export function sessionStore(db: Kysely<Database>) {
  return {
    async open(trx: Transaction<Database>, session: NewSession): Promise<void> {
      await trx
        .insertInto('login_sessions')
        .values({
          id: session.id,
          organization: session.organization,
          user_id: session.userId,
          token_hash: session.tokenHash,
          created_at: session.at,
          last_seen_at: session.at,
          expires_at: session.expiresAt,
          idle_seconds: session.idleSeconds,
          auth_time: session.authTime,
          auth_methods: JSON.stringify(session.authMethods),
          mfa_verified: session.mfaVerified,
          restricted: session.restricted,
          ip_address: session.address ?? null,
          user_agent: session.userAgent?.slice(0, 1000) ?? null,
        })
        .execute()
    },
    async byToken(tokenHash: Buffer): Promise<FoundSession | undefined> {
      const row = await db
        .selectFrom('login_sessions')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst()
      return row && found(row)
    },
    /** All that are open, of one person or of everybody; oldest first. */
    async openSessions(userId?: string, executor: Kysely<Database> = db): Promise<OpenSession[]> {
      let query = executor.selectFrom('login_sessions').selectAll().where('ended_at', 'is', null)
      if (userId !== undefined) query = query.where('user_id', '=', userId)
      return (await query.orderBy('created_at').orderBy('id').execute()).map(found)
    },
    /** The newest sessions of everybody, ended ones too: where people sign in from. */
    async recent(since: Date, limit: number): Promise<OpenSession[]> {
      const rows = await db
        .selectFrom('login_sessions')
        .selectAll()
        .where('created_at', '>=', since)
        .orderBy('created_at', 'desc')
        .limit(limit)
        .execute()
      return rows.map(found)
    },
    /** Where somebody has signed in from, of all the sessions that are remembered. */
    placesOf: (userId: string): Promise<{ address: string | undefined; userAgent: string | undefined }[]> =>
      db
        .selectFrom('login_sessions')
        .select(['ip_address', 'user_agent'])
        .distinct()
        .where('user_id', '=', userId)
        .execute()
        .then((rows) =>
          rows.map((row) => ({
            address: row.ip_address ?? undefined,
            userAgent: row.user_agent ?? undefined,
          })),
        ),
    /** How many each of these people have open, those aside that a limit has passed. */
    async countOpen(userIds: readonly string[], at: Date): Promise<Map<string, number>> {
      if (userIds.length === 0) return new Map()
      const rows = await db
        .selectFrom('login_sessions')
        .select((eb) => ['user_id as userId', eb.fn.countAll<number>().as('open')])
        .where('user_id', 'in', userIds)
        .where('ended_at', 'is', null)
        .where('expires_at', '>', at)
        .where(sql<boolean>`last_seen_at + make_interval(secs => idle_seconds) > ${at}`)
        .groupBy('user_id')
        .execute()
      return new Map(rows.map(({ userId, open }) => [userId, open]))
    },
    /** Every address that a session of this name's person had. */
    async addressesOf(emailKey: string): Promise<string[]> {
      const rows = await db
        .selectFrom('login_sessions')
        .innerJoin('users', 'users.id', 'login_sessions.user_id')
        .select('ip_address as address')
        .distinct()
        .where('users.email_key', '=', emailKey)
        .where('ip_address', 'is not', null)
        .execute()
      return rows.flatMap(({ address }) => (address === null ? [] : [address]))
    },
    async seen(
      id: string,
      at: Date,
      address: string | undefined,
      userAgent: string | undefined,
    ): Promise<void> {
      await db
        .updateTable('login_sessions')
        .set({ last_seen_at: at, ip_address: address ?? null, user_agent: userAgent?.slice(0, 1000) ?? null })
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .execute()
    },
    /** Ends them and answers those that were still open. */
    async end(executor: Kysely<Database>, ids: readonly string[], at: Date, reason: string) {
      if (ids.length === 0) return []
      return executor
        .updateTable('login_sessions')
        .set({ ended_at: at, end_reason: reason })
        .where('id', 'in', ids)
        .where('ended_at', 'is', null)
        .returning(['id', 'user_id', 'organization'])
        .execute()
    },
    async prune(before: Date): Promise<void> {
      await db.deleteFrom('login_sessions').where('expires_at', '<', before).execute()
    },
  }
}

function found(row: Selectable<LoginSessionsTable>): FoundSession {
  return {
    id: row.id,
    organization: row.organization,
    userId: row.user_id,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
    idleSeconds: row.idle_seconds,
    authTime: row.auth_time,
    authMethods: row.auth_methods,
    mfaVerified: row.mfa_verified,
    restricted: row.restricted,
    address: row.ip_address ?? undefined,
    userAgent: row.user_agent ?? undefined,
    endedAt: row.ended_at,
    endReason: row.end_reason,
  }
}
