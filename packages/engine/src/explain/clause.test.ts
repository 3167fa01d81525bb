import { describe, expect, test } from 'vitest'
import { request, settings } from '../../test/asking.ts'
import type { AttributeCondition, Json, Operator, TypedCondition } from '../model.ts'
import { questionOf } from '../reference/question.ts'
import { typedConditions } from '../typed-conditions.ts'
import { type Clause, type Reading, readingOf, type Relation, typedRelations } from './clause.ts'

const asked = request({
  subject: { level: 3 },
  resource: { owner: 'a.n' },
  context: { time: '2026-05-01T08:00:00Z', ranges: ['10.0.0.0/8'], owners: 'ann' },
})
const question = questionOf(asked, { ...settings, zone: 'Europe/Madrid' })
const read = (condition: AttributeCondition | TypedCondition) => readingOf(condition, question)
const clauseOf = (condition: AttributeCondition | TypedCondition): Clause => read(condition).clause

describe('a condition on an attribute is', () => {
  test.each<[Operator, Json, Relation, holds: boolean]>([
    ['equals', 1, 'equals', true],
    ['not_equals', 1, 'equals', false],
    ['in', [1, 2], 'one_of', true],
    ['not_in', [1, 2], 'one_of', false],
    ['between', [1, 2], 'between', true],
    ['greater_than', 1, 'greater_than', true],
    ['less_than', 1, 'less_than', true],
    ['matches', 'a', 'matches', true],
    ['not_matches', 'a', 'matches', false],
    ['starts_with', 'a', 'starts_with', true],
    ['ends_with', 'a', 'ends_with', true],
    ['contains', 'a', 'contains', true],
    ['exists', true, 'exists', true],
  ])('%s %j', (operator, value, relation, holds) => {
    expect(read({ attribute: 'x', operator, value })).toEqual({
      path: 'context.x',
      clause: { relation, wanted: value, holds },
      wanted: value,
      others: [],
    })
  })

  test('exists: of something, or of nothing', () => {
    expect(clauseOf({ attribute: 'x', operator: 'exists' })).toMatchObject({ wanted: true, holds: true })
    expect(clauseOf({ attribute: 'x', operator: 'exists', value: false })).toMatchObject({
      wanted: true,
      holds: false,
    })
  })

  test.each<[path: string, Operator, Json, isRange: boolean]>([
    ['source_ip', 'equals', '10.0.0.1', false],
    ['source_ip', 'in', '10.0.0.1', true],
    ['source_ip', 'not_in', ['10.0.0.1'], true],
    ['x', 'in', '10.0.0.1', false],
    ['x', 'equals', '10.0.0.0/8', true],
    ['x', 'in', ['ann', '10.0.0.0/8'], true],
    ['x', 'in', ['ann', 'a/b'], false],
    ['x', 'starts_with', '10.0.0.0/8', false],
    ['x', 'matches', '10.0.0.0/8', false],
  ])('about a range where it names one: %s %s %j', (attribute, operator, value, isRange) => {
    expect(clauseOf({ attribute, operator, value }).relation === 'in_range').toBe(isRange)
  })

  test.each<[attribute: string, clock: Partial<Clause>]>([
    ['time_of_day', { zone: 'Asia/Kolkata' }],
    ['day_of_week', { zone: 'Asia/Kolkata' }],
    ['context.date', { zone: 'Asia/Kolkata' }],
    ['time', {}],
    ['x', {}],
  ])('on a clock where it reads one: %s', (attribute, clock) => {
    const condition = { attribute, operator: 'between', value: ['08:00', '18:00'] } as const
    const bare = { relation: 'between', wanted: ['08:00', '18:00'], holds: true }
    expect(clauseOf({ ...condition, zone: 'Asia/Kolkata' })).toEqual({ ...bare, ...clock })
    const standard = 'zone' in clock ? { zone: 'Europe/Madrid' } : {}
    expect(clauseOf(condition)).toEqual({ ...bare, ...standard })
  })

  test('with the value of another attribute, which may be unknown', () => {
    const than = (attribute: string): Reading =>
      read({ attribute: 'x', operator: 'greater_than', value: { attribute } })
    expect(than('subject.properties.level')).toEqual({
      path: 'context.x',
      clause: { relation: 'greater_than', wanted: 3, holds: true },
      wanted: 3,
      others: ['subject.properties.level'],
    })
    expect(than('y')).toMatchObject({ clause: { wanted: null }, wanted: null, others: ['context.y'] })
    const within = read({ attribute: 'x', operator: 'in', value: { attribute: 'ranges' } })
    expect(within.clause).toEqual({ relation: 'in_range', wanted: ['10.0.0.0/8'], holds: true })
    const day = read({ attribute: 'x', operator: 'equals', value: { attribute: 'time_of_day' }, zone: 'UTC' })
    expect(day.wanted).toBe('08:00:00')
  })

  test('true without a value', () => {
    expect(read({ attribute: 'mfa_status', operator: 'equals' })).toMatchObject({ wanted: true })
  })
})

describe('a condition of Ladon or Cells is', () => {
  type Row = [type: string, options: TypedCondition['options'], Relation, wanted: Json, holds?: false]
  const typed: Row[] = [
    ['StringEqualCondition', { equals: 'a' }, 'equals', 'a'],
    ['StringMatchCondition', { matches: '^a' }, 'matches', '^a'],
    ['StringNotMatchCondition', { matches: '^a' }, 'matches', '^a', false],
    ['StringPairsEqualCondition', undefined, 'pairs', null],
    ['EqualsSubjectCondition', undefined, 'subject', null],
    ['CIDRCondition', { cidr: '10.0.0.0/8' }, 'in_range', '10.0.0.0/8'],
    ['BooleanCondition', { value: false }, 'equals', false],
    ['ResourceContainsCondition', undefined, 'named', null],
    ['OfficeHoursCondition', { matches: 'Monday/08:00/17:59' }, 'hours', 'Monday/08:00/17:59'],
    ['WithinPeriodCondition', { matches: 'a/b' }, 'between', ['a', 'b']],
    ['DateAfterCondition', { matches: 'a' }, 'greater_than', 'a'],
    ['DateWithinPeriodCondition', { dateBegin: 'a', dateEnd: 'b' }, 'between', ['a', 'b']],
    ['PathGlobCondition', { glob: '/a/*' }, 'glob', '/a/*'],
  ]

  test.each<Row>(typed)('%s', (...[type, options, relation, wanted, holds = true]) => {
    const { path, clause, others } = read({ type, key: 'x', ...(options && { options }) })
    expect({ path, clause, others }).toEqual({
      path: 'context.x',
      clause: { relation, wanted, holds },
      others: [],
    })
  })

  test('each of the types that there are', () => {
    const types = Object.keys(typedConditions).sort()
    expect(Object.keys(typedRelations).sort()).toEqual(types)
    expect(typed.map(([type]) => type).sort()).toEqual(types)
  })

  test('on the clock where its key is the time', () => {
    const at = (key: string) => clauseOf({ type: 'DateAfterCondition', key, options: { matches: 'a' } })
    expect(at('ServerTime')).toMatchObject({ zone: 'Europe/Madrid' })
    expect(at('NodeMetaMTime')).not.toHaveProperty('zone')
  })

  test('with what it inserts, of which other attributes are the source', () => {
    const matches = '^{{.resource.properties.owner}}-{{.owners}}$'
    expect(read({ type: 'StringMatchCondition', key: 'NodeMetaName', options: { matches } })).toEqual({
      path: 'resource.properties.name',
      clause: { relation: 'matches', wanted: matches, holds: true },
      wanted: String.raw`^(?:a\.n)-(?:ann)$`,
      others: ['resource.properties.owner', 'context.owners'],
    })
    expect(read({ type: 'EqualsSubjectCondition', key: 'x' }).wanted).toBe('ann')
  })
})
