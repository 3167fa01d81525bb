import { ProblemError } from '../../platform/problem.ts'
import type { PolicyRecord } from './policy-record.ts'

export function etagOf({ revision }: Pick<PolicyRecord, 'revision'>): string {
  return `"${revision}"`
}

const tag = /^(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/u

/**
 * Refuses a change to a policy that is no longer as its author read it (RFC 9110 13.1.1; with 409 by our contract).
 * Comparison is strong, so a weak tag never matches.
 */
export function requireMatch(header: string | undefined, present: PolicyRecord): void {
  if (header === undefined || header.trim() === '*') return
  const tags = header.split(',').map((text) => text.trim())
  if (!tags.every((text) => tag.test(text)))
    throw new ProblemError('malformed-request', 'If-Match takes * or entity tags in double quotes')
  if (tags.includes(etagOf(present))) return
  throw new ProblemError(
    'policy-changed',
    `The policy is at revision ${present.revision} now: read it again, then change it`,
    {
      members: { revision: present.revision },
      headers: { etag: etagOf(present) },
    },
  )
}
