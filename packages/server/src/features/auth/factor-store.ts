import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'

export interface Factor {
  readonly id: string
  readonly userId: string
  readonly type: 'totp' | 'webauthn'
  readonly name: string
  /** Of an authenticator app. */
  readonly secretSealed: string | null
  readonly createdAt: Date
  readonly confirmedAt: Date | null
  readonly lastUsedAt: Date | null
  /** Of a passkey. */
  readonly backupEligible: boolean | null
  readonly backedUp: boolean | null
}

export type FactorStore = ReturnType<typeof factorStore>

export function factorStore(db: Kysely<Database>) {
  const factors = (executor: Kysely<Database>) =>
    executor
      .selectFrom('factors')
      .leftJoin('passkeys', 'passkeys.factor_id', 'factors.id')
      .select([
        'factors.id',
        'factors.type',
        'factors.name',
        'factors.user_id as userId',
        'factors.secret_sealed as secretSealed',
        'factors.created_at as createdAt',
        'factors.confirmed_at as confirmedAt',
        'factors.last_used_at as lastUsedAt',
        'passkeys.backup_eligible as backupEligible',
        'passkeys.backed_up as backedUp',
      ])
  return {
    /** Replaces unconfirmed ones: a secret that was never confirmed is discarded. */
    async begin(
      trx: Transaction<Database>,
      factor: {
        id: string
        organization: string
        userId: string
        name: string
        secretSealed: string
        at: Date
      },
    ) {
      await trx
        .deleteFrom('factors')
        .where('user_id', '=', factor.userId)
        .where('confirmed_at', 'is', null)
        .execute()
      await trx
        .insertInto('factors')
        .values({
          id: factor.id,
          organization: factor.organization,
          user_id: factor.userId,
          type: 'totp',
          name: factor.name,
          secret_sealed: factor.secretSealed,
          created_at: factor.at,
        })
        .execute()
    },
    find: (userId: string, id: string): Promise<Factor | undefined> =>
      factors(db).where('factors.user_id', '=', userId).where('factors.id', '=', id).executeTakeFirst(),
    confirmed: (userId: string, executor: Kysely<Database> = db): Promise<Factor[]> =>
      factors(executor)
        .where('factors.user_id', '=', userId)
        .where('factors.confirmed_at', 'is not', null)
        .orderBy('factors.created_at')
        .execute(),
    /** How many somebody has; until the transaction ends, nobody else can change their factors. */
    async countLocked(trx: Transaction<Database>, userId: string): Promise<number> {
      await trx.selectFrom('users').select('id').where('id', '=', userId).forNoKeyUpdate().executeTakeFirst()
      const { held } = await trx
        .selectFrom('factors')
        .select((eb) => eb.fn.countAll<number>().as('held'))
        .where('user_id', '=', userId)
        .where('confirmed_at', 'is not', null)
        .executeTakeFirstOrThrow()
      return held
    },
    async rename(trx: Transaction<Database>, id: string, name: string): Promise<void> {
      await trx.updateTable('factors').set({ name }).where('id', '=', id).execute()
    },
    /** Confirms once, and the confirming code counts as used. */
    async confirm(trx: Transaction<Database>, id: string, step: number, at: Date): Promise<boolean> {
      const result = await trx
        .updateTable('factors')
        .set({ confirmed_at: at, last_used_at: at, last_step: step })
        .where('id', '=', id)
        .where('confirmed_at', 'is', null)
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },
    /** Accepts a time step once in its life: of two equal requests one gets true (RFC 6238 5.2, ASVS 6.5.1). */
    async useStep(executor: Kysely<Database>, id: string, step: number, at: Date): Promise<boolean> {
      const result = await executor
        .updateTable('factors')
        .set({ last_step: step, last_used_at: at })
        .where('id', '=', id)
        .where((eb) => eb.or([eb('last_step', 'is', null), eb('last_step', '<', step)]))
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },
    async remove(trx: Transaction<Database>, userId: string, id: string): Promise<boolean> {
      const result = await trx
        .deleteFrom('factors')
        .where('user_id', '=', userId)
        .where('id', '=', id)
        .executeTakeFirst()
      return result.numDeletedRows === 1n
    },
    /** Every factor and recovery code of somebody; answers the factors that were confirmed. */
    async removeAll(trx: Transaction<Database>, userId: string): Promise<Factor[]> {
      await this.countLocked(trx, userId)
      const gone = await this.confirmed(userId, trx)
      await trx.deleteFrom('factors').where('user_id', '=', userId).execute()
      await trx.deleteFrom('recovery_codes').where('user_id', '=', userId).execute()
      return gone
    },
    async replaceRecoveryCodes(
      trx: Transaction<Database>,
      account: { id: string; organization: string },
      hashes: readonly Buffer[],
      at: Date,
    ) {
      await trx.deleteFrom('recovery_codes').where('user_id', '=', account.id).execute()
      if (hashes.length === 0) return
      await trx
        .insertInto('recovery_codes')
        .values(
          hashes.map((hash) => ({
            id: randomUUID(),
            organization: account.organization,
            user_id: account.id,
            code_hash: hash,
            created_at: at,
          })),
        )
        .execute()
    },
    /** How many of somebody's set still work, and when it was made. */
    recoveryCodes: (
      userId: string,
      executor: Kysely<Database> = db,
    ): Promise<{ left: number; createdAt: Date | null }> =>
      executor
        .selectFrom('recovery_codes')
        .select((eb) => [
          eb.fn.countAll<number>().filterWhere('used_at', 'is', null).as('left'),
          eb.fn.max('created_at').as('createdAt'),
        ])
        .where('user_id', '=', userId)
        .executeTakeFirstOrThrow(),
    async holdsRecoveryCode(userId: string, hash: Buffer): Promise<boolean> {
      const row = await db
        .selectFrom('recovery_codes')
        .select('id')
        .where('user_id', '=', userId)
        .where('code_hash', '=', hash)
        .where('used_at', 'is', null)
        .executeTakeFirst()
      return row !== undefined
    },
    async useRecoveryCode(
      executor: Kysely<Database>,
      userId: string,
      hash: Buffer,
      at: Date,
    ): Promise<boolean> {
      const result = await executor
        .updateTable('recovery_codes')
        .set({ used_at: at })
        .where('user_id', '=', userId)
        .where('code_hash', '=', hash)
        .where('used_at', 'is', null)
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },
  }
}
