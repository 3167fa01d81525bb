import { isList, isObject, isString, own } from '../json.ts'
import type { Json, JsonObject, Policy, Statement } from '../model.ts'
import { plain } from '../plain.ts'
import { validatePolicy } from '../validate/index.ts'
import { textToBase64 } from './base64.ts'
import { importLimits } from './bounds.ts'
import { Ids } from './ids.ts'
import { hasDeny } from './intake.ts'
import { ladonName } from './ladon.ts'
import { type LadonCondition, toLadonConditions } from './ladon-forms.ts'
import { below, Ledger } from './ledger.ts'
import type { ExportReport } from './report.ts'
import { toLadonEntries } from './ladon-entries.ts'

/** A policy as ory/ladon reads it. */
export interface LadonPolicy {
  readonly id: string
  readonly description?: string
  readonly subjects: readonly string[]
  readonly resources: readonly string[]
  readonly actions: readonly string[]
  readonly effect: 'allow' | 'deny'
  readonly conditions?: { readonly [key: string]: LadonCondition }
  /** Base64 of JSON. */
  readonly meta?: string
}

/** Ladon policies, and what could not be said in them. */
export interface LadonExport {
  readonly ladon: readonly LadonPolicy[]
  readonly report: ExportReport
}

/**
 * Says policies as Ladon’s, one for each statement. What Ladon can’t say, and what it takes in another way, is in the
 * report with its path.
 */
export function exportLadon(policies: readonly Policy[]): LadonExport {
  const ledger = new Ledger()
  const ladon: LadonPolicy[] = []
  const ids = new Ids(/[^]/)
  const input = plain(policies, importLimits, () => undefined)
  for (const [index, json] of (isList(input) ? input : []).entries()) {
    const path = below('', index)
    const read = validateAny(json)
    if (read === undefined) ledger.lost(path, 'It is no policy that could be saved.')
    else ladon.push(...exportOne({ policy: read, path, ledger, ids }))
  }
  // Of nothing there is nothing to say.
  const isEmpty = isList(input) && input.length === 0
  return {
    ladon,
    report: isEmpty ? { carried: [], changed: [], not_carried: [] } : ledger.report(input ?? null),
  }
}

interface Exporting {
  readonly policy: Policy
  readonly path: string
  readonly ledger: Ledger
  readonly ids: Ids
}

/** Types that the settings declare are nobody’s business here, so what they decide is not asked. */
function validateAny(json: Json): Policy | undefined {
  if (!isObject(json)) return undefined
  const enabled = own(json, 'enabled') ?? true
  const asked = { ...json, enabled: enabled === true ? false : enabled }
  return validatePolicy(asked).ok ? (json as unknown as Policy) : undefined
}

function exportOne({ policy, path, ledger, ids }: Exporting): LadonPolicy[] {
  const { statements = [], enabled, mode } = policy
  const obstacle = obstacles.find(([, isThere]) => isThere(policy))
  if (obstacle !== undefined) {
    ledger.lost(path, obstacle[0], { denial: hasDeny(policy) && enabled !== false && mode !== 'report' })
    return []
  }
  const exported = statements.flatMap((statement, index) => {
    const place = below(below(path, 'statements'), index)
    const notes = new Ledger()
    const said = sayStatement({ policy, path, ledger: notes, ids }, statement, place)
    if ('why' in said) {
      ledger.lost(place, said.why, { denial: statement.effect === 'deny' })
      return []
    }
    ledger.carried(place, said.id)
    ledger.add(notes)
    return [said]
  })
  const [first] = exported
  if (first === undefined) ledger.lost(path, 'None of its statements can be said in Ladon.')
  else {
    ledger.carried(path, first.id)
    noteMembers(policy, path, ledger)
  }
  return exported
}

const obstacles: readonly (readonly [why: string, isThere: (policy: Policy) => boolean])[] = [
  ['It is switched off, and Ladon has no switch.', ({ enabled }) => enabled === false],
  ['It is only watched (mode report), and Ladon would enforce it.', ({ mode }) => mode === 'report'],
  [
    'It has a priority, and Ladon has no order: there every denial wins.',
    ({ priority = 0 }) => priority !== 0,
  ],
  ['It is a template, and Ladon has no bindings.', ({ template }) => template === true],
  [
    'It is in force for a time only, and Ladon knows no time.',
    ({ valid_from, valid_until }) => valid_from !== undefined || valid_until !== undefined,
  ],
  [
    'It has no statements: it is documentation, which Ladon has no place for.',
    ({ statements }) => statements === undefined,
  ],
  ...(['permissions', 'devices', 'integrations'] as const).map(
    (field) =>
      [
        `Its target names ${field}, which Ladon can’t.`,
        ({ target }: Policy) => target?.[field] !== undefined,
      ] as const,
  ),
]

function sayStatement(
  exporting: Exporting,
  statement: Statement,
  place: string,
): LadonPolicy | { why: string } {
  const { policy, ledger: notes, ids } = exporting
  const { effect } = statement
  if (effect === 'oblige') return { why: 'It obliges, and Ladon only allows and denies.' }
  if (statement.unless !== undefined) return { why: 'It has an “unless”, which Ladon can’t say.' }
  if (effect === 'allow' && statement.obligations !== undefined)
    return { why: 'It allows with obligations; in Ladon it would allow without.' }
  const entries = toLadonEntries({ ...exporting, statement, place, effect })
  if ('why' in entries) return entries
  const conditions = toLadonConditions(statement.when ?? [], below(place, 'when'), effect, notes)
  if ('why' in conditions) return conditions
  if (statement.obligations !== undefined)
    notes.lost(below(place, 'obligations'), 'Ladon has no obligations; the denial stays.')
  const isAlone = policy.statements?.length === 1
  const id = ids.take(isAlone ? policy.id : `${policy.id}.${statement.id}`, policy.id)
  const description = isAlone ? descriptionOf(policy) : statement.label
  return {
    id,
    ...(description !== undefined && { description }),
    ...entries.fields,
    effect,
    ...(Object.keys(conditions.map).length > 0 && { conditions: conditions.map }),
    ...(policy.meta !== undefined && { meta: metaBytes(policy.meta) }),
  }
}

/** A name that the importer would make again need not be kept. */
function descriptionOf({ id, name, description }: Policy): string | undefined {
  if (description !== undefined && description.trim() !== '') return description
  return name === ladonName(id) ? undefined : name
}

/** What was no JSON when it came is given back as it was. */
function metaBytes(meta: JsonObject): string {
  const base64 = own(meta, 'base64')
  if (Object.keys(meta).length === 1 && isString(base64) && /^[A-Za-z0-9+/=]+$/.test(base64)) return base64
  return textToBase64(JSON.stringify(meta))
}

function noteMembers(policy: Policy, path: string, ledger: Ledger): void {
  const alone = policy.statements?.length === 1
  if (policy.critical === true)
    ledger.changed(below(path, 'critical'), 'Critical', 'Ladon has no word for it; there every denial wins.')
  if (alone && descriptionOf(policy) !== policy.name)
    ledger.changed(below(path, 'name'), 'The name', 'Ladon has ids and descriptions only.')
  const lose = (members: readonly string[], why: string) => {
    for (const member of members) if (Object.hasOwn(policy, member)) ledger.lost(below(path, member), why)
  }
  if (!alone)
    lose(['name', 'description'], 'Each statement is a policy of its own there, described by its label.')
  lose(
    ['organization', 'rules', 'revision', 'created_at', 'updated_at', 'updated_by'],
    'Ladon has no place for it.',
  )
}
