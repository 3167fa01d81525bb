import type { Identity } from '../../platform/identity.ts'
import type { Reader } from './audit-store.ts'
import type { Question } from './columns/misses.ts'
import type { AuditFilters } from './schema.ts'

/** Everything for whoever may read it all, else what they did themselves; undefined when there can be no such thing. */
export function readerOf({ userId, tokenId }: Identity, mayReadAll: boolean): Reader | undefined {
  if (mayReadAll) return 'everything'
  if (userId !== undefined) return { userId }
  return tokenId === undefined ? undefined : { tokenId }
}

/** What the columns are asked, so that nobody learns of entries that they may not see, not even their number. */
export function questionOf(reader: Reader, filters: AuditFilters): Question {
  const { action, actor, resource, outcome, since, until, q } = filters
  return {
    reader: actorOfReader(reader),
    actions: action,
    actors: actor,
    resources: resource,
    success: outcome === undefined ? undefined : outcome === 'success',
    since: since?.getTime(),
    until: until?.getTime(),
    text: q?.toLowerCase(),
  }
}

export function actorOfReader(reader: Reader): string | undefined {
  if (reader === 'everything') return undefined
  return 'userId' in reader ? `user:${reader.userId}` : `service:${reader.tokenId}`
}
