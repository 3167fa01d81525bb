import { limits } from '../limits.ts'
import type { Fault } from '../model.ts'

/** What regular expressions may still cost. */
export interface Budget {
  left: number
}

/** Collects what is wrong, in the order found, up to the number a person can read. */
export class Faults {
  readonly list: Fault[] = []
  private readonly patterns: Budget

  constructor(patterns: Budget = { left: limits.patterns }) {
    this.patterns = patterns
  }

  /** Whether one more regular expression can be afforded. */
  affords(cost: number): boolean {
    this.patterns.left -= cost
    return this.patterns.left >= 0
  }

  add(path: string, message: string): void {
    if (this.list.length < limits.faults) this.list.push({ path, message })
  }

  /** For rules that only make sense of what is well formed: whether nothing was added at or below a path. */
  isClean(path: string): boolean {
    // When the list is full nobody knows any more.
    if (this.list.length >= limits.faults) return false
    return !this.list.some(
      (fault) =>
        fault.path === path || (/^[.[]/.test(fault.path.slice(path.length)) && fault.path.startsWith(path)),
    )
  }
}

export function at(path: string, member: string | number): string {
  if (typeof member === 'number') return `${path}[${member}]`
  return path === '' ? member : `${path}.${member}`
}
