import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import type { User } from './user-store.ts'

export type InvitationStore = ReturnType<typeof invitationStore>

export function invitationStore(db: Kysely<Database>) {
  return {
    /** A new invitation; earlier ones of the same person no longer work. */
    async add(
      trx: Transaction<Database>,
      user: Pick<User, 'id' | 'organization'>,
      tokenHash: Buffer,
      at: Date,
      expiresAt: Date,
    ): Promise<void> {
      await trx.deleteFrom('invitations').where('user_id', '=', user.id).execute()
      await trx
        .insertInto('invitations')
        .values({
          id: randomUUID(),
          organization: user.organization,
          user_id: user.id,
          token_hash: tokenHash,
          created_at: at,
          expires_at: expiresAt,
        })
        .execute()
    },
    async userIdOf(tokenHash: Buffer, at: Date): Promise<string | undefined> {
      const row = await db
        .selectFrom('invitations')
        .select('user_id')
        .where('token_hash', '=', tokenHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', at)
        .executeTakeFirst()
      return row?.user_id
    },
    /** Until when each of these people can still accept theirs, or could have. */
    async expiries(userIds: readonly string[]): Promise<Map<string, Date>> {
      if (userIds.length === 0) return new Map()
      const rows = await db
        .selectFrom('invitations')
        .select(['user_id as userId', 'expires_at as expiresAt'])
        .where('user_id', 'in', userIds)
        .where('used_at', 'is', null)
        .execute()
      return new Map(rows.map(({ userId, expiresAt }) => [userId, expiresAt]))
    },
    /** Of two equal requests one accepts. */
    async accept(
      trx: Transaction<Database>,
      tokenHash: Buffer,
      person: { name: string; passwordHash: string; at: Date },
    ): Promise<boolean> {
      const used = await trx
        .updateTable('invitations')
        .set({ used_at: person.at })
        .where('token_hash', '=', tokenHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', person.at)
        .returning('user_id')
        .executeTakeFirst()
      if (used === undefined) return false
      const accepted = await trx
        .updateTable('users')
        .set({
          name: person.name,
          password_hash: person.passwordHash,
          password_changed_at: person.at,
          state: 'active',
          updated_at: person.at,
        })
        .where('id', '=', used.user_id)
        .where('state', '=', 'invited')
        .executeTakeFirst()
      return accepted.numUpdatedRows === 1n
    },
  }
}
