import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { refuseForeignForm } from '../../platform/authentication.ts'
import { ProblemError } from '../../platform/problem.ts'
import { problemResponses } from '../../platform/problem-schema.ts'
import { answerOf, visitOf, type CookieSetting } from './answers.ts'
import type { AuthParts } from './parts.ts'
import { passkeyRoutes } from './passkey-routes.ts'
import { register } from './register.ts'
import { resetRoutes } from './reset-routes.ts'
import { AuthToken, CodeForLogin, Login, Register, Setup, SetupAnswer, SetupState } from './schema.ts'
import { verifyRecoveryCode, verifyTotp } from './second-factor.ts'
import { setUp } from './set-up.ts'
import { signIn } from './sign-in.ts'

/** Set-up, sign-in and registration: open to anyone, and each an enforcement of the policies on `sign_in`. */
export function signInRoutes(
  parts: AuthParts,
  cookie: CookieSetting,
  publicOrigin: () => string,
): FastifyPluginAsyncZod {
  return async (app) => {
    const answers = { 200: AuthToken, ...problemResponses }
    const config = { permission: 'public' } as const
    // A form of another site must not sign anybody in or out.
    app.addHook('preValidation', async (request) => refuseForeignForm(request, publicOrigin()))
    await app.register(passkeyRoutes(parts, cookie))
    await app.register(resetRoutes(parts, cookie))

    app.route({
      method: 'GET',
      url: '/api/setup',
      config,
      schema: {
        operationId: 'getSetupState',
        tags: ['auth'],
        summary: 'Whether the first administrator is still to be created',
        response: { 200: SetupState },
      },
      handler: async () => ({ required: !(await parts.accounts.exist()) }),
    })
    app.route({
      method: 'POST',
      url: '/api/setup',
      config,
      schema: {
        operationId: 'setUp',
        tags: ['auth'],
        summary: 'Create the first administrator',
        body: Setup,
        response: { 201: SetupAnswer, ...problemResponses },
      },
      async handler(request, reply) {
        void reply.status(201)
        try {
          return answerOf(parts, await setUp(parts, request.body, visitOf(request)), request, reply, cookie)
        } catch (error) {
          // The account exists now; what a sign-in still asks of it is the answer, not a failure.
          if (
            error instanceof ProblemError &&
            (error.code === 'factor-enrolment-required' || error.code === 'sign-in-denied')
          )
            return {
              code: error.code,
              detail: error.message,
              ...(error.extra.members as { login?: string; methods?: string[] }),
            }
          throw error
        }
      },
    })
    app.route({
      method: 'POST',
      url: '/api/auth/login',
      config,
      schema: {
        operationId: 'signIn',
        tags: ['auth'],
        summary: 'Sign in with a password',
        body: Login,
        response: answers,
      },
      handler: async (request, reply) =>
        answerOf(
          parts,
          await signIn(
            parts,
            { ...request.body, organization: request.identity.organization },
            visitOf(request),
          ),
          request,
          reply,
          cookie,
        ),
    })
    app.route({
      method: 'POST',
      url: '/api/auth/register',
      config,
      schema: {
        operationId: 'register',
        tags: ['auth'],
        summary: 'Accept an invitation',
        body: Register,
        response: answers,
      },
      handler: async (request, reply) =>
        answerOf(
          parts,
          await register(parts, { ...request.body, invitation: request.body.invitation }, visitOf(request)),
          request,
          reply,
          cookie,
        ),
    })
    app.route({
      method: 'POST',
      url: '/api/auth/mfa/totp',
      config,
      schema: {
        operationId: 'verifyTotp',
        tags: ['auth'],
        summary: 'Finish a sign-in with a code from an app',
        body: CodeForLogin,
        response: answers,
      },
      handler: async (request, reply) =>
        answerOf(parts, await verifyTotp(parts, request.body, visitOf(request)), request, reply, cookie),
    })
    app.route({
      method: 'POST',
      url: '/api/auth/mfa/recovery',
      config,
      schema: {
        operationId: 'verifyRecoveryCode',
        tags: ['auth'],
        summary: 'Finish a sign-in with a recovery code',
        body: CodeForLogin,
        response: answers,
      },
      handler: async (request, reply) =>
        answerOf(
          parts,
          await verifyRecoveryCode(parts, request.body, visitOf(request)),
          request,
          reply,
          cookie,
        ),
    })
  }
}
