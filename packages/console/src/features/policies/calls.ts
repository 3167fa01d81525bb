import type { paths } from '@sallyport/client'
import { api, ask } from '../../api/client.ts'
import { formatJson } from '../../ui/json-text.ts'
import type { Policy } from '../../api/types.ts'

export type PolicyBody = Readonly<Record<string, unknown>>

/** Recorded with the change; `force` is for the one refusal that can be overruled, a lockout. */
export interface Because {
  readonly reason?: string
  readonly force?: boolean
}

/** No body at all: that is what toggles. The document demands one, for the merge patch that has the same route. */
export const togglePolicy = (id: string, because: Because = {}) =>
  ask(
    api.PATCH('/api/policies/{id}', {
      params: { path: { id }, query: queryOf(because) },
      body: undefined as never,
    }),
  )

export const createPolicy = (body: PolicyBody, because: Because = {}) =>
  ask(
    api.POST('/api/policies', {
      params: { query: queryOf(because) },
      body: body as paths['/api/policies']['post']['requestBody']['content']['application/json'],
    }),
  )

export const replacePolicy = (
  id: string,
  body: PolicyBody,
  { etag, ...because }: Because & { readonly etag: string | undefined },
) =>
  ask(
    api.PUT('/api/policies/{id}', {
      params: { path: { id }, query: queryOf(because) },
      // What is typed is checked by the server, which names every fault; a type can't.
      body: body as paths['/api/policies/{id}']['put']['requestBody']['content']['application/json'],
      ...(etag !== undefined && { headers: { 'If-Match': etag } }),
    }),
  )

export const deletePolicy = (id: string, because: Because = {}) =>
  ask(api.DELETE('/api/policies/{id}', { params: { path: { id }, query: queryOf(because) } }))

function queryOf({ reason = '', force }: Because): { reason?: string; force?: 'true' } {
  return { ...(reason.trim() !== '' && { reason: reason.trim() }), ...(force && { force: 'true' as const }) }
}

/** What one may write of a policy, in the order one reads it. The rest is the server's. */
const editable = [
  'name', 'description', 'type', 'enabled', 'mode', 'priority', 'critical', 'template', 'valid_from', 'valid_until',
  'target', 'statements', 'rules', 'meta',
] as const // prettier-ignore

export function editableText(policy: Policy): string {
  const members: Record<string, unknown> = { ...policy }
  const derived = policy.enforced ? 'rules' : ''
  return formatJson(
    Object.fromEntries(
      editable
        .filter((name) => name !== derived && members[name] !== undefined)
        .map((name) => [name, members[name]]),
    ),
  )
}
