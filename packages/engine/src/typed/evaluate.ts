import { own } from '../json.ts'
import type { Json, JsonObject, TypedCondition } from '../model.ts'
import { PatternError } from '../regex/pattern.ts'
import { outcome, type Outcome } from '../truth.ts'
import { typedConditionOf } from '../typed-conditions.ts'
import { expand, keysIn } from './insertion.ts'
import { keyNamed, pathOfKey, readKey } from './keys.ts'
import type { Asked, Edges, Seen, TypedConditionKind } from './kind.ts'

export interface Evaluation extends Outcome {
  /** Of the key; absent when it was missing. */
  readonly value?: Json
}

/** Whether a condition of Ladon's or Cells' form holds: unknown when its key, or what its options name, is missing. */
export function evaluateTyped(condition: TypedCondition, asked: Asked): Evaluation {
  const kind = typedConditionOf(condition.type)
  const { key, options: written = {} } = condition
  if (kind === undefined || key === undefined) return outcome('unknown')
  const [value, from] = [readKey(key, asked), pathOfKey(key)]
  const { options, paths, missing } = expand(kind, written, asked)
  if (value === undefined) return outcome('unknown', from, ...missing)
  if (missing.length > 0) return { ...outcome('unknown', ...missing), value }
  const seen = { value, path: keyNamed(key).path }
  return { ...ofKey(tested(kind, seen, options, asked), [from, ...paths]), value }
}

/** Validation tried the longest values, so no pattern should be refused here; but a decision never throws. */
function tested(kind: TypedConditionKind, seen: Seen, options: JsonObject, asked: Asked): Outcome {
  try {
    const result = kind.test(seen, options, asked)
    return typeof result === 'string' ? outcome(result) : result
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    return outcome('unknown')
  }
}

function ofKey(result: Outcome, paths: readonly string[]): Outcome {
  return result.truth === 'unknown' && result.unknown.length === 0 ? outcome('unknown', ...paths) : result
}

/** Every path that such a condition reads. */
export function typedPathsRead({ type, key, options = {} }: TypedCondition): string[] {
  const kind = typedConditionOf(type)
  const inserted = Object.keys(kind?.inserts ?? {}).flatMap((option) => {
    const text = own(options, option)
    return typeof text === 'string' ? keysIn(text).map(pathOfKey) : []
  })
  return [...(key === undefined ? [] : [pathOfKey(key)]), ...inserted, ...(kind?.reads ?? [])]
}

/** When a condition that reads the time of the decision may change its answer. */
export function typedEdges({ type, key, options = {} }: TypedCondition): Edges | undefined {
  if (key === undefined || keyNamed(key).path !== 'context.time') return undefined
  return typedConditionOf(type)?.edges?.(options)
}
