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

/** Without `login`, for the session that is signed in. */
export const beginTotp = (login: string | undefined) =>
  ask(signInApi.POST('/api/auth/factors', { body: { type: 'totp', ...(login !== undefined && { login }) } }))

export const confirmTotp = (id: string, code: string, login: string | undefined) =>
  ask(
    signInApi.POST('/api/auth/factors/{id}/confirm', {
      params: { path: { id } },
      body: { code, ...(login !== undefined && { login }) },
    }),
  )

export const isSetupRequired = () => ask(api.GET('/api/setup'))
