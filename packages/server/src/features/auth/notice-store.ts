import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import type { Device } from './device.ts'

export type NoticeStore = ReturnType<typeof noticeStore>

export const noticeKinds = [
  'factor-added', 'factor-removed', 'passkey-copied', 'unusual-sign-in',
  'password-changed', 'recovery-code-used', 'recovery-codes-renewed', 'message',
  'account-locked', 'reset-started', 'reset-used', 'factor-taken', 'administrator-recovered',
] as const // prettier-ignore

/** What a notice tells of, for who words it in another language: what it is about, and where it was done from. */
export interface NoticeFacts {
  readonly factor?: { readonly type: 'totp' | 'webauthn'; readonly name: string }
  readonly address?: string
  readonly country?: string
  readonly device?: Device
  /** Recovery codes that are left. */
  readonly left?: number
  /** Who did it, where that was somebody else. */
  readonly by?: string
  /** Whose account it is about, where that is somebody else's. */
  readonly person?: string
}

export interface Notice {
  readonly kind: (typeof noticeKinds)[number]
  /** In English, for who knows nothing of kinds. */
  readonly text: string
  readonly facts?: NoticeFacts
  /** The session that did it, which is not told of it: whoever has stolen it must not learn of it, nor wave it away. */
  readonly sessionId?: string
}

/** Short messages that people read at their next visit. */
export function noticeStore(db: Kysely<Database>) {
  return {
    async add(
      executor: Kysely<Database>,
      people: readonly { id: string; organization: string }[],
      { kind, text, facts = {}, sessionId }: Notice,
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
            kind,
            text,
            facts: JSON.stringify(facts),
            session_id: sessionId ?? null,
            created_at: at,
          })),
        )
        .execute()
    },
    /** Those that wait, newest first; without what the session that asks did itself. */
    async unseen(userId: string, sessionId: string | undefined) {
      const rows = await db
        .selectFrom('notices')
        .select(['id', 'kind', 'text', 'facts', 'created_at'])
        .where('user_id', '=', userId)
        .where('seen_at', 'is', null)
        .where('session_id', 'is distinct from', sessionId ?? '')
        .orderBy('created_at', 'desc')
        .limit(50)
        .execute()
      return rows.map(({ id, kind, text, facts, created_at }) => ({
        id,
        kind: kind as Notice['kind'],
        text,
        facts: facts as unknown as NoticeFacts,
        createdAt: created_at,
      }))
    },
    /** A session got a new token; it stays the one that did what it did. */
    async follow(executor: Kysely<Database>, before: string, after: string): Promise<void> {
      await executor
        .updateTable('notices')
        .set({ session_id: after })
        .where('session_id', '=', before)
        .execute()
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
