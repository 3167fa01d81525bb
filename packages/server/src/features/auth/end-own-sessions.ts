import type { Account } from '../../platform/account.ts'
import { ProblemError } from '../../platform/problem.ts'
import { endSessions } from './login-sessions.ts'
import type { AuthParts, Visit } from './parts.ts'

export async function endOwnSession(
  parts: AuthParts,
  account: Account,
  id: string,
  visit: Visit,
): Promise<void> {
  const mine = (await parts.sessions.openSessions(account.id)).filter((session) => session.id === id)
  if (mine.length === 0) throw new ProblemError('session-not-found', 'You have no open session with this id')
  await endSessions(parts, mine, 'You ended this session', actorOf(account, visit))
}

/** Ends all of somebody's sessions but the one that asks for it. Answers how many. */
export async function endOtherSessions(
  parts: AuthParts,
  account: Account,
  keptId: string | undefined,
  visit: Visit,
): Promise<number> {
  const others = (await parts.sessions.openSessions(account.id)).filter(({ id }) => id !== keptId)
  return endSessions(parts, others, 'You ended all other sessions', actorOf(account, visit))
}

function actorOf({ id, email }: Account, { requestId, address }: Visit) {
  return { userId: id, email, requestId, ...(address === undefined ? {} : { ipAddress: address }) }
}
