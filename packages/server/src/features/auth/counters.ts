import type { Transaction } from 'kysely'
import type { Account } from '../../platform/account.ts'
import type { Database } from '../../platform/database/schema.ts'
import { keyOfEmail } from '../../platform/email.ts'
import { entryOf, type AuthParts, type Visit } from './parts.ts'
import { whereabouts } from './place.ts'
import {
  blockOf,
  factorKey,
  forOne,
  nameKey,
  passwordKey,
  stopAt,
  stopStrangersAt,
  type Counter,
  type Slowdown,
} from './throttle.ts'

/** A person's second factors, over all of their sign-ins. */
export function factorCounter(parts: AuthParts, account: Account, visit: Visit): Counter {
  return {
    key: factorKey(account.id),
    slowdown: forOne,
    userId: account.id,
    stop: { at: stopAt, told: (trx) => tell(parts, trx, account, visit, 'second factors') },
  }
}

/** The password of somebody who is known already: signed in, or holding a link that resets their account. */
export function passwordCounter(parts: AuthParts, account: Account, visit: Visit): Counter {
  return {
    key: passwordKey(account.id),
    slowdown: forOne,
    userId: account.id,
    stop: { at: stopAt, told: (trx) => tell(parts, trx, account, visit, 'password') },
  }
}

/** A name, which may be nobody's: how it is slowed tells nothing of that. */
export async function nameCounter(
  parts: AuthParts,
  { email, account, slowdown }: { email: string; account: Account | undefined; slowdown: Slowdown },
  visit: Visit,
): Promise<Counter> {
  const emailKey = keyOfEmail(email)
  const isKnown = await isUsualPlace(parts, emailKey, visit)
  const what = isKnown ? 'password' : 'password from new places'
  return {
    key: nameKey(emailKey),
    slowdown,
    userId: account?.id,
    stop: {
      at: isKnown ? stopAt : stopStrangersAt,
      told: async (trx) => {
        if (account !== undefined) await tell(parts, trx, account, visit, what)
      },
    },
  }
}

/** Whether a session of this name's person began here, of all that are remembered. */
async function isUsualPlace(parts: AuthParts, emailKey: string, { address }: Visit): Promise<boolean> {
  if (address === undefined) return false
  const addresses = await parts.sessions.addressesOf(emailKey)
  return addresses.some((known) => blockOf(known) === blockOf(address))
}

/** In the transaction that counts the last failure: the log and the person hear of it. */
async function tell(
  parts: AuthParts,
  trx: Transaction<Database>,
  account: Account,
  visit: Visit,
  what: string,
): Promise<void> {
  await parts.audit.record(trx, {
    ...entryOf(account, visit),
    action: 'lock_account',
    resource: `user:${account.id}`,
    details: `Locked for ${account.email} until somebody unlocks it: ${what}. There were too many failures in a row`,
    success: false,
  })
  await parts.notices.add(
    trx,
    [account],
    {
      kind: 'account-locked',
      text: `Too many attempts to sign in to your account failed in a row. Locked until an administrator unlocks it: ${what}.`,
      facts: whereabouts(parts, visit),
    },
    parts.now(),
  )
}
