import type { Policy, Settings, Statement } from '../model.ts'
import { names, pathsRead } from '../policy-reads.ts'
import { reachesType, reachesUndeclared } from '../reaches.ts'
import { declaredTypes } from '../resource-types.ts'
import { at, type Faults } from './faults.ts'

/** What is well formed and yet can't mean what its author hopes. */
export function checkMeaning(
  policy: Policy,
  settings: Settings | undefined,
  path: string,
  faults: Faults,
): void {
  const seen = new Set<string>()
  for (const [index, statement] of (policy.statements ?? []).entries()) {
    const place = at(at(path, 'statements'), index)
    if (seen.has(statement.id)) faults.add(at(place, 'id'), 'is used by another statement of this policy')
    seen.add(statement.id)
    for (const refuse of [refuseWideAllow, refuseWideOblige, refuseBlindDeny]) {
      const fault = refuse(policy, statement, settings)
      if (fault !== undefined) faults.add(at(place, fault.member), fault.message)
    }
  }
}

type Refusal = { readonly member: string; readonly message: string } | undefined

/** A template is narrowed by the resource of each of its bindings. */
function isNarrowed(policy: Policy, statement: Statement): boolean {
  return policy.template === true || names(policy, statement, 'resources')
}

function refuseWideAllow(policy: Policy, statement: Statement, settings: Settings | undefined): Refusal {
  if (statement.effect !== 'allow' || policy.enabled === false || isNarrowed(policy, statement))
    return undefined
  const open = declaredTypes(settings).find(
    ([, type]) => type.baseline === 'deny' && reachesType(policy, type),
  )
  if (open === undefined && !reachesUndeclared(policy, settings)) return undefined
  const type = open === undefined ? 'undeclared types' : `type ${open[0]}`
  return {
    member: 'resources',
    message: `must be named: this allow reaches ${type}, where nothing is granted but by policies; write <.*> to mean all`,
  }
}

function refuseWideOblige(policy: Policy, statement: Statement): Refusal {
  if (statement.effect !== 'oblige') return undefined
  const obligations = statement.obligations ?? []
  if (obligations.length === 0)
    return { member: 'obligations', message: 'is required: an oblige without any does nothing' }
  if (isNarrowed(policy, statement) || names(policy, statement, 'actions')) return undefined
  if (obligations.every(({ id }) => id === 'log' || id === 'notify')) return undefined
  return {
    member: 'actions',
    message:
      'or resources must be named: an enforcement point that can’t fulfil an obligation denies, so this would stop what it never meant to',
  }
}

/** Where the attribute is missing a deny denies, so on every type that lacks it this one would. */
function refuseBlindDeny(policy: Policy, statement: Statement): Refusal {
  if (statement.effect !== 'deny' || isNarrowed(policy, statement)) return undefined
  if ((['permissions', 'devices', 'integrations'] as const).some((field) => names(policy, statement, field)))
    return undefined
  const read = pathsRead(statement).find((one) => /^(resource|action)\.properties(\.|$)/.test(one))
  if (read === undefined) return undefined
  return {
    member: 'resources',
    message: `must be named: this deny reads ${read}, and denies wherever that is missing`,
  }
}
