import { queryOptions } from '@tanstack/react-query'
import { api, ask } from '../../api/client.ts'

/** What belongs to one's account: after proving identity anew, all of it is asked again. */
export const accountKey = ['account'] as const

export const factorsQuery = queryOptions({
  queryKey: [...accountKey, 'factors'],
  queryFn: ({ signal }) => ask(api.GET('/api/auth/factors', { signal })),
  staleTime: 5_000,
})

export const recoveryCodesQuery = queryOptions({
  queryKey: [...accountKey, 'recovery-codes'],
  queryFn: ({ signal }) => ask(api.GET('/api/auth/recovery-codes', { signal })),
  staleTime: 5_000,
})

export const sessionsQuery = queryOptions({
  queryKey: [...accountKey, 'sessions'],
  queryFn: ({ signal }) => ask(api.GET('/api/auth/sessions', { signal })),
  staleTime: 5_000,
  refetchInterval: 30_000,
})
