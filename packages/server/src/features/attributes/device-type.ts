import { parse } from 'bowser'

export type DeviceType = 'desktop' | 'mobile' | 'tablet' | 'bot' | 'unknown'

const known: ReadonlySet<string> = new Set<DeviceType>(['desktop', 'mobile', 'tablet', 'bot'])

/** What kind of device a user agent says it is. A television, a program or nonsense is `unknown`. */
export function deviceTypeOf(userAgent: string): DeviceType {
  // A header may be long and is a stranger's: bounded before any pattern sees it.
  const text = userAgent.slice(0, 1000).trim()
  if (text === '') return 'unknown'
  const platform = parse(text).platform.type ?? ''
  return known.has(platform) ? (platform as DeviceType) : 'unknown'
}
