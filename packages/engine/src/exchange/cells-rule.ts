import { isList, isObject, isString, own } from '../json.ts'
import { limits } from '../limits.ts'
import type { Json, Statement } from '../model.ts'
import { cellsConditions } from './cells-conditions.ts'
import { sayAction, sayResource, saySubject, type RuleContext } from './cells-entries.ts'
import { readEntries, type Said } from './entries.ts'
import { noteUnknown, type Source, wordsAt } from './intake.ts'
import { below, type Ledger } from './ledger.ts'
import { labelFrom } from './wording.ts'

export type LostRule = { readonly why: string; readonly denial: boolean }

const members = ['id', 'description', 'subjects', 'resources', 'actions', 'effect', 'conditions']
const lists = ['subjects', 'resources', 'actions'] as const

/** One rule of a policy group, which is one Ladon policy. */
export function readRule(
  rule: Json,
  path: string,
  context: RuleContext,
  notes: Ledger,
): Statement | LostRule {
  if (!isObject(rule)) return { why: 'A rule is an object.', denial: true }
  const source = { path, json: rule }
  const effect = effectOf(source, notes)
  const denial = effect === 'deny'
  for (const list of lists) {
    const value = own(rule, list) ?? []
    if (!isList(value)) return { why: `Its ${list} are no list.`, denial }
    if (value.length === 0)
      return { why: `It names no ${list}, so in Cells it never matches.`, denial: false }
  }
  const fields = narrowing(source, denial, context, notes)
  if ('why' in fields) return { ...fields, denial }
  const when = cellsConditions(source, effect, notes)
  if ('why' in when) return { ...when, denial }
  noteUnknown(source, members, notes)
  const id = context.ids.take(wordsAt(source, 'id', notes), 'rule')
  if (isString(own(rule, 'id')) && own(rule, 'id') !== id)
    notes.changed(
      below(path, 'id'),
      'The id',
      `It is ${id} now, for an id is short and used once in a policy.`,
    )
  return { id, label: labelOf(source, id, notes), effect, ...fields, ...(when.length > 0 && { when }) }
}

/** `allow` is 2 in the numbers of the original. */
function effectOf({ json, path }: Source, notes: Ledger): 'allow' | 'deny' {
  const effect = own(json, 'effect')
  if (effect === 'allow' || effect === 2) return 'allow'
  if (effect !== 'deny' && effect !== 1)
    notes.changed(
      below(path, 'effect'),
      'The effect',
      'It is “deny” now: Cells denies by a rule that does not say “allow”.',
    )
  return 'deny'
}

function labelOf(source: Source, id: string, notes: Ledger): string {
  const description = wordsAt(source, 'description', notes)
  const label = labelFrom(description, id)
  if (description !== undefined && label !== description)
    notes.changed(
      below(source.path, 'description'),
      'The label',
      `It is one line of at most ${limits.label} characters.`,
    )
  return label
}

type Narrowing = Pick<Statement, 'subjects' | 'actions' | 'resources'>

function narrowing(
  { json, path }: Source,
  denial: boolean,
  context: RuleContext,
  notes: Ledger,
): Narrowing | { why: string } {
  const isTemplate = context.group === 'acl'
  const read = (list: keyof Narrowing, say: (entry: string) => Said) =>
    readEntries(own(json, list), {
      path: below(path, list),
      kind: list === 'subjects' ? 'subject' : 'template',
      notes,
      denial,
      say,
    })
  const subjects = read('subjects', (entry) => saySubject(entry, context))
  const resources = read('resources', (entry) => sayResource(entry, context.group))
  const actions = read('actions', (entry) => sayAction(entry, { ...context, denial }))
  const empty = Object.entries({ subjects, resources, actions }).find(
    ([, entries]) => entries.length === 0,
  )?.[0]
  if (empty !== undefined)
    return { why: `None of its ${empty} can be said here. ${notes.firstLoss(below(path, empty))}` }
  if (isTemplate)
    notes.changed(
      below(path, 'subjects'),
      'The subjects',
      'They are left out: the bindings of the template say for whom it counts.',
    )
  if (hasPaths(resources))
    notes.changed(
      below(path, 'resources'),
      'The query string',
      'It is no part of a path here, so it neither makes nor breaks a match; Cells compared it too.',
    )
  return { ...(!isTemplate && { subjects }), actions, resources: [...new Set(resources)] }
}

function hasPaths(resources: readonly string[]): boolean {
  return resources.some((entry) => entry.startsWith('rest:'))
}
