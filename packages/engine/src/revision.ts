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
  private readonly settings: string
  private readonly groups: readonly Group[]

  private constructor(settings: string, groups: readonly Group[]) {
    this.settings = settings
    this.groups = groups
    this.revision = hashOf(settings + groups.map(({ hash }) => hash).join(''))
  }

  static of(policies: Iterable<Policy>, settings: Settings): Content {
    const empty = Array.from({ length: 256 }, () => groupOf([]))
    return new Content(hashOfJson(explicitSettings(settings)), regrouped(empty, [], [...policies]))
  }

  with(removed: readonly Policy[], added: readonly Policy[]): Content {
    return new Content(this.settings, regrouped(this.groups, removed, added))
  }
}

interface Group {
  /** Hashes of policies, sorted. */
  readonly members: readonly string[]
  readonly hash: string
}

function groupOf(members: readonly string[]): Group {
  return { members, hash: hashOf(members.join('')) }
}

function regrouped(groups: readonly Group[], removed: readonly Policy[], added: readonly Policy[]): Group[] {
  const changed = new Map<number, Set<string>>()
  const membersOf = (hash: string) => {
    const index = Number.parseInt(hash.slice(0, 2), 16)
    const members = changed.get(index) ?? new Set(groups[index]?.members)
    changed.set(index, members)
    return members
  }
  for (const policy of removed) membersOf(hashOfPolicy(policy)).delete(hashOfPolicy(policy))
  for (const policy of added) membersOf(hashOfPolicy(policy)).add(hashOfPolicy(policy))
  return groups.map((group, index) => {
    const members = changed.get(index)
    return members === undefined ? group : groupOf([...members].sort(byCodeUnits))
  })
}

/** Policies are frozen, so what was found out about one stays true. */
const known = new WeakMap<Policy, string>()

function hashOfPolicy(policy: Policy): string {
  const hash = known.get(policy) ?? hashOfJson(explicitPolicy(policy))
  known.set(policy, hash)
  return hash
}

function hashOfJson(content: unknown): string {
  return hashOf(canonicalJson(content as Json))
}

function hashOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
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
