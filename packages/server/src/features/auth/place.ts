import { deviceOf } from './device.ts'
import type { NoticeFacts } from './notice-store.ts'
import type { AuthParts, Visit } from './parts.ts'

/** ISO 3166 alpha-2 of where an address is; null within private networks and where nobody knows. */
export function countryOf(
  parts: Pick<AuthParts, 'contextOf' | 'now'>,
  address: string | undefined,
): string | null {
  const { country } = parts.contextOf({ address, userAgent: undefined, at: parts.now() })
  return typeof country === 'string' && country !== 'ZZ' ? country : null
}

/** Where and with what something was done, for the notice of it. */
export function whereabouts(
  parts: Pick<AuthParts, 'contextOf' | 'now'>,
  { address, userAgent }: Pick<Visit, 'address' | 'userAgent'>,
): NoticeFacts {
  const country = countryOf(parts, address)
  const device = deviceOf(userAgent)
  return {
    ...(address === undefined ? {} : { address }),
    ...(country === null ? {} : { country }),
    ...(device === null ? {} : { device }),
  }
}
