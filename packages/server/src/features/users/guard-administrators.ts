import type { Account } from '../../platform/account.ts'
import { ProblemError } from '../../platform/problem.ts'
import type { Changer, UserParts } from './user-parts.ts'

/**
 * Refuses a change of one person that leaves nobody who could sign in and edit policies, now or once the grants that
 * end have ended: an administrator until Friday is none to rely on.
 */
export async function guardAdministrators(
  parts: Pick<UserParts, 'guardLockout'>,
  by: Changer,
  everybody: readonly Account[],
  changed: Account | { readonly id: string; readonly gone: true },
): Promise<void> {
  if (by.force) return
  const after = everybody.flatMap((one) => {
    if (one.id !== changed.id) return [one]
    return 'gone' in changed ? [] : [changed]
  })
  await parts.guardLockout(by.identity, everybody, after)
  await parts
    .guardLockout(by.identity, everybody.map(withoutEndingGrants), after.map(withoutEndingGrants))
    .catch((error: unknown) => {
      throw error instanceof ProblemError && error.code === 'lockout' ? onlyUntil(error) : error
    })
}

function withoutEndingGrants(account: Account): Account {
  const roles = account.roles.filter((grant) => typeof grant === 'string' || grant.valid_until === undefined)
  return { ...account, roles }
}

function onlyUntil({ extra }: ProblemError): ProblemError {
  return new ProblemError(
    'lockout',
    'After this every administrator’s role ends on some day, and from then on nobody could sign in and edit policies. Force it with a reason if you mean it',
    extra,
  )
}
