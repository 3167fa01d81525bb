import type { Json } from '@sallyport/engine'

/**
 * Every problem the API answers with, once (RFC 9457). `code` is stable: clients and tests rely on it; titles and
 * details may be reworded.
 */
export const problems = {
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'malformed-request': { status: 400, title: 'The request is malformed' },
  'not-authenticated': { status: 401, title: 'Authentication is required' },
  'session-ended': { status: 401, title: 'The session has ended' },
  'invalid-credentials': { status: 401, title: 'Invalid credentials' },
  'code-invalid': { status: 401, title: 'The code is wrong, used or expired' },
  'sign-in-expired': { status: 401, title: 'The sign-in has expired' },
  'step-up-required': { status: 401, title: 'A second factor is required' },
  'factor-enrolment-required': { status: 401, title: 'A second factor must be set up first' },
  'sign-in-denied': { status: 403, title: 'Sign-in is not permitted' },
  'not-permitted': { status: 403, title: 'You may not do this' },
  'obligation-unsupported': { status: 403, title: 'A condition of the permission cannot be fulfilled' },
  'session-restricted': { status: 403, title: 'This session may only set up a factor' },
  'invitation-invalid': { status: 403, title: 'The invitation is not valid' },
  'attempts-exhausted': { status: 403, title: 'Locked after too many failed attempts' },
  'reset-invalid': { status: 403, title: 'The link is not valid' },
  'setup-invalid': { status: 403, title: 'The set-up link is not valid' },
  'cross-site-request': { status: 403, title: 'Requests from other sites are refused' },
  'route-not-found': { status: 404, title: 'No such route' },
  'policy-not-found': { status: 404, title: 'No such policy' },
  'user-not-found': { status: 404, title: 'No such user' },
  'token-not-found': { status: 404, title: 'No such token' },
  'session-not-found': { status: 404, title: 'No such session' },
  'factor-not-found': { status: 404, title: 'No such factor' },
  'role-not-found': { status: 404, title: 'No such role' },
  'binding-not-found': { status: 404, title: 'No such binding' },
  'audit-log-not-found': { status: 404, title: 'No such entry in the audit log' },
  'audit-view-not-found': { status: 404, title: 'No such saved view' },
  'organization-not-found': { status: 404, title: 'No such organization' },
  'method-not-allowed': { status: 405, title: 'The method is not allowed here' },
  'policy-changed': { status: 409, title: 'The policy changed since it was read' },
  'policy-exists': { status: 409, title: 'A policy with this id exists' },
  'user-exists': { status: 409, title: 'A user with this address exists' },
  'already-set-up': { status: 409, title: 'Set-up is done' },
  lockout: { status: 409, title: 'This would lock administrators out' },
  conflict: { status: 409, title: 'The request conflicts with the present state' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'media-type-unsupported': { status: 415, title: 'Send application/json' },
  'request-invalid': { status: 422, title: 'The request does not fit its schema' },
  'policy-invalid': { status: 422, title: 'The policy is not valid' },
  'password-refused': { status: 422, title: 'The password is refused' },
  'too-many-attempts': { status: 429, title: 'Too many attempts' },
  internal: { status: 500, title: 'Something failed on our side' },
  unavailable: { status: 503, title: 'The service cannot answer now' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof problems

/** Members that belong to a code (`login`, `methods`, `advice`, `errors`) and headers such as Retry-After. */
export interface ProblemExtra {
  readonly members?: { readonly [member: string]: Json }
  readonly headers?: { readonly [name: string]: string }
}

/** Thrown by use cases. `detail` is shown to the caller; `cause` goes to the log and nowhere else. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly code: ProblemCode
  readonly extra: ProblemExtra
  constructor(code: ProblemCode, detail: string, extra: ProblemExtra = {}, options?: ErrorOptions) {
    super(detail, options)
    this.code = code
    this.extra = extra
  }
}

/** The body of an `application/problem+json` answer. */
export function problemBody(code: ProblemCode, detail: string, members: ProblemExtra['members'] = {}) {
  const { status, title } = problems[code]
  return { type: `https://sallyport.dev/problems/${code}`, title, status, detail, code, ...members }
}
