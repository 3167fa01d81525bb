import { factorMethods } from '@sallyport/engine'
import type { Transaction } from 'kysely'
import type { Account } from '../../platform/account.ts'
import { hashToken, newToken } from '../../platform/crypto/token.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { SessionFacts } from '../../platform/identity.ts'
import { ProblemError } from '../../platform/problem.ts'
import type { Factor } from './factor-store.ts'
import { admit, type Admitted } from './login-sessions.ts'
import { entryOf, type AuthParts, type Proof, type Visit } from './parts.ts'
import { whereabouts } from './place.ts'
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes.ts'
import { completeOnce, pendingSignIn, signInExpired } from './second-factor.ts'
import { enrollable } from './sign-in-gate.ts'
import { factorCounter } from './counters.ts'

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

/** Whose factor it will be, and what the steps of its set-up are bound to. Throws when they may not. */
export async function enroller(
  parts: AuthParts,
  who: Enrolling,
): Promise<{ account: Account; boundTo: { pendingId: string } | { sessionId: string } }> {
  if ('login' in who) {
    const { account, pending } = await pendingSignIn(parts, who.login, 'enrolment')
    // A password alone sets up the first factor; it was set up in the meantime.
    if (account.factors.length > 0) throw signInExpired()
    return { account, boundTo: { pendingId: pending.id } }
  }
  await requireFreshProof(parts, who.account, who.session)
  return { account: who.account, boundTo: { sessionId: who.session.id } }
}

export interface Enrolment {
  readonly who: Enrolling
  readonly account: Account
  readonly factor: Pick<Factor, 'id' | 'type' | 'name'>
  /** The kind of factor, in words: “an authenticator app”. */
  readonly kind: string
  /** Writes the factor down, or throws. */
  readonly save: (trx: Transaction<Database>) => Promise<void>
  readonly visit: Visit
}

/** Stores a factor that was shown to work, and signs in whoever was in the middle of it. */
export async function finishEnrolment(parts: AuthParts, enrolment: Enrolment): Promise<Confirmed> {
  const { account, factor } = enrolment
  const recoveryCodes = account.factors.length === 0 ? newRecoveryCodes() : undefined
  const admitted = await admitAfter(parts, enrolment, (trx, sessionId) =>
    store(parts, trx, { ...enrolment, sessionId }, recoveryCodes),
  )
  const stored = await parts.factors.find(account.id, factor.id)
  if (stored === undefined) throw new ProblemError('factor-not-found', 'The factor was removed meanwhile')
  return { factor: stored, recoveryCodes, admitted }
}

/** Counts and records a set-up whose proof was wrong. */
export async function failEnrolment(
  parts: AuthParts,
  enrolment: Pick<Enrolment, 'who' | 'account' | 'visit'> & { id?: string },
  details: string,
  error: ProblemError,
): Promise<never> {
  const { who, account, visit, id } = enrolment
  if ('login' in who)
    await parts.pending.countWrongCode((await pendingSignIn(parts, who.login, 'enrolment')).pending.id)
  await parts.db.transaction().execute((trx) =>
    parts.audit.record(trx, {
      ...entryOf(account, visit),
      action: 'enrol_factor',
      resource: id === undefined ? 'factor' : `factor:${id}`,
      details,
      success: false,
    }),
  )
  await parts.throttle.fail([factorCounter(parts, account, visit)])
  throw error
}

async function store(
  parts: AuthParts,
  trx: Transaction<Database>,
  { who, account, factor, kind, save, visit, sessionId }: Enrolment & { sessionId: string },
  recoveryCodes: readonly string[] | undefined,
): Promise<void> {
  const held = await parts.factors.countLocked(trx, account.id)
  // Somebody was faster: with the first factor there, a password no longer sets one up, and its codes stay.
  if (held > 0 && 'login' in who) throw signInExpired()
  if (held > 0 && recoveryCodes !== undefined)
    throw new ProblemError('conflict', 'Another factor was set up at the same time. Try again')
  await save(trx)
  if (recoveryCodes !== undefined) await keepRecoveryCodes(parts, trx, account, recoveryCodes)
  await parts.audit.record(trx, {
    ...entryOf(account, visit),
    action: 'enrol_factor',
    resource: `factor:${factor.id}`,
    details: `Set up ${kind} as a second factor: “${factor.name}”`,
    success: true,
    changes: { before: null, after: { id: factor.id, type: factor.type, name: factor.name } },
  })
  await parts.notices.add(
    trx,
    [account],
    {
      kind: 'factor-added',
      text: `You can now confirm that it is you with ${kind}, “${factor.name}”. If you did not set it up, remove it and change your password.`,
      facts: { factor: { type: factor.type, name: factor.name }, ...whereabouts(parts, visit) },
      sessionId,
    },
    parts.now(),
  )
}

export function keepRecoveryCodes(
  parts: AuthParts,
  trx: Transaction<Database>,
  account: Account,
  codes: readonly string[],
): Promise<void> {
  const hashes = codes.map((code) => recoveryCodeHash(account.id, code))
  return parts.factors.replaceRecoveryCodes(trx, account, hashes, parts.now())
}

/** Signs in whoever was in the middle of it; gives a session that proved less than this a new token. */
async function admitAfter(
  parts: AuthParts,
  { who, account: before, factor, visit }: Enrolment,
  first: (trx: Transaction<Database>, sessionId: string) => Promise<void>,
): Promise<Admitted | undefined> {
  const account = { ...before, factors: [...new Set([...before.factors, factor.type])] }
  if ('login' in who) {
    const { pending } = await pendingSignIn(parts, who.login, 'enrolment')
    return admit(parts, {
      account,
      proof: proofWith(parts, pending.authMethods, factor.type),
      visit,
      async first(trx, sessionId) {
        await completeOnce(parts, trx, pending)
        await first(trx, sessionId)
      },
    })
  }
  if (who.session.mfaVerified && !who.session.restricted) {
    const { id } = who.session
    await parts.db.transaction().execute((trx) => first(trx, id))
    return undefined
  }
  const proof = proofWith(parts, who.session.authMethods, factor.type)
  return admit(parts, { account, proof, visit, first })
}

/** What is proved once this factor has been added to what was proved before: what advice promised, no more. */
export function proofWith(
  parts: Pick<AuthParts, 'now'>,
  methods: readonly string[],
  factor: Factor['type'],
): Proof {
  const added = factorMethods[factor]?.amr ?? []
  return { authMethods: [...new Set([...methods, ...added])], mfaVerified: true, authTime: parts.now() }
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
  const methods = enrollable.filter((method) => account.factors.includes(method))
  throw new ProblemError('step-up-required', 'Confirm that it is you with a second factor', {
    members: { login, methods },
  })
}
