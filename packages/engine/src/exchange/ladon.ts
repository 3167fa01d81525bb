import { isList, isString, own } from '../json.ts'
import type { Policy, Statement } from '../model.ts'
import { objectIn } from './json-text.ts'
import { isTemplate } from '../regex/template.ts'
import { limits } from '../limits.ts'
import { validatePolicy } from '../validate/index.ts'
import { textFromBase64 } from './base64.ts'
import { isLiteralIn, matchesTemplate, quoted, readEntries, type Said } from './entries.ts'
import {
  type ImportOptions,
  type Intake,
  type Lost,
  noteId,
  noteUnknown,
  type Source,
  wordsAt,
} from './intake.ts'
import { ladonConditions } from './ladon-conditions.ts'
import { below, type Ledger } from './ledger.ts'
import { labelFrom, nameFrom } from './wording.ts'

const members = ['id', 'description', 'subjects', 'resources', 'actions', 'effect', 'conditions', 'meta']
const lists = { subjects: 'nobody', resources: 'nothing', actions: 'nothing' } as const
const typeName = /^[A-Za-z0-9_.-]{1,100}$/

/** Policies of ory/ladon: a list, a map by id, or one. */
export function readLadon(intake: Intake): void {
  const { subjectType = 'user', resourceType } = intake.options
  for (const type of [subjectType, resourceType ?? 'any']) {
    if (!typeName.test(type)) {
      intake.ledger.lost('', `“${type}” can’t be a type: letters, digits, dots, dashes and underscores can.`)
      return
    }
  }
  intake.readEach({ noun: 'Ladon policies', sign: 'subjects', isMap: true }, (source, notes) =>
    policyOf(source, notes, intake),
  )
}

/** What stands for a policy without words of its own. */
export function ladonName(id: string): string {
  return `Ladon policy ${id}`
}

function policyOf(source: Source, notes: Ledger, intake: Intake): Policy | Lost {
  const { path, json } = source
  const effect = effectOf(source, notes)
  const denial = effect === 'deny'
  for (const [list, whom] of Object.entries(lists)) {
    const value = own(json, list) ?? []
    if (!isList(value)) return { why: `Its ${list} are no list.`, denial }
    if (value.length === 0)
      return { why: `It names no ${list}: in Ladon that matches ${whom}, so it does nothing.` }
  }
  const narrowing = narrowingOf(source, effect, notes, intake.options)
  if ('why' in narrowing) return { ...narrowing, denial }
  const conditions = ladonConditions(source, effect, notes)
  if ('why' in conditions) return { ...conditions, denial }
  noteUnknown(source, members, notes, 'Ladon policies have no member of this name, and Ladon ignores it.')

  const id = intake.ids.take(wordsAt(source, 'id', notes) ?? source.key, 'ladon')
  const given = own(json, 'id')
  noteId(isString(given) ? given : undefined, id, below(path, 'id'), notes)
  const description = descriptionOf(source, notes)
  const statement: Statement = {
    id: 'rule',
    label: labelFrom(description, ladonName(id)),
    effect,
    ...narrowing.fields,
    ...(conditions.when.length > 0 && { when: conditions.when }),
  }
  return {
    id,
    name: nameFrom(description, ladonName(id)),
    ...(description !== undefined && { description }),
    type: 'acl',
    priority: 0,
    statements: [statement],
    ...metaOf(source, notes),
  }
}

function effectOf({ json, path }: Source, notes: Ledger): 'allow' | 'deny' {
  const effect = own(json, 'effect')
  if (effect === 'allow' || effect === 'deny') return effect
  notes.changed(
    below(path, 'effect'),
    'The effect',
    'It is “deny” now: Ladon denies by everything that does not say “allow”.',
  )
  return 'deny'
}

function descriptionOf(source: Source, notes: Ledger): string | undefined {
  const words = wordsAt(source, 'description', notes)
  if (words === undefined || words.length <= limits.description) return words
  notes.changed(
    below(source.path, 'description'),
    'The description',
    `It is cut to ${limits.description} characters.`,
  )
  return words.slice(0, limits.description).replace(/[\uD800-\uDBFF]$/, '')
}

type Narrowing = Required<Pick<Statement, 'subjects' | 'actions' | 'resources'>>

function narrowingOf(
  { json, path }: Source,
  effect: 'allow' | 'deny',
  notes: Ledger,
  options: ImportOptions,
): { fields: Narrowing } | { why: string } {
  const denial = effect === 'deny'
  const read = (list: keyof Narrowing, say?: (entry: string) => Said) =>
    readEntries(own(json, list), {
      path: below(path, list),
      kind: list === 'subjects' ? 'subject' : 'template',
      notes,
      denial,
      ...(say && { say }),
    })
  const fields = {
    subjects: read('subjects', (entry) => saySubject(entry, denial, options.subjectType ?? 'user')),
    actions: read('actions'),
    resources: read('resources', (entry) => sayResource(entry, options.resourceType)),
  }
  const empty = Object.entries(fields).find(([, entries]) => entries.length === 0)?.[0]
  if (empty === undefined) return { fields }
  return { why: `None of its ${empty} can be said here. ${notes.firstLoss(below(path, empty))}` }
}

/** `peter` becomes `user:peter`; what has a colon of its own names its type already. */
function saySubject(entry: string, denial: boolean, type: string): Said {
  // A denial for everybody stays one, whatever type they are of.
  if (denial && (entry === '<.*>' || entry === '<.+>')) return { as: [entry] }
  // The colons of `(?:…)`, `(?i:…)` and `[[:digit:]]` say nothing of types.
  const text = entry.replaceAll(/\(\?[A-Za-z-]*:|\[:\^?[a-z]+:\]/g, '')
  if (!text.includes(':')) {
    const typed = `${type}:${entry}`
    const others = denial && isTemplate(entry) ? ' Subjects of another type are not denied by it.' : ''
    return { as: [typed], how: `It is ${typed} now: a subject has a type.${others}` }
  }
  if (isLiteralIn(entry, ':')) return { as: [entry] }
  return { as: [entry], how: 'It is kept, but its alternatives without a type match nobody here.' }
}

/** An exact entry without a colon would mean everything of that type. */
function sayResource(entry: string, type: string | undefined): Said {
  if (entry === '') return { why: 'An empty text names no resource here.' }
  if (type !== undefined) {
    if (entry.startsWith(`${type}:`)) return { as: [entry] }
    const typed = `${type}:${entry}`
    return { as: [typed], how: `It is ${typed} now: a resource has a type.` }
  }
  if (isTemplate(entry) || entry.includes(':')) {
    const how =
      'It also reaches what is Sallyport’s own, such as signing in: option resourceType keeps it apart.'
    return { as: [entry], ...(reachesOurs(entry) && { how }) }
  }
  const exact = `<${quoted(entry)}>`
  return { as: [exact], how: `It is ${exact} now: alone, ${entry} would mean every resource of that type.` }
}

function reachesOurs(entry: string): boolean {
  return ['sign_in', 'workspace:1'].some((ours) => matchesTemplate(entry, ours))
}

/** Ladon’s meta is bytes; ours is an object. */
function metaOf({ json, path }: Source, notes: Ledger): Pick<Policy, 'meta'> {
  const value = own(json, 'meta')
  if (value === undefined || value === null || value === '') return {}
  const place = below(path, 'meta')
  if (!isString(value)) {
    notes.lost(place, 'Ladon’s meta is base64 text.')
    return {}
  }
  // Four characters hold three bytes; what is longer is not even decoded.
  if (value.length > 2 * limits.metaLength) {
    notes.lost(place, 'It is too large to be kept.')
    return {}
  }
  const object = objectIn(textFromBase64(value) ?? '')
  const meta = object ?? { base64: value }
  if (!validatePolicy({ id: 'm', name: 'm', type: 'acl', meta }).ok) {
    notes.lost(place, 'It is too large to be kept, or has names that can’t be.')
    return {}
  }
  if (object === undefined)
    notes.changed(place, 'The meta', 'It is no JSON object, so its base64 text is kept as meta.base64.')
  return { meta }
}
