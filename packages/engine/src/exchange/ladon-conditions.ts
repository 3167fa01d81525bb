import { canonicalPath } from '../attribute-path.ts'
import { isObject, isString, own } from '../json.ts'
import type { Condition, Json, TypedCondition } from '../model.ts'
import { keyNamed, pathOfKey } from '../typed/keys.ts'
import type { Source } from './intake.ts'
import { below, type Ledger } from './ledger.ts'
import { shown } from './wording.ts'

/** The types that Ladon itself has. */
export const ladonConditionTypes: readonly string[] = [
  'StringEqualCondition', 'StringMatchCondition', 'StringPairsEqualCondition', 'EqualsSubjectCondition',
  'CIDRCondition', 'BooleanCondition', 'ResourceContainsCondition',
] // prettier-ignore

const roots = /^(?:subject|action|resource|context)\./

/** Ladon reads a flat context: a key that looks like a path of ours is made one within the context. */
export function keyFromLadon(key: string): string {
  return roots.test(key) ? `context.${key}` : key
}

/** The key under which Ladon would find the same, if its context can hold it. */
export function keyForLadon(key: string): string | undefined {
  if (!roots.test(key)) return key
  if (!key.startsWith('context.')) return undefined
  return key.slice('context.'.length)
}

/** The map of conditions, all of which must hold; one that can't be said makes the policy mean something else. */
export function ladonConditions(
  { json, path }: Source,
  effect: 'allow' | 'deny',
  notes: Ledger,
): { when: readonly Condition[] } | { why: string } {
  const map = own(json, 'conditions') ?? {}
  if (!isObject(map)) return { why: 'Its conditions are no map of keys to conditions.' }
  const when: Condition[] = []
  for (const [key, value] of Object.entries(map)) {
    const place = below(below(path, 'conditions'), key)
    const said = conditionOf(key, value, place, notes)
    if ('why' in said) return { why: `Its condition on ${shown(key)} ${said.why}` }
    when.push(said)
    noteMissing(said.type, effect, { place, key, notes })
    if (keyNamed(said.key).path !== canonicalPath(said.key))
      notes.changed(place, 'The key', `It is a name of Cells and reads ${pathOfKey(said.key)} here.`)
    if (key.includes('.'))
      notes.changed(
        place,
        'The key',
        `Ladon finds it under “${key}”, here each dot leads one level down in the context.`,
      )
  }
  return { when }
}

/** The one thing in which every condition differs from the originals: what a missing value does. */
export function noteMissing(
  type: string,
  effect: 'allow' | 'deny',
  { place, key, notes }: { place: string; key: string; notes: Ledger },
): void {
  const heldWithout = type === 'StringNotMatchCondition'
  if (effect === 'deny' && !heldWithout)
    notes.changed(
      place,
      `A missing ${key}`,
      'The denial now also holds when it is missing or of another type.',
    )
  if (effect === 'allow' && heldWithout)
    notes.changed(place, `A missing ${key}`, 'Nothing is allowed any more when it is missing.')
}

function conditionOf(
  key: string,
  value: Json,
  place: string,
  notes: Ledger,
): (TypedCondition & { readonly key: string }) | { why: string } {
  if (!isObject(value)) return { why: 'is no object.' }
  const type = own(value, 'type')
  if (!isString(type) || !ladonConditionTypes.includes(type))
    return { why: `is of type ${shown(type)}, which Ladon does not have.` }
  const options = own(value, 'options') ?? undefined
  if (options !== undefined && !isObject(options)) return { why: 'has options that are no object.' }
  if (JSON.stringify(options ?? {}).includes('{{'))
    return { why: 'has {{ in its options: Ladon takes it literally, here it would be filled in.' }
  for (const member of Object.keys(value)) {
    if (member !== 'type' && member !== 'options') notes.lost(below(place, member), 'Ladon ignores it.')
  }
  return { type, key: keyFromLadon(key), ...(options !== undefined && { options }) }
}
