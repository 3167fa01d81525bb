import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, ask, askWithResponse } from '../../api/client.ts'
import { nextCursor } from '../../api/next-cursor.ts'
import type { Question } from './filters.ts'

const pageSize = 100

/** Newest first, page after page; `asked` tells a question from the same one later on. */
export const eventsQuery = (question: Question, asked: number) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'events', question, asked],
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...question, limit: pageSize, ...(pageParam !== '' && { cursor: pageParam }) }
      const { data, response } = await askWithResponse(
        api.GET('/api/audit-logs', { params: { query }, signal }),
      )
      return { events: data, next: nextCursor(response) }
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    // What happened stays as it was, and what is new is asked for by itself: see `newerQuery`.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  })

export const summaryQuery = (question: Question, asked: number, buckets: number) =>
  queryOptions({
    queryKey: ['audit', 'summary', question, asked, buckets],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/audit-logs/summary', { params: { query: { ...question, buckets } }, signal })),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  })

export const mostNewer = 100
const lookEvery = 15_000

/** What came after the newest event that is shown. */
export const newerQuery = (question: Question, after: { readonly timestamp: string; readonly seq: number }) =>
  queryOptions({
    queryKey: ['audit', 'newer', question, after.seq],
    queryFn: async ({ signal }) => {
      const query = { ...question, since: after.timestamp, limit: mostNewer + 1 }
      const events = await ask(api.GET('/api/audit-logs', { params: { query }, signal }))
      return events.filter(({ seq }) => seq > after.seq).length
    },
    refetchInterval: lookEvery,
    staleTime: lookEvery,
    retry: false,
  })

export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: ['audit', 'event', id],
    queryFn: ({ signal }) => ask(api.GET('/api/audit-logs/{id}', { params: { path: { id } }, signal })),
    staleTime: Infinity,
  })

export const relatedQuery = (id: string) =>
  queryOptions({
    queryKey: ['audit', 'related', id],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/audit-logs/{id}/related', { params: { path: { id } }, signal })),
    staleTime: 30_000,
  })

export const viewsQuery = queryOptions({
  queryKey: ['audit', 'views'],
  queryFn: ({ signal }) => ask(api.GET('/api/audit-logs/views', { signal })),
  staleTime: 30_000,
})

/** How the last verification of the whole chain came out. */
export const verificationQuery = queryOptions({
  queryKey: ['audit', 'verification'],
  queryFn: ({ signal }) => ask(api.GET('/api/audit-logs/verification', { signal })),
  staleTime: 5_000,
})
