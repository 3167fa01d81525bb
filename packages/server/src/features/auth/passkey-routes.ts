import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problemResponses } from '../../platform/problem-schema.ts'
import type { AuthParts } from './parts.ts'
import { AnswerPasskey, AskPasskey, PasskeyAlone, RequestOptions } from './passkey-schema.ts'
import { askAnyPasskey, askForPasskey, signInWithPasskey, verifyPasskey } from './passkey-sign-in.ts'
import { answerOf, visitOf, type CookieSetting } from './answers.ts'
import { AuthToken } from './schema.ts'

/** Sign-in with a passkey: as the second factor, or alone. Registered inside the routes of sign-in. */
export function passkeyRoutes(parts: AuthParts, cookie: CookieSetting): FastifyPluginAsyncZod {
  return async (app) => {
    const answers = { 200: AuthToken, ...problemResponses }
    const asks = { 200: RequestOptions, ...problemResponses }
    const config = { permission: 'public' } as const

    app.route({
      method: 'POST',
      url: '/api/auth/mfa/webauthn/options',
      config,
      schema: {
        operationId: 'askForPasskey',
        tags: ['auth'],
        summary: 'What the browser needs to ask for a passkey as the second factor',
        body: AskPasskey,
        response: asks,
      },
      handler: async (request) => ({ ...(await askForPasskey(parts, request.body.login)) }),
    })
    app.route({
      method: 'POST',
      url: '/api/auth/mfa/webauthn/verify',
      config,
      schema: {
        operationId: 'verifyPasskey',
        tags: ['auth'],
        summary: 'Finish a sign-in with a passkey',
        body: AnswerPasskey,
        response: answers,
      },
      handler: async (request, reply) =>
        answerOf(parts, await verifyPasskey(parts, request.body, visitOf(request)), request, reply, cookie),
    })
    app.route({
      method: 'POST',
      url: '/api/auth/passkey/options',
      config,
      schema: {
        operationId: 'askAnyPasskey',
        tags: ['auth'],
        summary: 'What the browser needs to offer the passkeys that it finds',
        body: z.object({}).nullish(),
        response: asks,
      },
      handler: async (request) => ({ ...(await askAnyPasskey(parts, request.identity.organization)) }),
    })
    app.route({
      method: 'POST',
      url: '/api/auth/passkey/verify',
      config,
      schema: {
        operationId: 'signInWithPasskey',
        tags: ['auth'],
        summary: 'Sign in with a passkey alone',
        body: PasskeyAlone,
        response: answers,
      },
      async handler(request, reply) {
        const input = { ...request.body, organization: request.identity.organization }
        return answerOf(
          parts,
          await signInWithPasskey(parts, input, visitOf(request)),
          request,
          reply,
          cookie,
        )
      },
    })
  }
}
