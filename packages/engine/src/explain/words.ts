import type { Effect, Reason } from '../model.ts'
import type { Relation } from './clause.ts'

/** An instant on the clock of a zone. */
export interface Appointment {
  /** 0 is Monday. */
  readonly weekday: number
  readonly day: number
  /** 1 is January. */
  readonly month: number
  readonly year: number
  /** `08:00`, with seconds where there are any. */
  readonly clock: string
  readonly zone: string
  /** Within the coming days: the weekday alone says which. */
  readonly isNear: boolean
}

/** A statement as people know it: by its label, its policy by name. Both may be quoted. */
export interface Rule {
  readonly label: string
  readonly policy: string
}

/**
 * Everything an explanation says, for one language. Sentences are functions, so that a language orders its own words.
 * Another language is another object of this shape.
 */
export interface ExplanationWords {
  readonly and: (parts: readonly string[]) => string
  readonly or: (parts: readonly string[]) => string
  readonly appointment: (at: Appointment) => string

  // -------------------------------------------------------------------------------------- for the person who asked
  /** What people call an action on a resource, by `<action> <type>`: `login sign_in` → “sign in”. */
  readonly deeds: { readonly [deed: string]: string }
  readonly deed: (action: string, resource: string) => string
  readonly asked: (deed: string) => string
  readonly malformed: string
  /** The answer in a sentence, before any rule is quoted. */
  readonly answers: { readonly [reason in Reason]: string }
  readonly methods: { readonly [method: string]: string }
  readonly help: {
    readonly stepUp: (methods: string) => string
    readonly retryAfter: (time: string) => string
    readonly tunnel: string
  }
  readonly ask: (whom: string | undefined) => string

  // -------------------------------------------------------------------------------------------- for administrators
  readonly decided: (effect: Effect, rule: Rule) => string
  /** Where no statement decided. `permission` is what a role would have to grant: `devices.read`. */
  readonly baseline: {
    readonly [reason in Exclude<Reason, 'allowed_by_policy' | 'denied_by_policy'>]: (
      permission: string,
      type: string,
    ) => string
  }
  /** What stood without the policies, where a policy decided otherwise or the same. */
  readonly without: (isPermitted: boolean) => string
  readonly unconditional: string
  /** Why a statement did not apply, where no condition says it. */
  readonly unclear: string
  readonly unknown: (paths: string, effect: Effect) => string
  readonly overrode: (rule: Rule, effect: Effect) => string
  readonly missed: (rule: Rule, because: string) => string
  readonly reported: (policy: string, isPermitted: boolean) => string

  // ----------------------------------------------------------------------------------------- conditions and values
  /** A clause that stands after a value: “inside 203.0.113.0/24”, “outside …”. */
  readonly relations: {
    readonly [relation in Relation]: (wanted: string) => { readonly holds: string; readonly fails: string }
  }
  readonly saw: (path: string, value: string | undefined, clause: string | undefined) => string
  readonly inZone: (zone: string) => string

  // -------------------------------------------------------------------------------------------------------- changes
  readonly would: (isPermitted: boolean, changes: string) => string
  readonly nothing: (isPermitted: boolean, isExhaustive: boolean) => string
  readonly changes: {
    readonly factor: (methods: string) => string
    readonly tunnel: string
    readonly time: (at: string) => string
    readonly membership: (of: 'role' | 'group', name: string, isHeld: boolean) => string
    readonly place: (below: string) => string
    readonly attribute: (path: string, value: string | undefined, clause: string | undefined) => string
    readonly policy: (name: string, to: 'off' | 'enforced') => string
    readonly exception: (rule: Rule) => string
  }
  readonly ancestor: (path: string, number: number) => string
}
