import { parse } from 'bowser'

/** What somebody signs in with: a browser and its system, whatever their versions. */
export interface Device {
  readonly browser: string
  readonly system: string | null
}

/** Null for a header that names no browser, such as a program's. */
export function deviceOf(userAgent: string | undefined): Device | null {
  // A header may be long and is a stranger's: bounded before any pattern sees it.
  const text = userAgent?.slice(0, 1000).trim() ?? ''
  if (text === '') return null
  const { browser, os } = parse(text)
  // Programs such as curl come out with an empty name.
  if (browser.name === undefined || browser.name === '') return null
  return { browser: browser.name, system: os.name ?? null }
}

/** “Firefox on Windows”. */
export function deviceWords(device: Device | null): string | undefined {
  if (device === null) return undefined
  return device.system === null ? device.browser : `${device.browser} on ${device.system}`
}
