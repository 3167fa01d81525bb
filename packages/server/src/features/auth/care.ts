import type { Transaction } from 'kysely'
import type { Account } from '../../platform/account.ts'
import type { Database } from '../../platform/database/schema.ts'
import { keyOfEmail } from '../../platform/email.ts'
import { beginReset, type WhatToReset } from './begin-reset.ts'
import { deviceOf } from './device.ts'
import type { Factor } from './factor-store.ts'
import { endSessionsWithin, type EndedBy } from './login-sessions.ts'
import type { Notice } from './notice-store.ts'
import type { AuthParts } from './parts.ts'
import { nameKey, stopAt, stopStrangersAt } from './throttle.ts'
import type { Count } from './throttle-store.ts'

/** What nobody can try for now. */
export interface Lock {
  readonly of: 'password' | 'second_factor'
  /** Null: until somebody lifts it. */
  readonly until: Date | null
  /** It holds only for places where the person was never signed in. */
  readonly newPlacesOnly: boolean
}

/** How somebody stands with signing in, as an administrator sees it. */
export interface Standing {
  readonly openSessions: number
  readonly locks: readonly Lock[]
  readonly reset: (WhatToReset & { readonly expiresAt: Date }) | undefined
}

export type Care = ReturnType<typeof careOf>

/** What is seen of, and done for, other people's signing in; each change within the caller's transaction. */
export function careOf(parts: AuthParts) {
  return {
    async standings(userIds: readonly string[]): Promise<Map<string, Standing>> {
      const at = parts.now()
      const [sessions, counts, resets] = await Promise.all([
        parts.sessions.countOpen(userIds, at),
        parts.throttles.ofPeople(userIds),
        parts.resets.ofPeople(userIds),
      ])
      const standing = (id: string): Standing => ({
        openSessions: sessions.get(id) ?? 0,
        locks: counts.filter(({ userId }) => userId === id).flatMap((count) => lockOf(count, at)),
        reset: resets.find(({ userId }) => userId === id),
      })
      return new Map(userIds.map((id) => [id, standing(id)]))
    },
    async openSessions(userId: string) {
      const open = await parts.sessions.openSessions(userId)
      return open.map((session) => ({ ...session, device: deviceOf(session.userAgent) }))
    },
    factors: (userId: string) => parts.factors.confirmed(userId),
    /** All of somebody's sessions, or one; answers how many were open. */
    async endSessions(
      trx: Transaction<Database>,
      userId: string,
      reason: string,
      by: EndedBy,
      only?: string,
    ): Promise<number> {
      const open = await parts.sessions.openSessions(userId, trx)
      await parts.pending.drop(trx, userId)
      const meant = open.filter(({ id }) => only === undefined || id === only)
      return endSessionsWithin(parts, trx, meant, reason, by)
    },
    /** Removes one factor, and with the last one the recovery codes; undefined when there is no such. */
    async removeFactor(
      trx: Transaction<Database>,
      account: Account,
      id: string,
    ): Promise<Factor | undefined> {
      const held = await parts.factors.countLocked(trx, account.id)
      const factor = (await parts.factors.confirmed(account.id, trx)).find((one) => one.id === id)
      if (factor === undefined || !(await parts.factors.remove(trx, account.id, id))) return undefined
      if (held === 1) await parts.factors.replaceRecoveryCodes(trx, account, [], parts.now())
      return factor
    },
    /** Forgets the failures counted against somebody; false when there were none. */
    unlock: (trx: Transaction<Database>, { id, email }: Pick<Account, 'id' | 'email'>) =>
      parts.throttles.forgetPerson(trx, id, [nameKey(keyOfEmail(email))]),
    beginReset: (
      trx: Transaction<Database>,
      account: Account,
      reset: WhatToReset & { readonly startedBy: string; readonly lifeSeconds: number },
    ) => beginReset(parts, trx, account, reset),
    notify: (
      trx: Transaction<Database>,
      people: readonly Pick<Account, 'id' | 'organization'>[],
      notice: Notice,
    ) => parts.notices.add(trx, people, notice, parts.now()),
  }
}

function lockOf({ key, consecutive, blockedUntil }: Count, at: Date): Lock[] {
  const isName = key.startsWith('name:')
  const of = key.startsWith('factor:') ? 'second_factor' : 'password'
  if (consecutive >= stopAt) return [{ of, until: null, newPlacesOnly: false }]
  if (isName && consecutive >= stopStrangersAt) return [{ of, until: null, newPlacesOnly: true }]
  if (blockedUntil !== null && blockedUntil > at) return [{ of, until: blockedUntil, newPlacesOnly: false }]
  return []
}
