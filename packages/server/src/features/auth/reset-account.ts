import type { Account } from '../../platform/account.ts'
import { hashToken } from '../../platform/crypto/token.ts'
import { keyOfEmail } from '../../platform/email.ts'
import { ProblemError } from '../../platform/problem.ts'
import { passwordCounter } from './counters.ts'
import { admit, endSessionsWithin, type Admitted } from './login-sessions.ts'
import { entryOf, type AuthParts, type Visit } from './parts.ts'
import { faultOfPassword } from './password-rules.ts'
import { whereabouts } from './place.ts'
import type { Reset } from './reset-store.ts'
import { passwordLengthFor } from './sign-in-gate.ts'
import { addressCounter, everyoneCounter, nameKey } from './throttle.ts'

/** Whose link it is and what it asks; throws `reset-invalid` when it is unknown, used or too old. */
export async function lookAtReset(
  parts: AuthParts,
  token: string,
  visit: Visit,
): Promise<{ reset: Reset; account: Account }> {
  const counters = [addressCounter(visit.address), everyoneCounter]
  await parts.throttle.check(counters)
  const reset = await parts.resets.byToken(hashToken(token), parts.now())
  const account = reset === undefined ? undefined : await parts.accounts.byId(reset.userId)
  if (reset !== undefined && account?.state === 'active') return { reset, account }
  await parts.throttle.fail(counters)
  throw resetInvalid()
}

/**
 * Uses the link: the person chooses a password, or proves the one there was. A refused password does not use it up,
 * and the sign-in that follows is one like any other: what the policies ask of it is still asked.
 */
export async function resetAccount(
  parts: AuthParts,
  input: { token: string; password: string },
  visit: Visit,
): Promise<Admitted> {
  const { reset, account } = await lookAtReset(parts, input.token, visit)
  const passwordHash = reset.password
    ? await newPassword(parts, { reset, account }, input.password, visit)
    : await provedPassword(parts, { reset, account }, input.password, visit)
  const at = parts.now()
  await parts.db.transaction().execute(async (trx) => {
    if (!(await parts.resets.use(trx, hashToken(input.token), at))) throw resetInvalid()
    await parts.accounts.setPassword(trx, account.id, passwordHash, at)
    await parts.pending.drop(trx, account.id)
    await endSessionsWithin(
      parts,
      trx,
      await parts.sessions.openSessions(account.id, trx),
      'This account was reset',
      { userId: account.id, email: account.email, requestId: visit.requestId },
    )
    await parts.throttles.forgetPerson(trx, account.id, [nameKey(keyOfEmail(account.email))])
    await parts.audit.record(trx, {
      ...entryOf(account, visit),
      action: 'finish_reset',
      resource: `user:${account.id}`,
      details: reset.password
        ? `Chose a new password with the link that ${reset.startedBy} made`
        : `Proved the password with the link that ${reset.startedBy} made`,
      success: true,
    })
    await parts.notices.add(
      trx,
      [account],
      {
        kind: 'reset-used',
        text: `The link that ${reset.startedBy} made to reset your account was used. If that was not you, tell your administrator at once.`,
        facts: { by: reset.startedBy, ...whereabouts(parts, visit) },
      },
      at,
    )
  })
  const renewed = { ...account, passwordHash }
  return admit(parts, {
    account: renewed,
    proof: { authMethods: ['pwd'], mfaVerified: false, authTime: at },
    visit,
  })
}

interface Resetting {
  readonly reset: Reset
  readonly account: Account
}

async function newPassword(
  parts: AuthParts,
  { reset, account }: Resetting,
  password: string,
  visit: Visit,
): Promise<string> {
  const known = [account.email, account.name, account.organizationName, 'sallyport']
  const fault =
    faultOfPassword(password, { minLength: passwordLengthFor(parts, account, visit), knownWords: known }) ??
    ((await parts.hasher.verify(reset.oldPasswordHash, password))
      ? 'This is the password that was reset. Choose another'
      : undefined)
  if (fault !== undefined)
    throw new ProblemError('password-refused', fault, {
      members: { errors: [{ path: 'password', message: fault }] },
    })
  return parts.hasher.hash(password)
}

/** The factors alone were reset: who has the link and the password is bound anew, not who has one of them. */
async function provedPassword(
  parts: AuthParts,
  { reset, account }: Resetting,
  password: string,
  visit: Visit,
): Promise<string> {
  const counter = passwordCounter(parts, account, visit)
  await parts.throttle.check([counter])
  if (reset.oldPasswordHash !== null && (await parts.hasher.verify(reset.oldPasswordHash, password)))
    return reset.oldPasswordHash
  await parts.db.transaction().execute((trx) =>
    parts.audit.record(trx, {
      ...entryOf(account, visit),
      action: 'finish_reset',
      resource: `user:${account.id}`,
      details: 'The link of a reset was opened with a wrong password',
      success: false,
    }),
  )
  await parts.throttle.fail([counter])
  throw new ProblemError('invalid-credentials', 'The password is wrong')
}

function resetInvalid(): ProblemError {
  return new ProblemError(
    'reset-invalid',
    'The link is unknown, used or too old. Ask your administrator for a new one',
  )
}
