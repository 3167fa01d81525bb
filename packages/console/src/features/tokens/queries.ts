import { queryOptions } from '@tanstack/react-query'
import { api, ask, askWithResponse } from '../../api/client.ts'
import type { ApiToken } from '../../api/types.ts'

/** All that one may see: one's own, or everybody's. */
export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async ({ signal }) => {
    const all: ApiToken[] = []
    let cursor: string | undefined
    do {
      const query = { limit: 1000, ...(cursor !== undefined && { cursor }) }
      const { data, response } = await askWithResponse(api.GET('/api/tokens', { params: { query }, signal }))
      all.push(...data)
      cursor = nextCursor(response)
    } while (cursor !== undefined)
    return all
  },
  staleTime: 10_000,
})

export const rolesQuery = queryOptions({
  queryKey: ['tokens', 'roles'],
  queryFn: ({ signal }) => ask(api.GET('/api/roles', { signal })),
  staleTime: 60_000,
})

export const createToken = (body: { name: string; roles: string[]; expires_at: string }) =>
  ask(api.POST('/api/tokens', { body }))

export const revokeToken = (id: string) => ask(api.DELETE('/api/tokens/{id}', { params: { path: { id } } }))

/** From `Link: </api/tokens?cursor=…>; rel="next"`. */
function nextCursor(response: Response): string | undefined {
  const next = /<([^>]+)>\s*;\s*rel="?next"?/.exec(response.headers.get('link') ?? '')?.[1]
  return next === undefined
    ? undefined
    : (new URL(next, location.origin).searchParams.get('cursor') ?? undefined)
}
