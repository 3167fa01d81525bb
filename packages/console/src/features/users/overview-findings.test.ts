import { expect, test } from 'vitest'
import { coverageOf, sessionsOf } from './overview-findings.ts'

type Judged = Parameters<typeof coverageOf>[0][number]

const user = (name: string, more: Partial<Judged> = {}): Judged => ({
  name,
  state: 'active',
  mfa_enabled: true,
  factor_coverage: { webauthn: 1, totp: 0, recovery_codes: 10, phishing_resistant: true },
  locks: [],
  open_sessions: 0,
  ...more,
})
const app = { webauthn: 0, totp: 1, recovery_codes: 10, phishing_resistant: false }
const none = { webauthn: 0, totp: 0, recovery_codes: 0, phishing_resistant: false }
const namesOf = (users: readonly Judged[]) =>
  Object.fromEntries(
    Object.entries<readonly Judged[]>({ ...coverageOf(users) }).map(([kind, those]) => [
      kind,
      those.map(({ name }) => name),
    ]),
  )

test('who has a passkey is covered; an app alone can be phished; nothing at all is told apart', () => {
  expect(
    namesOf([
      user('key'),
      user('app', { factor_coverage: app }),
      user('password', { mfa_enabled: false, factor_coverage: none }),
    ]),
  ).toEqual({
    active: ['key', 'app', 'password'],
    withoutFactor: ['password'],
    phishable: ['app'],
    locked: [],
  })
})

test('who cannot sign in is not judged', () => {
  const weak = { mfa_enabled: false, factor_coverage: none }
  expect(
    namesOf([user('invited', { state: 'invited', ...weak }), user('gone', { state: 'disabled', ...weak })]),
  ).toEqual({
    active: [],
    withoutFactor: [],
    phishable: [],
    locked: [],
  })
})

test('who is locked is told', () => {
  const lock = { of: 'password', until: null, new_places_only: false } as const
  expect(namesOf([user('free'), user('shut', { locks: [lock] })])['locked']).toEqual(['shut'])
})

test('open sessions are counted, and the people that have them', () => {
  expect(sessionsOf([user('a', { open_sessions: 2 }), user('b'), user('c', { open_sessions: 1 })])).toEqual({
    sessions: 3,
    people: 2,
  })
})
