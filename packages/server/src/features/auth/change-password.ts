import type { Account } from '../../platform/account.ts'
import { ProblemError } from '../../platform/problem.ts'
import { passwordCounter } from './counters.ts'
import { endSessions } from './login-sessions.ts'
import { entryOf, type AuthParts, type Visit } from './parts.ts'
import { faultOfPassword } from './password-rules.ts'
import { whereabouts } from './place.ts'
import { passwordLengthFor } from './sign-in-gate.ts'

/** Changes one's own password with the current one; every other session ends. Answers how many. */
export async function changePassword(
  parts: AuthParts,
  account: Account,
  sessionId: string,
  input: { current: string; new: string },
  visit: Visit,
): Promise<number> {
  const counter = passwordCounter(parts, account, visit)
  await parts.throttle.check([counter])
  if (!(await parts.hasher.verify(account.passwordHash, input.current))) {
    await parts.db.transaction().execute((trx) =>
      parts.audit.record(trx, {
        ...entryOf(account, visit),
        action: 'change_password',
        resource: `user:${account.id}`,
        details: 'The current password was wrong',
        success: false,
      }),
    )
    await parts.throttle.fail([counter])
    throw new ProblemError('invalid-credentials', 'The current password is wrong')
  }
  await parts.throttle.succeed([counter])
  const fault =
    input.new === input.current
      ? 'The new password is the current one'
      : faultOfPassword(input.new, {
          minLength: passwordLengthFor(parts, account, visit),
          knownWords: [account.email, account.name, account.organizationName, 'sallyport'],
        })
  if (fault !== undefined)
    throw new ProblemError('password-refused', fault, {
      members: { errors: [{ path: 'new', message: fault }] },
    })
  const hash = await parts.hasher.hash(input.new)
  await parts.db.transaction().execute(async (trx) => {
    await parts.accounts.setPassword(trx, account.id, hash, parts.now())
    await parts.pending.drop(trx, account.id)
    await parts.audit.record(trx, {
      ...entryOf(account, visit),
      action: 'change_password',
      resource: `user:${account.id}`,
      details: 'Changed the password',
      success: true,
    })
    await parts.notices.add(
      trx,
      [account],
      {
        kind: 'password-changed',
        text: 'The password of your account was changed. If it was not you, change it again and look at your factors.',
        facts: whereabouts(parts, visit),
        sessionId,
      },
      parts.now(),
    )
  })
  const others = (await parts.sessions.openSessions(account.id)).filter(({ id }) => id !== sessionId)
  return endSessions(parts, others, 'The password of this account was changed', {
    userId: account.id,
    email: account.email,
    requestId: visit.requestId,
  })
}
