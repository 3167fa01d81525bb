import { api, ask } from '../../api/client.ts'
import type { Grant } from './grants.ts'

/** Recorded with the change; `force` is for the one refusal that can be overruled, a lockout. */
export interface Because {
  readonly reason: string
  readonly force?: boolean
}

const reasonOf = ({ reason }: Because) => (reason.trim() === '' ? {} : { reason: reason.trim() })
const queryOf = (because: Because) => ({
  ...reasonOf(because),
  ...(because.force && { force: 'true' as const }),
})

export const inviteUser = (body: { email: string; name: string; roles: Grant[] }) =>
  ask(api.POST('/api/users', { body }))

export const renewInvitation = (id: string) =>
  ask(api.POST('/api/users/{id}/invitation', { params: { path: { id } } }))

export const changeUser = (
  id: string,
  body: { state?: 'active' | 'disabled'; roles?: Grant[] },
  because: Because,
) => ask(api.PATCH('/api/users/{id}', { params: { path: { id }, query: queryOf(because) }, body }))

export const deleteUser = (id: string, because: Because) =>
  ask(api.DELETE('/api/users/{id}', { params: { path: { id }, query: queryOf(because) } }))

export const startReset = (id: string, body: { password: boolean; factors: boolean }, because: Because) =>
  ask(api.POST('/api/users/{id}/reset', { params: { path: { id }, query: reasonOf(because) }, body }))

export const unlockUser = (id: string, because: Because) =>
  ask(api.POST('/api/users/{id}/unlock', { params: { path: { id }, query: reasonOf(because) } }))

export const endSessions = (id: string, because: Because) =>
  ask(api.DELETE('/api/users/{id}/sessions', { params: { path: { id }, query: reasonOf(because) } }))

export const endSession = (id: string, sessionId: string, because: Because) =>
  ask(
    api.DELETE('/api/users/{id}/sessions/{sessionId}', {
      params: { path: { id, sessionId }, query: reasonOf(because) },
    }),
  )

export const removeFactor = (id: string, factorId: string, because: Because) =>
  ask(
    api.DELETE('/api/users/{id}/factors/{factorId}', {
      params: { path: { id, factorId }, query: reasonOf(because) },
    }),
  )
