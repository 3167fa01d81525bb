import { type Access, type Accesses, type Dimension, seeds } from './access.ts'
import { mix } from './hash.ts'
import { isContrary, type Literal } from './literal.ts'
import type { Clause } from './lower-conditions.ts'

/** By what a guard is found. */
export type Choice =
  | { readonly by: 'keys'; readonly accesses: readonly Access[]; readonly clause: Clause }
  /** A permission (action, collection) together with a role. */
  | { readonly by: 'pairs'; readonly keys: readonly number[]; readonly literals: Clause }
  /** It is looked at every time. */
  | { readonly by: 'nothing' } // prettier-ignore

/** How often each key of each dimension occurs: policies are taken for a picture of the requests. */
export class Frequencies {
  private readonly counts = new Map<number, number>()
  private readonly totals = new Map<Dimension, number>()

  add({ dimension, keys }: Access): void {
    this.totals.set(dimension, (this.totals.get(dimension) ?? 0) + keys.length)
    for (const key of keys) this.counts.set(key, this.countOf(key) + 1)
  }

  countOf(key: number): number {
    return this.counts.get(key) ?? 0
  }

  /** About how often a request has any of these keys. */
  chanceOf({ dimension, keys }: Access): number {
    const total = this.totals.get(dimension) ?? 1
    return keys.reduce((sum, key) => sum + this.countOf(key) / total, 0)
  }
}

/** Working a literal out, in looks at a guard. */
const costOfGate = 2
/** What a policy requires mostly holds, and what it forbids seldom does. */
const chanceOfContrary = 0.2
const chanceOfGate = 0.4
const mostPairs = 32
const pairable: readonly Dimension[] = ['permission', 'action']

/** The clause that the fewest requests have, for a guard with a clause that does not hold is not met. */
export function chooseAccess(guard: readonly Clause[], known: Accesses, frequencies: Frequencies): Choice {
  const clauses = guard.map((clause) => {
    const accesses = clause.map((one) => known.of(one))
    const cost = clause.reduce((sum, one) => sum + costOf(one, known, frequencies), 0)
    return { clause, accesses, cost }
  })
  const cheapest = (list: typeof clauses) =>
    list.reduce<(typeof clauses)[number] | undefined>((best, one) => (best !== undefined && best.cost <= one.cost ? best : one), undefined)
  const all = (dimensions: readonly Dimension[]) =>
    cheapest(clauses.filter(({ accesses }) => accesses.every(({ dimension }) => dimensions.includes(dimension))))
  const [best, permission, role] = [cheapest(clauses), all(pairable), all(['role'])]
  if (best === undefined || best.cost >= 1) return { by: 'nothing' }
  if (permission === undefined || role === undefined || permission.cost * role.cost >= best.cost)
    return { by: 'keys', ...best }
  const [first, second] = [permission, role].map(({ accesses }) => accesses.flatMap(({ keys }) => keys))
  const keys = (first ?? []).flatMap((one) => (second ?? []).map((other) => pairKey(one, other)))
  if (keys.length > mostPairs) return { by: 'keys', ...best }
  return { by: 'pairs', keys, literals: [...permission.clause, ...role.clause] }
} // prettier-ignore

function costOf(one: Literal, known: Accesses, frequencies: Frequencies): number {
  const access = known.of(one)
  if (access.dimension !== 'gate') return frequencies.chanceOf(access)
  const share = costOfGate / frequencies.countOf(access.keys[0] ?? 0)
  return share + chanceOfTruth(one, known)
}

function chanceOfTruth(one: Literal, { atomAt }: Accesses): number {
  if (!isContrary(one)) return chanceOfGate
  const { op } = atomAt.request(one >> 3)
  return op === 'anonymous' || op === 'collection_itself' ? 1 : chanceOfContrary
}

export function pairKey(permission: number, role: number): number {
  return mix(permission ^ seeds.pair, role)
}
