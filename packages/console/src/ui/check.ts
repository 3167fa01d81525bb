import type { ReactNode } from 'react'

/** Something that somebody should see to. */
export interface Finding {
  readonly id: string
  /** `deny`: it is open now. `report`: it is worth a look. */
  readonly tone: 'deny' | 'report'
  readonly icon: ReactNode
  /** What. */
  readonly title: string
  /** Why it matters, in a sentence. */
  readonly why: string
  /** The way to where it is cured. */
  readonly action: ReactNode
}

/** What looking at one kind of thing has found, and whether it could be looked at. */
export interface Check {
  readonly id: string
  readonly findings: readonly Finding[]
  /** What is in order, a sentence each. */
  readonly fine: readonly string[]
  /** When the answer came of which this speaks, in milliseconds; none has come yet without it. */
  readonly at: number | undefined
  /** What the last look failed with. */
  readonly failure: Failure | undefined
}

export interface Failure {
  /** “The policies could not be read”. */
  readonly title: string
  readonly error: Error
  readonly retry: () => void
}

interface Asked<Data> {
  readonly data: Data | undefined
  readonly error: Error | null
  readonly dataUpdatedAt: number
  readonly refetch: () => unknown
}

export interface Verdict {
  readonly findings: readonly Finding[]
  readonly fine: readonly string[]
}

/** A check by one question: judged with the time of its last answer, which stays when the next one fails. */
export function checkOf<Data>(
  id: string,
  { data, error, dataUpdatedAt, refetch }: Asked<Data>,
  failed: string,
  judge: (data: Data, now: number) => Verdict,
): Check {
  const verdict = data === undefined ? { findings: [], fine: [] } : judge(data, dataUpdatedAt)
  return {
    id,
    ...verdict,
    at: data === undefined ? undefined : dataUpdatedAt,
    failure: error === null ? undefined : { title: failed, error, retry: () => void refetch() },
  }
}
