import { sql, type Kysely, type Transaction } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'

export interface Count {
  readonly key: string
  /** Of late: forgotten after the counter's window. */
  readonly failures: number
  /** In a row, however long ago: forgotten by a success alone. */
  readonly consecutive: number
  readonly blockedUntil: Date | null
}

export interface Failure {
  readonly key: string
  readonly at: Date
  readonly windowSeconds: number
  /** Whose account it is about, if anybody's. */
  readonly userId: string | undefined
  /** Seconds to wait after so many failures. */
  readonly wait: (failures: number) => number
  /** What else happens in the same transaction. */
  readonly then: (trx: Transaction<Database>, count: Count) => Promise<void>
}

export type ThrottleStore = ReturnType<typeof throttleStore>

/** Counters of strangers that went further than this are kept as long as a session is remembered. */
const worthKeeping = 50

export function throttleStore(db: Kysely<Database>) {
  return {
    counts: (keys: readonly string[]): Promise<Count[]> =>
      db
        .selectFrom('sign_in_failures')
        .select(['key', 'failures', 'consecutive', 'blocked_until as blockedUntil'])
        .where('key', 'in', keys)
        .execute(),
    /** Adds one failure and blocks for what `wait` says of the new count; answers those seconds. */
    async countFailure(failure: Failure): Promise<{ seconds: number; consecutive: number }> {
      const { key, at, userId = null } = failure
      const oldest = new Date(at.getTime() - failure.windowSeconds * 1000)
      return db.transaction().execute(async (trx) => {
        const count = await trx
          .insertInto('sign_in_failures')
          .values({ key, failures: 1, consecutive: 1, last_failure_at: at, blocked_until: null, user_id: userId })
          .onConflict((conflict) =>
            conflict.column('key').doUpdateSet({
              failures: sql<number>`case when sign_in_failures.last_failure_at < ${oldest} then 1 else sign_in_failures.failures + 1 end`,
              consecutive: sql<number>`sign_in_failures.consecutive + 1`,
              last_failure_at: at,
              user_id: userId,
            }),
          )
          .returning(['key', 'failures', 'consecutive', 'blocked_until as blockedUntil'])
          .executeTakeFirstOrThrow() // prettier-ignore
        const seconds = failure.wait(count.failures)
        if (seconds > 0)
          await trx
            .updateTable('sign_in_failures')
            .set({ blocked_until: new Date(at.getTime() + seconds * 1000) })
            .where('key', '=', key)
            .execute()
        await failure.then(trx, count)
        return { seconds, consecutive: count.consecutive }
      })
    },
    async forget(keys: readonly string[]): Promise<void> {
      await db.deleteFrom('sign_in_failures').where('key', 'in', keys).execute()
    },
    /** The counters about these people. */
    ofPeople: (userIds: readonly string[]): Promise<(Count & { userId: string | null })[]> =>
      userIds.length === 0
        ? Promise.resolve([])
        : db
            .selectFrom('sign_in_failures')
            .select(['key', 'failures', 'consecutive', 'blocked_until as blockedUntil', 'user_id as userId'])
            .where('user_id', 'in', userIds)
            .execute(),
    /** Forgets what is counted against somebody, under their name too; answers whether there was anything. */
    async forgetPerson(
      trx: Transaction<Database>,
      userId: string,
      keys: readonly string[],
    ): Promise<boolean> {
      const gone = await trx
        .deleteFrom('sign_in_failures')
        .where((eb) => eb.or([eb('user_id', '=', userId), eb('key', 'in', keys)]))
        .executeTakeFirst()
      return gone.numDeletedRows > 0n
    },
    /**
     * Drops counters that no longer matter, so that guesses at random names can't fill the disk. Those of people stay
     * until they sign in; those of strangers that took hours of guessing stay long enough to be like them.
     */
    async prune(before: { strangers: Date; stubborn: Date }): Promise<void> {
      await db
        .deleteFrom('sign_in_failures')
        .where('user_id', 'is', null)
        .where((eb) =>
          eb.or([
            eb('last_failure_at', '<', before.stubborn),
            eb.and([eb('last_failure_at', '<', before.strangers), eb('consecutive', '<', worthKeeping)]),
            // Of addresses and of everybody: nothing lasting is ever made of these.
            eb.and([eb('last_failure_at', '<', before.strangers), eb('key', 'not like', 'name:%')]),
          ]),
        )
        .execute()
    },
  }
}
