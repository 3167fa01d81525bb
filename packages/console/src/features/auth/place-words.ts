import type { LoginSession } from '../../api/types.ts'
import { list, locale } from '../../ui/language.ts'
import { texts } from './account-texts.ts'

type Device = NonNullable<LoginSession['device']>

/** “Firefox on Windows”. */
export function deviceWords(device: Device | null | undefined): string {
  if (!device) return texts.sessions.unknownDevice
  return device.system === null ? device.browser : texts.sessions.device(device.browser, device.system)
}

/** “Netherlands”, from its ISO 3166 code. */
export function countryWords(code: string): string {
  return new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' }).of(code) ?? code
}

/** How a session was proved, each way once: “password and authenticator app”. */
export function methodWords(methods: readonly string[]): string {
  const words: Readonly<Record<string, string>> = texts.sessions.methods
  return list([...new Set(methods.flatMap((method) => words[method] ?? []))])
}
