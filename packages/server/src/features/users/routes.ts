import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { userView } from '../../platform/account.ts'
import { permissionsOf } from '../../platform/permissions.ts'
import { ProblemError } from '../../platform/problem.ts'
import { problemResponses } from '../../platform/problem-schema.ts'
import {
  changeUser,
  deleteUser,
  inviteUser,
  renewInvitation,
  type Changer,
  type Invited,
  type UserParts,
} from './change-users.ts'
import {
  ChangeQuery,
  Invitation,
  NewUser,
  User,
  UserChange,
  UserInvited,
  UserParams,
  UserQuery,
} from './schema.ts'
import type { User as StoredUser } from './user-store.ts'
import type { RoleGrant } from '@sallyport/engine'

export function userRoutes(parts: UserParts): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'GET',
      url: '/api/users',
      config: { permission: 'users.read' },
      schema: {
        operationId: 'listUsers',
        tags: ['users'],
        summary: 'Everybody with an account, newest first',
        querystring: UserQuery,
        response: { 200: z.array(User), ...problemResponses },
      },
      async handler(request, reply) {
        const { q, limit, cursor } = request.query
        const rows = await parts.users.list({
          q,
          limit: limit + 1,
          after: cursor === undefined ? undefined : readCursor(cursor),
        })
        const page = rows.slice(0, limit)
        const last = page.at(-1)
        if (rows.length > limit && last !== undefined) {
          const next = new URLSearchParams({
            ...(q === undefined ? {} : { q }),
            limit: String(limit),
            cursor: writeCursor(last),
          })
          void reply.header('link', `</api/users?${next.toString()}>; rel="next"`)
        }
        return page.map((user) => view(parts, user))
      },
    })
    app.route({
      method: 'POST',
      url: '/api/users',
      config: { permission: 'users.create' },
      schema: {
        operationId: 'inviteUser',
        tags: ['users'],
        summary: 'Create an account and invite its person',
        body: NewUser,
        response: { 201: UserInvited, ...problemResponses },
      },
      async handler(request, reply) {
        const invited = await inviteUser(parts, changerOf(parts, request), request.body)
        void reply.status(201).header('location', `/api/users/${invited.user.id}`)
        return { ...view(parts, invited.user), invitation: invitationView(parts, invited) }
      },
    })
    app.route({
      method: 'POST',
      url: '/api/users/:id/invitation',
      config: { permission: 'users.update' },
      schema: {
        operationId: 'renewInvitation',
        tags: ['users'],
        summary: 'A new invitation; the earlier one no longer works',
        params: UserParams,
        response: { 201: Invitation, ...problemResponses },
      },
      async handler(request, reply) {
        void reply.status(201)
        return invitationView(
          parts,
          await renewInvitation(parts, changerOf(parts, request), request.params.id),
        )
      },
    })
    app.route({
      method: 'GET',
      url: '/api/users/:id',
      config: { permission: 'users.read' },
      schema: {
        operationId: 'getUser',
        tags: ['users'],
        summary: 'One account',
        params: UserParams,
        response: { 200: User, ...problemResponses },
      },
      async handler(request) {
        const user = await parts.users.byId(request.params.id)
        if (user === undefined)
          throw new ProblemError('user-not-found', `There is no user with the id ${request.params.id}`)
        return view(parts, user)
      },
    })
    app.route({
      method: 'PATCH',
      url: '/api/users/:id',
      config: { permission: 'users.update' },
      schema: {
        operationId: 'changeUser',
        tags: ['users'],
        summary: 'Change name, roles or state',
        params: UserParams,
        querystring: ChangeQuery,
        body: UserChange,
        response: { 200: User, ...problemResponses },
      },
      handler: async (request) =>
        view(
          parts,
          await changeUser(parts, changerOf(parts, request, request.query), request.params.id, request.body),
        ),
    })
    app.route({
      method: 'DELETE',
      url: '/api/users/:id',
      config: { permission: 'users.delete' },
      schema: {
        operationId: 'deleteUser',
        tags: ['users'],
        summary: 'Delete an account',
        params: UserParams,
        querystring: ChangeQuery,
        response: { 204: z.null(), ...problemResponses },
      },
      async handler(request, reply) {
        await deleteUser(parts, changerOf(parts, request, request.query), request.params.id)
        return reply.status(204).send(null)
      },
    })
  }
}

function changerOf(
  parts: UserParts,
  request: FastifyRequest,
  query: z.infer<typeof ChangeQuery> = { force: false },
): Changer {
  const { identity } = request
  if (query.force && query.reason === undefined)
    throw new ProblemError('request-invalid', 'Forcing a change needs a reason', {
      members: { errors: [{ path: 'query.reason', message: 'is required with force' }] },
    })
  return {
    identity,
    requestId: request.id,
    permissions: permissionsOf((identity.subject.properties?.['roles'] ?? []) as RoleGrant[], parts.roles),
    reason: query.reason,
    force: query.force,
  }
}

function view(parts: UserParts, user: StoredUser) {
  return {
    ...userView(user, parts.roles),
    factors: [...user.factors],
    state: user.state,
    created_at: user.createdAt.toISOString(),
    last_login_at: user.lastLoginAt?.toISOString() ?? null,
  }
}

function invitationView(parts: UserParts, { token, expiresAt }: Invited) {
  return {
    token,
    url: `${parts.publicUrl()}/register#invitation=${token}`,
    expires_at: expiresAt.toISOString(),
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
