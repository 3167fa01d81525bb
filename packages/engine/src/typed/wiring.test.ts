import { describe, expect, test } from 'vitest'
import { policy, request } from '../../test/asking.ts'
import { compile } from '../compile.ts'
import { describePolicy } from '../describe/describe.ts'
import { englishTyped } from '../describe/english-typed.ts'
import type { Condition, Settings, Statement, TypedCondition } from '../model.ts'
import { pathsRead } from '../policy-reads.ts'
import { typedConditions } from '../typed-conditions.ts'
import { validatePolicy } from '../validate/index.ts'
import { typedEdges } from './evaluate.ts'
import { keyNamed } from './keys.ts'
import type { Edges } from './kind.ts'

const settings: Settings = {
  zone: 'Europe/Madrid',
  resourceTypes: { door: { collection: 'doors', baseline: 'allow', actions: ['open'] } },
}
const office: TypedCondition = {
  type: 'OfficeHoursCondition',
  key: 'ServerTime',
  options: { matches: 'Monday-Friday/09:00/18:30' },
}

describe('what a condition reads', () => {
  test.each<[Condition, string[]]>([
    [
      { type: 'EqualsSubjectCondition', key: 'owner' },
      [
        'context.owner',
        'subject.id',
        'subject.properties.groups',
        'subject.properties.profile',
        'subject.properties.roles',
      ],
    ],
    [
      { type: 'StringEqualCondition', key: 'NodeMeta:tags', options: { equals: 'a' } },
      ['resource.properties.meta.tags'],
    ],
    [
      { type: 'StringMatchCondition', key: 'RemoteAddress', options: { matches: '{{.ClaimsName}}|{{.x}}' } },
      ['context.source_ip', 'context.x', 'subject.properties.name'],
    ],
    [{ type: 'StringEqualCondition', key: 'day_of_week', options: { equals: 'monday' } }, ['context.time']],
    [{ type: 'ResourceContainsCondition', key: 'part' }, ['context.part', 'resource.id']],
    [{ not: { any: [office] } }, ['context.time']],
    // Of what validation would refuse, what there is.
    [{ type: 'StringEqualCondition', key: 'x', options: { equals: 7 } }, ['context.x']],
    [{ type: 'NoSuchCondition', key: 'x' }, ['context.x']],
    [{ type: 'ResourceContainsCondition' }, ['resource.id']],
  ])('%j: %j', (condition, paths) => {
    expect(pathsRead({ when: [condition] })).toEqual(paths)
  })

  test('a deny that reads a resource’s properties by one of Cells’ names must say of which resources', () => {
    const deny = (condition: Condition, parts: Partial<Statement> = {}) =>
      validatePolicy(policy({ statements: [{ effect: 'deny', when: [condition], ...parts }] }))
    const name: Condition = { type: 'StringMatchCondition', key: 'NodeMetaName', options: { matches: 'a' } }
    const inserted: Condition = {
      type: 'StringMatchCondition',
      key: 'x',
      options: { matches: '{{.NodeMetaName}}' },
    }
    for (const condition of [name, inserted]) {
      expect(deny(condition)).toMatchObject({ ok: false, errors: [{ path: 'statements[0].resources' }] })
      expect(deny(condition, { resources: ['node:<.*>'] })).toMatchObject({ ok: true })
    }
    expect(deny(office)).toMatchObject({ ok: true })
  })
})

describe('a decision', () => {
  const rule = (...unless: Condition[]) => policy({ statements: [{ id: 'hours', effect: 'deny', unless }] })
  const decide = (condition: Condition, time?: string) =>
    compile([rule(condition)], settings).decide(request(time === undefined ? {} : { context: { time } }), {
      detail: 'trace',
    })

  test('shows the value that a key had', () => {
    const { trace = [] } = decide(office, '2026-05-01T05:00:20Z')
    expect(trace[0]?.unless).toEqual([{ condition: office, truth: 'false', value: '2026-05-01T07:00+0200' }])
    const missing = decide(office)
    expect(missing.trace?.[0]?.unless).toEqual([{ condition: office, truth: 'unknown' }])
    expect(missing.decided_by?.unknown).toEqual(['context.time'])
  })

  test.each<[string, Condition, string, string]>([
    ['at the beginning of the hours', office, '2026-05-01T05:00:00Z', '2026-05-01T07:00:00Z'],
    ['on the next working day', office, '2026-05-01T16:31:00Z', '2026-05-04T07:00:00Z'],
    ['after the last minute', { not: office }, '2026-05-01T08:00:00Z', '2026-05-01T16:31:00Z'],
    [
      'just after the beginning of a period',
      {
        type: 'WithinPeriodCondition',
        key: 'time',
        options: { matches: '2026-05-01T08:00+0200/2026-06-01T08:00+0200' },
      },
      '2026-04-01T00:00:00Z',
      '2026-05-01T06:00:00.001Z',
    ],
    [
      'at its end',
      {
        not: {
          type: 'DateWithinPeriodCondition',
          key: 'ClientTime',
          options: { dateBegin: '2026-05-01T08:00+0200', dateEnd: '2026-06-01T08:00+0200' },
        },
      },
      '2026-05-02T00:00:00Z',
      '2026-06-01T06:00:00Z',
    ],
    [
      'just after a date',
      { type: 'DateAfterCondition', key: 'ServerTime', options: { matches: '2026-06-01T08:00+0200' } },
      '2026-05-02T00:00:00Z',
      '2026-06-01T06:00:00.001Z',
    ],
  ])('advises to come back %s', (_when, condition, time, later) => {
    expect(decide(condition, time).advice).toEqual([{ id: 'retry_after', properties: { time: later } }])
    expect(decide(condition, later).decision).toBe(true)
  })

  test('of another clock than that of the decision no time is advised', () => {
    expect(decide({ ...office, key: 'x' }, '2026-05-01T05:00:00Z').advice).toEqual([])
  })

  test.each<[TypedCondition, Edges | undefined]>([
    [office, { seconds: [32_400, 66_660] }],
    [{ ...office, key: 'time' }, { seconds: [32_400, 66_660] }],
    [{ ...office, key: 'x' }, undefined],
    [{ type: 'StringMatchCondition', key: 'ServerTime', options: { matches: '^2026' } }, undefined],
    [{ type: 'NoSuchCondition', key: 'ServerTime' }, undefined],
    [{ type: 'OfficeHoursCondition' }, undefined],
  ])('%j: the times that are tried are those of %j', (condition, edges) => {
    expect(typedEdges(condition)).toEqual(edges)
  })

  test('shows the value of a key also when what was to be inserted is missing', () => {
    const named: Condition = { type: 'StringEqualCondition', key: 'time', options: { equals: '{{.ClaimsName}}' } } // prettier-ignore
    const { decided_by, trace = [] } = decide(named, '2026-05-01T05:00:00Z')
    expect(trace[0]?.unless).toEqual([{ condition: named, truth: 'unknown', value: '2026-05-01T05:00:00Z' }])
    expect(decided_by?.unknown).toEqual(['subject.properties.name'])
  })
})

describe('in words', () => {
  const sentence = (condition: Condition) =>
    describePolicy(policy({ statements: [{ effect: 'deny', when: [condition] }] }), settings)[0]?.sentence

  test('there are some for every type', () => {
    expect(Object.keys(englishTyped)).toEqual(Object.keys(typedConditions))
  })

  test.each<[Condition, string]>([
    [office, 'Denies everything when the time is Monday to Friday, from 09:00 to 18:30 (Europe/Madrid).'],
    [{ ...office, key: 'opened' }, 'Denies everything when opened is Monday to Friday, from 09:00 to 18:30.'],
    [
      { type: 'StringEqualCondition', key: 'RequestMethod', options: { equals: 'PUT' } },
      'Denies everything when the action is PUT.',
    ],
    [
      { type: 'StringEqualCondition', key: 'x', options: { equals: '' } },
      'Denies everything when x is empty.',
    ],
    [
      { type: 'StringMatchCondition', key: 'UserAgent', options: { matches: 'curl' } },
      'Denies everything when the user agent matches curl.',
    ],
    [
      { type: 'StringNotMatchCondition', key: 'RemoteAddress', options: { matches: '::1' } },
      'Denies everything when the source address does not match ::1.',
    ],
    [
      { type: 'StringPairsEqualCondition', key: 'pairs' },
      'Denies everything when the halves of every pair in pairs are equal.',
    ],
    [{ type: 'EqualsSubjectCondition', key: 'owner' }, 'Denies everything when owner is the subject.'],
    [
      { type: 'CIDRCondition', key: 'RemoteAddress', options: { cidr: '10.0.0.0/8' } },
      'Denies everything when the source address is in 10.0.0.0/8.',
    ],
    [{ type: 'BooleanCondition', key: 'x', options: { value: true } }, 'Denies everything when x is true.'],
    [
      { type: 'ResourceContainsCondition', key: 'part' },
      'Denies everything when the resource contains part.',
    ],
    [
      {
        type: 'WithinPeriodCondition',
        key: 'ServerTime',
        options: { matches: '2026-05-01T08:00+0000/2026-06-01T08:00+0000' },
      },
      'Denies everything when the time is after 2026-05-01T08:00+0000 and before 2026-06-01T08:00+0000.',
    ],
    [
      {
        type: 'DateWithinPeriodCondition',
        key: 'x',
        options: { dateBegin: '2026-05-01T08:00+0000', dateEnd: '2026-06-01T08:00+0000' },
      },
      'Denies everything when x is after 2026-05-01T08:00+0000 and before 2026-06-01T08:00+0000.',
    ],
    [
      { type: 'DateAfterCondition', key: 'x', options: { matches: '2026-05-01T08:00+0000' } },
      'Denies everything when x is after 2026-05-01T08:00+0000.',
    ],
    [
      { type: 'PathGlobCondition', key: 'NodeMetaPath', options: { glob: '/a/**' } },
      'Denies everything when resource.properties.path is a path like /a/**.',
    ],
  ])('%j: %s', (condition, expected) => {
    expect(sentence(condition)).toBe(expected)
  })
})

test('a key that is none of Cells’ names is a path', () => {
  expect(keyNamed('hasOwnProperty')).toEqual({ path: 'context.hasOwnProperty' })
})
