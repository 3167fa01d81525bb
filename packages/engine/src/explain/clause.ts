import { canonicalPath } from '../attribute-path.ts'
import { valueAt } from '../attribute-value.ts'
import { isList, textOf } from '../json.ts'
import type { AttributeCondition, Json, JsonObject, Operator, TypedCondition } from '../model.ts'
import { isCidr } from '../operators.ts'
import { referenceOf } from '../policy-reads.ts'
import type { Question } from '../reference/question.ts'
import { typedConditionOf } from '../typed-conditions.ts'
import { expand } from '../typed/insertion.ts'
import { keyNamed } from '../typed/keys.ts'
import { wellKnownAt } from '../well-known.ts'

/** What a condition may want of a value, whichever of its forms it was written in. */
export const relations = [
  'equals', 'one_of', 'in_range', 'between', 'greater_than', 'less_than', 'matches', 'starts_with', 'ends_with',
  'contains', 'exists', 'glob', 'hours', 'subject', 'pairs', 'named',
] as const // prettier-ignore
/** How a value may stand to what is wanted of it. */
export type Relation = (typeof relations)[number]

/** A condition on one value: `in_range 203.0.113.0/24`, to hold or not to hold. */
export interface Clause {
  readonly relation: Relation
  readonly wanted: Json
  readonly holds: boolean
  /** The zone whose clock is read. */
  readonly zone?: string
}

/** A condition taken apart: it is true when the value at `path` stands so to `wanted`. */
export interface Reading {
  /** In full. */
  readonly path: string
  readonly clause: Clause
  /** What is wanted for this request: with the values of other attributes where the condition inserts them. */
  readonly wanted: Json
  /** The paths of other attributes with which it is compared. */
  readonly others: readonly string[]
}

const relationOf: { readonly [operator in Operator]: readonly [Relation, holds: boolean] } = {
  equals: ['equals', true],
  not_equals: ['equals', false],
  in: ['one_of', true],
  not_in: ['one_of', false],
  between: ['between', true],
  greater_than: ['greater_than', true],
  less_than: ['less_than', true],
  matches: ['matches', true],
  not_matches: ['matches', false],
  starts_with: ['starts_with', true],
  ends_with: ['ends_with', true],
  contains: ['contains', true],
  exists: ['exists', true],
}

type Row = readonly [Relation, wanted: (options: JsonObject) => Json, holds?: false]
const option =
  (name: string) =>
  (options: JsonObject): Json =>
    options[name] ?? null
const nothing = (): Json => null

/** The types of Ladon and Cells; the test holds that there is a row for each. */
export const typedRelations: { readonly [type: string]: Row } = {
  StringEqualCondition: ['equals', option('equals')],
  StringMatchCondition: ['matches', option('matches')],
  StringNotMatchCondition: ['matches', option('matches'), false],
  StringPairsEqualCondition: ['pairs', nothing],
  EqualsSubjectCondition: ['subject', nothing],
  CIDRCondition: ['in_range', option('cidr')],
  BooleanCondition: ['equals', option('value')],
  ResourceContainsCondition: ['named', nothing],
  OfficeHoursCondition: ['hours', option('matches')],
  WithinPeriodCondition: ['between', ({ matches }) => textOf(matches).split('/')],
  DateAfterCondition: ['greater_than', option('matches')],
  DateWithinPeriodCondition: ['between', ({ dateBegin = null, dateEnd = null }) => [dateBegin, dateEnd]],
  PathGlobCondition: ['glob', option('glob')],
}

export function readingOf(condition: AttributeCondition | TypedCondition, question: Question): Reading {
  if ('type' in condition) return typedReading(condition, question)
  const { attribute, operator, value = true, zone = question.zone } = condition
  const reference = referenceOf(value)
  const wanted = reference === undefined ? value : (valueAt(reference, zone, question) ?? null)
  const [relation, holds] = relationOf[operator]
  const isClock = ['time', 'weekday', 'date'].includes(wellKnownAt(attribute)?.type ?? '')
  return {
    path: canonicalPath(attribute),
    clause: {
      relation: isRange(relation, attribute, wanted) ? 'in_range' : relation,
      wanted: operator === 'exists' ? true : wanted,
      holds: operator === 'exists' ? value !== false : holds,
      ...(isClock ? { zone } : {}),
    },
    wanted,
    others: reference === undefined ? [] : [canonicalPath(reference)],
  }
}

/** An address is equal to a range when it lies in it. */
function isRange(relation: Relation, attribute: string, wanted: Json): boolean {
  if (relation !== 'equals' && relation !== 'one_of') return false
  const values = isList(wanted) ? wanted : [wanted]
  return values.some(isCidr) || (relation === 'one_of' && wellKnownAt(attribute)?.type === 'address')
}

function typedReading(condition: TypedCondition, question: Question): Reading {
  const { type, key = '', options = {} } = condition
  const [relation, wanted, holds = true] = typedRelations[type] ?? ['pairs', nothing]
  const { path } = keyNamed(key)
  const kind = typedConditionOf(type)
  const inserted = kind && expand(kind, options, question)
  return {
    path,
    clause: {
      relation,
      wanted: wanted(options),
      holds,
      ...(path === 'context.time' ? { zone: question.zone } : {}),
    },
    wanted: relation === 'subject' ? question.request.subject.id : wanted(inserted?.options ?? options),
    others: inserted?.paths ?? [],
  }
}
