/** What a person can have on the page: a name, and addresses that are asked one after the other. */
export interface View {
  readonly name: string
  readonly paths: readonly string[]
  /** Asked by somebody without `audit.read`, who sees only what they did. */
  readonly asMember?: true
}

export interface Known {
  readonly now: Date
  readonly people: readonly { readonly id: string; readonly email: string }[]
  readonly cursors: readonly string[]
  readonly ids: readonly string[]
}

const dayMs = 86_400_000
const texts = {
  common: 'signed in',
  frequent: 'policy number 1',
  rare: 'guess1234',
  none: 'no such thing anywhere',
}

export function viewsOf({ now, people, cursors, ids }: Known): View[] {
  const ago = (days: number) => new Date(now.getTime() - days * dayMs).toISOString()
  const busy = people[0]?.id ?? ''
  const quiet = people.at(-1)?.email ?? ''
  const filters: Record<string, readonly string[]> = {
    'no filter': [''],
    'the last day': [`since=${ago(1)}`, `since=${ago(1.5)}&until=${ago(0.5)}`],
    'the last week': [`since=${ago(7)}`],
    'one frequent action': ['action=login', 'action=verify_password'],
    'one rare action': ['action=create_policy', 'action=update_user'],
    'several actions': ['action=login&action=logout&action=end_session'],
    'a busy actor': [`actor=user:${busy}`, `actor=${people[1]?.email ?? ''}`],
    'a quiet actor': [`actor=${quiet}`],
    'a token': ['actor=pipeline%203'],
    'a type of resource': ['resource=policy', 'resource=session', 'resource=workspace'],
    'one resource': ['resource=policy:pol-17', 'resource=workspace:ws-1234'],
    failures: ['outcome=failure'],
    'q common': [`q=${texts.common}`],
    'q frequent': [`q=${texts.frequent}`],
    'q rare': [`q=${texts.rare}`],
    'q of one letter': ['q=a'],
    'q without a match': [`q=${texts.none}`],
    'every filter at once': [
      `action=login&actor=user:${busy}&resource=sign_in&outcome=failure&since=${ago(60)}&until=${ago(2)}&q=password`,
    ],
  }
  const each = (name: string, path: string): View[] =>
    Object.entries(filters).map(([filter, queries]) => ({
      name: `${name}, ${filter}`,
      paths: queries.map((query) => `${path}${path.includes('?') ? '&' : '?'}${query}`),
    }))
  const activity = [7, 30, 90].map((days) => `/api/audit-logs/activity?days=${days}&zone=Europe/Madrid`)
  return [
    ...each('list', '/api/audit-logs?limit=100'),
    { name: 'list, 500 entries', paths: ['/api/audit-logs'] },
    {
      name: 'list, deep pages',
      paths: cursors.map((cursor) => `/api/audit-logs?limit=100&cursor=${cursor}`),
    },
    ...each('summary', '/api/audit-logs/summary'),
    { name: 'summary, 200 bars', paths: ['/api/audit-logs/summary?buckets=200'] },
    ...activity.map((path, index) => ({ name: `activity, ${[7, 30, 90][index]} days`, paths: [path] })),
    { name: 'one entry', paths: ids.map((id) => `/api/audit-logs/${id}`) },
    { name: 'related entries', paths: ids.map((id) => `/api/audit-logs/${id}/related`) },
    { name: 'verification', paths: ['/api/audit-logs/verification'] },
    { name: 'own list', paths: ['/api/audit-logs?limit=100', '/api/audit-logs?q=signed'], asMember: true },
    { name: 'own summary', paths: ['/api/audit-logs/summary'], asMember: true },
    { name: 'own activity', paths: activity, asMember: true },
  ]
}
