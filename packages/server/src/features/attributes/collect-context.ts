import { normalizeAddress, type Json, type JsonObject } from '@sallyport/engine'
import type { SessionFacts } from '../../platform/identity.ts'
import type { CountryDatabase } from './country-database.ts'
import { deviceTypeOf } from './device-type.ts'

/** What is known of a request besides who makes it. */
export interface Circumstances {
  readonly address: string | undefined
  readonly userAgent: string | undefined
  readonly at: Date
  /** Absent for API tokens and for nobody: no second factor was proved then. */
  readonly session?: Pick<SessionFacts, 'authTime' | 'authMethods' | 'mfaVerified'> | undefined
}

/** Attributes that `contextOf` supplies; an enforcement point that uses it registers them. */
export const suppliedAttributes = [
  'source_ip', 'time', 'mfa_status', 'auth_methods', 'auth_age', 'device_type', 'user_agent', 'country',
] as const // prettier-ignore

export type ContextOf = (circumstances: Circumstances) => JsonObject

/**
 * Collects the context of a decision. What is missing is left out, never guessed: the engine treats it as unknown,
 * and an unknown denies where a denial reads it.
 */
export function contextCollector(countries: CountryDatabase): ContextOf {
  return ({ address, userAgent, at, session }) => {
    const context: { [attribute: string]: Json } = {
      time: at.toISOString(),
      mfa_status: session?.mfaVerified ?? false,
    }
    const source = address === undefined ? undefined : normalizeAddress(address)
    if (source !== undefined) {
      context['source_ip'] = source
      const country = countries.countryOf(source)
      if (country !== undefined) context['country'] = country
    }
    if (userAgent !== undefined) {
      context['user_agent'] = userAgent
      context['device_type'] = deviceTypeOf(userAgent)
    }
    if (session !== undefined) {
      context['auth_methods'] = session.authMethods
      context['auth_age'] = Math.max(0, Math.floor((at.getTime() - session.authTime.getTime()) / 1000))
    }
    return context
  }
}
