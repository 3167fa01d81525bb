import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalJson } from './canonical-json.ts'
import { byCodeUnits } from './json.ts'
import type { Json, Policy, Settings, Statement } from './model.ts'
import { rulesOf } from './policy-reads.ts'

/**
 * A hash of the content alone: not of the order it came in, nor of who wrote it when. It is the hash of the settings' hash
 * and of 256 others, each over the sorted hashes of those policies whose hash begins with the same byte; so a change of one
 * policy costs two of these and not ten thousand.
 */
export class Content {
  readonly revision: string
  /** The text that is hashed: the hash of the settings, and those of the groups. */
  private readonly hashes: Uint8Array
  /** Sorted hashes of policies, by their first byte. */
  private readonly groups: readonly Group[]

  private constructor(hashes: Uint8Array, groups: readonly Group[]) {
    this.hashes = hashes
    this.groups = groups
    this.revision = hashOf(hashes)
  }

  static of(policies: Iterable<Policy>, settings: Settings): Content {
    const hashes = utf8ToBytes(hashOfJson(explicitSettings(settings)) + hashOfText('').repeat(256))
    return new Content(hashes, []).with([], [...policies])
  }

  with(removed: readonly Policy[], added: readonly Policy[]): Content {
    const [hashes, groups] = [this.hashes.slice(), this.groups.slice()]
    for (const [index, members] of this.changed(removed, added)) {
      const group = [...members].sort(byCodeUnits)
      groups[index] = group
      hashes.set(utf8ToBytes(hashOfText(group.join(''))), (index + 1) * hexDigits)
    }
    return new Content(hashes, groups)
  }

  /** The members that some groups have afterwards. */
  private changed(removed: readonly Policy[], added: readonly Policy[]): Map<number, Set<string>> {
    const changed = new Map<number, Set<string>>()
    const membersOf = (hash: string) => {
      const index = Number.parseInt(hash.slice(0, 2), 16)
      const members = changed.get(index) ?? new Set(this.groups[index])
      changed.set(index, members)
      return members
    }
    for (const hash of removed.map(hashOfPolicy)) membersOf(hash).delete(hash)
    for (const hash of added.map(hashOfPolicy)) membersOf(hash).add(hash)
    return changed
  }
}

type Group = readonly string[]

/** Of SHA-256. */
const hexDigits = 64

/** Policies are frozen, so what was found out about one stays true. */
const known = new WeakMap<Policy, string>()

function hashOfPolicy(policy: Policy): string {
  const hash = known.get(policy) ?? hashOfJson(explicitPolicy(policy))
  known.set(policy, hash)
  return hash
}

function hashOfJson(content: unknown): string {
  return hashOfText(canonicalJson(content as Json))
}

function hashOfText(text: string): string {
  return hashOf(utf8ToBytes(text))
}

function hashOf(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes))
}

const bookkeeping = ['revision', 'created_at', 'updated_at', 'updated_by']

/** Every default written out, so that leaving a member out and writing its default are one content. */
function explicitPolicy(policy: Policy): Partial<Policy> {
  return {
    description: '',
    enabled: true,
    mode: 'enforce',
    priority: 0,
    critical: false,
    template: false,
    ...Object.fromEntries(Object.entries(policy).filter(([member]) => !bookkeeping.includes(member))),
    statements: (policy.statements ?? []).map(explicitStatement),
    rules: rulesOf(policy),
  }
}

function explicitStatement(statement: Statement): Statement {
  const { obligations, ...rest } = statement
  if (obligations === undefined) return rest
  return { ...rest, obligations: obligations.map((obligation) => ({ on: 'permit', ...obligation })) }
}

function explicitSettings({
  resourceTypes = {},
  roles = [],
  bindings = [],
  zone = 'UTC',
}: Settings): Settings {
  return {
    resourceTypes: Object.fromEntries(
      Object.entries(resourceTypes).map(([name, type]) => [name, { families: {}, tree: false, ...type }]),
    ),
    roles: [...roles].sort((a, b) => byCodeUnits(a.name, b.name)),
    bindings: [...bindings]
      .sort((a, b) => byCodeUnits(a.id, b.id))
      .map((binding) => ({ enabled: true, ...binding })),
    zone,
  }
}
