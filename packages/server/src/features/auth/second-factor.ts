import type { Transaction } from 'kysely'
import type { Account } from '../../platform/account.ts'
import { hashToken } from '../../platform/crypto/token.ts'
import type { Database } from '../../platform/database/schema.ts'
import { ProblemError } from '../../platform/problem.ts'
import { admit, endSessions, type Admitted } from './login-sessions.ts'
import { entryOf, failedBecause, type AuthParts, type Visit } from './parts.ts'
import type { PendingSignIn } from './pending-store.ts'
import { whereabouts } from './place.ts'
import { recoveryCodeHash } from './recovery-codes.ts'
import { factorCounter } from './counters.ts'
import { totpStep } from './totp.ts'

/** Finishes a pending sign-in with a code from an authenticator app. */
export async function verifyTotp(
  parts: AuthParts,
  input: { login: string; code: string },
  visit: Visit,
): Promise<Admitted> {
  const { pending, account } = await pendingSignIn(parts, input.login, 'step-up')
  const counter = factorCounter(parts, account, visit)
  await parts.throttle.check([counter])
  if (!(await acceptsTotp(parts, account, input.code)))
    return failSecondFactor(
      parts,
      { pending, account, visit },
      'a code from an app was wrong or used before',
      codeInvalid(),
    )
  await parts.throttle.succeed([counter])
  return admit(parts, {
    account,
    proof: { authMethods: methodsWith(pending, ['otp', 'mfa']), mfaVerified: true, authTime: parts.now() },
    visit,
    first: (trx) => completeOnce(parts, trx, pending),
  })
}

/** Finishes a pending sign-in with a recovery code: a session that may only set up a new factor. */
export async function verifyRecoveryCode(
  parts: AuthParts,
  input: { login: string; code: string },
  visit: Visit,
): Promise<Admitted> {
  const { pending, account } = await pendingSignIn(parts, input.login, 'step-up')
  const counter = factorCounter(parts, account, visit)
  await parts.throttle.check([counter])
  const hash = recoveryCodeHash(account.id, input.code)
  if (!(await parts.factors.holdsRecoveryCode(account.id, hash)))
    return failSecondFactor(
      parts,
      { pending, account, visit },
      'a recovery code was wrong or used before',
      codeInvalid(),
    )
  const others = await parts.sessions.openSessions(account.id)
  const admitted = await admit(parts, {
    account,
    proof: { authMethods: methodsWith(pending, ['otp', 'mfa']), mfaVerified: true, authTime: parts.now() },
    visit,
    restricted: true,
    async first(trx, sessionId) {
      // Two equal requests may come this far; the code goes to one.
      if (!(await parts.factors.useRecoveryCode(trx, account.id, hash, parts.now()))) throw codeInvalid()
      await completeOnce(parts, trx, pending)
      await tellOfRecovery(parts, trx, { account, visit, sessionId })
    },
  })
  await parts.throttle.succeed([counter])
  const { id: userId, email } = account
  await endSessions(parts, others, 'A recovery code was used for this account', {
    userId,
    email,
    requestId: visit.requestId,
  })
  return admitted
}

async function tellOfRecovery(
  parts: AuthParts,
  trx: Transaction<Database>,
  { account, visit, sessionId }: { account: Account; visit: Visit; sessionId: string },
): Promise<void> {
  const { left } = await parts.factors.recoveryCodes(account.id, trx)
  await parts.notices.add(
    trx,
    [account],
    {
      kind: 'recovery-code-used',
      text: `Somebody signed in to your account with one of your recovery codes; ${left} are left. If that was not you, end that session and change your password.`,
      facts: { left, ...whereabouts(parts, visit) },
      sessionId,
    },
    parts.now(),
  )
}

/** The sign-in that a `login` token belongs to. */
export async function pendingSignIn(
  parts: AuthParts,
  login: string,
  purpose: PendingSignIn['purpose'],
): Promise<{ pending: PendingSignIn; account: Account }> {
  const pending = await parts.pending.byToken(hashToken(login), parts.now())
  const account = pending === undefined ? undefined : await parts.accounts.byId(pending.userId)
  if (pending?.purpose !== purpose || account?.state !== 'active') throw signInExpired()
  return { pending, account }
}

export async function completeOnce(
  parts: AuthParts,
  trx: Parameters<AuthParts['pending']['complete']>[0],
  pending: PendingSignIn,
): Promise<void> {
  if (!(await parts.pending.complete(trx, pending.id, parts.now()))) throw signInExpired()
}

export function signInExpired(): ProblemError {
  return new ProblemError('sign-in-expired', 'This sign-in is over. Start again with your password')
}

async function acceptsTotp(parts: AuthParts, account: Account, code: string): Promise<boolean> {
  const at = parts.now()
  for (const factor of await parts.factors.confirmed(account.id)) {
    if (factor.secretSealed === null) continue
    const step = totpStep(parts.masterKey.open(factor.secretSealed, `factor:${factor.id}`), code, at)
    if (step !== undefined && (await parts.factors.useStep(parts.db, factor.id, step, at))) return true
  }
  return false
}

/** Counts and records a wrong answer; the pending sign-in survives it within its limits. */
export async function failSecondFactor(
  parts: AuthParts,
  { pending, account, visit }: { pending: PendingSignIn; account: Account; visit: Visit },
  why: string,
  refusal: ProblemError,
): Promise<never> {
  await parts.pending.countWrongCode(pending.id)
  await parts.db.transaction().execute((trx) =>
    parts.audit.record(trx, {
      ...entryOf(account, visit),
      action: 'login',
      resource: 'sign_in',
      details: `Sign-in failed: ${why}`,
      ...failedBecause('wrong_second_factor'),
    }),
  )
  try {
    // Counted for the person, not for this attempt: a new sign-in gives no new guesses.
    await parts.throttle.fail([factorCounter(parts, account, visit)])
  } catch (error) {
    if (error instanceof ProblemError && isLock(error)) await parts.pending.drop(parts.db, account.id)
    throw error
  }
  throw refusal
}

/** Not a pause between two attempts: whatever sign-in is under way ends. */
function isLock({ code, extra }: ProblemError): boolean {
  return code === 'attempts-exhausted' || Number(extra.headers?.['retry-after']) >= 60
}

export function codeInvalid(): ProblemError {
  return new ProblemError('code-invalid', 'The code is wrong, or it was used before, or it is too old')
}

function methodsWith(pending: PendingSignIn, added: readonly string[]): string[] {
  return [...new Set([...pending.authMethods, ...added])]
}
