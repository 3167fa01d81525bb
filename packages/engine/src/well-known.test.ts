import { describe, expect, test } from 'vitest'
import { type AttributeType, wellKnownAt, wellKnownAttributes } from './well-known.ts'

const choice = 'equals not_equals in not_in exists'
const ordered = `${choice} between greater_than less_than`
const textual = `${choice} matches not_matches starts_with ends_with contains`

const rows: [name: string, type: AttributeType, operators: string, values?: string][] = [
  ['source_ip', 'address', 'equals in not_in'],
  ['time', 'instant', ordered],
  ['time_of_day', 'time', 'between'],
  ['day_of_week', 'weekday', 'in not_in', 'monday tuesday wednesday thursday friday saturday sunday'],
  ['date', 'date', ordered],
  ['mfa_status', 'boolean', 'equals'],
  ['auth_methods', 'strings', 'contains exists'],
  ['auth_age', 'number', ordered],
  ['device_type', 'string', 'in not_in', 'desktop mobile tablet bot unknown'],
  ['user_agent', 'string', 'matches not_matches'],
  ['country', 'country', choice],
  ['tunnel_status', 'string', choice, 'encrypted none'],
  ['tunnel_protocol', 'string', textual],
  ['tunnel_identity', 'boolean', choice],
  ['concurrent_sessions', 'number', ordered],
  ['session_age', 'number', ordered],
  ['idle_seconds', 'number', ordered],
]

test('the catalogue has these attributes and no others', () => {
  expect(wellKnownAttributes.map(({ name }) => name)).toEqual(rows.map(([name]) => name))
})

describe.each(rows)('%s', (name, type, operators, values) => {
  const row = wellKnownAt(name)

  test(`is of type ${type}, and is compared by ${operators}`, () => {
    expect(row).toMatchObject({ name, type, operators: operators.split(' ') })
    expect(row?.values).toEqual(values?.split(' '))
  })

  test('is explained in one sentence', () => {
    expect(row?.meaning).toMatch(/^[A-Z][^.]+\.$/)
  })
})

test('it is found by either spelling, and nothing else is', () => {
  expect(wellKnownAt('context.time')).toBe(wellKnownAt('time'))
  expect(wellKnownAt('subject.time')).toBeUndefined()
  expect(wellKnownAt('toString')).toBeUndefined()
})
