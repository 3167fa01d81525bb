import type { FastifyBaseLogger } from 'fastify'
import type { JsonObject, Subject } from '@sallyport/engine'
import { subjectOf } from '../../platform/account.ts'
import type { Circumstances } from '../../platform/authentication.ts'
import type { Principal } from '../../platform/identity.ts'
import { careOf, type Care } from './care.ts'
import { challengeStore } from './challenge-store.ts'
import { factorStore } from './factor-store.ts'
import { principalOfSession } from './login-sessions.ts'
import { noticeStore, type NoticeStore } from './notice-store.ts'
import type { AuthParts } from './parts.ts'
import { passkeyStore } from './passkey-store.ts'
import { createPasswordHasher } from './password-hash.ts'
import { pendingStore } from './pending-store.ts'
import { resetStore } from './reset-store.ts'
import { sessionStore } from './session-store.ts'
import { createSessionWatch, type SessionWatch } from './session-watch.ts'
import { renewSetupToken } from './set-up.ts'
import { createThrottle } from './throttle.ts'
import { throttleStore } from './throttle-store.ts'

/** What this feature makes by itself. */
type Made =
  | 'hasher'
  | 'throttle'
  | 'throttles'
  | 'sessions'
  | 'factors'
  | 'passkeys'
  | 'challenges'
  | 'pending'
  | 'resets'
  | 'notices'

export type AuthDeps = Omit<AuthParts, Made> & {
  readonly log: FastifyBaseLogger
}

/** What the rest of the server gets of signing in. */
export interface Auth {
  readonly parts: AuthParts
  readonly notices: NoticeStore
  readonly watch: SessionWatch
  /** What administrators see of other people's signing in, and do for it. */
  readonly care: Care
  principalOf(token: string, circumstances: Circumstances): Promise<Principal | undefined>
  /** The open sessions as the engine is asked about them. */
  openSessions(): Promise<{ id: string; userId: string; subject: Subject; context: JsonObject }[]>
  /** The contexts of people's sign-ins of the last 30 days, newest first, by person. */
  lastContexts(): Promise<Map<string, JsonObject[]>>
  /** Somebody's circumstances changed: what is open is asked again. */
  reconsider(): Promise<void>
  renewSetupToken(): Promise<string | undefined>
  /** Forgets what no longer matters: old counters, pending sign-ins and ended sessions. */
  prune(): Promise<void>
}

const daysOfContexts = 30
const daysOfSessions = 90
const dayMilliseconds = 86_400_000

export async function buildAuth({ log, ...deps }: AuthDeps): Promise<Auth> {
  const throttles = throttleStore(deps.db)
  const parts: AuthParts = {
    ...deps,
    hasher: await createPasswordHasher(),
    throttle: createThrottle(throttles, deps.now),
    throttles,
    sessions: sessionStore(deps.db),
    factors: factorStore(deps.db),
    passkeys: passkeyStore(deps.db),
    challenges: challengeStore(deps.db),
    pending: pendingStore(deps.db),
    resets: resetStore(deps.db),
    notices: noticeStore(deps.db),
  }
  const watch = createSessionWatch(parts, log)
  const before = (days: number) => new Date(deps.now().getTime() - days * dayMilliseconds)
  const contextOf = (session: Awaited<ReturnType<typeof parts.sessions.openSessions>>[number]) =>
    deps.contextOf({ address: session.address, userAgent: session.userAgent, at: deps.now(), session })
  return {
    parts,
    notices: parts.notices,
    watch,
    care: careOf(parts),
    principalOf: (token, circumstances) => principalOfSession(parts, token, circumstances),
    async openSessions() {
      const open = []
      for (const session of await parts.sessions.openSessions()) {
        const account = await deps.accounts.byId(session.userId)
        if (account !== undefined)
          open.push({
            id: session.id,
            userId: account.id,
            subject: subjectOf(account, deps.roles),
            context: contextOf(session),
          })
      }
      return open
    },
    async lastContexts() {
      const contexts = new Map<string, JsonObject[]>()
      for (const session of await parts.sessions.recent(before(daysOfContexts), 1000)) {
        const known = contexts.get(session.userId) ?? []
        if (known.length < 5) contexts.set(session.userId, [...known, contextOf(session)])
      }
      return contexts
    },
    reconsider: () => watch.ask(),
    renewSetupToken: () => renewSetupToken(parts),
    async prune() {
      await throttles.prune({ strangers: before(2), stubborn: before(daysOfSessions) })
      await parts.pending.prune(before(1))
      await parts.challenges.prune(deps.now())
      await parts.sessions.prune(before(daysOfSessions))
    },
  }
}
