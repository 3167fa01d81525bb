import { entryOf, type AuthParts, type Visit } from './parts.ts'
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
        details: `Sign-in failed: ${failureOf(account?.state, matches)}`,
        success: false,
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

function failureOf(state: string | undefined, matches: boolean): string {
  if (state === undefined) return 'nobody has this address'
  if (!matches) return 'the password was wrong'
  return state === 'invited' ? 'the invitation was not accepted yet' : 'the account is disabled'
}
