import type { Fault, Json, JsonObject, Settings } from '@sallyport/engine'
import { validatePolicy } from '@sallyport/engine/validate'
import { ProblemError } from '../../platform/problem.ts'
import { isJsonObject } from './merge-patch.ts'
import { authoredOf, type AuthoredPolicy } from './policy-record.ts'

/** What the API adds to a policy; accepted where a whole policy is sent back, and ignored. */
export const readOnlyMembers: ReadonlySet<string> = new Set([
  'id', 'organization', 'revision', 'created_at', 'updated_at', 'updated_by', 'enforced', 'enforced_at', 'warnings',
]) // prettier-ignore

/** Reads what somebody sent as the policy with this id, or throws every fault with its path. */
export function readPolicy(input: unknown, id: string, settings: Settings): AuthoredPolicy {
  if (!isJsonObject(input)) throw invalidPolicy([{ path: 'body', message: 'must be an object' }])
  const members = Object.entries(input).filter(([member]) => !readOnlyMembers.has(member))
  const written: JsonObject = Object.fromEntries(members.filter(([member]) => !isDerived(member, input)))
  const result = validatePolicy({ ...written, id }, settings)
  const faults = [...missing(written), ...(result.ok ? [] : result.errors)]
  if (!result.ok || faults.length > 0) throw invalidPolicy(faults)
  return authoredOf(result.policy)
}

/** The first fault in words; all of them with their paths. */
export function invalidPolicy(faults: readonly Fault[]): ProblemError {
  const [first] = faults
  const detail = first === undefined ? 'The policy is not valid' : `${first.path}: ${first.message}`
  return new ProblemError('policy-invalid', detail, {
    members: { errors: faults.map(({ path, message }) => ({ path, message })) },
  })
}

/** Beside statements the sentences are the statements' own. */
function isDerived(member: string, input: JsonObject): boolean {
  return member === 'rules' && isSet(input['statements'])
}

/** The API asks for more than the engine, for which a policy is whole with a name and a type. */
function missing(written: JsonObject): Fault[] {
  const faults: Fault[] = []
  if (written['description'] === undefined)
    faults.push({ path: 'description', message: 'is required; it may be empty' })
  if (!isSet(written['statements']) && !isSet(written['rules']))
    faults.push({ path: 'statements', message: 'is required, or rules for a policy that only documents' })
  return faults
}

function isSet(value: Json | undefined): boolean {
  return value !== undefined && value !== null
}
