import type { Decision } from '@sallyport/engine'
import type { Transaction } from 'kysely'
import { randomUUID } from 'node:crypto'
import { subjectOf, type Account } from '../../platform/account.ts'
import type { AuditActor } from '../../platform/audit/audit-sink.ts'
import type { Circumstances } from '../../platform/authentication.ts'
import { hashToken, newToken } from '../../platform/crypto/token.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { Principal } from '../../platform/identity.ts'
import { ProblemError } from '../../platform/problem.ts'
import { decisionRecord } from '../../platform/record-refusal.ts'
import { entryOf, type AuthParts, type Proof, type Visit } from './parts.ts'
import type { FoundSession, OpenSession } from './session-store.ts'
import { limitOf, passGate, signInQuestion } from './sign-in-gate.ts'
import { unusualSignIn } from './unusual-sign-in.ts'

/** NIST SP 800-63B-4 2.3.3: 12 hours overall; half an hour without a sign of life. */
const overallSeconds = 12 * 3600
const idleSeconds = 30 * 60
/** How often a sign of life is written down. */
const seenEverySeconds = 15

export interface Admitted {
  readonly token: string
  readonly sessionId: string
  readonly expiresAt: Date
  readonly account: Account
  readonly restricted: boolean
}

export interface Admission {
  readonly account: Account
  readonly proof: Proof
  readonly visit: Visit
  /** Recovery: the session may only enrol a factor. */
  readonly restricted?: boolean
  /** What happens in the same transaction, before the session of this id opens. */
  readonly first?: (trx: Transaction<Database>, sessionId: string) => Promise<void>
  readonly action?: 'login' | 'register' | 'setup'
}

/** Asks the gate and opens a login session as its obligations limit it. */
export async function admit(parts: AuthParts, admission: Admission): Promise<Admitted> {
  const { account, proof, visit } = admission
  const decision = await passGate(parts, account, proof, visit)
  return open(parts, admission, decision)
}

async function open(parts: AuthParts, admission: Admission, decision: Decision): Promise<Admitted> {
  const { account, proof, visit, restricted = false } = admission
  const at = parts.now()
  const token = newToken('sps')
  const seconds = Math.min(overallSeconds, limitOf(decision, 'limit_session', 'seconds') ?? overallSeconds)
  const expiresAt = new Date(at.getTime() + seconds * 1000)
  const unusual = await unusualSignIn(parts, account, visit)
  const sessionId = randomUUID()
  await parts.db.transaction().execute(async (trx) => {
    await admission.first?.(trx, sessionId)
    if (unusual !== undefined) await parts.notices.add(trx, [account], { ...unusual, sessionId }, at)
    await takePlace(parts, trx, { account, visit, sessionId })
    await parts.sessions.open(trx, {
      id: sessionId,
      organization: account.organization,
      userId: account.id,
      tokenHash: hashToken(token),
      at,
      expiresAt,
      idleSeconds: Math.min(idleSeconds, limitOf(decision, 'limit_idle', 'seconds') ?? idleSeconds),
      authTime: proof.authTime,
      authMethods: proof.authMethods,
      mfaVerified: proof.mfaVerified,
      restricted,
      address: visit.address,
      userAgent: visit.userAgent,
    })
    await parts.accounts.signedIn(trx, account.id, at)
    await parts.audit.record(trx, {
      ...entryOf(account, visit),
      action: 'login',
      resource: 'sign_in',
      details: restricted
        ? 'Signed in with a recovery code, to set up a factor'
        : `Signed in with ${proof.authMethods.join(', ')}`,
      success: true,
      sessionId,
      decision: decisionRecord(decision),
    })
  })
  await keepConcurrent(parts, account, visit, limitOf(decision, 'limit_concurrent', 'count'))
  return { token, sessionId, expiresAt, account, restricted }
}

/** Who proves their identity anew gets a new token, and the one before is over (OWASP ASVS 5.0 7.2.4). */
async function takePlace(
  parts: AuthParts,
  trx: Transaction<Database>,
  { account, visit, sessionId }: { account: Account; visit: Visit; sessionId: string },
): Promise<void> {
  if (visit.session?.userId !== account.id) return
  await parts.sessions.end(trx, [visit.session.id], parts.now(), 'You proved your identity again')
  await parts.notices.follow(trx, visit.session.id, sessionId)
}

/** `limit_concurrent`: the newest stay, the oldest end and say why. */
async function keepConcurrent(
  parts: AuthParts,
  account: Account,
  visit: Visit,
  count: number | undefined,
): Promise<void> {
  if (count === undefined) return
  const sessions = await parts.sessions.openSessions(account.id)
  const tooMany = sessions.slice(0, Math.max(0, sessions.length - count))
  await endSessions(
    parts,
    tooMany,
    `Only ${count} sessions may be open at once, and a newer one was opened`,
    {
      requestId: visit.requestId,
    },
  )
}

/** Who ended sessions and why; whoever has them, unless somebody else is named. */
export interface EndedBy extends AuditActor {
  readonly requestId?: string
  readonly ipAddress?: string
  readonly decision?: Decision
  /** What the administrator gave as the reason. */
  readonly why?: string
}

type EndParts = Pick<AuthParts, 'audit' | 'sessions' | 'now'>

/** Ends sessions and records each; the reason is what the person reads. */
export async function endSessions(
  parts: EndParts & Pick<AuthParts, 'db'>,
  sessions: readonly Pick<OpenSession, 'id'>[],
  reason: string,
  by: EndedBy = {},
): Promise<number> {
  if (sessions.length === 0) return 0
  return parts.db.transaction().execute((trx) => endSessionsWithin(parts, trx, sessions, reason, by))
}

/** The same within a transaction. */
export async function endSessionsWithin(
  parts: EndParts,
  trx: Transaction<Database>,
  sessions: readonly Pick<OpenSession, 'id'>[],
  reason: string,
  { decision, requestId, ipAddress, why, ...actor }: EndedBy,
): Promise<number> {
  const ids = sessions.map(({ id }) => id)
  const ended = await parts.sessions.end(trx, ids, parts.now(), reason)
  for (const session of ended)
    await parts.audit.record(trx, {
      organization: session.organization,
      actor: Object.keys(actor).length === 0 ? { userId: session.user_id } : actor,
      action: 'end_session',
      resource: `session:${session.id}`,
      sessionId: session.id,
      details: reason,
      success: true,
      ...(requestId === undefined ? {} : { requestId }),
      ...(ipAddress === undefined ? {} : { ipAddress }),
      ...(decision === undefined ? {} : { decision: decisionRecord(decision) }),
      ...(why === undefined ? {} : { reason: why }),
    })
  return ended.length
}

/** Whose session a token is. Throws `session-ended` with the reason; undefined when the token was never one. */
export async function principalOfSession(
  parts: AuthParts,
  token: string,
  circumstances: Circumstances,
): Promise<Principal | undefined> {
  const session = await parts.sessions.byToken(hashToken(token))
  if (session === undefined) return undefined
  if (session.endedAt !== null)
    throw new ProblemError('session-ended', session.endReason ?? 'The session has ended')
  const account = await parts.accounts.byId(session.userId)
  if (account === undefined) return undefined
  const over = limitPassed(session, account, parts.now())
  if (over !== undefined) {
    await endSessions(parts, [session], over)
    throw new ProblemError('session-ended', over)
  }
  const here: OpenSession = { ...session, ...circumstances }
  const decision = continuation(parts, here, account)
  if (!decision.decision) {
    const reason = reasonToEnd(decision)
    await endSessions(parts, [session], reason, { decision })
    throw new ProblemError('session-ended', reason)
  }
  await noteSign(parts, session, circumstances)
  return {
    kind: 'session',
    organization: session.organization,
    subject: subjectOf(account, parts.roles),
    userId: account.id,
    email: account.email,
    session,
  }
}

/** Asks `continue` for an open session, with what is known of where it is used from. */
export function continuation(
  parts: Pick<AuthParts, 'decide' | 'contextOf' | 'roles' | 'now'>,
  session: OpenSession,
  account: Account,
): Decision {
  return parts.decide(signInQuestion(parts, 'continue', account, session, session))
}

export function reasonToEnd(decision: Decision): string {
  return decision.decided_by?.label ?? 'You may no longer be signed in'
}

/** The limit that a session has passed, in words; undefined while it may go on. */
export function limitPassed(session: OpenSession, account: Account, at: Date): string | undefined {
  if (account.state !== 'active') return 'The account was disabled'
  if (session.expiresAt <= at) return 'The session reached its time limit. Sign in again'
  if (session.lastSeenAt.getTime() + session.idleSeconds * 1000 <= at.getTime())
    return 'The session was idle for too long. Sign in again'
  return undefined
}

async function noteSign(
  parts: AuthParts,
  session: FoundSession,
  { address, userAgent }: Circumstances,
): Promise<void> {
  const at = parts.now()
  const moved = session.address !== address || session.userAgent !== userAgent?.slice(0, 1000)
  if (moved || at.getTime() - session.lastSeenAt.getTime() >= seenEverySeconds * 1000)
    await parts.sessions.seen(session.id, at, address, userAgent)
}
