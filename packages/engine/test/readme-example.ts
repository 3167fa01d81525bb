import { compile } from '@sallyport/engine'

const mfa = { attribute: 'mfa_status', operator: 'equals', value: true } as const
const login = { resources: ['sign_in'], actions: ['login'] }
const rule = { id: 's', label: 'Require MFA for login', effect: 'deny', unless: [mfa] } as const
export const decider = compile(
  [{ id: 'mfa', name: 'MFA', type: 'access', target: login, statements: [rule] }],
  {},
)

const signIn = {
  subject: { type: 'user', id: 'ann' },
  action: { name: 'login' },
  resource: { type: 'sign_in', id: '' },
}
export const refused = { ...signIn, context: { mfa_status: false } }
export const decision = decider.decide(refused)
// { decision: false, reason: 'denied_by_policy', decided_by: { label: 'Require MFA for login', … },
//   advice: [{ id: 'step_up', properties: { methods: ['webauthn', 'totp'] } }], … }
