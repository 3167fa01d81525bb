import { describe, expect, test } from 'vitest'
import { request, settings } from '../../test/asking.ts'
import type { Condition, Truth } from '../model.ts'
import { evaluate, holds } from './conditions.ts'
import { questionOf } from './question.ts'

const is = (attribute: string, value: unknown = true) =>
  ({ attribute, operator: 'equals', value }) as Condition
const question = questionOf(
  request({
    subject: { level: 3 },
    resource: { level: 3, owner: 'ann' },
    context: {
      yes: true,
      no: false,
      text: 'a',
      list: ['a', 'b'],
      source_ip: '10.0.0.1',
      told_ip: '::ffff:10.0.0.1',
      time: '2026-05-01T22:30:00Z',
    },
  }),
  { ...settings, zone: 'Europe/Madrid' },
)
const [yes, no, unknown] = [is('yes'), is('no'), is('missing')] as const

test.each<[name: string, condition: Condition, truth: Truth, paths?: string[]]>([
  ['all of what holds', { all: [yes, yes] }, 'true'],
  ['all, with one that does not', { all: [yes, no, unknown] }, 'false'],
  ['all, with one unknown', { all: [yes, unknown] }, 'unknown', ['context.missing']],
  ['any of what does not hold', { any: [no, no] }, 'false'],
  ['any, with one that does', { any: [unknown, no, yes] }, 'true'],
  ['any, with one unknown', { any: [no, unknown] }, 'unknown', ['context.missing']],
  ['not what holds', { not: yes }, 'false'],
  ['not what does not', { not: no }, 'true'],
  ['not what is unknown', { not: unknown }, 'unknown', ['context.missing']],
  ['one within another', { not: { any: [no, { all: [yes, no] }] } }, 'true'],
  ['existing', { attribute: 'yes', operator: 'exists' }, 'true'],
  ['not existing', { attribute: 'missing', operator: 'exists' }, 'false'],
  ['not existing, as wanted', { attribute: 'missing', operator: 'exists', value: false }, 'true'],
  ['existing, unwanted', { attribute: 'yes', operator: 'exists', value: false }, 'false'],
  [
    'the value of another attribute',
    is('subject.properties.level', { attribute: 'resource.properties.level' }),
    'true',
  ],
  ['an address in another spelling', is('told_ip', { attribute: 'source_ip' }), 'true'],
  ['another value than that', is('text', { attribute: 'resource.properties.owner' }), 'false'],
  [
    'a missing attribute beside another',
    is('missing', { attribute: 'text' }),
    'unknown',
    ['context.missing'],
  ],
  ['an attribute beside a missing one', is('text', { attribute: 'gone' }), 'unknown', ['context.gone']],
  [
    'two that are missing',
    is('missing', { attribute: 'gone' }),
    'unknown',
    ['context.missing', 'context.gone'],
  ],
  [
    'two that can’t be compared',
    is('text', { attribute: 'yes' }),
    'unknown',
    ['context.text', 'context.yes'],
  ],
  ['one that can’t be compared', is('list', 'a'), 'unknown', ['context.list']],
  ['the date in the zone of the settings', is('date', '2026-05-02'), 'true'],
  [
    'the date in a zone of its own',
    { attribute: 'date', operator: 'equals', value: '2026-05-01', zone: 'UTC' },
    'true',
  ],
  ['a type of Ladon’s', { type: 'StringEqualCondition', key: 'text', options: { equals: 'a' } }, 'true'],
])('%s', (_name, condition, truth, paths = []) => {
  const result = evaluate(condition, question)
  expect([result.truth, result.unknown]).toEqual([truth, paths])
  expect(result.trace).toMatchObject({ condition, truth })
})

test('a clock that is missing is the time', () => {
  const timeless = questionOf(request(), settings)
  expect(evaluate(is('date', '2026-05-01'), timeless).unknown).toEqual(['context.time'])
})

describe('the trace', () => {
  test('shows the value that was seen, and none that was not', () => {
    const shown = (condition: Condition) => evaluate(condition, question).trace
    expect(shown(yes)).toEqual({ condition: yes, truth: 'true', value: true })
    expect(shown(unknown)).toEqual({ condition: unknown, truth: 'unknown' })
    const exists: Condition = { attribute: 'text', operator: 'exists' }
    expect(shown(exists)).toEqual({ condition: exists, truth: 'true', value: 'a' })
    const absent: Condition = { attribute: 'missing', operator: 'exists' }
    expect(shown(absent)).toStrictEqual({ condition: absent, truth: 'false' })
    const beside = is('text', { attribute: 'gone' })
    expect(shown(beside)).toEqual({ condition: beside, truth: 'unknown', value: 'a' })
    const typed: Condition = { type: 'StringEqualCondition', key: 'text', options: { equals: 'a' } }
    expect(shown(typed)).toEqual({ condition: typed, truth: 'true', value: 'a' })
    const unread: Condition = { type: 'StringEqualCondition', key: 'missing', options: { equals: 'a' } }
    expect(shown(unread)).toStrictEqual({ condition: unread, truth: 'unknown' })
  })

  test('has a branch for each part', () => {
    const { trace } = evaluate({ all: [no, { not: yes }] }, question)
    expect(trace.children?.map(({ truth }) => truth)).toEqual(['false', 'false'])
    expect(trace.children?.[1]?.children?.map(({ truth }) => truth)).toEqual(['true'])
  })
})

test('a scope holds when all of its conditions are true; unknown is not', () => {
  expect([holds([], question), holds([yes, yes], question)]).toEqual([true, true])
  expect([holds([yes, no], question), holds([yes, unknown], question)]).toEqual([false, false])
})
