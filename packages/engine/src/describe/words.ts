import type { Operator } from '../model.ts'

/** What people call a statement: by its effect and, for an allow, by what stands without it. */
export type Kind = 'Requirement' | 'Block' | 'Exception' | 'Grant' | 'Duty'

/** A clause as it stands, “it is”, or after what asks for it or denies it, “it be”: some languages have two verbs for it. */
export type Mood = 'fact' | 'wish'

/** Whom, what and where a statement means; empty for everybody, everything and everywhere. */
export interface Scope {
  readonly who: string
  /** What is done, as a thing: `login`, or `signing in` where people have a word for it. */
  readonly what: string
  /** The same after “to”: `login`, `sign in`, `use devices.read`. */
  readonly to: string
  /** The same as the moment at which it is done: `at login`, `when signing in`. */
  readonly at: string
  readonly where: string
}

/**
 * Everything a description says, for one language. Sentences are functions, so that a language orders its own words.
 * Another language is another object of this shape.
 */
export interface Words {
  readonly kinds: { readonly [kind in Kind]: string }
  readonly sentence: {
    /** Of things: “a second factor”. */
    readonly requirement: (needs: string, scope: Scope, when: string) => string
    /** Of clauses, “that the day is Monday”, which stand last so that nothing else is taken for a part of them. */
    readonly requirementThat: (needs: string, scope: Scope, when: string) => string
    readonly exceptAll: (scope: Scope, unless: string, when: string) => string
    readonly block: (scope: Scope, when: string) => string
    readonly allow: (scope: Scope, when: string, unless: string) => string
    readonly duty: (duties: string, scope: Scope, when: string, unless: string) => string
  }
  readonly devices: (named: string, running: string) => string
  readonly integrations: (named: string, of: string) => string
  /** `isApart`: some of the parts are joined themselves. */
  readonly and: (parts: readonly string[], isApart?: boolean) => string
  readonly or: (parts: readonly string[], isApart?: boolean) => string
  /** Of two and more, as one part of something else. */
  readonly either: (parts: readonly string[]) => string
  /** Of two and more that are joined already. */
  readonly allOf: (joined: string) => string
  /** Of a clause that is a wish. */
  readonly not: (clause: string, mood: Mood) => string
  /** Of a clause that is a wish. */
  readonly that: (clause: string) => string
  readonly inZone: (zone: string) => string
  readonly attributes: { readonly [path: string]: string }
  /** Values that people have another word for, by the attribute's path. */
  readonly values: { readonly [path: string]: { readonly [value: string]: string } }
  readonly operators: {
    readonly [operator in Operator]: (attribute: string, value: string, mood: Mood) => string
  }
  /** How instants, dates and times of day compare. */
  readonly clock: {
    readonly [operator in 'greater_than' | 'less_than']: (
      attribute: string,
      value: string,
      mood: Mood,
    ) => string
  }
  /** Of two and more values. */
  readonly neither: (attribute: string, values: readonly string[], mood: Mood) => string
  readonly truth: (value: boolean) => string
  readonly missing: (attribute: string, mood: Mood) => string
  /** The types of Ladon and Cells: a key's name, the options, and the zone of the clock if the key is one. */
  readonly typed: {
    readonly [type: string]: (
      name: string,
      options: { readonly [option: string]: string },
      zone: string,
      mood: Mood,
    ) => string
  }
  /** Conditions that people have a word for: as a thing that is needed, and as a clause; as a wish if that is another. */
  readonly idioms: {
    readonly [condition: string]: { readonly need: string; readonly clause: string; readonly wish?: string }
  }
  /** One action on one resource that people have a word for, by `<action> <resource>`. */
  readonly deeds: {
    readonly [deed: string]: { readonly what: string; readonly to: string; readonly at: string }
  }
  /** What a permission allows, after “to”. */
  readonly use: (permission: string) => string
  /** The moment of an action that has no other word. */
  readonly at: (action: string) => string
  readonly obligations: {
    readonly [id: string]: (properties: { readonly [name: string]: unknown }) => string
  }
  readonly obligation: (id: string) => string
  readonly onDenial: (duty: string) => string
}
