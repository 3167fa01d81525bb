import type { RegistrationResponseJSON } from '@simplewebauthn/browser'
import { texts } from './passkey-texts.ts'

const kinds = [
  ['iphone', /iPhone/],
  ['ipad', /iPad/],
  ['android', /Android/],
  ['mac', /Macintosh|Mac OS/],
  ['windows', /Windows/],
  ['chromebook', /CrOS/],
  ['linux', /Linux/],
] as const

/** What to call a passkey that this device keeps, and no name that one's passkeys have already. */
export function suggestedName(userAgent: string, taken: readonly string[] = []): string {
  const kind = kinds.find(([, sign]) => sign.test(userAgent))?.[0]
  return free(kind === undefined ? texts.names.other : texts.names[kind], taken)
}

/** A name somebody chose stays. The suggestion gives way when the key turned out to be another than this device. */
export function nameOf(
  name: { readonly typed: string; readonly suggested: string },
  key: Pick<RegistrationResponseJSON, 'authenticatorAttachment' | 'response'>,
  taken: readonly string[] = [],
): string {
  const typed = name.typed.trim()
  if (typed !== '' && typed !== name.suggested) return typed
  if (key.authenticatorAttachment !== 'cross-platform') return name.suggested
  const phone = key.response.transports?.includes('hybrid') ?? false
  return free(phone ? texts.names.phone : texts.names.securityKey, taken)
}

function free(name: string, taken: readonly string[]): string {
  let one = name
  for (let number = 2; taken.includes(one); number += 1) one = `${name} ${number}`
  return one
}
