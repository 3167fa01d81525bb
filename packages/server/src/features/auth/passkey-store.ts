import { randomBytes } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'

/** A passkey as its answers are checked. */
export interface Passkey {
  readonly factorId: string
  readonly name: string
  readonly userId: string
  readonly handle: Buffer | null
  /** base64url. */
  readonly credentialId: string
  readonly publicKey: Buffer
  readonly transports: readonly string[]
  readonly backupEligible: boolean
}

export interface NewPasskey {
  readonly factorId: string
  readonly organization: string
  readonly userId: string
  readonly name: string
  readonly credentialId: string
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: readonly string[]
  readonly aaguid: string
  readonly backupEligible: boolean
  readonly backedUp: boolean
  readonly at: Date
}

export type PasskeyStore = ReturnType<typeof passkeyStore>

export function passkeyStore(db: Kysely<Database>) {
  const passkeys = () =>
    db
      .selectFrom('passkeys')
      .innerJoin('factors', 'factors.id', 'passkeys.factor_id')
      .innerJoin('users', 'users.id', 'passkeys.user_id')
      .select([
        'passkeys.factor_id as factorId',
        'factors.name',
        'passkeys.user_id as userId',
        'users.passkey_handle as handle',
        'passkeys.credential_id as credentialId',
        'passkeys.public_key as publicKey',
        'passkeys.transports',
        'passkeys.backup_eligible as backupEligible',
      ])
  return {
    /** 32 random bytes that say nothing about the person; the same for all of their passkeys. */
    async handleOf(userId: string): Promise<Buffer> {
      const { handle } = await db
        .updateTable('users')
        .set((eb) => ({
          passkey_handle: eb.fn.coalesce('passkey_handle', eb.val(randomBytes(32))),
        }))
        .where('id', '=', userId)
        .returning('passkey_handle as handle')
        .executeTakeFirstOrThrow()
      if (handle === null) throw new Error('coalesce of a value gave null')
      return handle
    },
    ofPerson: (userId: string): Promise<Passkey[]> =>
      passkeys().where('passkeys.user_id', '=', userId).orderBy('factors.created_at').execute(),
    byCredential: (credentialId: string): Promise<Passkey | undefined> =>
      passkeys().where('passkeys.credential_id', '=', credentialId).executeTakeFirst(),
    /** False when somebody has registered this credential already. */
    async add(trx: Transaction<Database>, passkey: NewPasskey): Promise<boolean> {
      await trx
        .insertInto('factors')
        .values({
          id: passkey.factorId,
          organization: passkey.organization,
          user_id: passkey.userId,
          type: 'webauthn',
          name: passkey.name,
          created_at: passkey.at,
          confirmed_at: passkey.at,
          last_used_at: passkey.at,
        })
        .execute()
      const added = await trx
        .insertInto('passkeys')
        .values({
          factor_id: passkey.factorId,
          organization: passkey.organization,
          user_id: passkey.userId,
          credential_id: passkey.credentialId,
          public_key: Buffer.from(passkey.publicKey),
          counter: passkey.counter,
          transports: JSON.stringify(passkey.transports),
          aaguid: passkey.aaguid,
          backup_eligible: passkey.backupEligible,
          backed_up: passkey.backedUp,
        })
        .onConflict((conflict) => conflict.column('credential_id').doNothing())
        .executeTakeFirst()
      return added.numInsertedOrUpdatedRows === 1n
    },
    /** Notes a use. False when the counter did not grow although the key counts: there are two of it. */
    async use(factorId: string, use: { counter: number; backedUp: boolean; at: Date }): Promise<boolean> {
      return db.transaction().execute(async (trx) => {
        const grown = await trx
          .updateTable('passkeys')
          .set({ counter: use.counter, backed_up: use.backedUp })
          .where('factor_id', '=', factorId)
          .where((eb) => (use.counter === 0 ? eb('counter', '=', 0) : eb('counter', '<', use.counter)))
          .executeTakeFirst()
        if (grown.numUpdatedRows !== 1n) return false
        await trx.updateTable('factors').set({ last_used_at: use.at }).where('id', '=', factorId).execute()
        return true
      })
    },
  }
}
