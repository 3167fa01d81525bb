import type { Policy } from '../model.ts'

/** What was read as it stands, into the policy of this id. */
export interface Carried {
  readonly path: string
  readonly policy: string
}

/** What means something else here, or is said otherwise. */
export interface Changed {
  readonly path: string
  readonly what: string
  readonly how: string
}

/** A member of the input that was left out. */
export interface NotCarried {
  readonly path: string
  readonly why: string
  /** It refused something, which other policies may now permit: somebody must look. */
  readonly denial?: true
}

/**
 * What became of the input. Each of its members is at or below exactly one of these paths; a path of a change may also
 * name a member that is missing.
 */
export interface ExchangeReport {
  readonly carried: readonly Carried[]
  readonly changed: readonly Changed[]
  readonly not_carried: readonly NotCarried[]
}

/** What became of every member of the input, by its path. */
export type ImportReport = ExchangeReport
/** What became of the policies that were exported. */
export type ExportReport = ExchangeReport

/** The policies that came out, each of which could be saved, and the report. */
export interface ImportResult {
  readonly policies: readonly Policy[]
  readonly report: ImportReport
}
