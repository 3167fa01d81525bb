/** What narrows the list. It lives in the address. */
export interface UserFilters {
  readonly q?: string
  readonly role?: string
  readonly state?: 'invited' | 'active' | 'disabled'
  readonly factor?: 'none' | 'totp' | 'webauthn'
}

export const states = ['active', 'invited', 'disabled'] as const
export const factorKinds = ['webauthn', 'totp', 'none'] as const

/** The address's search as filters, and whether the invitation is open; whatever doesn't fit is left out. */
export function usersSearchOf(
  search: Readonly<Record<string, unknown>>,
): UserFilters & { readonly invite?: true } {
  const { q, role, invite } = search
  const state = states.find((one) => one === search['state'])
  const factor = factorKinds.find((one) => one === search['factor'])
  return {
    ...((typeof q === 'string' || typeof q === 'number') && q !== '' && { q: String(q).slice(0, 200) }),
    ...(typeof role === 'string' && role !== '' && { role: role.slice(0, 200) }),
    ...(state && { state }),
    ...(factor && { factor }),
    ...(invite === true && { invite }),
  }
}

export function isFiltered({ q, role, state, factor }: UserFilters): boolean {
  return [q, role, state, factor].some((one) => one !== undefined)
}
