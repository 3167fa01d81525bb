import {
  factorMethods,
  type AccessRequest,
  type Decider,
  type Json,
  type JsonObject,
  type Subject,
} from '@sallyport/engine'
import type { EnforcementPoint } from '../../platform/enforcement-points.ts'

/** Somebody with an account, as far as asking about their sign-in needs to know. */
export interface Person {
  readonly userId: string
  readonly email: string
  readonly subject: Subject
  readonly active: boolean
  /** Types of the confirmed second factors. */
  readonly factors: readonly string[]
  /** The contexts of their recent sessions, newest first: where they sign in from. */
  readonly lastContexts: readonly JsonObject[]
}

/** How somebody proves who they are in one sign-in: the attributes that differ between the ways. */
export type Proof = JsonObject

export const passwordAlone: Proof = { mfa_status: false, auth_methods: ['pwd'], auth_age: 0 }

/** A factor may be set up on the way in, so a second one always counts as within reach. */
export function withSecondFactor(factors: readonly string[]): Proof[] {
  return [...new Set(['totp', ...factors])].map((factor) => ({
    mfa_status: true,
    auth_methods: ['pwd', ...(factorMethods[factor]?.amr ?? ['mfa'])],
    auth_age: 0,
  }))
}

export function signInQuestion(
  subject: Subject,
  action: 'login' | 'continue',
  context: JsonObject,
): AccessRequest {
  const organization = subject.properties?.['organization']
  const properties: { [member: string]: Json } = organization === undefined ? {} : { organization }
  return { subject, action: { name: action }, resource: { type: 'sign_in', id: '', properties }, context }
}

/**
 * Whether the answer is yes and everybody who asks such a question can do what it obliges to; an enforcement point
 * that can't, denies.
 */
export function isPermitted(
  decider: Decider,
  request: AccessRequest,
  points: readonly EnforcementPoint[],
): boolean {
  const { decision, obligations } = decider.decide(request, { advice: false })
  if (!decision) return false
  const { type } = request.resource
  const asking = points.filter(({ asks }) =>
    asks.some((one) => one.type === type && one.actions.includes(request.action.name)),
  )
  return obligations.every(({ id }) => asking.every((point) => point.obligations.includes(id)))
}
