import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type AuditSearch, type Filters, questionOf } from './filters.ts'
import { eventsQuery, summaryQuery } from './queries.ts'

const route = getRouteApi('/console/audit')
const bars = 60

/** When the log was last asked. Whoever comes back soon finds the list, and the place in it, as it was. */
let lastAsked = 0
const soon = 300_000

function present(): number {
  lastAsked = Date.now()
  return lastAsked
}

/** The page's question, from the address; what it found; and ways to ask another one. */
export function useAudit() {
  const { event, ...filters } = route.useSearch()
  const navigate = useNavigate({ from: '/audit' })
  const [asked, setAsked] = useState(() => (Date.now() - lastAsked < soon ? lastAsked : present()))
  const question = questionOf(filters, asked)
  const events = useInfiniteQuery(eventsQuery(question, asked))
  const summary = useQuery(summaryQuery(question, asked, bars))

  const go = (search: AuditSearch, replace: boolean) => void navigate({ search, replace, resetScroll: false })
  return {
    filters,
    event,
    asked,
    question,
    events,
    rows: events.data?.pages.flatMap((page) => page.events) ?? [],
    summary,
    refresh: () => setAsked(present()),
    setFilters: (next: Filters, { replace = false } = {}) => {
      setAsked(present())
      go({ ...next, ...(event !== undefined && { event }) }, replace)
    },
    /** Another event while one is shown is not another step back. */
    show: (id: string) => go({ ...filters, event: id }, event !== undefined),
    close: () => go(filters, true),
  }
}
export type Audit = ReturnType<typeof useAudit>
