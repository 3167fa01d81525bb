import { parseRange } from '../address.ts'
import { canonicalPath } from '../attribute-path.ts'
import { isList, isString } from '../json.ts'
import type { AttributeCondition, Condition, Json, TypedCondition } from '../model.ts'
import { isCidr } from '../operators.ts'
import { referenceOf } from '../policy-reads.ts'
import { parseTimeOfDay } from '../time/time-of-day.ts'
import { weekdays } from '../time/zone.ts'
import { OptionFault, textOption } from '../typed/options.ts'
import { keyNamed } from '../typed/keys.ts'
import { parseOfficeHours } from '../typed/office-hours-condition.ts'
import { wellKnownAt } from '../well-known.ts'
import type { Atom, Scalar } from './atom.ts'
import { contrary, type Literal } from './literal.ts'

/** Any of these literals. */
export type Clause = readonly Literal[]

export interface Interning {
  /** The standard zone of the settings. */
  readonly zone: string
  /** The same literal for the same atom. */
  intern(atom: Atom): Literal
}

/** A condition, or its contrary, as clauses that must all hold. */
export function clausesOf(condition: Condition, isContrary: boolean, table: Interning): Clause[] {
  if ('not' in condition) return clausesOf(condition.not, !isContrary, table)
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : undefined
  if (parts === undefined) {
    const one = leafOf(condition as AttributeCondition | TypedCondition, table)
    return [[isContrary ? contrary(one) : one]]
  }
  // What is contrary to all is any of the contraries, and the other way round.
  if ('all' in condition !== isContrary) return parts.flatMap((part) => clausesOf(part, isContrary, table))
  return [parts.flatMap((part) => alternativesOf(clausesOf(part, isContrary, table), table))]
}

/** Clauses that must all hold as literals of which any will do. */
function alternativesOf(clauses: readonly Clause[], table: Interning): Clause {
  const [only, ...others] = clauses
  if (only !== undefined && others.length === 0) return only
  return [combined('all', clauses.map((clause) => combined('any', clause, table)), table)] // prettier-ignore
}

function combined(op: 'all' | 'any', parts: Clause, table: Interning): Literal {
  const [only, ...others] = parts
  return only !== undefined && others.length === 0 ? only : table.intern({ op, parts })
}

function leafOf(condition: AttributeCondition | TypedCondition, table: Interning): Literal {
  if (!('attribute' in condition))
    return table.intern(typedAtom(condition, table.zone) ?? { op: 'reference', condition })
  const atom = attributeAtom(condition, table.zone)
  if (atom === undefined) return table.intern({ op: 'reference', condition })
  const one = table.intern(atom)
  return condition.operator.startsWith('not_') ? contrary(one) : one
}

/** The atom that a condition is, or for `not_…` is the contrary of. */
function attributeAtom(condition: AttributeCondition, standard: string): Atom | undefined {
  const { attribute, operator, value, zone = standard } = condition
  const path = canonicalPath(attribute)
  if (value === undefined || referenceOf(value) !== undefined) return undefined
  switch (operator) {
    case 'equals':
    case 'not_equals':
    case 'in':
    case 'not_in':
      return choiceAtom(path, isList(value) ? value : [value], zone)
    case 'between':
      return path === 'context.time_of_day' ? hoursAtom(value, zone) : undefined
    case 'matches':
    case 'not_matches':
      return isString(value) && !isDerived(path)
        ? { op: 'matches', path, pattern: { kind: 'search', source: value } }
        : undefined
    case 'greater_than':
    case 'less_than':
    case 'starts_with':
    case 'ends_with':
    case 'contains':
    case 'exists':
      return undefined
  }
}

function choiceAtom(path: string, values: readonly Json[], zone: string): Atom | undefined {
  const type = wellKnownAt(path)?.type
  if (path === 'context.day_of_week') return weekdaysAtom(values, zone)
  if (type === 'instant' || isDerived(path)) return undefined
  if (type === 'address' || values.some(isCidr)) return addressAtom(path, values)
  const scalars = values.filter((one): one is Scalar => isScalar(one) && typeof one === typeof values[0])
  return scalars.length === values.length ? { op: 'equals', path, values: scalars } : undefined
}

function isScalar(value: Json): value is Scalar {
  return isString(value) || typeof value === 'number' || typeof value === 'boolean'
}

function isDerived(path: string): boolean {
  return path === 'context.time_of_day' || path === 'context.day_of_week' || path === 'context.date'
}

function addressAtom(path: string, values: readonly Json[]): Atom | undefined {
  const ranges = values.map((one) => (isString(one) ? parseRange(one) : undefined))
  const valid = ranges.filter((one) => one !== undefined)
  return valid.length === ranges.length ? { op: 'address', path, ranges: valid } : undefined
}

function hoursAtom(value: Json, zone: string): Atom | undefined {
  if (!isList(value)) return undefined
  const [start, end] = [parseTimeOfDay(value[0]), parseTimeOfDay(value[1], true)]
  return start === undefined || end === undefined ? undefined : { op: 'hours', zone, start, end }
}

function weekdaysAtom(values: readonly Json[], zone: string): Atom {
  const names: readonly Json[] = weekdays
  return { op: 'weekdays', zone, days: maskOf(values.map((name) => names.indexOf(name))) }
}

function maskOf(days: readonly number[]): number {
  return days.reduce((mask, day) => (day < 0 ? mask : mask | (1 << day)), 0)
}

/** Office hours of the time of the decision; of any other moment the reference knows. */
function typedAtom({ type, key, options = {} }: TypedCondition, zone: string): Atom | undefined {
  if (type !== 'OfficeHoursCondition' || key === undefined) return undefined
  if (keyNamed(key).path !== 'context.time') return undefined
  const hours = parseOfficeHours(textOption(options, 'matches'))
  if (hours instanceof OptionFault) return undefined
  return { op: 'office', zone, days: maskOf(hours.days), first: hours.first, last: hours.last }
}
