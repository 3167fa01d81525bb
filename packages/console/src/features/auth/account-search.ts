/** What of the account is open to be changed: in the address, so that the palette and notices lead to it. */
export const panels = ['passkey', 'app', 'codes', 'password'] as const
export type PanelName = (typeof panels)[number]

export interface SecuritySearch {
  readonly open?: PanelName
}

export function securitySearchOf(search: Readonly<Record<string, unknown>>): SecuritySearch {
  const open = panels.find((one) => one === search['open'])
  return open ? { open } : {}
}

export interface SessionsSearch {
  /** The notice of what was not done by the person. */
  readonly notice?: string
}

export function sessionsSearchOf({ notice }: Readonly<Record<string, unknown>>): SessionsSearch {
  return typeof notice === 'string' ? { notice } : {}
}
