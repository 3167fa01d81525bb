import type { Policy } from '../../model.ts'

/** Policies that somebody can install as they are. */
export interface Pack {
  readonly title: string
  readonly description: string
  /** In what they differ from the originals, a sentence each. */
  readonly differences: readonly string[]
  readonly policies: readonly Policy[]
}
