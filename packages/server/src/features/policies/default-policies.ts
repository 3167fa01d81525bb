import type { Condition, Policy, Statement } from '@sallyport/engine'

/*
 * NeoSC's three policies, as data (model, section 5). Nothing else in the code knows them: they work because they are
 * decided like any other, and stop working when somebody switches them off.
 */

const factor = (id: string, label: string, method: string, rank: number): Statement => ({
  id,
  label,
  effect: 'oblige',
  resources: ['sign_in'],
  actions: ['login'],
  obligations: [{ id: 'factor', properties: { method, rank } }],
})

const needsNoTunnel: Condition = {
  attribute: 'resource.properties.requires_netbird',
  operator: 'equals',
  value: false,
}

const tunnelled = (id: string, label: string, condition: Condition): Statement => ({
  id,
  label,
  effect: 'deny',
  resources: ['workspace'],
  actions: ['launch'],
  unless: [{ any: [condition, needsNoTunnel] }],
})

const recorded = (
  id: string,
  label: string,
  obligation: string,
  properties: { [member: string]: number },
): Statement => ({
  id,
  label,
  effect: 'oblige',
  resources: ['workspace'],
  actions: ['launch'],
  obligations: [{ id: obligation, properties }],
})

export const defaultPolicies: readonly Policy[] = [
  {
    id: 'pol-mfa-required',
    name: 'MFA Required',
    description: 'Enforce multi-factor authentication for all users',
    type: 'access',
    critical: true,
    statements: [
      {
        id: 'require-mfa',
        label: 'Require MFA for login',
        effect: 'deny',
        resources: ['sign_in'],
        actions: ['login'],
        unless: [{ attribute: 'mfa_status', operator: 'equals', value: true }],
      },
      factor('prefer-webauthn', 'WebAuthn preferred', 'webauthn', 1),
      factor('fall-back-to-totp', 'TOTP as fallback', 'totp', 2),
    ],
  },
  {
    id: 'pol-network-zero-trust',
    name: 'Zero Trust Network',
    description: 'All connections through encrypted NetBird tunnels',
    type: 'network',
    critical: true,
    statements: [
      tunnelled('no-direct-connections', 'No direct connections', {
        attribute: 'tunnel_status',
        operator: 'equals',
        value: 'encrypted',
      }),
      tunnelled('wireguard-encryption', 'WireGuard encryption', {
        attribute: 'tunnel_protocol',
        operator: 'equals',
        value: 'wireguard',
      }),
      tunnelled('identity-verification', 'Identity verification', {
        attribute: 'tunnel_identity',
        operator: 'equals',
        value: true,
      }),
    ],
  },
  {
    id: 'pol-session-recording',
    name: 'Session Recording',
    description: 'Record all workspace sessions for audit',
    type: 'session',
    critical: true,
    statements: [
      recorded('record-screen', 'Record screen activity', 'record_screen', { updates_per_second: 30 }),
      recorded('record-keystrokes', 'Log keystrokes for audit', 'record_keystrokes', {}),
      recorded('retain-thirty-days', '30-day retention', 'retain', { days: 30 }),
    ],
  },
]
