import { limits } from '../limits.ts'
import type { Fault } from '../model.ts'

/** Collects what is wrong, in the order found, up to the number a person can read. */
export class Faults {
  readonly list: Fault[] = []

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
