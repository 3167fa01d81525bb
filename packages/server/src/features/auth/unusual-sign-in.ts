import type { Account } from '../../platform/account.ts'
import { deviceOf, deviceWords } from './device.ts'
import type { Notice } from './notice-store.ts'
import type { AuthParts, Visit } from './parts.ts'
import { whereabouts } from './place.ts'
import { blockOf } from './throttle.ts'

/**
 * What to tell somebody who signs in from an address and device that none of their sessions of the last 90 days had
 * together (OWASP ASVS 5.0 6.3.5); undefined for the usual, and for the first time of all.
 */
export async function unusualSignIn(
  parts: Pick<AuthParts, 'sessions' | 'contextOf' | 'now'>,
  account: Account,
  visit: Visit,
): Promise<Notice | undefined> {
  const before = await parts.sessions.placesOf(account.id)
  if (before.length === 0) return undefined
  const here = placeOf(visit.address, visit.userAgent)
  if (before.some(({ address, userAgent }) => placeOf(address, userAgent) === here)) return undefined
  const where = visit.address === undefined ? '' : ` from ${visit.address}`
  const device = deviceWords(deviceOf(visit.userAgent)) ?? 'an unknown program'
  return {
    kind: 'unusual-sign-in',
    text: `Your account was signed in to${where} with ${device}, which was never so before. If that was not you, end that session and change your password.`,
    facts: whereabouts(parts, visit),
  }
}

/** The next version of a browser is the same device, and so is the next address of one IPv6 network. */
function placeOf(address: string | undefined, userAgent: string | undefined): string {
  return `${blockOf(address)} ${deviceWords(deviceOf(userAgent)) ?? 'unknown'}`
}
