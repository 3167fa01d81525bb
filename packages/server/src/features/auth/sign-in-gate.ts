import {
  factorMethods,
  type AccessRequest,
  type Decision,
  type JsonObject,
  type Obligation,
} from '@sallyport/engine'
import { subjectOf, type Account } from '../../platform/account.ts'
import { hashToken, newToken } from '../../platform/crypto/token.ts'
import type { EnforcementPoint } from '../../platform/enforcement-points.ts'
import { ProblemError } from '../../platform/problem.ts'
import { decisionRecord } from '../../platform/record-refusal.ts'
import { entryOf, type AuthParts, type Proof, type Visit } from './parts.ts'
import { lengthAlone, lengthBesideFactor } from './password-rules.ts'

/** Second factors that can be set up and checked, the stronger first. */
export const enrollable = ['webauthn', 'totp'] as const

/** What this enforcement point can fulfil; anything else of a permit makes it refuse. */
const fulfillable = [
  'factor',
  'lock_out',
  'password',
  'limit_session',
  'limit_idle',
  'limit_concurrent',
  'log',
  'notify',
]

/** Sign-in asks `login`, every open login session is asked `continue` again. */
export const signInPoint: EnforcementPoint = {
  id: 'sign-in',
  asks: [{ type: 'sign_in', actions: ['login', 'continue'] }],
  attributes: [
    'source_ip',
    'time',
    'mfa_status',
    'auth_methods',
    'auth_age',
    'device_type',
    'user_agent',
    'country',
  ],
  obligations: fulfillable,
}

export function signInQuestion(
  parts: Pick<AuthParts, 'contextOf' | 'roles' | 'now'>,
  action: 'login' | 'continue',
  account: Account,
  proof: Proof,
  visit: Pick<Visit, 'address' | 'userAgent'>,
): AccessRequest {
  return {
    subject: subjectOf(account, parts.roles),
    action: { name: action },
    resource: { type: 'sign_in', id: '', properties: { organization: account.organization } },
    context: parts.contextOf({
      address: visit.address,
      userAgent: visit.userAgent,
      at: parts.now(),
      session: proof,
    }),
  }
}

/** Asks whether this person may sign in now. Answers the permit, or throws what the person has to do or be told. */
export async function passGate(
  parts: AuthParts,
  account: Account,
  proof: Proof,
  visit: Visit,
): Promise<Decision> {
  const decision = parts.decide(signInQuestion(parts, 'login', account, proof, visit))
  if (!decision.decision) return explain(parts, account, proof, visit, decision)
  for (const obligation of decision.obligations)
    if (
      !fulfillable.includes(obligation.id) ||
      !(await fulfilled(parts, obligation, account, visit, decision))
    )
      await refuse(
        parts,
        account,
        visit,
        { ...decision, decision: false, reason: 'obligation_unsupported' },
        `A policy asks for “${obligation.id}” at sign-in, which can't be done, so the sign-in is refused`,
      )
  return decision
}

async function explain(
  parts: AuthParts,
  account: Account,
  proof: Proof,
  visit: Visit,
  decision: Decision,
): Promise<never> {
  const [only, ...others] = decision.advice
  if (only?.id === 'step_up' && others.length === 0 && !proof.mfaVerified)
    await askForFactor(parts, account, proof, visit, only.properties)
  for (const obligation of decision.obligations) await fulfilled(parts, obligation, account, visit, decision)
  // The log names what the person is told, not the factor that would have come first.
  const lasting = lastingRefusal(parts, account, proof, visit, decision)
  const label = lasting.decided_by?.label ?? 'You may not sign in'
  return refuse(parts, account, visit, { ...lasting, advice: decision.advice }, label)
}

/**
 * The refusal that would stand with every second factor proved. Somebody whom another rule refuses anyway would be misled
 * by being told of the factor first.
 */
function lastingRefusal(
  parts: AuthParts,
  account: Account,
  { authMethods, mfaVerified }: Proof,
  visit: Visit,
  decision: Decision,
): Decision {
  if (mfaVerified) return decision
  const added = Object.values(factorMethods).flatMap(({ amr }) => amr)
  const proof = {
    authMethods: [...new Set([...authMethods, ...added])],
    mfaVerified: true,
    authTime: parts.now(),
  }
  const assumed = parts.decide(signInQuestion(parts, 'login', account, proof, visit))
  return assumed.decision ? decision : assumed
}

/** Throws the problem that asks for a second factor, or for setting one up; returns when neither is possible. */
async function askForFactor(
  parts: AuthParts,
  account: Account,
  proof: Proof,
  visit: Visit,
  advice: JsonObject,
): Promise<void> {
  const wanted = methodsOf(advice)
  const usable = wanted.filter((method) => account.factors.includes(method))
  const purpose = usable.length > 0 ? 'step-up' : 'enrolment'
  const canEnrol = wanted.some((method) => enrollable.some((one) => one === method))
  // Somebody who holds another factor must prove it before adding one; a password alone is not enough for that.
  if (purpose === 'enrolment' && (!canEnrol || account.factors.length > 0)) return
  const recovery =
    purpose === 'step-up' && (await parts.factors.recoveryCodes(account.id)).left > 0 ? ['recovery'] : []
  const methods =
    purpose === 'step-up'
      ? [...usable, ...recovery]
      : wanted.filter((method) => enrollable.some((one) => one === method))
  const login = newToken('spl')
  await parts.pending.create({
    organization: account.organization,
    userId: account.id,
    tokenHash: hashToken(login),
    purpose,
    authMethods: proof.authMethods,
    at: parts.now(),
  })
  const next = purpose === 'step-up' ? 'is asked for' : 'must be set up first'
  await parts.db.transaction().execute((trx) =>
    parts.audit.record(trx, {
      ...entryOf(account, visit),
      action: 'verify_password',
      resource: 'sign_in',
      details: `The password was right; a second factor ${next}`,
      success: true,
    }),
  )
  if (purpose === 'step-up')
    throw new ProblemError('step-up-required', 'Confirm that it is you with a second factor', {
      members: { login, methods },
    })
  throw new ProblemError('factor-enrolment-required', 'Set up a second factor to sign in', {
    members: { login, methods },
  })
}

function methodsOf(advice: JsonObject): string[] {
  const { methods } = advice
  return Array.isArray(methods) ? methods.filter((method) => typeof method === 'string') : []
}

async function refuse(
  parts: AuthParts,
  account: Account,
  visit: Visit,
  decision: Decision,
  detail: string,
): Promise<never> {
  await parts.db.transaction().execute((trx) =>
    parts.audit.record(trx, {
      ...entryOf(account, visit),
      action: 'login',
      resource: 'sign_in',
      details: `Sign-in refused: ${detail}`,
      success: false,
      decision: decisionRecord(decision),
    }),
  )
  const advice = decision.advice.map(({ id, properties }) => ({ id, properties }))
  throw new ProblemError('sign-in-denied', detail, { members: { advice } })
}

function fulfilled(
  parts: AuthParts,
  obligation: Obligation,
  account: Account,
  visit: Visit,
  decision: Decision,
): Promise<boolean> {
  if (obligation.id !== 'log' && obligation.id !== 'notify') return Promise.resolve(true)
  return parts.fulfil(obligation, {
    entry: entryOf(account, visit),
    action: 'login',
    resource: 'sign_in',
    outcome: decision.decision ? 'permit' : 'deny',
    label: decision.decided_by?.label,
  })
}

/** The lowest of a limit that several obligations may have set (they are merged already). */
export function limitOf(decision: Decision, id: string, member: string): number | undefined {
  const value = decision.obligations.find((obligation) => obligation.id === id)?.properties[member]
  return typeof value === 'number' && value > 0 ? Math.floor(value) : undefined
}

/** The shortest password that this account may have now: 8 beside a factor, 15 alone, more where a policy says so. */
export function passwordLengthFor(parts: AuthParts, account: Account, visit: Visit): number {
  const proof: Proof = { authMethods: ['pwd', 'otp', 'mfa'], mfaVerified: true, authTime: parts.now() }
  const decision = parts.decide(signInQuestion(parts, 'login', account, proof, visit))
  const least = account.factors.length > 0 ? lengthBesideFactor : lengthAlone
  return Math.max(least, limitOf(decision, 'password', 'min_length') ?? 0)
}

/**
 * After how many failures a name is locked, and for how long. Asked about nobody in particular, with roles unknown,
 * so that whatever some policy demands of anybody holds for every name and tells nothing about one.
 */
export function lockOutRule(
  parts: AuthParts,
  organization: string,
  visit: Visit,
): { attempts: number; seconds: number } | undefined {
  const at = parts.now()
  const decision = parts.decide({
    subject: { type: 'user', id: 'somebody', properties: { organization } },
    action: { name: 'login' },
    resource: { type: 'sign_in', id: '', properties: { organization } },
    context: parts.contextOf({
      ...visit,
      at,
      session: { authMethods: ['pwd', 'otp', 'mfa'], mfaVerified: true, authTime: at },
    }),
  })
  const attempts = limitOf(decision, 'lock_out', 'attempts')
  const seconds = limitOf(decision, 'lock_out', 'seconds')
  return attempts === undefined || seconds === undefined ? undefined : { attempts, seconds }
}
