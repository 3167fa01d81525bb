import type { Operator } from '../model.ts'

export type Kind = 'Requirement' | 'Block' | 'Exception' | 'Grant' | 'Duty'

/** Whom, what and where a statement means; empty for everybody, everything and everywhere. */
export interface Scope {
  readonly who: string
  /** What is done, as a thing: `login`, or `signing in` where people have a word for it. */
  readonly what: string
  /** The same after “to”: `login`, `sign in`. */
  readonly to: string
  readonly where: string
}

/**
 * Everything a description says, for one language. Sentences are functions, so that a language orders its own words.
 * Another language is another object of this shape.
 */
export interface Words {
  readonly kinds: { readonly [kind in Kind]: string }
  readonly sentence: {
    readonly requirement: (needs: string, scope: Scope, when: string) => string
    readonly exceptAll: (scope: Scope, unless: string, when: string) => string
    readonly block: (scope: Scope, when: string) => string
    readonly allow: (scope: Scope, when: string, unless: string) => string
    readonly duty: (duties: string, scope: Scope, when: string, unless: string) => string
  }
  readonly devices: (named: string, running: string) => string
  readonly integrations: (named: string, of: string) => string
  readonly and: (parts: readonly string[]) => string
  readonly or: (parts: readonly string[]) => string
  readonly allOf: (parts: readonly string[]) => string
  readonly not: (clause: string) => string
  readonly that: (clause: string) => string
  readonly inZone: (zone: string) => string
  readonly attributes: { readonly [path: string]: string }
  readonly operators: { readonly [operator in Operator]: (attribute: string, value: string) => string }
  readonly missing: (attribute: string) => string
  /** The types of Ladon and Cells: a key's name, the options, and the zone of the clock if the key is one. */
  readonly typed: {
    readonly [type: string]: (
      name: string,
      options: { readonly [option: string]: string },
      zone: string,
    ) => string
  }
  /** Conditions that people have a word for: as a thing that is needed, and as a clause. */
  readonly idioms: { readonly [condition: string]: { readonly need: string; readonly clause: string } }
  /** One action on one resource that people have a word for, by `<action> <resource>`. */
  readonly deeds: { readonly [deed: string]: { readonly what: string; readonly to: string } }
  readonly obligations: {
    readonly [id: string]: (properties: { readonly [name: string]: unknown }) => string
  }
  readonly obligation: (id: string) => string
  readonly onDenial: (duty: string) => string
}
