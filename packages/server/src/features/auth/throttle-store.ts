import { sql, type Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'

export interface ThrottleStore {
  /** The latest moment until which one of these keys is blocked, if that is still to come. */
  blockedUntil(keys: readonly string[], at: Date): Promise<Date | undefined>
  /** Adds one failure and blocks for what `wait` says of the new count; answers those seconds. */
  countFailure(
    key: string,
    at: Date,
    windowSeconds: number,
    wait: (failures: number) => number,
  ): Promise<number>
  forget(keys: readonly string[]): Promise<void>
  /** Drops counters that no longer matter, so that guesses at random names can't fill the disk. */
  prune(before: Date): Promise<void>
}

export function throttleStore(db: Kysely<Database>): ThrottleStore {
  return {
    async blockedUntil(keys, at) {
      const row = await db
        .selectFrom('sign_in_failures')
        .select((eb) => eb.fn.max('blocked_until').as('until'))
        .where('key', 'in', keys)
        .where('blocked_until', '>', at)
        .executeTakeFirst()
      return row?.until ?? undefined
    },
    async countFailure(key, at, windowSeconds, wait) {
      const oldest = new Date(at.getTime() - windowSeconds * 1000)
      return db.transaction().execute(async (trx) => {
        const { failures } = await trx
          .insertInto('sign_in_failures')
          .values({ key, failures: 1, last_failure_at: at, blocked_until: null })
          .onConflict((conflict) =>
            conflict.column('key').doUpdateSet({
              failures: sql<number>`case when sign_in_failures.last_failure_at < ${oldest} then 1 else sign_in_failures.failures + 1 end`,
              last_failure_at: at,
            }),
          )
          .returning('failures')
          .executeTakeFirstOrThrow()
        const seconds = wait(failures)
        if (seconds > 0)
          await trx
            .updateTable('sign_in_failures')
            .set({ blocked_until: new Date(at.getTime() + seconds * 1000) })
            .where('key', '=', key)
            .execute()
        return seconds
      })
    },
    async forget(keys) {
      await db.deleteFrom('sign_in_failures').where('key', 'in', keys).execute()
    },
    async prune(before) {
      await db.deleteFrom('sign_in_failures').where('last_failure_at', '<', before).execute()
    },
  }
}
