import { normalizeAddress } from '@sallyport/engine'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { anonymousSubject, type Identity, type Principal } from './identity.ts'
import { ProblemError } from './problem.ts'

declare module 'fastify' {
  interface FastifyRequest {
    identity: Identity
  }
}

/** Where a request comes from, before anything is known of who makes it. */
export interface Circumstances {
  readonly address: string | undefined
  readonly userAgent: string | undefined
}

export interface AuthenticationOptions {
  /** Looks a token up; undefined when it is unknown or expired. Throws `session-ended` with the reason. */
  readonly principalOf: (token: string, circumstances: Circumstances) => Promise<Principal | undefined>
  readonly cookieName: string
  readonly publicOrigin: () => string
  readonly organization: () => string
}

/** Turns a bearer token or the console's cookie into `request.identity`, or leaves it anonymous. */
export function authentication(app: FastifyInstance, options: AuthenticationOptions): void {
  app.decorateRequest('identity', null as unknown as Identity)
  app.addHook('onRequest', async (request) => {
    const { token, byCookie } = credentialOf(request, options.cookieName)
    const circumstances = { address: normalizeAddress(request.ip), userAgent: request.headers['user-agent'] }
    const anonymous: Identity = {
      kind: 'anonymous',
      organization: options.organization(),
      subject: anonymousSubject,
      ...circumstances,
      byCookie: false,
    }
    request.identity = anonymous
    if (token === undefined) return
    const lenient = byCookie && request.routeOptions.config.permission === 'public'
    const principal = await options.principalOf(token, circumstances).catch((error: unknown) => {
      // A stale cookie must not bar the way to the sign-in page or to a new sign-in.
      if (lenient && error instanceof ProblemError && error.code === 'session-ended') return undefined
      throw error
    })
    if (principal === undefined) {
      if (lenient) return
      throw new ProblemError('not-authenticated', byCookie ? 'Not authenticated' : 'Invalid token', {
        headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
      })
    }
    if (byCookie) refuseOtherSites(request, options.publicOrigin())
    request.identity = { ...anonymous, ...principal, byCookie }
  })
}

function credentialOf(
  request: FastifyRequest,
  cookieName: string,
): { token: string | undefined; byCookie: boolean } {
  const header = request.headers.authorization
  if (header !== undefined) {
    const match = /^Bearer +([\x21-\x7e]{1,512})$/iu.exec(header)
    return { token: match?.[1], byCookie: false }
  }
  const cookie = request.cookies[cookieName]
  return { token: cookie === '' ? undefined : cookie, byCookie: true }
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Cross-site request forgery: a cookie is believed for unsafe methods only when the browser itself says that the
 * request comes from our own pages (Fetch Metadata; the Origin header for browsers without it).
 */
export function refuseOtherSites(request: FastifyRequest, publicOrigin: string): void {
  if (safeMethods.has(request.method)) return
  const site = request.headers['sec-fetch-site']
  const { origin } = request.headers
  const own = site === undefined ? origin === publicOrigin : site === 'same-origin'
  if (!own || (origin !== undefined && origin !== publicOrigin))
    throw new ProblemError(
      'cross-site-request',
      `This request came from another address than this Sallyport’s own, which is ${publicOrigin}`,
      // For a page of ours that a proxy serves at another address: it tells people where to go.
      { members: { address: publicOrigin } },
    )
}

/** For routes that set a cookie before there is one: another site must not sign anybody in as somebody else. */
export function refuseForeignForm(request: FastifyRequest, publicOrigin: string): void {
  if (safeMethods.has(request.method) || request.headers['x-session'] === undefined) return
  refuseOtherSites(request, publicOrigin)
}
