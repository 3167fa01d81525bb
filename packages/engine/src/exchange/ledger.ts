import { isList, isObject } from '../json.ts'
import type { Json } from '../model.ts'
import type { ExchangeReport } from './report.ts'

type Verdict =
  | { readonly kind: 'carried'; readonly policy: string }
  | { readonly kind: 'changed'; readonly what: string; readonly how: string }
  | { readonly kind: 'not_carried'; readonly why: string; readonly denial: boolean }

type Entry = readonly [path: string, verdict: Verdict]

const unread: Verdict = {
  kind: 'not_carried',
  why: 'It has no counterpart here.',
  denial: false,
}

/**
 * Notes what becomes of the members of an input. A note is about everything at and below its path that has no note of
 * its own, so that in the end each member is accounted for exactly once.
 */
export class Ledger {
  readonly #notes = new Map<string, Verdict>()

  carried(path: string, policy: string): void {
    this.#note(path, { kind: 'carried', policy })
  }

  changed(path: string, what: string, how: string): void {
    const before = this.#notes.get(path)
    if (before?.kind === 'changed') {
      const together = before.how.includes(how) ? before.how : `${before.how} ${how}`
      this.#notes.set(path, { kind: 'changed', what: before.what, how: together })
    } else this.#note(path, { kind: 'changed', what, how })
  }

  lost(path: string, why: string, { denial = false } = {}): void {
    this.#note(path, { kind: 'not_carried', why, denial })
  }

  /** Takes over the notes about a part, once it is certain that the part counts. */
  add(other: Ledger): void {
    for (const [path, verdict] of other.#notes) this.#note(path, verdict)
  }

  /** Why something at or below a path was lost, the first that was noted; nothing when nothing was. */
  firstLoss(path: string): string {
    for (const [place, verdict] of this.#notes) {
      if (place.startsWith(path) && verdict.kind === 'not_carried') return verdict.why
    }
    return ''
  }

  get losesDenial(): boolean {
    return [...this.#notes.values()].some((one) => one.kind === 'not_carried' && one.denial)
  }

  report(input: Json): ExchangeReport {
    const missing = new Map(this.#notes)
    const entries = this.#settle(input, '', unread, missing)
    return reportOf([...(Array.isArray(entries) ? entries : [['', entries] as const]), ...missing])
  }

  /** What was changed or lost outweighs what was carried. */
  #note(path: string, verdict: Verdict): void {
    if (weight[verdict.kind] >= weight[this.#notes.get(path)?.kind ?? 'carried'])
      this.#notes.set(path, verdict)
  }

  /** One verdict when all that is below shares the one that holds here, else the entries of its parts. */
  #settle(value: Json, path: string, inherited: Verdict, missing: Map<string, Verdict>): Verdict | Entry[] {
    missing.delete(path)
    const own = this.#notes.get(path) ?? inherited
    const parts = partsOf(value, path).map(
      ([place, part]) => [place, this.#settle(part, place, own, missing)] as const,
    )
    if (parts.every(([, verdict]) => verdict === own)) return own
    return parts.flatMap(([place, settled]) =>
      Array.isArray(settled) ? settled : [[place, settled] as const],
    )
  }
}

const weight = { carried: 0, changed: 1, not_carried: 2 }

/** A path a person can read and a program can split: names that are no plain words are quoted. */
export function below(path: string, member: string | number): string {
  if (typeof member === 'number') return `${path}[${member}]`
  if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(member)) return `${path}[${JSON.stringify(member)}]`
  return path === '' ? member : `${path}.${member}`
}

function partsOf(value: Json, path: string): (readonly [path: string, part: Json])[] {
  if (isList(value)) return value.map((part, index) => [below(path, index), part])
  if (isObject(value)) return Object.entries(value).map(([name, part]) => [below(path, name), part])
  return []
}

function reportOf(entries: readonly Entry[]): ExchangeReport {
  const report = {
    carried: [] as { path: string; policy: string }[],
    changed: [] as { path: string; what: string; how: string }[],
    not_carried: [] as { path: string; why: string; denial?: true }[],
  }
  for (const [path, verdict] of entries) {
    if (verdict.kind === 'carried') report.carried.push({ path, policy: verdict.policy })
    else if (verdict.kind === 'changed') report.changed.push({ path, what: verdict.what, how: verdict.how })
    else report.not_carried.push({ path, why: verdict.why, ...(verdict.denial && { denial: true }) })
  }
  return report
}
