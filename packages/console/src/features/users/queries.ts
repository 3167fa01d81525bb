import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, ask, askWithResponse } from '../../api/client.ts'
import { nextCursor } from '../../api/next-cursor.ts'
import type { UserFilters } from './filters.ts'

/** Everything about people is asked anew after a change of one. */
export const usersKey = ['users'] as const

export const usersQuery = ({ q, role, state, factor }: UserFilters) =>
  infiniteQueryOptions({
    queryKey: [...usersKey, 'list', { q, role, state, factor }],
    queryFn: async ({ pageParam, signal }) => {
      const query = {
        limit: 100,
        ...(q && { q }),
        ...(role && { role }),
        ...(state && { state }),
        ...(factor && { factor }),
        ...(pageParam !== '' && { cursor: pageParam }),
      }
      const { data, response } = await askWithResponse(api.GET('/api/users', { params: { query }, signal }))
      return { users: data, next: nextCursor(response) }
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    staleTime: 10_000,
  })

export const userQuery = (id: string) =>
  queryOptions({
    queryKey: [...usersKey, id],
    queryFn: ({ signal }) => ask(api.GET('/api/users/{id}', { params: { path: { id } }, signal })),
    staleTime: 5_000,
  })

export const userSessionsQuery = (id: string) =>
  queryOptions({
    queryKey: [...usersKey, id, 'sessions'],
    queryFn: ({ signal }) => ask(api.GET('/api/users/{id}/sessions', { params: { path: { id } }, signal })),
    refetchInterval: 15_000,
  })

export const userFactorsQuery = (id: string) =>
  queryOptions({
    queryKey: [...usersKey, id, 'factors'],
    queryFn: ({ signal }) => ask(api.GET('/api/users/{id}/factors', { params: { path: { id } }, signal })),
    staleTime: 5_000,
  })

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: ({ signal }) => ask(api.GET('/api/roles', { signal })),
  staleTime: 60_000,
})
