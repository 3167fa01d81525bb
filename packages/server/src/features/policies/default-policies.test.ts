import { compile, reaches, type JsonObject } from '@sallyport/engine'
import { validatePolicy } from '@sallyport/engine/validate'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { defaultPolicies } from './default-policies.ts'

const decider = compile(defaultPolicies, { roles: [{ name: 'Admin', permissions: ['*'] }] })
const subject = { type: 'user', id: 'ana', properties: { roles: ['Admin'], groups: [], profile: 'standard' } }
const ask = (type: string, action: string, context: JsonObject, properties: JsonObject = {}) =>
  decider.decide({
    subject,
    action: { name: action },
    resource: { type, id: type === 'workspace' ? 'w' : '', properties },
    context: { time: '2026-11-18T10:00:00Z', ...context },
  })

test.each(defaultPolicies)('$name is a valid, critical policy', (policy) => {
  expect(validatePolicy(policy)).toMatchObject({ ok: true })
  expect(policy.critical).toBe(true)
})

describe('MFA Required', () => {
  test('asks for a second factor at sign-in and of open sessions, WebAuthn first', () => {
    const refused = ask('sign_in', 'login', { mfa_status: false, auth_methods: ['pwd'], auth_age: 0 })
    expect(refused).toMatchObject({
      decision: false,
      decided_by: { label: 'Require MFA for login' },
      advice: [{ id: 'step_up', properties: { methods: ['webauthn', 'totp'] } }],
    })
    expect(ask('sign_in', 'continue', { mfa_status: false }).decision).toBe(false)
    expect(ask('sign_in', 'login', { mfa_status: true }).decision).toBe(true)
  })
})

describe('Zero Trust Network', () => {
  const tunnel = { tunnel_status: 'encrypted', tunnel_protocol: 'wireguard', tunnel_identity: true }
  test.each<[label: string | undefined, context: JsonObject, properties: JsonObject]>([
    [undefined, tunnel, {}],
    ['No direct connections', { ...tunnel, tunnel_status: 'none' }, {}],
    ['WireGuard encryption', { ...tunnel, tunnel_protocol: 'openvpn' }, {}],
    ['Identity verification', { ...tunnel, tunnel_identity: false }, {}],
    ['No direct connections', {}, { requires_netbird: true }],
    [undefined, {}, { requires_netbird: false }],
  ])('%s refuses %j for %j', (label, context, properties) => {
    expect(ask('workspace', 'launch', context, properties).decided_by?.label).toBe(label)
    expect(ask('workspace', 'connect', context, properties).decision).toBe(label === undefined)
  })
})

test('Session Recording obliges to record and to keep for thirty days', () => {
  const { obligations } = ask('workspace', 'launch', {}, { requires_netbird: false })
  expect(obligations).toEqual(
    expect.arrayContaining([
      { id: 'record_screen', properties: { updates_per_second: 30 } },
      { id: 'record_keystrokes', properties: {} },
      { id: 'retain', properties: { days: 30 } },
    ]),
  )
})

test('each is about one thing only', () => {
  const about = defaultPolicies.map((policy) => [
    reaches(policy, { type: 'sign_in', actions: ['login'] }),
    reaches(policy, { type: 'workspace', actions: ['launch'] }),
  ])
  expect(about).toEqual([[true, false], [false, true], [false, true]]) // prettier-ignore
})

test('no other line of code names one of them', () => {
  const root = fileURLToPath(new URL('../../../../', import.meta.url))
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (file) =>
      /\/src\/.*\.tsx?$/u.test(file) &&
      !/node_modules|\.test\.tsx?$|generated|\/testing\/|default-policies\.ts$/u.test(file),
  )
  const named = files.filter((file) => {
    const text = readFileSync(root + file, 'utf8')
    return defaultPolicies.some(({ id }) => text.includes(id))
  })
  expect(files.length).toBeGreaterThan(50)
  expect(named).toEqual([])
})
