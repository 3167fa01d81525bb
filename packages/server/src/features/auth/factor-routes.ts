import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ProblemError } from '../../platform/problem.ts'
import { problemResponses } from '../../platform/problem-schema.ts'
import { sessionOf } from './account-routes.ts'
import type { Confirmed, Enrolling } from './enrolment.ts'
import type { Factor as StoredFactor } from './factor-store.ts'
import { removeFactor, renameFactor, renewRecoveryCodes } from './own-factors.ts'
import type { AuthParts } from './parts.ts'
import { beginPasskey, finishPasskey } from './passkey-enrolment.ts'
import { BeginPasskey, CreationOptions, FinishPasskey } from './passkey-schema.ts'
import { accountOf, answerOf, visitOf, type CookieSetting } from './answers.ts'
import {
  BeginFactor,
  ConfirmFactor,
  Factor,
  FactorBegun,
  FactorConfirmed,
  IdParams,
  RecoveryCodes,
  RecoveryCodesKept,
  RenameFactor,
} from './schema.ts'
import { beginTotp, confirmTotp } from './totp-enrolment.ts'

/** Second factors: set up in the middle of a sign-in or in one's own account, listed, removed. */
export function factorRoutes(parts: AuthParts, cookie: CookieSetting): FastifyPluginAsyncZod {
  return async (app) => {
    const own = { permission: 'signed-in' } as const
    const enrolling = { permission: 'signed-in', openToRestricted: true } as const
    /** With `login` in the body these are steps of a sign-in; without, they are asked of a session. */
    const eitherWay = { permission: 'public', openToRestricted: true } as const

    app.route({
      method: 'POST',
      url: '/api/auth/factors',
      config: eitherWay,
      schema: {
        operationId: 'beginFactor',
        tags: ['auth'],
        summary: 'Begin to set up an authenticator app',
        body: BeginFactor,
        response: { 201: FactorBegun, ...problemResponses },
      },
      async handler(request, reply) {
        void reply.status(201)
        return beginTotp(parts, await enrollerOf(parts, request, request.body.login), visitOf(request))
      },
    })
    app.route({
      method: 'POST',
      url: '/api/auth/factors/:id/confirm',
      config: eitherWay,
      schema: {
        operationId: 'confirmFactor',
        tags: ['auth'],
        summary: 'Confirm it by a code',
        params: IdParams,
        body: ConfirmFactor,
        response: { 200: FactorConfirmed, ...problemResponses },
      },
      async handler(request, reply) {
        const who = await enrollerOf(parts, request, request.body.login)
        const confirmed = await confirmTotp(
          parts,
          who,
          { id: request.params.id, code: request.body.code },
          visitOf(request),
        )
        return confirmedView(parts, confirmed, request, reply, cookie)
      },
    })
    app.route({
      method: 'POST',
      url: '/api/auth/factors/webauthn/options',
      config: eitherWay,
      schema: {
        operationId: 'beginPasskey',
        tags: ['auth'],
        summary: 'Begin to set up a passkey',
        body: BeginPasskey,
        response: { 200: CreationOptions, ...problemResponses },
      },
      handler: async (request) => ({
        ...(await beginPasskey(parts, await enrollerOf(parts, request, request.body.login))),
      }),
    })
    app.route({
      method: 'POST',
      url: '/api/auth/factors/webauthn/verify',
      config: eitherWay,
      schema: {
        operationId: 'finishPasskey',
        tags: ['auth'],
        summary: 'Register the passkey that the browser made',
        body: FinishPasskey,
        response: { 200: FactorConfirmed, ...problemResponses },
      },
      async handler(request, reply) {
        const { login, response, name } = request.body
        const who = await enrollerOf(parts, request, login)
        const confirmed = await finishPasskey(parts, who, { response, name }, visitOf(request))
        return confirmedView(parts, confirmed, request, reply, cookie)
      },
    })
    app.route({
      method: 'GET',
      url: '/api/auth/factors',
      config: enrolling,
      schema: {
        operationId: 'listFactors',
        tags: ['auth'],
        summary: 'One’s second factors',
        response: { 200: z.array(Factor), ...problemResponses },
      },
      handler: async (request) =>
        (await parts.factors.confirmed((await accountOf(parts, request)).id)).map(factorView),
    })
    app.route({
      method: 'PATCH',
      url: '/api/auth/factors/:id',
      config: own,
      schema: {
        operationId: 'renameFactor',
        tags: ['auth'],
        summary: 'Rename a second factor',
        params: IdParams,
        body: RenameFactor,
        response: { 200: Factor, ...problemResponses },
      },
      async handler(request) {
        const account = await accountOf(parts, request)
        // A token of an API client speaks for its owner, but one's factors are a matter of one's own sessions.
        sessionOf(request)
        const input = { id: request.params.id, name: request.body.name }
        return factorView(await renameFactor(parts, account, input, visitOf(request)))
      },
    })
    app.route({
      method: 'DELETE',
      url: '/api/auth/factors/:id',
      config: own,
      schema: {
        operationId: 'removeFactor',
        tags: ['auth'],
        summary: 'Remove a second factor',
        params: IdParams,
        response: { 204: z.null(), ...problemResponses },
      },
      async handler(request, reply) {
        await removeFactor(
          parts,
          await accountOf(parts, request),
          sessionOf(request),
          request.params.id,
          visitOf(request),
        )
        return reply.status(204).send(null)
      },
    })
    app.route({
      method: 'GET',
      url: '/api/auth/recovery-codes',
      config: own,
      schema: {
        operationId: 'countRecoveryCodes',
        tags: ['auth'],
        summary: 'How many of one’s recovery codes are left',
        response: { 200: RecoveryCodesKept, ...problemResponses },
      },
      async handler(request) {
        const { left, createdAt } = await parts.factors.recoveryCodes((await accountOf(parts, request)).id)
        return { left, created_at: createdAt?.toISOString() ?? null }
      },
    })
    app.route({
      method: 'POST',
      url: '/api/auth/recovery-codes',
      config: own,
      schema: {
        operationId: 'renewRecoveryCodes',
        tags: ['auth'],
        summary: 'A new set of recovery codes',
        response: { 200: RecoveryCodes, ...problemResponses },
      },
      handler: async (request) => ({
        recovery_codes: await renewRecoveryCodes(
          parts,
          await accountOf(parts, request),
          sessionOf(request),
          visitOf(request),
        ),
      }),
    })
  }
}

async function enrollerOf(
  parts: AuthParts,
  request: FastifyRequest,
  login: string | undefined,
): Promise<Enrolling> {
  if (login !== undefined) return { login }
  if (request.identity.kind === 'anonymous')
    throw new ProblemError('not-authenticated', 'Not authenticated', {
      headers: { 'www-authenticate': 'Bearer' },
    })
  return { account: await accountOf(parts, request), session: sessionOf(request) }
}

function confirmedView(
  parts: AuthParts,
  { admitted, factor, recoveryCodes }: Confirmed,
  request: FastifyRequest,
  reply: FastifyReply,
  cookie: CookieSetting,
) {
  return {
    ...(admitted === undefined ? {} : answerOf(parts, admitted, request, reply, cookie)),
    factor: factorView(factor),
    ...(recoveryCodes === undefined ? {} : { recovery_codes: [...recoveryCodes] }),
  }
}

function factorView(factor: StoredFactor) {
  return {
    id: factor.id,
    type: factor.type,
    name: factor.name,
    created_at: factor.createdAt.toISOString(),
    last_used_at: factor.lastUsedAt?.toISOString() ?? null,
    ...(factor.backupEligible === null ? {} : { backup_eligible: factor.backupEligible }),
    ...(factor.backedUp === null ? {} : { backed_up: factor.backedUp }),
  }
}
