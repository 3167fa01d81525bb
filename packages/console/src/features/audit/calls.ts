import { api, ask } from '../../api/client.ts'
import { type Filters, type Question, savedQueryOf } from './filters.ts'

export const saveView = (name: string, filters: Filters) =>
  ask(
    api.PUT('/api/audit-logs/views/{name}', {
      params: { path: { name } },
      body: { query: savedQueryOf(filters) },
    }),
  )

export const deleteView = (name: string) =>
  ask(api.DELETE('/api/audit-logs/views/{name}', { params: { path: { name } } }))

/** By time or by number of entry; all of the chain without either. */
export interface Stretch {
  readonly from?: string | number
  readonly to?: string | number
}

/** The document names only the numbers; times are as good. */
export const verifyChain = (stretch: Stretch, signal: AbortSignal) =>
  ask(api.POST('/api/audit-logs/verify', { body: stretch as { from?: number; to?: number }, signal }))

export const exportFormats = ['csv', 'jsonl'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** An address that the browser fetches as a file, with the console's cookie. */
export function exportAddress(question: Question, format: ExportFormat): string {
  const search = new URLSearchParams({ format })
  for (const [name, values] of Object.entries(question)) {
    for (const value of Array.isArray(values) ? values : [values]) search.append(name, value)
  }
  return `/api/audit-logs/export?${search.toString()}`
}
