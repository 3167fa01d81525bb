import type { Transaction } from 'kysely'
import type { Account } from '../../platform/account.ts'
import { hashToken, newToken } from '../../platform/crypto/token.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { Factor } from './factor-store.ts'
import type { AuthParts } from './parts.ts'

export interface WhatToReset {
  readonly password: boolean
  readonly factors: boolean
}

export interface Begun extends WhatToReset {
  readonly token: string
  readonly expiresAt: Date
  /** The second factors that were removed. */
  readonly removed: readonly Factor[]
}

export type BeginParts = Pick<AuthParts, 'now' | 'factors' | 'resets' | 'pending'> & {
  readonly accounts: Pick<AuthParts['accounts'], 'dropPassword'>
}

/**
 * From here on only the link opens the account: no password signs in, and the factors are gone where they are reset
 * (NIST SP 800-63B-4 4.2: losing a factor means proving another and the link, then binding anew). Where the password is
 * not reset it is set aside and proved again at the link.
 */
export async function beginReset(
  parts: BeginParts,
  trx: Transaction<Database>,
  account: Account,
  reset: WhatToReset & { readonly startedBy: string; readonly lifeSeconds: number },
): Promise<Begun> {
  const at = parts.now()
  const token = newToken('spr')
  const expiresAt = new Date(at.getTime() + reset.lifeSeconds * 1000)
  const earlier = await parts.resets.ofPerson(account.id, trx)
  const oldPasswordHash = account.passwordHash ?? earlier?.oldPasswordHash ?? null
  // A password that an earlier reset took away does not come back, and one that never was can't be proved.
  const password = reset.password || earlier?.password === true || oldPasswordHash === null
  const removed = reset.factors ? await parts.factors.removeAll(trx, account.id) : []
  await parts.accounts.dropPassword(trx, account.id, at)
  await parts.pending.drop(trx, account.id)
  await parts.resets.begin(trx, {
    userId: account.id,
    organization: account.organization,
    tokenHash: hashToken(token),
    password,
    factors: reset.factors || earlier?.factors === true,
    oldPasswordHash,
    startedBy: reset.startedBy,
    at,
    expiresAt,
  })
  return { token, expiresAt, password, factors: reset.factors, removed }
}
