import type { Operator } from '../model.ts'

export type Kind = 'Requirement' | 'Block' | 'Exception' | 'Grant' | 'Duty'

/**
 * Everything a description says, for one language. Sentences are functions, so that a language orders its own words.
 * Another language is another object of this shape.
 */
export interface Words {
  readonly kinds: { readonly [kind in Kind]: string }
  readonly sentence: {
    readonly requirement: (needs: string, scope: string, when: string) => string
    readonly exceptAll: (scope: string, unless: string, when: string) => string
    readonly block: (scope: string, when: string) => string
    readonly allow: (scope: string, when: string, unless: string) => string
    readonly duty: (duties: string, scope: string, when: string, unless: string) => string
    readonly documentation: string
  }
  readonly scope: {
    readonly everything: string
    readonly who: (list: string) => string
    readonly actions: (list: string) => string
    readonly permissions: (list: string) => string
    readonly resources: (list: string) => string
    readonly devices: string
    readonly integrations: string
    readonly named: (list: string) => string
    readonly running: (list: string) => string
    readonly of: (list: string) => string
  }
  readonly and: (parts: readonly string[]) => string
  readonly or: (parts: readonly string[]) => string
  readonly allOf: (parts: readonly string[]) => string
  readonly not: (clause: string) => string
  readonly that: (clause: string) => string
  readonly inZone: (zone: string) => string
  readonly attributes: { readonly [path: string]: string }
  readonly operators: { readonly [operator in Operator]: (attribute: string, value: string) => string }
  readonly missing: (attribute: string) => string
  readonly typed: (type: string, key: string) => string
  /** Conditions that people have a word for: as a thing that is needed, and as a clause. */
  readonly idioms: { readonly [condition: string]: { readonly need: string; readonly clause: string } }
  readonly obligations: {
    readonly [id: string]: (properties: { readonly [name: string]: unknown }) => string
  }
  readonly obligation: (id: string) => string
  readonly onDenial: (duty: string) => string
}
