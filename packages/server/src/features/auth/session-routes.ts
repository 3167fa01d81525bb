import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problemResponses } from '../../platform/problem-schema.ts'
import { accountOf, visitOf } from './answers.ts'
import { deviceOf } from './device.ts'
import { endOtherSessions, endOwnSession } from './end-own-sessions.ts'
import type { AuthParts } from './parts.ts'
import { countryOf } from './place.ts'
import { IdParams, Session, SessionsEnded } from './schema.ts'
import type { OpenSession } from './session-store.ts'

/** One's own login sessions. Registered inside the routes of the account. */
export function sessionRoutes(parts: AuthParts): FastifyPluginAsyncZod {
  return async (app) => {
    const own = { permission: 'signed-in' } as const

    app.route({
      method: 'GET',
      url: '/api/auth/sessions',
      config: own,
      schema: {
        operationId: 'listOwnSessions',
        tags: ['auth'],
        summary: 'One’s open login sessions',
        response: { 200: z.array(Session), ...problemResponses },
      },
      async handler(request) {
        const sessions = await parts.sessions.openSessions((await accountOf(parts, request)).id)
        return sessions.map((session) => sessionView(parts, session, request.identity.session?.id))
      },
    })
    app.route({
      method: 'DELETE',
      url: '/api/auth/sessions',
      config: own,
      schema: {
        operationId: 'endOtherSessions',
        tags: ['auth'],
        summary: 'End all of one’s sessions but this one',
        response: { 200: SessionsEnded, ...problemResponses },
      },
      async handler(request) {
        const account = await accountOf(parts, request)
        const kept = request.identity.session?.id
        return { sessions_ended: await endOtherSessions(parts, account, kept, visitOf(request)) }
      },
    })
    app.route({
      method: 'DELETE',
      url: '/api/auth/sessions/:id',
      config: own,
      schema: {
        operationId: 'endOwnSession',
        tags: ['auth'],
        summary: 'End one of one’s sessions',
        params: IdParams,
        response: { 204: z.null(), ...problemResponses },
      },
      async handler(request, reply) {
        const account = await accountOf(parts, request)
        await endOwnSession(parts, account, request.params.id, visitOf(request))
        return reply.status(204).send(null)
      },
    })
  }
}

function sessionView(parts: AuthParts, session: OpenSession, current: string | undefined) {
  return {
    id: session.id,
    current: session.id === current,
    created_at: session.createdAt.toISOString(),
    last_seen_at: session.lastSeenAt.toISOString(),
    expires_at: session.expiresAt.toISOString(),
    auth_methods: [...session.authMethods],
    mfa_verified: session.mfaVerified,
    ip_address: session.address ?? null,
    country: countryOf(parts, session.address),
    user_agent: session.userAgent ?? null,
    device: deviceOf(session.userAgent),
  }
}
