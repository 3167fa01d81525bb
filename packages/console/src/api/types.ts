import type { paths } from '@sallyport/client'

type Content<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : never
type Answers<Operation> = Operation extends { responses: infer Responses } ? Responses : never
type Answer<Path extends keyof paths, Method extends keyof paths[Path], Status extends number> =
  Answers<paths[Path][Method]> extends infer Responses
    ? Status extends keyof Responses
      ? Content<Responses[Status]>
      : never
    : never

/** Shapes as the server's own document says them. */
export type Policy = Answer<'/api/policies/{id}', 'get', 200>
export type User = Answer<'/api/users', 'get', 200>[number]
export type Me = Answer<'/api/auth/me', 'get', 200>
export type Impact = Answer<'/api/policies/{id}/impact', 'get', 200>
export type AuditEvent = Answer<'/api/audit-logs', 'get', 200>[number]
export type AuditEventInFull = Answer<'/api/audit-logs/{id}', 'get', 200>
export type RelatedAuditEvent = Answer<'/api/audit-logs/{id}/related', 'get', 200>[number]
export type AuditSummary = Answer<'/api/audit-logs/summary', 'get', 200>
export type AuditView = Answer<'/api/audit-logs/views', 'get', 200>[number]
export type AuditVerification = Answer<'/api/audit-logs/verify', 'post', 200>
export type AuditActivity = Answer<'/api/audit-logs/activity', 'get', 200>
export type LastVerification = Answer<'/api/audit-logs/verification', 'get', 200>
export type UserInvited = Answer<'/api/users', 'post', 201>
export type Invitation = Answer<'/api/users/{id}/invitation', 'post', 201>
export type ResetStarted = Answer<'/api/users/{id}/reset', 'post', 201>
export type UserSession = Answer<'/api/users/{id}/sessions', 'get', 200>[number]
export type UserFactor = Answer<'/api/users/{id}/factors', 'get', 200>[number]
export type RoleGrant = User['grants'][number]
export type AuthToken = Answer<'/api/auth/login', 'post', 200>
export type Factor = Answer<'/api/auth/factors', 'get', 200>[number]
/** A factor that was just set up; with it the recovery codes, when it is the first. */
export type FactorConfirmed = Answer<'/api/auth/factors/webauthn/verify', 'post', 200>
export type LoginSession = Answer<'/api/auth/sessions', 'get', 200>[number]
export type Notice = Me['notices'][number]
export type ApiToken = Answer<'/api/tokens', 'get', 200>[number]
/** A token that was just made, with its text, which is told this once. */
export type CreatedApiToken = Answer<'/api/tokens', 'post', 201>
