import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'

export type NoticeStore = ReturnType<typeof noticeStore>

/** Short messages that people read at their next visit. */
export function noticeStore(db: Kysely<Database>) {
  return {
    async add(
      executor: Kysely<Database>,
      people: readonly { id: string; organization: string }[],
      text: string,
      at: Date,
    ): Promise<void> {
      if (people.length === 0) return
      await executor
        .insertInto('notices')
        .values(
          people.map(({ id, organization }) => ({
            id: randomUUID(),
            organization,
            user_id: id,
            text,
            created_at: at,
          })),
        )
        .execute()
    },
    async unseen(userId: string) {
      const rows = await db
        .selectFrom('notices')
        .select(['id', 'text', 'created_at'])
        .where('user_id', '=', userId)
        .where('seen_at', 'is', null)
        .orderBy('created_at', 'desc')
        .limit(50)
        .execute()
      return rows.map(({ id, text, created_at }) => ({ id, text, created_at: created_at.toISOString() }))
    },
    async see(userId: string, id: string, at: Date): Promise<void> {
      await db
        .updateTable('notices')
        .set({ seen_at: at })
        .where('user_id', '=', userId)
        .where('id', '=', id)
        .execute()
    },
  }
}
