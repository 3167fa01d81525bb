import { isList, isObject, isString, own } from '../json.ts'
import type { Json, JsonObject, Policy, Settings } from '../model.ts'
import { validatePolicy } from '../validate/index.ts'
import { importLimits } from './bounds.ts'
import { Ids, policyIds } from './ids.ts'
import { below, Ledger } from './ledger.ts'
import type { ImportResult } from './report.ts'
import { listed, wordsOf } from './wording.ts'

/** What the input does not say; `docs/reference/import.md` has the defaults. */
export interface ImportOptions {
  /** What the policies will live with: it says which collections and types there are. */
  readonly settings?: Settings
  /** ladon: the type of a subject that names none; `user` when absent. */
  readonly subjectType?: string
  /** ladon: a type that every resource is given. Without it the text before the first colon is the type. */
  readonly resourceType?: string
  /** myrmex: the collections that an exception without a permission is about; those of the settings when absent. */
  readonly collections?: readonly string[]
  /** neosc: the policies that a record becomes when it has the id and the sentences of one of them. */
  readonly defaults?: readonly Policy[]
}

/** One record of the input. */
export interface Source {
  readonly path: string
  readonly json: JsonObject
  /** Its key, where records stand in a map. */
  readonly key?: string
}

/** Where records may stand. */
export interface Shelf {
  /** What a person calls them. */
  readonly noun: string
  /** A member of which a single record can be told. */
  readonly sign: string
  /** A member that holds the list. */
  readonly wrapper?: string
  /** Whether an object may map ids to records. */
  readonly isMap?: true
}

/** Why a record can't be a policy here, and whether it would have refused something. */
export interface Lost {
  readonly why: string
  readonly denial?: boolean
}

/** Collects policies and what became of the input. Nothing gets in that would be refused when saved. */
export class Intake {
  readonly ledger = new Ledger()
  readonly ids = new Ids(policyIds)
  readonly options: ImportOptions
  readonly #input: Json
  readonly #policies: Policy[] = []

  constructor(input: Json, options: ImportOptions) {
    this.#input = input
    this.options = options
  }

  /** Reads every record; what is noted of one counts once it is a policy. */
  readEach(shelf: Shelf, read: (source: Source, notes: Ledger) => Policy | Lost): void {
    for (const source of this.#sources(shelf)) {
      const notes = new Ledger()
      const policy = read(source, notes)
      if ('why' in policy) this.ledger.lost(source.path, policy.why, policy)
      else this.#accept(policy, source.path, notes)
    }
  }

  #sources(shelf: Shelf): readonly Source[] {
    const found = placesOf(this.#input, shelf)
    if (found === undefined) {
      const where = shelf.wrapper === undefined ? '' : ` or an object with ${shelf.wrapper}`
      this.ledger.lost('', `Expected ${shelf.noun}: a list${where}.`)
      return []
    }
    if (found.length === 0) this.ledger.lost('', `It holds no ${shelf.noun}.`)
    if (found.length > importLimits.policies) {
      this.ledger.lost(
        '',
        `There are more than ${importLimits.policies} ${shelf.noun}; import them in parts.`,
      )
      return []
    }
    return found.flatMap(({ json, ...place }) => {
      if (isObject(json)) return [{ json, ...place }]
      this.ledger.lost(place.path, `Expected one of the ${shelf.noun}, which is an object.`)
      return []
    })
  }

  #accept(policy: Policy, path: string, notes: Ledger): void {
    const why = this.refusal(policy)
    if (why === undefined) {
      this.#policies.push(policy)
      this.ledger.carried(path, policy.id)
      this.ledger.add(notes)
    } else this.ledger.lost(path, why, { denial: hasDeny(policy) })
  }

  refusal(policy: Policy): string | undefined {
    const result = validatePolicy(policy, this.options.settings)
    if (result.ok) return undefined
    const faults = result.errors.slice(0, 3).map((fault) => `${fault.path} ${fault.message}`)
    return `It would be refused when saved: ${listed(faults)}.`
  }

  get result(): ImportResult {
    return { policies: this.#policies, report: this.ledger.report(this.#input) }
  }
}

export function hasDeny({ statements = [] }: Policy): boolean {
  return statements.some(({ effect }) => effect === 'deny')
}

/** Notes those members that the format does not have. */
export function noteUnknown(
  { json, path }: Source,
  known: readonly string[],
  notes: Ledger,
  why = 'The format has no member of this name.',
): void {
  for (const member of Object.keys(json)) {
    if (!known.includes(member)) notes.lost(below(path, member), why)
  }
}

/** The text that a member holds; anything else is lost. */
export function textAt({ json, path }: Source, member: string, notes: Ledger): string | undefined {
  const value = own(json, member) ?? undefined
  if (value === undefined || isString(value)) return value
  notes.lost(below(path, member), 'It is no text.')
  return undefined
}

export function wordsAt(source: Source, member: string, notes: Ledger): string | undefined {
  return wordsOf(textAt(source, member, notes))
}

/** Says so when a policy could not keep the id that its record had. */
export function noteId(given: string | undefined, id: string, path: string, notes: Ledger): void {
  if (given === undefined || given === id) return
  const rule = 'for an id has letters, digits, dots, dashes and underscores and is used once'
  notes.changed(path, 'The id', `It is ${id} now, ${rule}.`)
}

function placesOf(
  input: Json,
  { wrapper, sign, isMap }: Shelf,
): { path: string; json: Json; key?: string }[] | undefined {
  if (isList(input)) return input.map((json, index) => ({ path: below('', index), json }))
  if (!isObject(input)) return undefined
  if (wrapper !== undefined) {
    const list = own(input, wrapper)
    if (isList(list)) return list.map((json, index) => ({ path: below(wrapper, index), json }))
  }
  const isOne = Object.hasOwn(input, sign) && !(isMap === true && isObject(own(input, sign)))
  if (isOne) return [{ path: '', json: input }]
  if (isMap !== true) return undefined
  return Object.entries(input).map(([key, json]) => ({ path: below('', key), json, key }))
}
