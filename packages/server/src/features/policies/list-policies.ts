import type { Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import { ProblemError } from '../../platform/problem.ts'
import type { PolicyRecord } from './policy-record.ts'
import { listPolicyRecords, type PolicyPlace } from './policy-store.ts'
import type { PolicyQuery } from './schema.ts'

/** A page of policies in the order of their creation, and the address of the next one when there is more. */
export async function listPolicies(
  db: Kysely<Database>,
  organization: string,
  query: PolicyQuery,
): Promise<{ records: PolicyRecord[]; next: string | undefined }> {
  const { type, enabled, q, limit, cursor } = query
  const after = cursor === undefined ? undefined : placeOf(cursor)
  const found = await listPolicyRecords(db, organization, { type, enabled, q, after, limit: limit + 1 })
  const records = found.slice(0, limit)
  const last = records.at(-1)
  const hasMore = found.length > limit && last !== undefined
  return {
    records,
    next: hasMore ? addressOf(query, { createdAt: last.createdAt, id: last.policy.id }) : undefined,
  }
}

function addressOf({ type, enabled, q, limit }: PolicyQuery, { createdAt, id }: PolicyPlace): string {
  const cursor = Buffer.from(`${createdAt.toISOString()} ${id}`).toString('base64url')
  const parameters = new URLSearchParams({
    ...(type !== undefined && { type }),
    ...(enabled !== undefined && { enabled: String(enabled) }),
    ...(q !== undefined && { q }),
    limit: String(limit),
    cursor,
  })
  return `/api/policies?${parameters.toString()}`
}

function placeOf(cursor: string): PolicyPlace {
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([\w.-]{1,100})$/u.exec(
    Buffer.from(cursor, 'base64url').toString('latin1'),
  )
  const createdAt = new Date(match?.[1] ?? '')
  if (match?.[2] !== undefined && !Number.isNaN(createdAt.getTime())) return { createdAt, id: match[2] }
  throw new ProblemError('request-invalid', 'The cursor is not one that this list gave', {
    members: { errors: [{ path: 'query.cursor', message: 'is unknown' }] },
  })
}
