import { isObject } from '../json.ts'
import { limits } from '../limits.ts'
import type { JsonObject } from '../model.ts'
import { plain } from '../plain.ts'

/** The object that a text holds, or undefined when it holds none or one too deep or large. */
export function objectIn(text: string): JsonObject | undefined {
  const troubles: string[] = []
  const bounds = { depth: limits.jsonDepth, values: limits.policyValues }
  try {
    const json = plain(JSON.parse(text), bounds, (_path, trouble) => troubles.push(trouble))
    return troubles.length === 0 && isObject(json) ? json : undefined
  } catch {
    return undefined
  }
}
