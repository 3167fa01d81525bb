import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problemResponses } from '../../platform/problem-schema.ts'
import type { Permission } from '../../platform/require-permission.ts'
import { createToken, type TokenDeps } from './create-token.ts'
import { listTokens } from './list-tokens.ts'
import { revokeToken } from './revoke-token.ts'
import { CreatedToken, NewToken, Token, TokenId, TokenList } from './schema.ts'
import type { TokenRecord } from './token-store.ts'

export interface TokenRoutesDeps extends TokenDeps {
  /** Asks our own enforcement point without refusing: what is self-service becomes everybody's. */
  readonly may: (request: FastifyRequest, permission: Permission) => boolean
}

const tags = ['tokens']

export function tokenRoutes(deps: TokenRoutesDeps): FastifyPluginAsyncZod {
  return (app) => {
    app.route({
      method: 'GET',
      url: '/api/tokens',
      config: { permission: 'signed-in' },
      schema: {
        operationId: 'listTokens',
        tags,
        summary: 'Your API tokens; everybody’s with the permission tokens.read',
        querystring: TokenList,
        response: { 200: z.array(Token), ...problemResponses },
      },
      handler: async (request, reply) => {
        const { cursor, limit } = request.query
        const mayAll = deps.may(request, 'tokens.read')
        const page = await listTokens(deps.tokens, { identity: request.identity, mayAll, cursor, limit })
        if (page.next !== undefined)
          void reply.header('link', `</api/tokens?limit=${limit}&cursor=${page.next}>; rel="next"`)
        return page.tokens.map(tokenView)
      },
    })
    app.route({
      method: 'POST',
      url: '/api/tokens',
      config: { permission: 'signed-in' },
      schema: {
        operationId: 'createToken',
        tags,
        summary: 'An API token of your own, shown this once',
        body: NewToken,
        response: { 201: CreatedToken, ...problemResponses },
      },
      handler: async ({ identity, id, body }, reply) => {
        const { text, token } = await createToken(deps, { identity, requestId: id, input: body })
        return reply.status(201).send({ ...tokenView(token), token: text })
      },
    })
    app.route({
      method: 'DELETE',
      url: '/api/tokens/:id',
      config: { permission: 'signed-in' },
      schema: {
        operationId: 'revokeToken',
        tags,
        summary: 'Revokes a token at once: an own one, or any with the permission tokens.delete',
        params: TokenId,
        response: { 204: z.null(), ...problemResponses },
      },
      handler: async (request, reply) => {
        const mayAll = deps.may(request, 'tokens.delete')
        await revokeToken(deps, {
          identity: request.identity,
          requestId: request.id,
          id: request.params.id,
          mayAll,
        })
        return reply.status(204).send(null)
      },
    })
    return Promise.resolve()
  }
}

function tokenView(token: TokenRecord): z.input<typeof Token> {
  return {
    id: token.id,
    name: token.name,
    roles: [...token.roles],
    owner: token.owner,
    created_at: token.createdAt.toISOString(),
    expires_at: token.expiresAt?.toISOString() ?? null,
    last_used_at: token.lastUsedAt?.toISOString() ?? null,
  }
}
