import type { Policy } from './model.ts'

/** More changes than this are worked into the table itself. */
const mostChanges = 256

/** Policies by id. A changed table shares all that did not change with the one before, which stays as it was. */
export class PolicyTable {
  private readonly base: ReadonlyMap<string, Policy>
  /** What stands in the place of the base; `undefined` is gone. */
  private readonly changes: ReadonlyMap<string, Policy | undefined>

  private constructor(
    base: ReadonlyMap<string, Policy>,
    changes: ReadonlyMap<string, Policy | undefined> = new Map(),
  ) {
    this.base = base
    this.changes = changes
  }

  static of(policies: Iterable<Policy>): PolicyTable {
    return new PolicyTable(byId(policies))
  }

  get(id: string): Policy | undefined {
    return this.changes.has(id) ? this.changes.get(id) : this.base.get(id)
  }

  *values(): Generator<Policy> {
    for (const [id, policy] of this.base) {
      const present = this.changes.has(id) ? this.changes.get(id) : policy
      if (present !== undefined) yield present
    }
    for (const [id, policy] of this.changes) if (policy !== undefined && !this.base.has(id)) yield policy
  }

  with(put: readonly Policy[], remove: readonly string[]): PolicyTable {
    const changes = new Map(this.changes)
    for (const id of remove) changes.set(id, undefined)
    for (const policy of put) changes.set(policy.id, policy)
    const changed = new PolicyTable(this.base, changes)
    return changes.size > mostChanges ? PolicyTable.of(changed.values()) : changed
  }
}

function byId(policies: Iterable<Policy>): Map<string, Policy> {
  const map = new Map<string, Policy>()
  for (const policy of policies) map.set(policy.id, policy)
  return map
}
