import { isList, isObject, isString, own } from '../json.ts'
import { limits } from '../limits.ts'
import type { Json, JsonObject, Policy, ResourceType, Settings, Statement, Target } from '../model.ts'
import { collectionOf } from '../permission.ts'
import { declaredTypes } from '../resource-types.ts'
import { readEntries, type Said } from './entries.ts'
import { type Intake, type Lost, noteId, noteUnknown, type Source, wordsAt } from './intake.ts'
import { below, type Ledger } from './ledger.ts'
import { myrmexConditions } from './myrmex-conditions.ts'
import { cut, labelFrom, listed, nameFrom, shown } from './wording.ts'

/** The targeting fields of the form, and where they go. */
const fields = [
  'permissions',
  'roles',
  'device_names',
  'device_os',
  'integration_names',
  'integration_bases',
] as const
type Field = (typeof fields)[number]

const members = [
  'id', 'name', 'description', 'effect', 'priority', 'active', 'target', 'conditions',
  ...fields.map((field) => `target_${field}`),
] // prettier-ignore

/** Policies as Myrmex’s form has them: a list, an object with `policies`, or one. */
export function readMyrmex(intake: Intake): void {
  const shelf = { noun: 'policies of Myrmex', wrapper: 'policies', sign: 'effect' }
  intake.readEach(shelf, (source, notes) => policyOf(source, notes, intake))
}

function policyOf(source: Source, notes: Ledger, intake: Intake): Policy | Lost {
  const { json, path } = source
  const effect = effectOf(own(json, 'effect'))
  const denial = effect !== 'allow'
  if (effect === undefined)
    return { why: `Its effect is ${shown(own(json, 'effect'))}; known are deny and allow.`, denial }
  const priority = own(json, 'priority') ?? 0
  if (typeof priority !== 'number' || !Number.isInteger(priority))
    return {
      why: `Its priority is ${shown(priority)}, which is no whole number, so its place among the others is unknown.`,
      denial,
    }
  const active = own(json, 'active') ?? true
  if (typeof active !== 'boolean')
    return { why: `Whether it is active is ${shown(active)}; it must be true or false.`, denial }
  const target = targetOf(source, denial, notes, intake)
  if ('why' in target) return { ...target, denial }
  if (denial && !narrows(target))
    notes.changed(
      below(path, 'target_permissions'),
      'The permissions',
      'It names none, so here it is about everything that is asked, signing in included.',
    )
  const conditions = myrmexConditions(own(json, 'conditions'), below(path, 'conditions'), notes)
  if ('why' in conditions) return { ...conditions, denial }
  noteUnknown(source, members, notes)

  const texts = textsOf(source, notes)
  const id = idOf(source, texts.name, notes, intake)
  const statement: Statement = {
    id: 'rule',
    label: labelFrom(texts.name, id),
    effect,
    ...(denial ? { unless: conditions.list } : { when: conditions.list }),
  }
  return {
    id,
    ...texts,
    type: 'access',
    enabled: active,
    priority,
    ...(Object.keys(target).length > 0 && { target }),
    statements: [statement],
  }
}

function effectOf(value: Json | undefined): 'allow' | 'deny' | undefined {
  const word = isString(value) ? value.trim().toLowerCase() : undefined
  return word === 'allow' || word === 'deny' ? word : undefined
}

function idOf(source: Source, name: string, notes: Ledger, intake: Intake): string {
  const given = wordsAt(source, 'id', notes)
  const id = intake.ids.take(given ?? name.toLowerCase(), 'myrmex')
  noteId(given, id, below(source.path, 'id'), notes)
  return id
}

function textsOf(source: Source, notes: Ledger): Pick<Policy, 'name' | 'description'> {
  const { path } = source
  const [given, description] = [wordsAt(source, 'name', notes), wordsAt(source, 'description', notes)]
  const name = nameFrom(given, 'Myrmex policy')
  if (given !== name) notes.changed(below(path, 'name'), 'The name', `It is “${name}” now.`)
  if (description === undefined) return { name }
  if (description.length > limits.description)
    notes.changed(
      below(path, 'description'),
      'The description',
      `It is cut to ${limits.description} characters.`,
    )
  return { name, description: cut(description, limits.description) }
}

/** A field that would be lost, or that nobody knows, would make the policy mean more than its author said. */
function targetOf(
  { json, path }: Source,
  denial: boolean,
  notes: Ledger,
  intake: Intake,
): Target | { why: string } {
  const nested = own(json, 'target') ?? {}
  if (!isObject(nested)) return { why: 'Its target is no object.' }
  const odd = strangers(json, nested)
  if (odd.length > 0) return { why: `It targets ${listed(odd)}, which nobody knows here.` }
  const read = new Map<Field, readonly string[]>()
  for (const field of fields) {
    const [flat, deep] = [own(json, `target_${field}`), own(nested, field)]
    if (flat !== undefined && deep !== undefined) return { why: `It names target ${field} twice.` }
    const place = deep === undefined ? below(path, `target_${field}`) : below(below(path, 'target'), field)
    const entries = fieldOf(flat ?? deep ?? [], field, place, denial, notes)
    if ('why' in entries) return entries
    if (entries.length > 0) read.set(field, entries)
  }
  return denial ? assemble(read) : narrowedException(assemble(read), path, notes, intake)
}

function strangers(json: JsonObject, nested: JsonObject): string[] {
  const known: readonly string[] = fields
  return [
    ...Object.keys(nested).filter((member) => !known.includes(member)),
    ...Object.keys(json).filter((member) => member.startsWith('target_') && !members.includes(member)),
  ]
}

/** No entries mean everything in Myrmex, and are left out here. */
function fieldOf(
  value: Json,
  field: Field,
  path: string,
  denial: boolean,
  notes: Ledger,
): readonly string[] | { why: string } {
  if (!isList(value)) return { why: `Its target ${field} are no list.` }
  const isPattern = field === 'device_names' || field === 'integration_names'
  const pattern = isPattern ? { kind: 'whole' as const, say: sayName } : {}
  const entries = readEntries(value, { path, notes, denial, ...pattern })
  if (entries.length < value.length)
    return { why: `Its target ${field} can’t all be said here. ${notes.firstLoss(path)}` }
  return entries
}

function sayName(pattern: string): Said {
  if (pattern.startsWith('.*') && pattern.endsWith('.*')) return { as: [pattern] }
  return {
    as: [pattern],
    how: 'It is compared with the whole name here; whether Myrmex does so is not documented.',
  }
}

function assemble(read: ReadonlyMap<Field, readonly string[]>): Target {
  const [names, os] = [read.get('device_names'), read.get('device_os')]
  const [others, bases] = [read.get('integration_names'), read.get('integration_bases')]
  const [permissions, roles] = [read.get('permissions'), read.get('roles')]
  return {
    ...(permissions && { permissions }),
    ...(roles && { roles }),
    ...((names ?? os) && { devices: { ...(names && { names }), ...(os && { os }) } }),
    ...((others ?? bases) && { integrations: { ...(others && { names: others }), ...(bases && { bases }) } }),
  }
}

/** An exception stands over roles; where nothing is granted by default it would open the door, so it names its collections. */
function narrowedException(
  target: Target,
  path: string,
  notes: Ledger,
  intake: Intake,
): Target | { why: string } {
  const { settings, collections } = intake.options
  if (target.devices !== undefined || target.integrations !== undefined) return target
  const byRoles = collectionsByRoles(settings)
  if (target.permissions === undefined) {
    const named = (collections ?? registered(settings)).filter((one) => byRoles.has(one))
    if (named.length === 0)
      return {
        why: 'It allows without naming a permission, and there is no collection it could name instead.',
      }
    const permissions = named.map((one) => `${one}.*`)
    notes.changed(
      below(path, 'target_permissions'),
      'The permissions',
      `It named none; now it names ${listed(permissions)}, so that it opens nothing that is closed by default.`,
    )
    return { ...target, permissions }
  }
  const closed = target.permissions.filter((one) => !byRoles.has(collectionOf(one)))
  if (closed.length === 0) return target
  return {
    why: `It allows ${listed(closed)}, where roles do not decide here: declare the type first, with baseline rbac.`,
  }
}

function narrows({ permissions, devices, integrations }: Target): boolean {
  return [permissions, devices, integrations].some((field) => field !== undefined)
}

function collectionsByRoles(settings: Settings | undefined): Set<string> {
  const types = declaredTypes(settings).map(([, type]) => type)
  const having = (baseline: ResourceType['baseline']) =>
    types.filter((type) => type.baseline === baseline).map(({ collection }) => collection)
  const closed = having('deny')
  return new Set(having('rbac').filter((one) => !closed.includes(one)))
}

/** The assets of Myrmex, and what others have registered. */
function registered(settings: Settings | undefined): string[] {
  const declared = Object.values(settings?.resourceTypes ?? {}).map(({ collection }) => collection)
  return [...new Set(['devices', 'integrations', ...declared])]
}
