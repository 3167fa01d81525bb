import { limits } from '../limits.ts'
import type { Fault, Json, Policy, RoleGrant, Settings } from '../model.ts'
import { type Bounds, plain, type Trouble } from '../plain.ts'
import type { Check } from './check.ts'
import { at, Faults } from './faults.ts'
import { grant as grantCheck } from './grant.ts'
import { checkMeaning } from './meaning.ts'
import { policy as policyCheck } from './policy.ts'
import { distinct, settings as settingsCheck } from './settings.ts'

export { limits } from '../limits.ts'

/** The policy, or every fault in it. */
export type ValidationResult =
  { readonly ok: true; readonly policy: Policy } | { readonly ok: false; readonly errors: readonly Fault[] }

/**
 * Reads one policy from anything at all: either a policy that can be compiled with these settings (without them, with
 * the built-in types alone), or every fault with the path of the member that has it. Never throws.
 */
export function validatePolicy(json: unknown, settings?: Settings): ValidationResult {
  const faults = new Faults()
  const policy = readPolicy(json, settings, '', faults)
  return policy === undefined ? { ok: false, errors: faults.list } : { ok: true, policy }
}

/**
 * Reads how somebody is to hold a role: its name, or an object with scope and dates. Faults have paths that begin with
 * `path`. Never throws.
 */
export function validateRoleGrant(
  json: unknown,
  path: string,
):
  | { readonly ok: true; readonly grant: RoleGrant }
  | { readonly ok: false; readonly errors: readonly Fault[] } {
  if (typeof json === 'string' && json !== '') return { ok: true, grant: json }
  const faults = new Faults()
  const bounds = { depth: limits.jsonDepth, values: limits.policyValues, patterns: limits.requestPatterns }
  const grant = read(json, bounds, grantCheck, path, faults) as unknown as RoleGrant | undefined
  return grant === undefined ? { ok: false, errors: faults.list } : { ok: true, grant }
}

/** The copies that `compile` works on, which nobody outside can change; faults have paths from the root. */
export function readAll(
  policies: unknown,
  settings: unknown,
  faults: Faults,
): { policies: Policy[]; settings: Settings } {
  const read = readSettings(settings, faults)
  if (!Array.isArray(policies)) faults.add('policies', 'must be a list')
  return {
    settings: read,
    policies: readPolicies(Array.isArray(policies) ? policies : [], read, 'policies', faults),
  }
}

/** Reads policies as `compile` does; faults are collected with paths that begin with `path`. */
export function readPolicies(
  list: readonly unknown[],
  settings: Settings,
  path: string,
  faults: Faults,
): Policy[] {
  if (list.length > limits.policies) {
    faults.add(path, `has more than ${limits.policies} items`)
    return []
  }
  const policies = list.map((one, index) => readPolicy(one, settings, at(path, index), faults))
  const ids = policies.map((one): Json => (one === undefined ? null : { id: one.id }))
  distinct('id')(ids, path, faults)
  return policies.filter((one) => one !== undefined)
}

function readPolicy(
  json: unknown,
  settings: Settings | undefined,
  path: string,
  faults: Faults,
): Policy | undefined {
  const bounds = { depth: limits.jsonDepth, values: limits.policyValues, patterns: limits.patterns }
  const policy = read(json, bounds, policyCheck, path, faults) as unknown as Policy | undefined
  if (policy === undefined) return undefined
  const found = new Faults()
  checkMeaning(policy, settings, path, found)
  for (const fault of found.list) faults.add(fault.path, fault.message)
  return found.list.length > 0 ? undefined : policy
}

function readSettings(json: unknown, faults: Faults): Settings {
  const bounds = { depth: limits.jsonDepth, values: limits.settingsValues, patterns: 0 }
  return (read(json ?? {}, bounds, settingsCheck, 'settings', faults) ?? {}) as unknown as Settings
}

/** A plain copy that passed a check, or undefined with the faults that say why not. */
function read(
  json: unknown,
  bounds: Bounds & { readonly patterns: number },
  check: Check,
  path: string,
  faults: Faults,
): Json | undefined {
  const found = new Faults({ left: bounds.patterns })
  try {
    const report = (inner: string, trouble: Trouble) => found.add(join(path, inner), troubles[trouble])
    const copy = plain(json, bounds, report) ?? null
    if (found.list.length === 0) check(copy, path, found)
    for (const fault of found.list) faults.add(fault.path, fault.message)
    return found.list.length === 0 ? copy : undefined
  } catch {
    // Only a proxy can throw here.
    faults.add(path, 'can’t be read')
    return undefined
  }
}

const troubles: { readonly [trouble in Trouble]: string } = {
  too_deep: `is nested deeper than ${limits.jsonDepth} levels`,
  too_many: 'is one value too many',
  not_json: 'is not a JSON value',
  bad_text: 'has a NUL or half of a surrogate pair',
}

function join(path: string, inner: string): string {
  return inner === '' || inner.startsWith('[') ? path + inner : at(path, inner)
}
