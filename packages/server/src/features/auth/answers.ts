import type { FastifyReply, FastifyRequest } from 'fastify'
import { userView, type Account } from '../../platform/account.ts'
import { ProblemError } from '../../platform/problem.ts'
import type { Admitted } from './login-sessions.ts'
import type { AuthParts, Visit } from './parts.ts'

/** How the console's cookie is written. */
export interface CookieSetting {
  readonly name: string
  readonly secure: boolean
}

export function visitOf(request: FastifyRequest): Visit {
  const { address, userAgent, session, userId } = request.identity
  const visit = { address, userAgent, requestId: request.id }
  if (session === undefined || userId === undefined) return visit
  return { ...visit, session: { id: session.id, userId } }
}

/** The AuthToken, or the cookie for the console, whose scripts never see the token. */
export function answerOf(
  parts: AuthParts,
  admitted: Admitted,
  request: FastifyRequest,
  reply: FastifyReply,
  cookie: CookieSetting,
) {
  const { account, token, expiresAt, restricted } = admitted
  const byCookie = wantsCookie(request)
  if (byCookie)
    void reply.setCookie(cookie.name, token, {
      path: '/',
      httpOnly: true,
      secure: cookie.secure,
      sameSite: 'strict',
      expires: expiresAt,
    })
  return {
    ...(byCookie ? {} : { access_token: token }),
    token_type: 'bearer' as const,
    expires_at: expiresAt.toISOString(),
    ...(restricted ? { restricted: true as const } : {}),
    user: userView(account, parts.roles),
  }
}

/** The console says so; another site can't, because a header of its own needs our leave first (CORS). */
export function wantsCookie(request: FastifyRequest): boolean {
  return request.headers['x-session'] === 'cookie'
}

/** The signed-in person's account; API tokens without an owner have none. */
export async function accountOf(parts: AuthParts, request: FastifyRequest): Promise<Account> {
  const { userId } = request.identity
  const account = userId === undefined ? undefined : await parts.accounts.byId(userId)
  if (account === undefined)
    throw new ProblemError(
      'not-permitted',
      'This is about an account of a person, and this token belongs to none',
    )
  return account
}
