import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Account } from '../../platform/account.ts'
import { hashToken, newToken } from '../../platform/crypto/token.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { SessionFacts } from '../../platform/identity.ts'
import { ProblemError } from '../../platform/problem.ts'
import type { Factor } from './factor-store.ts'
import { admit, type Admitted } from './login-sessions.ts'
import { entryOf, type AuthParts, type Visit } from './parts.ts'
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes.ts'
import { codeInvalid, completeOnce, pendingSignIn } from './second-factor.ts'
import { factorCounter } from './throttle.ts'
import { newTotpSecret, totpStep, totpUri } from './totp.ts'

/** Factors are changed only shortly after identity was proved (OWASP ASVS 5.0 7.5.1). */
const freshSeconds = 15 * 60

/** Who sets a factor up: somebody in the middle of signing in, or somebody signed in. */
export type Enrolling =
  { readonly login: string } | { readonly account: Account; readonly session: SessionFacts }

export interface Confirmed {
  readonly factor: Factor
  /** Ten, with the first factor; shown this once. */
  readonly recoveryCodes: readonly string[] | undefined
  /** A new session, where confirming also signed somebody in or proved more than before. */
  readonly admitted: Admitted | undefined
}

export async function beginTotp(
  parts: AuthParts,
  who: Enrolling,
  visit: Visit,
): Promise<{ id: string; secret: string; uri: string }> {
  const account = await enrollingAccount(parts, who)
  const id = randomUUID()
  const secret = newTotpSecret()
  await parts.db.transaction().execute(async (trx) => {
    await parts.factors.begin(trx, {
      id,
      organization: account.organization,
      userId: account.id,
      name: 'Authenticator app',
      secretSealed: parts.masterKey.seal(secret, `factor:${id}`),
      at: parts.now(),
    })
    await parts.audit.record(trx, {
      ...entryOf(account, visit),
      action: 'begin_factor',
      resource: `factor:${id}`,
      details: 'Began to set up an authenticator app',
      success: true,
    })
  })
  return { id, secret, uri: totpUri(secret, account.email, parts.issuer) }
}

export async function confirmTotp(
  parts: AuthParts,
  who: Enrolling,
  input: { id: string; code: string },
  visit: Visit,
): Promise<Confirmed> {
  const account = await enrollingAccount(parts, who)
  const factor = await parts.factors.find(account.id, input.id)
  if (factor === undefined || factor.confirmedAt !== null)
    throw new ProblemError('factor-not-found', 'There is no factor with this id to confirm')
  const counter = factorCounter(account.id)
  await parts.throttle.check([counter])
  const step = totpStep(
    parts.masterKey.open(factor.secretSealed, `factor:${factor.id}`),
    input.code,
    parts.now(),
  )
  if (step === undefined) return wrongConfirmation(parts, who, account)
  await parts.throttle.succeed([counter])
  const recoveryCodes = account.factors.length === 0 ? newRecoveryCodes() : undefined
  const first = (trx: Transaction<Database>) =>
    store(parts, trx, { account, factor, step, recoveryCodes, visit })
  const admitted = await admitAfter(parts, who, account, visit, first)
  return { factor, recoveryCodes, admitted }
}

async function enrollingAccount(parts: AuthParts, who: Enrolling): Promise<Account> {
  if ('login' in who) return (await pendingSignIn(parts, who.login, 'enrolment')).account
  await requireFreshProof(parts, who.account, who.session)
  return who.account
}

async function wrongConfirmation(parts: AuthParts, who: Enrolling, account: Account): Promise<never> {
  if ('login' in who)
    await parts.pending.countWrongCode((await pendingSignIn(parts, who.login, 'enrolment')).pending.id)
  await parts.throttle.fail([factorCounter(account.id)])
  throw codeInvalid()
}

interface Stored {
  account: Account
  factor: Factor
  step: number
  recoveryCodes: readonly string[] | undefined
  visit: Visit
}

async function store(
  parts: AuthParts,
  trx: Transaction<Database>,
  { account, factor, step, recoveryCodes, visit }: Stored,
): Promise<void> {
  const at = parts.now()
  if (!(await parts.factors.confirm(trx, factor.id, step, at))) throw codeInvalid()
  if (recoveryCodes !== undefined)
    await parts.factors.replaceRecoveryCodes(
      trx,
      account,
      recoveryCodes.map((code) => recoveryCodeHash(account.id, code)),
      at,
    )
  await parts.audit.record(trx, {
    ...entryOf(account, visit),
    action: 'enrol_factor',
    resource: `factor:${factor.id}`,
    details: 'Set up an authenticator app as a second factor',
    success: true,
    changes: { before: null, after: { id: factor.id, type: factor.type, name: factor.name } },
  })
}

/** Signs in whoever was in the middle of it; gives a session that proved less than this a new token. */
async function admitAfter(
  parts: AuthParts,
  who: Enrolling,
  account: Account,
  visit: Visit,
  first: (trx: Transaction<Database>) => Promise<void>,
): Promise<Admitted | undefined> {
  const now = { ...account, factors: [...account.factors, 'totp'] }
  const proofOf = (methods: readonly string[]) => ({
    authMethods: [...new Set([...methods, 'otp', 'mfa'])],
    mfaVerified: true,
    authTime: parts.now(),
  })
  if ('login' in who) {
    const { pending } = await pendingSignIn(parts, who.login, 'enrolment')
    return admit(parts, {
      account: now,
      proof: proofOf(pending.authMethods),
      visit,
      async first(trx) {
        await completeOnce(parts, trx, pending)
        await first(trx)
      },
    })
  }
  if (who.session.mfaVerified && !who.session.restricted) {
    await parts.db.transaction().execute(first)
    return undefined
  }
  return admit(parts, {
    account: now,
    proof: proofOf(who.session.authMethods),
    visit,
    first,
    replaces: who.session.id,
  })
}

/** Refuses a change of factors by a session that did not prove enough, or not lately. */
export async function requireFreshProof(
  parts: AuthParts,
  account: Account,
  session: SessionFacts,
): Promise<void> {
  const age = (parts.now().getTime() - session.authTime.getTime()) / 1000
  const proved = account.factors.length === 0 || session.mfaVerified
  if (proved && age <= freshSeconds) return
  if (account.factors.length === 0)
    throw new ProblemError('step-up-required', 'It is a while since you signed in. Sign in again first', {
      members: { methods: [] },
    })
  const login = newToken('spl')
  await parts.pending.create({
    organization: account.organization,
    userId: account.id,
    tokenHash: hashToken(login),
    purpose: 'step-up',
    authMethods: session.authMethods,
    at: parts.now(),
  })
  throw new ProblemError('step-up-required', 'Confirm that it is you with a second factor', {
    members: { login, methods: [...account.factors] },
  })
}

export async function removeFactor(
  parts: AuthParts,
  account: Account,
  session: SessionFacts,
  id: string,
  visit: Visit,
): Promise<void> {
  await requireFreshProof(parts, account, session)
  const factor = await parts.factors.find(account.id, id)
  if (factor === undefined) throw new ProblemError('factor-not-found', 'You have no factor with this id')
  const left = (await parts.factors.confirmed(account.id)).filter((one) => one.id !== id)
  await parts.db.transaction().execute(async (trx) => {
    await parts.factors.remove(trx, account.id, id)
    // Recovery codes stand in for a factor; without one they would be a second password.
    if (left.length === 0) await parts.factors.replaceRecoveryCodes(trx, account, [], parts.now())
    await parts.audit.record(trx, {
      ...entryOf(account, visit),
      action: 'remove_factor',
      resource: `factor:${id}`,
      details: `Removed the factor “${factor.name}”`,
      success: true,
      changes: { before: { id, type: factor.type, name: factor.name }, after: null },
    })
  })
}

export async function renewRecoveryCodes(
  parts: AuthParts,
  account: Account,
  session: SessionFacts,
  visit: Visit,
): Promise<string[]> {
  await requireFreshProof(parts, account, session)
  if (account.factors.length === 0)
    throw new ProblemError('conflict', 'Set up a second factor first; recovery codes stand in for one')
  const codes = newRecoveryCodes()
  await parts.db.transaction().execute(async (trx) => {
    await parts.factors.replaceRecoveryCodes(
      trx,
      account,
      codes.map((code) => recoveryCodeHash(account.id, code)),
      parts.now(),
    )
    await parts.audit.record(trx, {
      ...entryOf(account, visit),
      action: 'renew_recovery_codes',
      resource: `user:${account.id}`,
      details: 'Made a new set of recovery codes; the old ones no longer work',
      success: true,
    })
  })
  return codes
}
