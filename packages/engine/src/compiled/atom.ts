import type { AddressRange } from '../address.ts'
import type { Condition } from '../model.ts'
import type { PatternKind } from '../regex/cache.ts'
import type { Literal } from './literal.ts'

export type Scalar = string | number | boolean

export interface PatternSource {
  readonly kind: PatternKind
  readonly source: string
}

/**
 * One thing that can be asked of a request. What many policies ask has a row of its own; `reference` is all the rest,
 * and the reference's own code answers it.
 */
export type Atom =
  | { readonly op: 'anonymous' }
  /** The question is about a collection as a whole: its id is `*`. */
  | { readonly op: 'collection_itself' }
  | { readonly op: 'dates'; readonly from: number; readonly until: number }
  | { readonly op: 'bound'; readonly policy: string }
  | { readonly op: 'subject'; readonly entry: string }
  | { readonly op: 'resource'; readonly entry: string }
  | { readonly op: 'resource_pattern'; readonly pattern: PatternSource }
  | { readonly op: 'name'; readonly pattern: PatternSource }
  | { readonly op: 'os' | 'base'; readonly word: string }
  /** One of these values, all of one type. */
  | { readonly op: 'equals'; readonly path: string; readonly values: readonly Scalar[] }
  | { readonly op: 'address'; readonly path: string; readonly ranges: readonly AddressRange[] }
  /** Seconds since midnight. */
  | { readonly op: 'hours'; readonly zone: string; readonly start: number; readonly end: number }
  /** Monday is bit 0. */
  | { readonly op: 'weekdays'; readonly zone: string; readonly days: number }
  /** Minutes since midnight, both included. */
  | { readonly op: 'office'; readonly zone: string; readonly days: number; readonly first: number; readonly last: number }
  | { readonly op: 'matches'; readonly path: string; readonly pattern: PatternSource }
  | { readonly op: 'all' | 'any'; readonly parts: readonly Literal[] }
  | { readonly op: 'reference'; readonly condition: Condition } // prettier-ignore

export type Op = Atom['op']

/** One thing that can be asked of a resource type and an action alone. */
export type KindAtom =
  | { readonly op: 'permission'; readonly permission: string }
  | { readonly op: 'action'; readonly entry: string }
  | { readonly op: 'collection'; readonly collection: string }
  /** Something is granted without a policy. */
  | { readonly op: 'not_closed' } // prettier-ignore
