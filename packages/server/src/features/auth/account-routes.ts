import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { userView } from '../../platform/account.ts'
import type { SessionFacts } from '../../platform/identity.ts'
import { permissionsOf } from '../../platform/permissions.ts'
import { ProblemError } from '../../platform/problem.ts'
import { problemResponses } from '../../platform/problem-schema.ts'
import { z } from 'zod'
import { changePassword } from './change-password.ts'
import type { NoticeStore } from './notice-store.ts'
import { entryOf, type AuthParts } from './parts.ts'
import { accountOf, visitOf, type CookieSetting } from './answers.ts'
import { ChangePassword, IdParams, LoggedOut, Me, PasswordChanged } from './schema.ts'
import { sessionRoutes } from './session-routes.ts'

/** One's own account: who one is, factors, sessions, password. */
export function accountRoutes(
  parts: AuthParts,
  notices: NoticeStore,
  cookie: CookieSetting,
): FastifyPluginAsyncZod {
  return async (app) => {
    const own = { permission: 'signed-in' } as const
    const enrolling = { permission: 'signed-in', openToRestricted: true } as const

    app.route({
      method: 'GET',
      url: '/api/auth/me',
      config: enrolling,
      schema: {
        operationId: 'getMe',
        tags: ['auth'],
        summary: 'Who is signed in',
        response: { 200: Me, ...problemResponses },
      },
      async handler(request) {
        const { identity } = request
        if (identity.userId === undefined) return serviceView(request, parts)
        const account = await accountOf(parts, request)
        const grants =
          identity.kind === 'token'
            ? ((identity.subject.properties?.['roles'] ?? []) as string[])
            : account.roles
        return {
          ...userView(account, parts.roles),
          permissions: permissionsOf(grants, parts.roles),
          notices: (await notices.unseen(account.id, identity.session?.id)).map(noticeView),
          session: sessionView(identity.session),
        }
      },
    })
    app.route({
      method: 'DELETE',
      url: '/api/auth/notices/:id',
      config: own,
      schema: {
        operationId: 'dismissNotice',
        tags: ['auth'],
        summary: 'Mark a notice as read',
        params: IdParams,
        response: { 204: z.null(), ...problemResponses },
      },
      async handler(request, reply) {
        await notices.see((await accountOf(parts, request)).id, request.params.id, parts.now())
        return reply.status(204).send(null)
      },
    })
    app.route({
      method: 'POST',
      url: '/api/auth/logout',
      config: enrolling,
      schema: {
        operationId: 'signOut',
        tags: ['auth'],
        summary: 'End this session',
        response: { 200: LoggedOut, ...problemResponses },
      },
      async handler(request, reply) {
        const account = await accountOf(parts, request)
        const session = sessionOf(request)
        await parts.db.transaction().execute(async (trx) => {
          await parts.sessions.end(trx, [session.id], parts.now(), 'You signed out')
          await parts.audit.record(trx, {
            ...entryOf(account, visitOf(request)),
            action: 'logout',
            resource: 'sign_in',
            details: 'Signed out',
            success: true,
          })
        })
        void reply.clearCookie(cookie.name, {
          path: '/',
          secure: cookie.secure,
          httpOnly: true,
          sameSite: 'strict',
        })
        // Counts workspace sessions; this version opens none, so there is none to end.
        return { message: 'Logged out', sessions_terminated: 0 }
      },
    })
    app.route({
      method: 'POST',
      url: '/api/auth/password',
      config: own,
      schema: {
        operationId: 'changePassword',
        tags: ['auth'],
        summary: 'Change one’s password; other sessions end',
        body: ChangePassword,
        response: { 200: PasswordChanged, ...problemResponses },
      },
      async handler(request) {
        const ended = await changePassword(
          parts,
          await accountOf(parts, request),
          sessionOf(request).id,
          request.body,
          visitOf(request),
        )
        return { message: 'Password changed', sessions_ended: ended }
      },
    })
    await app.register(sessionRoutes(parts))
  }
}

/** The login session of a request; API tokens have none. */
export function sessionOf(request: FastifyRequest): SessionFacts {
  const { session } = request.identity
  if (session === undefined)
    throw new ProblemError('not-permitted', 'This needs a login session; an API token has none')
  return session
}

function noticeView({ createdAt, ...notice }: Awaited<ReturnType<NoticeStore['unseen']>>[number]) {
  return { ...notice, created_at: createdAt.toISOString() }
}

function sessionView(session: SessionFacts | undefined) {
  if (session === undefined) return null
  return {
    mfa_verified: session.mfaVerified,
    auth_methods: [...session.authMethods],
    restricted: session.restricted,
    created_at: session.createdAt.toISOString(),
    expires_at: session.expiresAt.toISOString(),
  }
}

/** A token that belongs to no person, such as the one of the environment. */
function serviceView(request: FastifyRequest, parts: AuthParts) {
  const { identity } = request
  const grants = (identity.subject.properties?.['roles'] ?? []) as string[]
  const permissions = permissionsOf(grants, parts.roles)
  const administrates = permissions.some(
    (permission) => permission === '*' || permission === 'policies.*' || permission === 'policies.update',
  )
  return {
    id: identity.subject.id,
    email: '',
    name: identity.tokenName ?? identity.subject.id,
    organization: identity.organization,
    role: administrates ? ('admin' as const) : ('user' as const),
    roles: grants,
    mfa_enabled: false,
    permissions,
    notices: [],
    session: null,
  }
}
