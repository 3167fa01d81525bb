import type { JsonObject, Subject } from '@sallyport/engine'

/** What is known of a login session when a request is made with it. */
export interface SessionFacts {
  readonly id: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly authTime: Date
  /** RFC 8176 names, e.g. `pwd`, `otp`, `mfa`. */
  readonly authMethods: readonly string[]
  readonly mfaVerified: boolean
  /** May only enrol a factor. */
  readonly restricted: boolean
}

/**
 * Who makes a request and from where. Built by `authentication.ts` from the server's own records only: roles and
 * groups never come from the caller.
 */
export interface Identity {
  readonly kind: 'anonymous' | 'session' | 'token'
  readonly organization: string
  /** As the engine sees it: `user:<id>`, `service:<id>` or `anonymous:anonymous`. */
  readonly subject: Subject
  readonly userId?: string
  readonly email?: string
  readonly tokenId?: string
  readonly tokenName?: string
  readonly session?: SessionFacts
  /** The client's address after the trusted proxies, normalised. */
  readonly address: string | undefined
  readonly userAgent: string | undefined
  /** The token came in a cookie, so the request needs protection against other sites. */
  readonly byCookie: boolean
}

/** What a credential turns out to be; the request's own circumstances are added by `authentication.ts`. */
export type Principal = Pick<
  Identity,
  'kind' | 'organization' | 'subject' | 'userId' | 'email' | 'tokenId' | 'tokenName' | 'session'
>

/** Nobody signed in. */
export const anonymousSubject: Subject = {
  type: 'anonymous',
  id: 'anonymous',
  properties: { profile: 'anon', roles: [], groups: [] } satisfies JsonObject,
}

/** The start of an audit entry about what this identity does. */
export function entryBy(identity: Identity, requestId: string) {
  const { userId, email, tokenId, tokenName, session, address } = identity
  return {
    organization: identity.organization,
    actor: {
      ...(userId === undefined ? {} : { userId }),
      ...(email === undefined ? {} : { email }),
      ...(tokenId === undefined ? {} : { tokenId }),
      ...(tokenName === undefined ? {} : { tokenName }),
    },
    requestId,
    ...(session === undefined ? {} : { sessionId: session.id }),
    ...(address === undefined ? {} : { ipAddress: address }),
  }
}
