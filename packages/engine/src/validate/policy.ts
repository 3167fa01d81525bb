import { isObject, own } from '../json.ts'
import { limits } from '../limits.ts'
import { effects, type Json, policyTypes } from '../model.ts'
import { type ObligationKind, obligationKinds } from '../obligations.ts'
import { parseInstant } from '../time/instant.ts'
import {
  boolean,
  both,
  type Check,
  form,
  instant,
  integer,
  list,
  object,
  oneOf,
  openObject,
  record,
  text,
} from './check.ts'
import { conditions } from './condition.ts'
import { at, type Faults } from './faults.ts'
import { pattern } from './pattern.ts'

export const policyId = form(
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/,
  'must be 1 to 100 letters, digits, dots, dashes or underscores, beginning with a letter or digit',
)
export const permission = both(
  text(limits.name),
  form(/^[A-Za-z0-9_.-]+\.(\*|[^.*<>\s]+)$/, 'must be <collection>.<action> or <collection>.*'),
)
const entries = (kind: 'template' | 'subject') => list(pattern(kind), limits.entries)
const names = list(pattern('whole'), limits.entries)
const words = list(text(limits.name), limits.entries)
const required = true

const narrowing = {
  subjects: { check: entries('subject') },
  actions: { check: entries('template') },
  resources: { check: entries('template') },
} as const

const target = object(() => ({
  permissions: { check: list(permission, limits.entries) },
  roles: { check: words },
  ...narrowing,
  devices: { check: object(() => ({ names: { check: names }, os: { check: words } })) },
  integrations: { check: object(() => ({ names: { check: names }, bases: { check: words } })) },
}))

const statement = object(() => ({
  id: { check: text(limits.id), required },
  label: { check: text(limits.label), required },
  effect: { check: oneOf(effects), required },
  ...narrowing,
  when: { check: conditions },
  unless: { check: conditions },
  obligations: { check: list(obligation, limits.obligations) },
}))

const meta: Check = (value, path, faults) => {
  record(text(limits.name), () => undefined, limits.metaValues)(value, path, faults)
  if (JSON.stringify(value).length > limits.metaLength)
    faults.add(path, `is longer than ${limits.metaLength} characters`)
}

/** Every member a policy may have. */
export const policy: Check = both(
  object(() => ({
    id: { check: policyId, required },
    name: { check: text(limits.name), required },
    description: { check: text(limits.description, { mayBeEmpty: true }) },
    organization: { check: text(limits.name) },
    type: { check: oneOf(policyTypes), required },
    enabled: { check: boolean },
    mode: { check: oneOf(['enforce', 'report']) },
    priority: { check: integer(-limits.priority, limits.priority) },
    critical: { check: boolean },
    target: { check: target },
    statements: { check: list(statement, limits.statements) },
    rules: { check: list(text(limits.label), limits.rules) },
    template: { check: boolean },
    valid_from: { check: instant },
    valid_until: { check: instant },
    meta: { check: meta },
    revision: { check: integer(0, Number.MAX_SAFE_INTEGER) },
    created_at: { check: instant },
    updated_at: { check: instant },
    updated_by: { check: text(limits.name) },
  })),
  datesInOrder,
)

const obligationMembers = object(() => ({
  id: { check: text(limits.id), required },
  properties: { check: openObject, required },
  on: { check: oneOf(['permit', 'deny']) },
}))

const propertyChecks: { readonly [kind in ObligationKind['properties'][string]]: Check } = {
  count: integer(0, Number.MAX_SAFE_INTEGER),
  rank: integer(0, Number.MAX_SAFE_INTEGER),
  text: text(limits.text),
  optional_text: text(limits.text),
}

/** Those we know have exactly their properties; others carry what their enforcement point understands. */
function obligation(value: Json, path: string, faults: Faults): void {
  obligationMembers(value, path, faults)
  if (!faults.isClean(path)) return
  const { id, properties } = value as { id: string; properties: Json }
  const kind = Object.hasOwn(obligationKinds, id) ? obligationKinds[id] : undefined
  if (kind === undefined) return
  const members = Object.entries(kind.properties).map(([name, type]) => {
    const check = propertyChecks[type]
    return [name, type === 'optional_text' ? { check } : { check, required }] as const
  })
  object(() => Object.fromEntries(members))(properties, at(path, 'properties'), faults)
}

export function datesInOrder(value: Json, path: string, faults: Faults): void {
  if (!isObject(value)) return
  const from = parseInstant(own(value, 'valid_from')) ?? -Infinity
  const until = parseInstant(own(value, 'valid_until')) ?? Infinity
  if (from >= until) faults.add(at(path, 'valid_until'), 'must be after valid_from')
}
