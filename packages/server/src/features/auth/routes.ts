import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { userView, type Account } from '../../platform/account.ts'
import { refuseForeignForm } from '../../platform/authentication.ts'
import { ProblemError } from '../../platform/problem.ts'
import { problemResponses } from '../../platform/problem-schema.ts'
import type { Admitted } from './login-sessions.ts'
import type { AuthParts, Visit } from './parts.ts'
import { passkeyRoutes } from './passkey-routes.ts'
import { register } from './register.ts'
import { AuthToken, CodeForLogin, Login, Register, Setup, SetupAnswer, SetupState } from './schema.ts'
import { verifyRecoveryCode, verifyTotp } from './second-factor.ts'
import { setUp } from './set-up.ts'
import { signIn } from './sign-in.ts'

/** How the console's cookie is written. */
export interface CookieSetting {
  readonly name: string
  readonly secure: boolean
}

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

export function visitOf(request: FastifyRequest): Visit {
  const { address, userAgent } = request.identity
  return { address, userAgent, requestId: request.id }
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
