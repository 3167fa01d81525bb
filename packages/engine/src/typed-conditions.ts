import type { AccessRequest, JsonObject, Settings, TypedCondition } from './model.ts'
import type { Outcome } from './truth.ts'

/** A condition in the form of Ladon and Pydio Cells: what its options must be, and what it means. */
export interface TypedConditionKind {
  /** One message for each fault, with a path below the condition: `options.matches`. */
  check(options: JsonObject, key: string | undefined): readonly { path: string; message: string }[]
  evaluate(condition: TypedCondition, request: AccessRequest, settings: Settings): Outcome
}

/** One row a type. A type without a row is refused when saved, with the list of those that have one. */
export const typedConditions: { readonly [type: string]: TypedConditionKind } = {}
