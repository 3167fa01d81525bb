/** What narrows the log. It lives in the address. */
export interface Filters {
  readonly actor?: readonly string[]
  readonly action?: readonly string[]
  /** `policy:pol-1` is that one, `policy` all of the type. */
  readonly resource?: readonly string[]
  readonly outcome?: Outcome
  readonly q?: string
  /** The last so many hours, or all there is; a week when neither this nor a range is given. */
  readonly hours?: number | 'all'
  /** A range of one's own, RFC 3339 in UTC: from `since`, before `until`. */
  readonly since?: string
  readonly until?: string
}

export interface AuditSearch extends Filters {
  /** The event in the side panel. */
  readonly event?: string
}

export const outcomes = ['success', 'failure'] as const
export type Outcome = (typeof outcomes)[number]

/** The filters that take several values. */
export const facets = ['actor', 'action', 'resource'] as const
export type Facet = (typeof facets)[number]

export const usualHours = 168
const mostHours = 24 * 3660
const longest = 320
const most = 50

type Search = Readonly<Record<string, unknown>>

/** The address's search as filters; whatever doesn't fit is left out. */
export function auditSearchOf(search: Search): AuditSearch {
  const outcome = outcomes.find((one) => one === search['outcome'])
  const q = textOf(search['q'])
  const event = textOf(search['event'])
  return {
    ...Object.fromEntries(
      facets.map((facet) => [facet, textsOf(search[facet])] as const).filter(([, texts]) => texts.length > 0),
    ),
    ...(outcome && { outcome }),
    ...(q !== undefined && { q }),
    ...timesOf(search),
    ...(event !== undefined && { event }),
  }
}

function timesOf({ hours, since: from, until: to }: Search): Pick<Filters, 'hours' | 'since' | 'until'> {
  const since = momentOf(from)
  const until = momentOf(to)
  if (since !== undefined && until !== undefined && since >= until) return {}
  if (since !== undefined || until !== undefined) return { ...(since && { since }), ...(until && { until }) }
  return hours === 'all' || isHours(hours) ? (hours === usualHours ? {} : { hours }) : {}
}

function isHours(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= mostHours
}

function momentOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:\d\d)$/.test(value))
    return undefined
  const time = Date.parse(value)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}

/** `?q=2026` arrives as a number. */
function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const text = String(value)
  return text.trim() === '' || text.length > longest ? undefined : text
}

function textsOf(value: unknown): readonly string[] {
  const all = Array.isArray(value) ? (value as readonly unknown[]) : [value]
  return [...new Set(all.map(textOf))].filter((text) => text !== undefined).slice(0, most)
}

/** Whether anything but the range of time narrows the log. */
export function isFiltered({ actor, action, resource, outcome, q }: Filters): boolean {
  return [actor, action, resource, outcome, q].some((one) => one !== undefined)
}

function without(filters: AuditSearch, ...names: readonly (keyof AuditSearch)[]): Filters {
  const kept = Object.entries(filters).filter(([name]) => !names.some((one) => one === name))
  return Object.fromEntries(kept)
}

/** The filters with other values of one facet; none at all takes the filter away. */
export function withValues(filters: Filters, facet: Facet, values: readonly string[]): Filters {
  const rest = without(filters, facet)
  return values.length === 0 ? rest : { ...rest, [facet]: values.slice(0, most) }
}

export function toggled(filters: Filters, facet: Facet, value: string): Filters {
  const chosen = filters[facet] ?? []
  return withValues(
    filters,
    facet,
    chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value],
  )
}

export function withOutcome(filters: Filters, outcome: Outcome | undefined): Filters {
  const rest = without(filters, 'outcome')
  return outcome === undefined ? rest : { ...rest, outcome }
}

export function withText(filters: Filters, q: string): Filters {
  const rest = without(filters, 'q')
  return q.trim() === '' ? rest : { ...rest, q: q.slice(0, longest) }
}

export type Range = Pick<Filters, 'hours' | 'since' | 'until'>

export function withRange(filters: Filters, range: Range): Filters {
  return { ...without(filters, 'hours', 'since', 'until'), ...timesOf({ ...range }) }
}

export function rangeOnly({ hours, since, until }: Filters): Range {
  return { ...(hours !== undefined && { hours }), ...(since && { since }), ...(until && { until }) }
}

/** The API's question. `now` is when it was first asked, so that a page further on continues the same range. */
export function questionOf(filters: Filters, now: number) {
  const { actor, action, resource, outcome, q } = filters
  return {
    ...(actor && { actor: [...actor] }),
    ...(action && { action: [...action] }),
    ...(resource && { resource: [...resource] }),
    ...(outcome && { outcome }),
    ...(q !== undefined && { q: q.trim() }),
    ...edgesOf(filters, now),
  }
}
export type Question = ReturnType<typeof questionOf>

export function edgesOf(
  { hours = usualHours, since, until }: Range,
  now: number,
): { since?: string; until?: string } {
  if (since !== undefined || until !== undefined) return { ...(since && { since }), ...(until && { until }) }
  return hours === 'all' ? {} : { since: new Date(now - hours * 3_600_000).toISOString() }
}

/** As a saved view keeps it: the last hours stay the last hours, whenever it is opened. */
export function savedQueryOf(filters: Filters) {
  const { hours = usualHours, since, until } = filters
  const rest = questionOf({ ...without(filters, 'since', 'until'), hours: 'all' }, 0)
  if (since !== undefined || until !== undefined) return { ...rest, ...edgesOf(filters, 0) }
  return hours === 'all' ? rest : { ...rest, last_hours: hours }
}

export function filtersOfView({ last_hours, ...query }: Search): Filters {
  return without(auditSearchOf({ ...query, hours: last_hours ?? 'all' }), 'event')
}

/** The same question, whatever the order of its values. */
export function isSame(one: Filters, other: Filters): boolean {
  const plain = (filters: Filters) =>
    JSON.stringify(
      Object.entries(filters)
        .map(([name, value]: [string, unknown]) => [name, Array.isArray(value) ? value.toSorted() : value])
        .toSorted(([a], [b]) => String(a).localeCompare(String(b))),
    )
  return plain(one) === plain(other)
}
