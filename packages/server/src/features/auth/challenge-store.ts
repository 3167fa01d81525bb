import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database, WebauthnChallengesTable } from '../../platform/database/schema.ts'

const lifeMinutes = 5
export const challengeMilliseconds = lifeMinutes * 60_000

/** What a challenge was given for; only the same may use it. */
export interface ChallengeUse {
  readonly purpose: WebauthnChallengesTable['purpose']
  readonly organization: string
  readonly userId?: string
  readonly sessionId?: string
  readonly pendingId?: string
}

export type ChallengeStore = ReturnType<typeof challengeStore>

export function challengeStore(db: Kysely<Database>) {
  const prune = async (before: Date): Promise<void> => {
    await db.deleteFrom('webauthn_challenges').where('expires_at', '<=', before).execute()
  }
  return {
    async remember(challenge: string, use: ChallengeUse, at: Date): Promise<void> {
      // Anybody may ask for challenges; what is over goes at once, so that they can't fill the disk.
      await prune(at)
      await db
        .insertInto('webauthn_challenges')
        .values({
          hash: hashOf(challenge),
          organization: use.organization,
          purpose: use.purpose,
          user_id: use.userId ?? null,
          session_id: use.sessionId ?? null,
          pending_id: use.pendingId ?? null,
          expires_at: new Date(at.getTime() + challengeMilliseconds),
        })
        .execute()
    },
    /** Uses it up, whatever comes of it: of two equal answers at once one gets true. */
    async take(challenge: string, use: ChallengeUse, at: Date): Promise<boolean> {
      const taken = await db
        .deleteFrom('webauthn_challenges')
        .where('hash', '=', hashOf(challenge))
        .where('organization', '=', use.organization)
        .where('purpose', '=', use.purpose)
        .where('user_id', 'is not distinct from', use.userId ?? null)
        .where('session_id', 'is not distinct from', use.sessionId ?? null)
        .where('pending_id', 'is not distinct from', use.pendingId ?? null)
        .where('expires_at', '>', at)
        .executeTakeFirst()
      return taken.numDeletedRows === 1n
    },
    prune,
  }
}

function hashOf(challenge: string): Buffer {
  return createHash('sha256').update(challenge).digest()
}
