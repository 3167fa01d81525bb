import type { Tone } from './tone.ts'

export interface BarSeries {
  readonly id: string
  readonly label: string
  readonly tone: Tone
  /** Told apart without colour too: for what must not be overlooked. */
  readonly hatched?: boolean
}

export interface BarBucket {
  readonly id: string | number
  /** What the bar stands for, in full: "21 Nov 2026, 10:00 to 10:05". */
  readonly label: string
  /** The few words under some of the bars. */
  readonly tick?: string | undefined
  /** One count for each series, in their order. */
  readonly values: readonly number[]
}
