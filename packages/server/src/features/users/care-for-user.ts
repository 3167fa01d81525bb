import { ProblemError } from '../../platform/problem.ts'
import { factorShown } from './reset-user.ts'
import { endedBy, mustFind, nameOf, record, type Changer, type UserParts } from './user-parts.ts'
import type { User } from './user-store.ts'
import { refuseHolderBeyond, refuseOneself } from './within-reach.ts'

/** Forgets the failures that were counted against somebody, lasting locks included. */
export async function unlockUser(parts: UserParts, by: Changer, id: string): Promise<User> {
  return parts.db.transaction().execute(async (trx) => {
    const user = await mustFind(parts, id, trx)
    refuseHolderBeyond(parts, by, user)
    const locks = (await parts.care.standings([id])).get(id)?.locks ?? []
    await parts.care.unlock(trx, user)
    await record(parts, trx, by, {
      action: 'unlock_user',
      id,
      details: locks.length === 0 ? `Forgot the failed attempts of ${user.email}` : `Unlocked ${user.email}`,
      changes: {
        before: { locks: locks.map(({ of, until }) => ({ of, until: until?.toISOString() ?? null })) },
        after: { locks: [] },
      },
    })
    return user
  })
}

/** Ends all sessions of somebody, or one; answers how many were open. */
export async function endUserSessions(
  parts: UserParts,
  by: Changer,
  id: string,
  only?: string,
): Promise<number> {
  return parts.db.transaction().execute(async (trx) => {
    const user = await mustFind(parts, id, trx)
    refuseHolderBeyond(parts, by, user)
    const reason = 'An administrator ended this session'
    const ended = await parts.care.endSessions(trx, id, reason, endedBy(by), only)
    if (only !== undefined && ended === 0)
      throw new ProblemError('session-not-found', `${user.email} has no open session with this id`)
    if (only === undefined)
      await record(parts, trx, by, {
        action: 'end_sessions',
        id,
        details: `Ended every session of ${user.email}: ${ended}`,
        changes: { before: { open_sessions: ended }, after: { open_sessions: 0 } },
      })
    return ended
  })
}

/** Removes a factor that its owner lost. The next sign-in asks for what is left, or sets up a new one. */
export async function removeUserFactor(
  parts: UserParts,
  by: Changer,
  id: string,
  factorId: string,
): Promise<void> {
  refuseOneself(by, id, 'Your own factors are removed on your own account’s page, shortly after a sign-in')
  await parts.db.transaction().execute(async (trx) => {
    await parts.lock(trx)
    const user = await mustFind(parts, id, trx)
    refuseHolderBeyond(parts, by, user)
    const removed = await parts.care.removeFactor(trx, user, factorId)
    if (removed === undefined)
      throw new ProblemError('factor-not-found', `${user.email} has no factor with this id`)
    await record(parts, trx, by, {
      action: 'remove_factor',
      id,
      details: `Removed the factor “${removed.name}” of ${user.email}`,
      changes: { before: factorShown(removed), after: null },
    })
    const kind = removed.type === 'webauthn' ? 'passkey' : 'authenticator app'
    const taker = nameOf(by.identity)
    await parts.care.notify(trx, [user], {
      kind: 'factor-taken',
      text: `${taker} removed the ${kind} “${removed.name}” from your account. If you did not ask for it, say so.`,
      facts: { by: taker, factor: { type: removed.type, name: removed.name } },
    })
  })
}
