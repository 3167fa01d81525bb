import { cellsAclPacks } from './cells-acl.ts'
import { cellsOidc } from './cells-oidc.ts'
import { cellsRest } from './cells-rest.ts'
import type { Pack } from './pack.ts'

export type { Pack } from './pack.ts'

/** Every pack by its name. */
export const packs = {
  'cells-rest': cellsRest,
  'cells-oidc': cellsOidc,
  ...cellsAclPacks,
} satisfies { readonly [name: string]: Pack }

/** The name of a pack. */
export type PackName = keyof typeof packs
