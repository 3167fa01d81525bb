import type { Policy, Statement } from '../model.ts'
import { isTemplate } from '../regex/template.ts'
import { below, type Ledger } from './ledger.ts'

interface Asked {
  readonly policy: Policy
  readonly statement: Statement
  readonly path: string
  readonly place: string
  readonly effect: 'allow' | 'deny'
  readonly ledger: Ledger
}

interface LadonEntries {
  readonly subjects: readonly string[]
  readonly resources: readonly string[]
  readonly actions: readonly string[]
}

type Said = readonly string[] | { readonly why: string }

/** Ladon has one list of each kind, and an empty one matches nothing. */
export function toLadonEntries(asked: Asked): { fields: LadonEntries } | { why: string } {
  const fields = { subjects: subjectsOf(asked), resources: resourcesOf(asked), actions: actionsOf(asked) }
  for (const said of Object.values(fields)) if ('why' in said) return said
  return { fields: fields as LadonEntries }
}

function listOf({ policy, statement }: Asked, field: keyof LadonEntries): Said | undefined {
  const [wide, narrow] = [policy.target?.[field], statement[field]]
  if (wide === undefined || narrow === undefined) return wide ?? narrow
  return { why: `Target and statement both name ${field}, and Ladon has one list.` }
}

/** Where the entries stand. */
function pathOf({ policy, path, place }: Asked, field: keyof LadonEntries): string {
  return below(policy.target?.[field] === undefined ? place : below(path, 'target'), field)
}

function subjectsOf(asked: Asked): Said {
  const { policy, effect, path, ledger } = asked
  const roles = policy.target?.roles
  const subjects = listOf(asked, 'subjects')
  if (roles === undefined) {
    if (subjects !== undefined) return subjects
    if (effect === 'deny') return everything(asked, 'subjects')
    return { why: 'It allows without naming anybody; in Ladon that would include who is not signed in.' }
  }
  if (subjects !== undefined)
    return { why: 'It names roles and subjects, both of which must match; Ladon has one list.' }
  if (roles.some(isTemplate))
    return { why: 'It names a role with a < in its name, which Ladon would take for a pattern.' }
  ledger.changed(
    below(below(path, 'target'), 'roles'),
    'Roles',
    'They are subjects “role:<name>” there: ask Ladon with each role.',
  )
  return roles.map((role) => `role:${role}`)
}

function actionsOf(asked: Asked): Said {
  return listOf(asked, 'actions') ?? everything(asked, 'actions')
}

/** An exact entry without an id means everything of its type here. */
function resourcesOf(asked: Asked): Said {
  const list = listOf(asked, 'resources')
  if (list === undefined) {
    if (asked.effect === 'deny') return everything(asked, 'resources')
    return { why: 'It allows an exception without naming resources; in Ladon that would grant everything.' }
  }
  if ('why' in list) return list
  return list.flatMap((entry, index) => {
    if (isTemplate(entry) || entry.includes(':')) return [entry]
    const both = [entry, `${entry}:<.*>`]
    asked.ledger.changed(
      below(pathOf(asked, 'resources'), index),
      'A type',
      `It is ${both.join(' and ')} there.`,
    )
    return both
  })
}

/** What is left out here means everything; there it is said. */
function everything({ place, ledger }: Asked, field: keyof LadonEntries): readonly string[] {
  ledger.changed(
    below(place, field),
    `No ${field}`,
    'It is <.*> there, for an empty list matches nothing in Ladon.',
  )
  return ['<.*>']
}
