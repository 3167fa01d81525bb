import { entryOf, failedBecause, type AuthParts, type SignInFailure, type Visit } from './parts.ts'
import { nameCounter } from './counters.ts'
import { admit, type Admitted } from './login-sessions.ts'
import { ProblemError } from '../../platform/problem.ts'
import { lockOutRule } from './sign-in-gate.ts'
import { addressCounter, everyoneCounter, forOne } from './throttle.ts'

/**
 * Sign-in with an address and a password. Wrong, unknown, invited and disabled are one answer that takes one time;
 * only the audit log knows which it was.
 */
export async function signIn(
  parts: AuthParts,
  input: { email: string; password: string; organization: string },
  visit: Visit,
): Promise<Admitted> {
  const rule = lockOutRule(parts, input.organization, visit)
  const slowdown =
    rule === undefined
      ? forOne
      : {
          ...forOne,
          free: Math.min(forOne.free, rule.attempts),
          lockAt: rule.attempts,
          lockSeconds: rule.seconds,
        }
  const account = await parts.accounts.byEmail(input.email)
  const name = await nameCounter(parts, { email: input.email, account, slowdown }, visit)
  const counters = [name, addressCounter(visit.address), everyoneCounter]
  await parts.throttle.check(counters)
  const matches = await parts.hasher.verify(account?.passwordHash, input.password)
  if (account?.state !== 'active' || !matches) {
    const failure = failureOf(account?.state, matches)
    await parts.db.transaction().execute((trx) =>
      parts.audit.record(trx, {
        ...(account === undefined
          ? {
              organization: input.organization,
              actor: { email: input.email },
              requestId: visit.requestId,
              ...(visit.address === undefined ? {} : { ipAddress: visit.address }),
            }
          : entryOf(account, visit)),
        action: 'login',
        resource: 'sign_in',
        details: `Sign-in failed: ${failures[failure]}`,
        ...failedBecause(failure),
      }),
    )
    await parts.throttle.fail(counters)
    throw new ProblemError('invalid-credentials', 'Invalid credentials')
  }
  await parts.throttle.succeed([name])
  return admit(parts, {
    account,
    proof: { authMethods: ['pwd'], mfaVerified: false, authTime: parts.now() },
    visit,
  })
}

function failureOf(state: string | undefined, matches: boolean): keyof typeof failures {
  if (state === undefined) return 'unknown_address'
  if (!matches) return 'wrong_password'
  return state === 'invited' ? 'invitation_pending' : 'account_disabled'
}

const failures = {
  unknown_address: 'nobody has this address',
  wrong_password: 'the password was wrong',
  invitation_pending: 'the invitation was not accepted yet',
  account_disabled: 'the account is disabled',
} satisfies Partial<Record<SignInFailure, string>>
