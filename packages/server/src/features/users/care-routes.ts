import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problemResponses } from '../../platform/problem-schema.ts'
import { endUserSessions, removeUserFactor, unlockUser } from './care-for-user.ts'
import { changerOf } from './changer.ts'
import { startReset } from './reset-user.ts'
import {
  NewReset,
  Reason,
  ResetStarted,
  SessionsEnded,
  User,
  UserFactor,
  UserFactorParams,
  UserParams,
  UserSession,
  UserSessionParams,
} from './schema.ts'
import { mustFind, type UserParts } from './user-parts.ts'
import { factorView, resetView, sessionView, viewOf } from './user-view.ts'

const tags = ['users']

/** What an administrator sees of somebody's signing in, and does for it. */
export function careRoutes(parts: UserParts): FastifyPluginAsyncZod {
  return (app) => {
    const read = { permission: 'users.read' } as const
    const update = { permission: 'users.update' } as const
    app.route({
      method: 'POST',
      url: '/api/users/:id/reset',
      config: update,
      schema: {
        operationId: 'startReset',
        tags,
        summary: 'Start to reset password, factors or both; sessions end, and the link is shown once',
        params: UserParams,
        querystring: Reason,
        body: NewReset,
        response: { 201: ResetStarted, ...problemResponses },
      },
      async handler(request, reply) {
        void reply.status(201)
        const by = changerOf(request, request.query)
        return resetView(parts, await startReset(parts, by, request.params.id, request.body))
      },
    })
    app.route({
      method: 'POST',
      url: '/api/users/:id/unlock',
      config: update,
      schema: {
        operationId: 'unlockUser',
        tags,
        summary: 'Forget the failed attempts that slow or lock somebody’s sign-in',
        params: UserParams,
        querystring: Reason,
        response: { 200: User, ...problemResponses },
      },
      handler: async (request) =>
        viewOf(parts, await unlockUser(parts, changerOf(request, request.query), request.params.id)),
    })
    app.route({
      method: 'GET',
      url: '/api/users/:id/sessions',
      config: read,
      schema: {
        operationId: 'listUserSessions',
        tags,
        summary: 'Somebody’s open login sessions, oldest first',
        params: UserParams,
        response: { 200: z.array(UserSession), ...problemResponses },
      },
      async handler(request) {
        const { id } = await mustFind(parts, request.params.id)
        return (await parts.care.openSessions(id)).map(sessionView)
      },
    })
    app.route({
      method: 'DELETE',
      url: '/api/users/:id/sessions',
      config: update,
      schema: {
        operationId: 'endUserSessions',
        tags,
        summary: 'End every session of somebody',
        params: UserParams,
        querystring: Reason,
        response: { 200: SessionsEnded, ...problemResponses },
      },
      handler: async (request) => ({
        sessions_ended: await endUserSessions(parts, changerOf(request, request.query), request.params.id),
      }),
    })
    app.route({
      method: 'DELETE',
      url: '/api/users/:id/sessions/:sessionId',
      config: update,
      schema: {
        operationId: 'endUserSession',
        tags,
        summary: 'End one session of somebody',
        params: UserSessionParams,
        querystring: Reason,
        response: { 204: z.null(), ...problemResponses },
      },
      async handler(request, reply) {
        const { id, sessionId } = request.params
        await endUserSessions(parts, changerOf(request, request.query), id, sessionId)
        return reply.status(204).send(null)
      },
    })
    app.route({
      method: 'GET',
      url: '/api/users/:id/factors',
      config: read,
      schema: {
        operationId: 'listUserFactors',
        tags,
        summary: 'Somebody’s confirmed second factors',
        params: UserParams,
        response: { 200: z.array(UserFactor), ...problemResponses },
      },
      async handler(request) {
        const { id } = await mustFind(parts, request.params.id)
        return (await parts.care.factors(id)).map(factorView)
      },
    })
    app.route({
      method: 'DELETE',
      url: '/api/users/:id/factors/:factorId',
      config: update,
      schema: {
        operationId: 'removeUserFactor',
        tags,
        summary: 'Remove a factor that its owner lost',
        params: UserFactorParams,
        querystring: Reason,
        response: { 204: z.null(), ...problemResponses },
      },
      async handler(request, reply) {
        const { id, factorId } = request.params
        await removeUserFactor(parts, changerOf(request, request.query), id, factorId)
        return reply.status(204).send(null)
      },
    })
    return Promise.resolve()
  }
}
