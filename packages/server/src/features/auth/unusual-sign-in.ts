import { parse } from 'bowser'
import type { Account } from '../../platform/account.ts'
import type { AuthParts, Visit } from './parts.ts'
import { blockOf } from './throttle.ts'

/**
 * What to tell somebody who signs in from an address and device that none of their sessions of the last 90 days had
 * together (OWASP ASVS 5.0 6.3.5); undefined for the usual, and for the first time of all.
 */
export async function unusualSignIn(
  parts: Pick<AuthParts, 'sessions'>,
  account: Account,
  visit: Visit,
): Promise<string | undefined> {
  const before = await parts.sessions.placesOf(account.id)
  if (before.length === 0) return undefined
  const here = placeOf(visit.address, visit.userAgent)
  if (before.some(({ address, userAgent }) => placeOf(address, userAgent) === here)) return undefined
  const where = visit.address === undefined ? '' : ` from ${visit.address}`
  const device = deviceOf(visit.userAgent)
  const how = device === undefined ? ' with an unknown program' : ` with ${device}`
  return `Your account was signed in to${where}${how}, which was never so before. If that was not you, end that session and change your password.`
}

/** The next version of a browser is the same device, and so is the next address of one IPv6 network. */
function placeOf(address: string | undefined, userAgent: string | undefined): string {
  return `${blockOf(address)} ${deviceOf(userAgent) ?? 'unknown'}`
}

function deviceOf(userAgent: string | undefined): string | undefined {
  // A header may be long and is a stranger's: bounded before any pattern sees it.
  const text = userAgent?.slice(0, 1000).trim() ?? ''
  if (text === '') return undefined
  const { browser, os } = parse(text)
  if (browser.name === undefined) return undefined
  return os.name === undefined ? browser.name : `${browser.name} on ${os.name}`
}
