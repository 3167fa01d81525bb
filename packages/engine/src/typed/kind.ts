import type { AccessRequest, Json, JsonObject, Truth } from '../model.ts'
import type { Grants, StandsFor } from '../reference/subject-facts.ts'
import type { Outcome } from '../truth.ts'
import type { Check, Members } from '../validate/check.ts'
import type { AttributeType } from '../well-known.ts'

/** What a condition in the form of Ladon and Cells may look at. */
export interface Asked {
  readonly request: AccessRequest
  /** The zone of the settings. */
  readonly zone: string
  readonly time: number | undefined
  readonly grants: Grants
  readonly subject: StandsFor
}

/** The value that its key has in a request, and where it comes from. */
export interface Seen {
  readonly value: Json
  readonly path: string
}

/** How the value of `{{.Key}}` is written into an option: as it is, or so that it stands for nothing but itself. */
export type Insertion = 'text' | 'search' | 'glob'

export interface Edges {
  /** Since local midnight. */
  readonly seconds?: readonly number[]
  readonly instants?: readonly number[]
}

/** One type of condition: what its options must be, what it means, what it reads. */
export interface TypedConditionKind {
  /** The types of well-known attributes that it can say anything of. */
  readonly takes: readonly AttributeType[]
  /** Its members and no others. */
  readonly options: Members
  /** What must hold between the options, each of which is well formed. */
  readonly check?: Check
  /** The options that may hold `{{.Key}}`. */
  readonly inserts?: { readonly [option: string]: Insertion }
  /** Besides its key. */
  readonly reads?: readonly string[]
  /** The options have been checked and expanded. An unknown without paths is that of the key. */
  test(seen: Seen, options: JsonObject, asked: Asked): Truth | Outcome
  /** When the answer may change while nothing but time passes. */
  edges?(options: JsonObject): Edges
}

/** Attributes that are strings. */
export const texts: readonly AttributeType[] = [
  'string', 'address', 'country', 'weekday', 'date', 'time', 'instant',
] // prettier-ignore
