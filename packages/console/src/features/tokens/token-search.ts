export interface TokenSearch {
  /** Whose are listed: one's own, or everybody's. */
  readonly whose?: 'everybody'
  /** The form for a new one. */
  readonly new?: true
}

export function tokenSearchOf(search: Readonly<Record<string, unknown>>): TokenSearch {
  return {
    ...(search['whose'] === 'everybody' && { whose: 'everybody' as const }),
    ...(search['new'] === true && { new: true as const }),
  }
}
