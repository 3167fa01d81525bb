import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/browser'
import { api, ask, signInApi } from '../../api/client.ts'

export const signIn = (body: { email: string; password: string }) =>
  ask(signInApi.POST('/api/auth/login', { body }))

export const setUp = (body: {
  token: string
  name: string
  email: string
  password: string
  organization: string
}) => ask(signInApi.POST('/api/setup', { body }))

export const register = (body: { email: string; name: string; password: string; invitation: string }) =>
  ask(signInApi.POST('/api/auth/register', { body }))

export const verifyTotp = (body: { login: string; code: string }) =>
  ask(signInApi.POST('/api/auth/mfa/totp', { body }))

export const redeemRecoveryCode = (body: { login: string; code: string }) =>
  ask(signInApi.POST('/api/auth/mfa/recovery', { body }))

export const askAnyPasskey = () => ask(signInApi.POST('/api/auth/passkey/options', { body: {} }))

export const signInWithPasskey = (response: AuthenticationResponseJSON) =>
  ask(signInApi.POST('/api/auth/passkey/verify', { body: { response: assertionOf(response) } }))

export const askOwnPasskey = (login: string) =>
  ask(signInApi.POST('/api/auth/mfa/webauthn/options', { body: { login } }))

export const verifyPasskey = (login: string, response: AuthenticationResponseJSON) =>
  ask(signInApi.POST('/api/auth/mfa/webauthn/verify', { body: { login, response: assertionOf(response) } }))

// Setting up a factor: without `login`, for the session that is signed in.

export const beginTotp = (login: string | undefined) =>
  ask(signInApi.POST('/api/auth/factors', { body: { type: 'totp', ...of(login) } }))

export const confirmTotp = (id: string, code: string, login: string | undefined) =>
  ask(
    signInApi.POST('/api/auth/factors/{id}/confirm', {
      params: { path: { id } },
      body: { code, ...of(login) },
    }),
  )

export const beginPasskey = (login: string | undefined) =>
  ask(signInApi.POST('/api/auth/factors/webauthn/options', { body: of(login) }))

export const finishPasskey = (key: RegistrationResponseJSON, name: string, login: string | undefined) =>
  ask(
    signInApi.POST('/api/auth/factors/webauthn/verify', {
      body: { response: attestationOf(key), name, ...of(login) },
    }),
  )

export const isSetupRequired = () => ask(api.GET('/api/setup'))

const of = (login: string | undefined) => (login === undefined ? {} : { login })

// What the server reads of a key's answer, and nothing else of it.

function assertionOf({ id, rawId, type, response }: AuthenticationResponseJSON) {
  const { clientDataJSON, authenticatorData, signature, userHandle } = response
  const owner = userHandle === undefined ? {} : { userHandle }
  return { id, rawId, type, response: { clientDataJSON, authenticatorData, signature, ...owner } }
}

function attestationOf({ id, rawId, type, response }: RegistrationResponseJSON) {
  const { clientDataJSON, attestationObject, transports = [] } = response
  return { id, rawId, type, response: { clientDataJSON, attestationObject, transports } }
}
