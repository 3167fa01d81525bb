import { canonicalJson, type Json, type JsonObject } from '@sallyport/engine'
import { jsonOf, type AuthoredPolicy } from './policy-record.ts'

export interface ChangeInWords {
  readonly action: 'create_policy' | 'update_policy' | 'delete_policy' | 'toggle_policy'
  readonly details: string
}

/** What the audit log says of a change: by what changed, not by how it was asked for. */
export function describeChange(
  before: AuthoredPolicy | undefined,
  after: AuthoredPolicy | undefined,
): ChangeInWords {
  if (after === undefined) return { action: 'delete_policy', details: `${titled(before)} deleted` }
  if (before === undefined) return { action: 'create_policy', details: `${titled(after)} created` }
  const changed = changedMembers(before, after)
  if (changed.length === 1 && changed[0] === 'enabled')
    return { action: 'toggle_policy', details: after.enabled ? 'Policy enabled' : 'Policy disabled' }
  const weaker = before.critical && mayDoLess(before, after) ? ' so that it may do less' : ''
  return { action: 'update_policy', details: `${titled(before)} changed${weaker}: ${changed.join(', ')}` }
}

function titled(policy: AuthoredPolicy | undefined): string {
  return `${policy?.critical === true ? 'Critical policy' : 'Policy'} “${policy?.name ?? ''}”`
}

function changedMembers(before: AuthoredPolicy, after: AuthoredPolicy): string[] {
  const [one, other] = [jsonOf(before), jsonOf(after)]
  const members = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...members].filter((member) => !isSame(one[member], other[member]))
}

/** Anything but a new name, description or sentence, a further deny or oblige, or more enforcement. */
function mayDoLess(before: AuthoredPolicy, after: AuthoredPolicy): boolean {
  if (before.enabled && !after.enabled) return true
  if (before.mode === 'enforce' && after.mode === 'report') return true
  if (before.critical && !after.critical) return true
  const inForce = ['target', 'template', 'valid_from', 'valid_until', 'priority']
  if (changedMembers(before, after).some((member) => inForce.includes(member))) return true
  const kept = new Set((after.statements ?? []).map(meaningOf))
  const isGone = (before.statements ?? []).some((one) => one.effect !== 'allow' && !kept.has(meaningOf(one)))
  const known = new Set((before.statements ?? []).map(meaningOf))
  const isOpened = (after.statements ?? []).some(
    (one) => one.effect === 'allow' && !known.has(meaningOf(one)),
  )
  return isGone || isOpened
}

function meaningOf(statement: NonNullable<AuthoredPolicy['statements']>[number]): string {
  const content = statement as unknown as JsonObject
  const members = Object.entries(content).filter(([member]) => member !== 'id' && member !== 'label')
  return canonicalJson(Object.fromEntries(members))
}

function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return one === undefined || other === undefined
    ? one === other
    : canonicalJson(one) === canonicalJson(other)
}
