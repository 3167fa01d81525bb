import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, ask, askWithResponse } from '../../api/client.ts'
import { nextCursor } from '../../api/next-cursor.ts'
import type { Policy } from '../../api/types.ts'

const pageSize = 1000

/** All of them: the list is narrowed in the browser, at once. */
export const policiesQuery = queryOptions({
  queryKey: ['policies'],
  queryFn: async ({ signal }) => {
    const all: Policy[] = []
    let cursor: string | undefined
    do {
      const query = { limit: pageSize, ...(cursor !== undefined && { cursor }) }
      const { data, response } = await askWithResponse(
        api.GET('/api/policies', { params: { query }, signal }),
      )
      all.push(...data)
      cursor = nextCursor(response)
    } while (cursor !== undefined)
    return all
  },
  staleTime: 15_000,
})

/** One policy and the tag that says which version of it this is. */
export const policyQuery = (id: string) =>
  queryOptions({
    queryKey: ['policies', id],
    queryFn: async ({ signal }) => {
      const { data, response } = await askWithResponse(
        api.GET('/api/policies/{id}', { params: { path: { id } }, signal }),
      )
      return { policy: data, etag: response.headers.get('etag') ?? undefined }
    },
    staleTime: 5_000,
  })

export const impactQuery = (id: string, enabled: boolean) =>
  queryOptions({
    queryKey: ['policies', id, 'impact', enabled],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/api/policies/{id}/impact', {
          params: { path: { id }, query: { enabled: enabled ? 'true' : 'false' } },
          signal,
        }),
      ),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })

export const historyQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['policies', id, 'history'],
    queryFn: async ({ pageParam, signal }) => {
      const query = { resource: `policy:${id}`, limit: 50, ...(pageParam !== '' && { cursor: pageParam }) }
      const { data, response } = await askWithResponse(
        api.GET('/api/audit-logs', { params: { query }, signal }),
      )
      return { events: data, next: nextCursor(response) }
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    staleTime: 5_000,
  })
