import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalJson } from './canonical-json.ts'
import { byCodeUnits } from './json.ts'
import type { Json, Policy, Settings, Statement } from './model.ts'
import { rulesOf } from './policy-reads.ts'

/** A hash of the content alone: not of the order it came in, nor of who wrote it when. */
export function revisionOf(policies: readonly Policy[], settings: Settings): string {
  const content = {
    policies: [...policies].sort((a, b) => byCodeUnits(a.id, b.id)).map(explicitPolicy),
    settings: explicitSettings(settings),
  }
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(content as unknown as Json))))
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
