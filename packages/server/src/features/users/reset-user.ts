import { ProblemError } from '../../platform/problem.ts'
import {
  endedBy,
  mustFind,
  nameOf,
  record,
  type BegunReset,
  type Changer,
  type HeldFactor,
  type UserParts,
} from './user-parts.ts'
import type { User } from './user-store.ts'
import { refuseHolderBeyond, refuseOneself } from './within-reach.ts'

/** As long as a recovery code that is sent by e-mail may live (NIST SP 800-63B-4 4.2). */
const resetHours = 24

export interface StartedReset extends BegunReset {
  readonly user: User
  readonly sessionsEnded: number
}

/**
 * Starts a reset: every session ends, no password signs in any more, and the link, shown once, is the only way on. People
 * choose their own password; what the policies ask at sign-in is asked of them as ever.
 */
export async function startReset(
  parts: UserParts,
  by: Changer,
  id: string,
  what: { password: boolean; factors: boolean },
): Promise<StartedReset> {
  refuseOneself(by, id, 'Your own password and factors are changed on your own account’s page')
  return parts.db.transaction().execute(async (trx) => {
    await parts.lock(trx)
    const user = await mustFind(parts, id, trx)
    refuseHolderBeyond(parts, by, user)
    refuseInactive(user)
    const startedBy = nameOf(by.identity)
    const begun = await parts.care.beginReset(trx, user, {
      ...what,
      startedBy,
      lifeSeconds: resetHours * 3600,
    })
    const sessionsEnded = await parts.care.endSessions(
      trx,
      id,
      'An administrator is resetting this account',
      endedBy(by),
    )
    await record(parts, trx, by, {
      action: 'start_reset',
      id,
      details: `Started to reset ${inWords(begun)} of ${user.email}`,
      changes: {
        before: { factors: begun.removed.map(factorShown) },
        after: {
          password: begun.password,
          factors: begun.factors,
          expires_at: begun.expiresAt.toISOString(),
        },
      },
    })
    await parts.care.notify(trx, [user], {
      kind: 'reset-started',
      text: `${startedBy} started to reset ${inWords(begun)} of your account. If you did not ask for it, say so.`,
      facts: { by: startedBy },
    })
    return { ...begun, user: await mustFind(parts, id, trx), sessionsEnded }
  })
}

function refuseInactive({ email, state }: User): void {
  if (state === 'invited')
    throw new ProblemError('conflict', `${email} has not accepted the invitation yet. Renew that instead`)
  if (state === 'disabled')
    throw new ProblemError('conflict', `The account of ${email} is disabled. Enable it first`)
}

function inWords({ password, factors }: { password: boolean; factors: boolean }): string {
  if (password && factors) return 'the password and the second factors'
  return password ? 'the password' : 'the second factors'
}

export function factorShown({ id, type, name, createdAt }: HeldFactor) {
  return { id, type, name, created_at: createdAt.toISOString() }
}
