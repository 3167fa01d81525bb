import { api, ask } from '../../api/client.ts'

const at = (id: string) => ({ params: { path: { id } } })

export const renameFactor = (id: string, name: string) =>
  ask(api.PATCH('/api/auth/factors/{id}', { ...at(id), body: { name } }))

export const removeFactor = (id: string) => ask(api.DELETE('/api/auth/factors/{id}', at(id)))

export const renewRecoveryCodes = () => ask(api.POST('/api/auth/recovery-codes'))

export const changePassword = (body: { current: string; new: string }) =>
  ask(api.POST('/api/auth/password', { body }))

export const endSession = (id: string) => ask(api.DELETE('/api/auth/sessions/{id}', at(id)))

export const endOtherSessions = () => ask(api.DELETE('/api/auth/sessions'))

export const dismissNotice = (id: string) => ask(api.DELETE('/api/auth/notices/{id}', at(id)))
