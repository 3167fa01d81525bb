import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'

/** A sign-in whose password was right and that still lacks something. */
export interface PendingSignIn {
  readonly id: string
  readonly userId: string
  readonly purpose: 'step-up' | 'enrolment'
  readonly authMethods: readonly string[]
  readonly createdAt: Date
}

const lifeMinutes = 10
const wrongCodesAllowed = 5

export type PendingStore = ReturnType<typeof pendingStore>

export function pendingStore(db: Kysely<Database>) {
  return {
    async create(pending: {
      organization: string
      userId: string
      tokenHash: Buffer
      purpose: PendingSignIn['purpose']
      authMethods: readonly string[]
      at: Date
    }) {
      await db
        .insertInto('pending_sign_ins')
        .values({
          id: randomUUID(),
          organization: pending.organization,
          user_id: pending.userId,
          token_hash: pending.tokenHash,
          purpose: pending.purpose,
          auth_methods: JSON.stringify(pending.authMethods),
          created_at: pending.at,
          expires_at: new Date(pending.at.getTime() + lifeMinutes * 60_000),
          wrong_codes: 0,
        })
        .execute()
    },
    async byToken(tokenHash: Buffer, at: Date): Promise<PendingSignIn | undefined> {
      return db
        .selectFrom('pending_sign_ins')
        .select([
          'id',
          'user_id as userId',
          'purpose',
          'auth_methods as authMethods',
          'created_at as createdAt',
        ])
        .where('token_hash', '=', tokenHash)
        .where('completed_at', 'is', null)
        .where('expires_at', '>', at)
        .where('wrong_codes', '<', wrongCodesAllowed)
        .executeTakeFirst()
    },
    async countWrongCode(id: string): Promise<void> {
      await db
        .updateTable('pending_sign_ins')
        .set((eb) => ({ wrong_codes: eb('wrong_codes', '+', 1) }))
        .where('id', '=', id)
        .execute()
    },
    /** Only once: of two equal requests one completes it. */
    async complete(trx: Transaction<Database>, id: string, at: Date): Promise<boolean> {
      const result = await trx
        .updateTable('pending_sign_ins')
        .set({ completed_at: at })
        .where('id', '=', id)
        .where('completed_at', 'is', null)
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },
    /** A lock, a password change or a disabled account ends what is under way. */
    async drop(executor: Kysely<Database>, userId: string): Promise<void> {
      await executor.deleteFrom('pending_sign_ins').where('user_id', '=', userId).execute()
    },
    async prune(before: Date): Promise<void> {
      await db.deleteFrom('pending_sign_ins').where('expires_at', '<', before).execute()
    },
  }
}
