import { offsetAt } from '../time/zone.ts'

const day = 86_400_000
/** Offsets change at these only: `time/zone.ts`. */
const quarter = 900_000

/** The clock on the wall of one zone, which remembers the offset of the last quarter of an hour. */
export class ZoneClock {
  private readonly zone: string
  private quarter = NaN
  private offset = 0

  constructor(zone: string) {
    this.zone = zone
  }

  /** Seconds since midnight. */
  secondsAt(time: number): number {
    const wall = this.wallAt(time)
    return Math.floor((wall - Math.floor(wall / day) * day) / 1000)
  }

  /** Monday is 0. Day 0, 1 January 1970, was a Thursday. */
  weekdayAt(time: number): number {
    const days = Math.floor(this.wallAt(time) / day) + 3
    return ((days % 7) + 7) % 7
  }

  private wallAt(time: number): number {
    const now = Math.floor(time / quarter)
    if (now !== this.quarter) {
      this.offset = offsetAt(time, this.zone)
      // Before 1973 it may change at any time.
      this.quarter = time < 1e11 ? NaN : now
    }
    return time + this.offset
  }
}
