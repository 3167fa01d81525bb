import { randomBytes } from 'node:crypto'
import type { JsonObject, Settings } from '@sallyport/engine'
import { ProblemError } from '../../platform/problem.ts'
import { isJsonObject, mergePatch } from './merge-patch.ts'
import { jsonOf, type AuthoredPolicy, type PolicyRecord } from './policy-record.ts'
import type { PolicyChange, PolicyWriter } from './policy-writer.ts'
import { invalidPolicy, readOnlyMembers, readPolicy } from './read-policy.ts'
import { rulesOf } from '@sallyport/engine'

export interface ChangeDeps {
  readonly writer: PolicyWriter
  readonly settings: Settings
}

/** Who, why and on which condition; what becomes of the policy is the verb's own. */
export type Change = Omit<PolicyChange, 'next' | 'id'>

export async function createPolicy(
  { writer, settings }: ChangeDeps,
  change: Change,
  input: unknown,
): Promise<PolicyRecord> {
  const wanted = isJsonObject(input) && input['id'] !== undefined ? input['id'] : undefined
  const id = wanted === undefined ? newPolicyId(nameOf(input)) : wanted
  if (typeof id !== 'string') throw invalidPolicy([{ path: 'id', message: 'must be text' }])
  const policy = readPolicy(input, id, settings)
  return written(
    await writer.write({
      ...change,
      id,
      next: (present) => {
        if (present === undefined) return policy
        throw new ProblemError('policy-exists', `A policy with the id ${id} exists already`)
      },
    }),
  )
}

/** Replaces everything that its author decides. */
export async function replacePolicy(
  { writer, settings }: ChangeDeps,
  change: Change,
  id: string,
  input: unknown,
): Promise<PolicyRecord> {
  const next = (present: PolicyRecord | undefined) => {
    existing(present)
    return readPolicy(input, id, settings)
  }
  return written(await writer.write({ ...change, id, next }))
}

/** JSON merge patch onto the policy as the API shows it, so its sentences stay when its statements go. */
export async function patchPolicy(
  { writer, settings }: ChangeDeps,
  change: Change,
  id: string,
  patch: JsonObject,
): Promise<PolicyRecord> {
  const readOnly = Object.keys(patch).filter((member) => readOnlyMembers.has(member))
  const next = (present: PolicyRecord | undefined) => {
    const { policy } = existing(present)
    if (readOnly.length > 0) throw invalidPolicy(readOnly.map((path) => ({ path, message: 'is read-only' })))
    return readPolicy(mergePatch({ ...jsonOf(policy), rules: [...rulesOf(policy)] }, patch), id, settings)
  }
  return written(await writer.write({ ...change, id, next }))
}

/** NeoSC's switch: on becomes off, off becomes on. */
export async function togglePolicy(
  { writer }: ChangeDeps,
  change: Change,
  id: string,
): Promise<PolicyRecord> {
  const next = (present: PolicyRecord | undefined) => {
    const { policy } = existing(present)
    return { ...policy, enabled: !policy.enabled }
  }
  return written(await writer.write({ ...change, id, next }))
}

export async function deletePolicy({ writer }: ChangeDeps, change: Change, id: string): Promise<void> {
  const next = (present: PolicyRecord | undefined): undefined => void existing(present)
  await writer.write({ ...change, id, next })
}

export function existing(record: PolicyRecord | undefined): PolicyRecord {
  if (record === undefined) throw new ProblemError('policy-not-found', 'Policy not found')
  return record
}

function written(record: PolicyRecord | undefined): PolicyRecord {
  if (record === undefined) throw new Error('A policy just written is not there')
  return record
}

function nameOf(input: unknown): string {
  const name = isJsonObject(input) ? input['name'] : undefined
  return typeof name === 'string' ? name : ''
}

/** Readable, and not to be had twice: `pol-geo-restriction-policy-3f9a1c`. */
export function newPolicyId(name: AuthoredPolicy['name']): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const slug = plain
    .replace(/[^a-z0-9]+/gu, '-')
    .slice(0, 48)
    .replace(/^-|-$/gu, '')
  return ['pol', slug, randomBytes(3).toString('hex')].filter((part) => part !== '').join('-')
}
