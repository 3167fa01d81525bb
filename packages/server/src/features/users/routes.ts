import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ProblemError } from '../../platform/problem.ts'
import { problemResponses } from '../../platform/problem-schema.ts'
import { careRoutes } from './care-routes.ts'
import { changeUser, deleteUser } from './change-user.ts'
import { changerOf } from './changer.ts'
import { readGrants } from './grants.ts'
import { inviteUser, renewInvitation } from './invite-user.ts'
import {
  ChangeQuery,
  Invitation,
  NewUser,
  Reason,
  User,
  UserChange,
  UserInvited,
  UserParams,
  UserQuery,
} from './schema.ts'
import { mustFind, type UserParts } from './user-parts.ts'
import type { User as StoredUser } from './user-store.ts'
import { invitationView, viewOf, viewsOf } from './user-view.ts'

const tags = ['users']

export function userRoutes(parts: UserParts): FastifyPluginAsyncZod {
  return async (app) => {
    await app.register(careRoutes(parts))
    app.route({
      method: 'GET',
      url: '/api/users',
      config: { permission: 'users.read' },
      schema: {
        operationId: 'listUsers',
        tags,
        summary: 'Everybody with an account, newest first',
        querystring: UserQuery,
        response: { 200: z.array(User), ...problemResponses },
      },
      async handler(request, reply) {
        const { limit, cursor, ...filter } = request.query
        const after = cursor === undefined ? undefined : readCursor(cursor)
        const rows = await parts.users.list({ ...filter, limit: limit + 1, after })
        const page = rows.slice(0, limit)
        const last = page.at(-1)
        if (rows.length > limit && last !== undefined) {
          const next = new URLSearchParams(request.url.split('?')[1] ?? '')
          next.set('limit', String(limit))
          next.set('cursor', writeCursor(last))
          void reply.header('link', `</api/users?${next.toString()}>; rel="next"`)
        }
        return viewsOf(parts, page)
      },
    })
    app.route({
      method: 'POST',
      url: '/api/users',
      config: { permission: 'users.create' },
      schema: {
        operationId: 'inviteUser',
        tags,
        summary: 'Create an account and invite its person',
        querystring: Reason,
        body: NewUser,
        response: { 201: UserInvited, ...problemResponses },
      },
      async handler(request, reply) {
        const input = { ...request.body, roles: readGrants(request.body.roles, parts.roles) }
        const invited = await inviteUser(parts, changerOf(request, request.query), input)
        void reply.status(201).header('location', `/api/users/${invited.user.id}`)
        return { ...(await viewOf(parts, invited.user)), invitation: invitationView(parts, invited) }
      },
    })
    app.route({
      method: 'POST',
      url: '/api/users/:id/invitation',
      config: { permission: 'users.update' },
      schema: {
        operationId: 'renewInvitation',
        tags,
        summary: 'A new invitation; the earlier one no longer works',
        params: UserParams,
        response: { 201: Invitation, ...problemResponses },
      },
      async handler(request, reply) {
        void reply.status(201)
        return invitationView(parts, await renewInvitation(parts, changerOf(request), request.params.id))
      },
    })
    app.route({
      method: 'GET',
      url: '/api/users/:id',
      config: { permission: 'users.read' },
      schema: {
        operationId: 'getUser',
        tags,
        summary: 'One account',
        params: UserParams,
        response: { 200: User, ...problemResponses },
      },
      handler: async (request) => viewOf(parts, await mustFind(parts, request.params.id)),
    })
    app.route({
      method: 'PATCH',
      url: '/api/users/:id',
      config: { permission: 'users.update' },
      schema: {
        operationId: 'changeUser',
        tags,
        summary: 'Change name, roles or state',
        params: UserParams,
        querystring: ChangeQuery,
        body: UserChange,
        response: { 200: User, ...problemResponses },
      },
      async handler(request) {
        const { name, state, roles } = request.body
        const grants = roles === undefined ? undefined : readGrants(roles, parts.roles)
        const by = changerOf(request, request.query)
        return viewOf(parts, await changeUser(parts, by, request.params.id, { name, state, roles: grants }))
      },
    })
    app.route({
      method: 'DELETE',
      url: '/api/users/:id',
      config: { permission: 'users.delete' },
      schema: {
        operationId: 'deleteUser',
        tags,
        summary: 'Delete an account',
        params: UserParams,
        querystring: ChangeQuery,
        response: { 204: z.null(), ...problemResponses },
      },
      async handler(request, reply) {
        await deleteUser(parts, changerOf(request, request.query), request.params.id)
        return reply.status(204).send(null)
      },
    })
  }
}

function writeCursor(user: StoredUser): string {
  return Buffer.from(`${user.createdAt.getTime()} ${user.id}`).toString('base64url')
}

function readCursor(cursor: string): { createdAt: Date; id: string } {
  const match = /^(\d{1,15}) ([\w-]{1,100})$/u.exec(Buffer.from(cursor, 'base64url').toString('latin1'))
  if (match?.[1] === undefined || match[2] === undefined)
    throw new ProblemError('request-invalid', 'The cursor is not one that this list gave', {
      members: { errors: [{ path: 'query.cursor', message: 'is unknown' }] },
    })
  return { createdAt: new Date(Number(match[1])), id: match[2] }
}
