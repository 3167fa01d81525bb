import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { problemResponses } from '../../platform/problem-schema.ts'
import { answerOf, visitOf, type CookieSetting } from './answers.ts'
import type { AuthParts } from './parts.ts'
import { lookAtReset, resetAccount } from './reset-account.ts'
import { AuthToken, ResetAccount, ResetLink, ResetState } from './schema.ts'

/** The person's end of a reset that an administrator started. */
export function resetRoutes(parts: AuthParts, cookie: CookieSetting): FastifyPluginAsyncZod {
  return async (app) => {
    const config = { permission: 'public' } as const
    app.route({
      method: 'POST',
      url: '/api/auth/reset/state',
      config,
      schema: {
        operationId: 'getResetState',
        tags: ['auth'],
        summary: 'Whose link it is, and what it asks',
        body: ResetLink,
        response: { 200: ResetState, ...problemResponses },
      },
      async handler(request) {
        const { reset, account } = await lookAtReset(parts, request.body.token, visitOf(request))
        return {
          email: account.email,
          name: account.name,
          password: reset.password,
          factors: reset.factors,
          started_by: reset.startedBy,
          expires_at: reset.expiresAt.toISOString(),
        }
      },
    })
    app.route({
      method: 'POST',
      url: '/api/auth/reset',
      config,
      schema: {
        operationId: 'resetAccount',
        tags: ['auth'],
        summary: 'Use the link of a reset: choose a new password, or prove the present one',
        body: ResetAccount,
        response: { 200: AuthToken, ...problemResponses },
      },
      handler: async (request, reply) =>
        answerOf(parts, await resetAccount(parts, request.body, visitOf(request)), request, reply, cookie),
    })
  }
}
