import type { FastifyBaseLogger } from 'fastify'
import type { Account } from '../../platform/account.ts'
import { continuation, endSessions, limitPassed, reasonToEnd } from './login-sessions.ts'
import type { AuthParts } from './parts.ts'
import type { OpenSession } from './session-store.ts'

/** At least this often every open session is asked `continue` again (model, section 5). */
const everyMilliseconds = 30_000

export interface SessionWatch {
  /** Asks all open sessions now: the snapshot or an attribute changed. Resolves when every one was asked. */
  ask(): Promise<void>
  start(): void
  stop(): Promise<void>
}

/** Asks every open login session `continue` again and ends those that are no longer permitted, with the reason. */
export function createSessionWatch(parts: AuthParts, log: FastifyBaseLogger): SessionWatch {
  let running: Promise<void> | undefined
  let again = false
  let timer: NodeJS.Timeout | undefined
  const wasAskedAgain = () => again

  const ask = (): Promise<void> => {
    if (running !== undefined) {
      again = true
      return running
    }
    running = (async () => {
      do {
        again = false
        await askAll(parts)
        // Set by a call that came while this one waited.
      } while (wasAskedAgain())
      // In the same turn as the last look at `again`, so that no call falls between the two.
      running = undefined
    })().catch((error: unknown) => {
      running = undefined
      throw error
    })
    return running
  }
  const quietly = () => {
    ask().catch((error: unknown) => log.error({ err: error }, 'open sessions could not be asked again'))
  }
  return {
    ask,
    start() {
      timer = setInterval(quietly, everyMilliseconds)
      timer.unref()
    },
    async stop() {
      clearInterval(timer)
      await running?.catch(() => undefined)
    },
  }
}

async function askAll(parts: AuthParts): Promise<void> {
  const accounts = new Map<string, Account | undefined>()
  for (const session of await parts.sessions.openSessions()) {
    if (!accounts.has(session.userId)) accounts.set(session.userId, await parts.accounts.byId(session.userId))
    await askOne(parts, session, accounts.get(session.userId))
  }
}

async function askOne(parts: AuthParts, session: OpenSession, account: Account | undefined): Promise<void> {
  if (account === undefined) return
  const over = limitPassed(session, account, parts.now())
  if (over !== undefined) {
    await endSessions(parts, [session], over)
    return
  }
  const decision = continuation(parts, session, account)
  if (!decision.decision) await endSessions(parts, [session], reasonToEnd(decision), { decision })
}
