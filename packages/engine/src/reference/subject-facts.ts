import type { RoleScope, Truth } from '../model.ts'

/** What is known of who asks. Types alone, so that conditions can name them and know nothing of the walk. */
export interface Grant {
  readonly name: string
  readonly inDate: Truth
  readonly scope: RoleScope
  readonly dates: Dates
}

export interface Dates {
  readonly valid_from?: string
  readonly valid_until?: string
}

export interface Grants {
  readonly list: readonly Grant[]
  /** Roles are absent, or one of them is malformed: there may be others than those listed. */
  readonly isOpen: boolean
}

/** The strings that a subject stands for, with which entries of `subjects` are compared. */
export interface StandsFor {
  readonly names: readonly {
    readonly text: string
    readonly isCertain: boolean
    /** The attribute it comes from. */
    readonly path: string
  }[]
  /** Kinds of which there may be more than those names: `group:` when groups are unknown. */
  readonly open: readonly { readonly prefix: string; readonly path: string }[]
}
