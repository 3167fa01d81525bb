import { compile } from '@sallyport/engine'

const mfa = { attribute: 'mfa_status', operator: 'equals', value: true } as const
const decider = compile(
  [{ id: 'mfa', name: 'MFA', type: 'access', target: { resources: ['sign_in'], actions: ['login'] },
     statements: [{ id: 's', label: 'Require MFA for login', effect: 'deny', unless: [mfa] }] }],
  {},
) // prettier-ignore
const ask = {
  subject: { type: 'user', id: 'ann' },
  action: { name: 'login' },
  resource: { type: 'sign_in', id: '' },
}
export const decision = decider.decide({ ...ask, context: { mfa_status: false } })
// { decision: false, reason: 'denied_by_policy', decided_by: { label: 'Require MFA for login', … },
//   advice: [{ id: 'step_up', properties: { methods: ['webauthn', 'totp'] } }], … }
