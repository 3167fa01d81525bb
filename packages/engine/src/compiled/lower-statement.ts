import { canonicalJson } from '../canonical-json.ts'
import type { Json, Policy, Statement, Target } from '../model.ts'
import { names } from '../policy-reads.ts'
import { isTemplate } from '../regex/template.ts'
import { parseInstant } from '../time/instant.ts'
import type { Candidate } from '../reference/world.ts'
import type { Atom, KindAtom, PatternSource } from './atom.ts'
import { type Clause, clausesOf, type Interning } from './lower-conditions.ts'
import { contrary, type Literal, literal, ofRole } from './literal.ts'

export interface Table extends Interning {
  internKind(atom: KindAtom): Literal
  roleId(name: string): number
}

/**
 * The guard of a statement as clauses that must all hold; several of those where one of several will do. It is the
 * reference's `guardOf` and `targetOf`, with everything that stands in the policy worked out.
 */
export function guardsOf({ policy, statement }: Candidate, table: Table): Clause[][] {
  const common = [
    ...targetClauses(policy, statement, table),
    ...(statement.when ?? []).flatMap((condition) => clausesOf(condition, false, table)),
    ...(statement.unless === undefined ? [] : clausesOf({ all: statement.unless }, true, table)),
  ]
  return kindClauses(policy.target ?? {}, table).map((kind) => [...kind, ...common])
}

function targetClauses(policy: Policy, statement: Statement, table: Table): Clause[] {
  const { target = {} } = policy
  const each = (list: readonly string[] | undefined, toLiteral: (entry: string) => Literal): Clause[] =>
    list === undefined ? [] : [list.map(toLiteral)]
  return [
    ...each(target.roles, (role) => literal(ofRole, table.roleId(role))),
    ...each(target.permissions, (permission) => table.internKind({ op: 'permission', permission })),
    ...mayAllow(policy, statement, table),
    ...inForce(policy, table),
    ...(policy.template === true ? [[table.intern({ op: 'bound', policy: policy.id })]] : []),
    ...[target, statement].flatMap(({ subjects, actions, resources }) => [
      ...each(actions, (entry) => table.internKind({ op: 'action', entry })),
      ...each(resources, (entry) => table.intern(resourceAtom(entry))),
      ...each(subjects, (entry) => table.intern({ op: 'subject', entry })),
    ]),
  ]
}

function mayAllow(policy: Policy, statement: Statement, table: Table): Clause[] {
  if (statement.effect !== 'allow' || policy.template === true) return []
  const isForSomebody = names(policy, statement, 'subjects') || names(policy, statement, 'roles')
  return [
    ...(isForSomebody ? [] : [[contrary(table.intern({ op: 'anonymous' }))]]),
    ...(names(policy, statement, 'resources') ? [] : [[table.internKind({ op: 'not_closed' })]]),
  ]
}

function inForce({ valid_from, valid_until }: Policy, table: Table): Clause[] {
  if (valid_from === undefined && valid_until === undefined) return []
  const [from = -Infinity, until = Infinity] = [parseInstant(valid_from), parseInstant(valid_until)]
  return [[table.intern({ op: 'dates', from, until })]]
}

function resourceAtom(entry: string): Atom {
  if (!isTemplate(entry)) return { op: 'resource', entry }
  return { op: 'resource_pattern', pattern: { kind: 'template', source: entry } }
}

/** Devices and integrations together mean either, so there is one guard for each. */
function kindClauses({ devices, integrations }: Target, table: Table): Clause[][] {
  if (devices === undefined && integrations === undefined) return [[]]
  return [
    ...(devices === undefined ? [] : [assetClauses('devices', devices.names, ['os', devices.os], table)]),
    ...(integrations === undefined
      ? []
      : [assetClauses('integrations', integrations.names, ['base', integrations.bases], table)]),
  ]
}

function assetClauses(
  collection: string,
  names: readonly string[] | undefined,
  [op, words]: readonly [op: 'os' | 'base', words: readonly string[] | undefined],
  table: Table,
): Clause[] {
  const whole = (source: string): PatternSource => ({ kind: 'whole', source })
  return [
    [table.internKind({ op: 'collection', collection })],
    [contrary(table.intern({ op: 'collection_itself' }))],
    ...(names === undefined
      ? []
      : [names.map((source) => table.intern({ op: 'name', pattern: whole(source) }))]),
    ...(words === undefined ? [] : [words.map((word) => table.intern({ op, word: word.toLowerCase() }))]),
  ]
}

/** What makes two atoms one. */
export function identityOf(atom: Atom | KindAtom): string {
  switch (atom.op) {
    case 'dates':
      return `dates ${atom.from} ${atom.until}`
    case 'name':
    case 'resource_pattern':
      return `${atom.op} ${atom.pattern.source}`
    case 'os':
    case 'base':
      return `${atom.op} ${atom.word}`
    case 'permission':
      return `permission ${atom.permission}`
    case 'subject':
    case 'resource':
    case 'action':
      return `${atom.op} ${atom.entry}`
    case 'hours':
      return `hours ${atom.zone} ${atom.start} ${atom.end}`
    case 'weekdays':
      return `weekdays ${atom.zone} ${atom.days}`
    case 'all':
    case 'any':
      return `${atom.op} ${atom.parts.join(' ')}`
    case 'reference':
      return `reference ${canonicalJson(atom.condition as unknown as Json)}`
    default:
      return JSON.stringify(atom)
  }
}
