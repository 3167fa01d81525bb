import { queryOptions } from '@tanstack/react-query'
import { api, ask } from '../../api/client.ts'

/** How often a page that stays open asks again, in milliseconds. */
export const minute = 60_000

/** Days of the reader's own zone, today the last. */
export const activityQuery = (days: number) => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return queryOptions({
    queryKey: ['audit', 'activity', days, zone],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/audit-logs/activity', { params: { query: { days, zone } }, signal })),
    staleTime: 10_000,
    refetchInterval: minute,
  })
}

/** The newest of somebody's sign-ins, those that failed too. */
export const signInsQuery = (user: string, limit: number) =>
  queryOptions({
    queryKey: ['audit', 'sign-ins', user, limit],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/audit-logs', { params: { query: { action: 'login', actor: user, limit } }, signal })),
    staleTime: 10_000,
    refetchInterval: minute,
  })

/** What of this kind has been done in the last days. */
export const doneQuery = (action: string, days: number) =>
  queryOptions({
    queryKey: ['audit', 'done', action, days],
    queryFn: ({ signal }) => {
      const since = new Date(Date.now() - days * 86_400_000).toISOString()
      const query = { action, outcome: 'success', since, limit: 100 } as const
      return ask(api.GET('/api/audit-logs', { params: { query }, signal }))
    },
    staleTime: 10_000,
    refetchInterval: minute,
  })
