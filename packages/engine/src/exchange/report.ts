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

export type ImportReport = ExchangeReport
export type ExportReport = ExchangeReport

export interface ImportResult {
  readonly policies: readonly Policy[]
  readonly report: ImportReport
}
