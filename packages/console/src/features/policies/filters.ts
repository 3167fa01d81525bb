import type { Policy } from '../../api/types.ts'
import { type PolicyType, policyTypes } from './policy-types.ts'

/** What narrows the list. It lives in the address. */
export interface Filters {
  readonly type?: PolicyType
  readonly enabled?: boolean
  readonly q?: string
}

/** The address's search as filters; whatever doesn't fit is left out. */
export function filtersOf(search: Readonly<Record<string, unknown>>): Filters {
  const type = policyTypes.find((one) => one === search['type'])
  const { enabled, q } = search
  return {
    ...(type && { type }),
    ...(typeof enabled === 'boolean' && { enabled }),
    ...((typeof q === 'string' || typeof q === 'number') && q !== '' && { q: String(q) }),
  }
}

export function isFiltered({ type, enabled, q }: Filters): boolean {
  return type !== undefined || enabled !== undefined || q !== undefined
}

export type Listed = Pick<Policy, 'id' | 'name' | 'description' | 'type' | 'enabled' | 'rules'>

/** Every word of `q` must stand somewhere in what one sees of the policy. */
export function narrow<One extends Listed>(
  policies: readonly One[],
  { type, enabled, q = '' }: Filters,
): readonly One[] {
  const words = plain(q).split(/\s+/).filter(Boolean)
  return policies.filter((policy) => {
    if (type !== undefined && policy.type !== type) return false
    if (enabled !== undefined && policy.enabled !== enabled) return false
    const text = plain([policy.name, policy.id, policy.description, ...policy.rules].join(' '))
    return words.every((word) => text.includes(word))
  })
}

/** By type in the page's order, and by name within one. */
export function byType<One extends Listed>(
  policies: readonly One[],
): readonly (readonly [PolicyType, readonly One[]])[] {
  return policyTypes.flatMap((type) => {
    const those = policies.filter((policy) => policy.type === type)
    return those.length === 0 ? [] : [[type, those.toSorted((a, b) => a.name.localeCompare(b.name))] as const]
  })
}

/** Without case and accents. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
}
