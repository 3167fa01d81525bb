import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'

/** A reset whose link was not used yet; it may be too old by now. */
export interface Reset {
  readonly userId: string
  readonly password: boolean
  readonly factors: boolean
  readonly oldPasswordHash: string | null
  readonly startedBy: string
  readonly expiresAt: Date
}

export type ResetStore = ReturnType<typeof resetStore>

export function resetStore(db: Kysely<Database>) {
  const open = (executor: Kysely<Database>) =>
    executor
      .selectFrom('account_resets')
      .select([
        'user_id as userId',
        'password',
        'factors',
        'old_password_hash as oldPasswordHash',
        'started_by as startedBy',
        'expires_at as expiresAt',
      ])
      .where('used_at', 'is', null)
  return {
    byToken: (tokenHash: Buffer, at: Date): Promise<Reset | undefined> =>
      open(db).where('token_hash', '=', tokenHash).where('expires_at', '>', at).executeTakeFirst(),
    ofPerson: (userId: string, executor: Kysely<Database> = db): Promise<Reset | undefined> =>
      open(executor).where('user_id', '=', userId).executeTakeFirst(),
    ofPeople: (userIds: readonly string[]): Promise<Reset[]> =>
      userIds.length === 0 ? Promise.resolve([]) : open(db).where('user_id', 'in', userIds).execute(),
    /** An earlier link of the same person no longer works. */
    async begin(
      trx: Transaction<Database>,
      reset: Reset & { organization: string; tokenHash: Buffer; at: Date },
    ): Promise<void> {
      await trx
        .deleteFrom('account_resets')
        .where('user_id', '=', reset.userId)
        .where('used_at', 'is', null)
        .execute()
      await trx
        .insertInto('account_resets')
        .values({
          id: randomUUID(),
          organization: reset.organization,
          user_id: reset.userId,
          token_hash: reset.tokenHash,
          password: reset.password,
          factors: reset.factors,
          old_password_hash: reset.oldPasswordHash,
          started_by: reset.startedBy,
          created_at: reset.at,
          expires_at: reset.expiresAt,
        })
        .execute()
    },
    /** Of two equal requests one uses it; what was set aside is forgotten. */
    async use(trx: Transaction<Database>, tokenHash: Buffer, at: Date): Promise<boolean> {
      const used = await trx
        .updateTable('account_resets')
        .set({ used_at: at, old_password_hash: null })
        .where('token_hash', '=', tokenHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', at)
        .executeTakeFirst()
      return used.numUpdatedRows === 1n
    },
  }
}
