import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultsOf, judge, requestIn } from '../../test/conditions.ts'
import { policy } from '../../test/asking.ts'
import { tries } from '../../test/tries.ts'
import { compile } from '../compile.ts'
import type { Condition, Effect, Json, JsonObject, TypedCondition } from '../model.ts'
import { cellsKeys } from './keys.ts'
import { formatWall } from './moment.ts'

const pick = fc.constantFrom
const keys = ['x', 'subject.properties.name', 'NodeMeta:tags', ...Object.keys(cellsKeys)]
/** Those whose place nobody can leave empty. */
const always = ['RequestMethod', 'RequestURI', 'ClaimsSubject']
const removable = keys.filter((key) => !always.includes(key))
const times = ['2026-05-01T08:00+0200', '2026-05-01T12:30:59Z', '2026-05-03T23:59+0000']

const typed: fc.Arbitrary<TypedCondition> = fc.oneof(
  fc.record({ type: pick('StringEqualCondition'), key: pick(...keys), options: pick({ equals: 'a' }, { equals: '{{.ClaimsName}}' }, { equals: '10.0.0.1' }) }),
  fc.record({ type: pick('StringMatchCondition', 'StringNotMatchCondition'), key: pick(...keys), options: pick({ matches: 'a' }, { matches: '^{{.x}}$' }, { matches: '(a*)*b' }, { matches: '.' }) }),
  fc.record({ type: pick('EqualsSubjectCondition', 'StringPairsEqualCondition', 'ResourceContainsCondition'), key: pick('x', 'NodeMeta:tags') }),
  fc.record({ type: pick('CIDRCondition'), key: pick('x', 'RemoteAddress'), options: pick({ cidr: '10.0.0.0/8' }, { cidr: '::/0' }) }),
  fc.record({ type: pick('BooleanCondition'), key: pick('x', 'NodeMeta:tags'), options: pick({ value: true }, { value: false }) }),
  fc.record({ type: pick('OfficeHoursCondition'), key: pick('x', 'ServerTime', 'ClientTime', 'time'), options: pick({ matches: 'Friday-Monday/08:00/12:30' }, { matches: 'Monday-Sunday/00:00/23:59' }) }),
  fc.record({ type: pick('WithinPeriodCondition'), key: pick('x', 'ServerTime'), options: pick({ matches: '2026-05-01T08:00+0200/2026-06-01T00:00+0000' }) }),
  fc.record({ type: pick('DateAfterCondition'), key: pick('x', 'ServerTime'), options: pick({ matches: '2026-05-01T08:00+0200' }) }),
  fc.record({ type: pick('PathGlobCondition'), key: pick('x', 'NodeMetaPath'), options: pick({ glob: '**' }, { glob: '(ip)/a/{{.ClaimsName}}/*' }) }),
) // prettier-ignore

const value: fc.Arbitrary<Json> = pick<Json[]>(
  'a', 'b', 'user:ann', 'group:ops', '10.0.0.1', '/a/a/b', true, false, 7, [], [['a', 'a']], [['a', 'b']],
  { value: 'file' }, { value: '1', delimiter: ':' }, ...times,
) // prettier-ignore

const properties = (...names: readonly string[]) =>
  fc.record(Object.fromEntries(names.map((name) => [name, value])), {
    requiredKeys: [],
  }) as fc.Arbitrary<JsonObject>
const circumstances = fc.record({
  subject: fc
    .tuple(properties('name', 'profile', 'group_path'), fc.option(pick<Json[]>([], ['a'], ['a', 7], [{ name: 'a', valid_from: '2026-01-01T00:00:00Z' }])), fc.option(pick<Json[]>([], ['ops'])))
    .map(([rest, roles, groups]): JsonObject => ({ ...rest, roles, groups })),
  resource: fc
    .tuple(properties('name', 'path', 'type', 'extension', 'mime_type', 'size', 'mtime'), fc.option(properties('tags')))
    .map(([rest, meta]) => ({ properties: { ...rest, meta } })),
  context: fc
    .tuple(properties('x', 'source_ip', 'user_agent', 'issuer', 'client_app'), fc.option(pick(...times)))
    .map(([rest, time]): JsonObject => ({ ...rest, time })),
}) // prettier-ignore

/** The circumstances without what stands at a path, or with something there that is of no use. */
function without(
  path: string,
  from: { subject: JsonObject; resource: { properties: JsonObject }; context: JsonObject },
  useless: Json,
) {
  const [root = '', ...rest] = path.split('.')
  if (root === 'context') return { ...from, context: { ...from.context, [rest.join('.')]: useless } }
  if (root === 'subject') return { ...from, subject: { ...from.subject, [rest[1] ?? '']: useless } }
  const changed = rest[1] === 'meta' ? { meta: { [rest[2] ?? '']: useless } } : { [rest[1] ?? '']: useless }
  return { ...from, resource: { properties: { ...from.resource.properties, ...changed } } }
}

const placeOf = (key: string) =>
  cellsKeys[key]?.path ??
  (key === 'NodeMeta:tags' ? 'resource.properties.meta.tags' : key.includes('.') ? key : `context.${key}`)

const zone = fc.record({ zone: pick('UTC', 'Europe/Madrid', 'Asia/Kolkata') })

test('the conditions of these laws can all be saved', () => {
  fc.assert(fc.property(typed, (condition) => {
    expect(faultsOf(condition)).toEqual([])
  })) // prettier-ignore
})

describe('a missing key', () => {
  test('is unknown, and so is one that is of no use', () => {
    fc.assert(
      fc.property(
        typed,
        circumstances,
        zone,
        pick<Json[]>(null, {}, [7]),
        (condition, around, settings, useless) => {
          fc.pre(removable.includes(condition.key ?? '') || condition.key === 'time')
          const path = placeOf(condition.key ?? '')
          const outcome = judge(condition, without(path, around, useless), settings)
          expect(outcome.truth).toBe('unknown')
          // What was to be inserted is missing before the key is looked at.
          const isTemplate = JSON.stringify(condition.options ?? {}).includes('{{')
          if (useless === null || !isTemplate) expect(outcome.unknown).toContain(path)
          else expect(outcome.unknown).not.toEqual([])
        },
      ),
      { numRuns: tries(2000) },
    )
  })

  test.each<[string, string]>(removable.map((key) => [key, placeOf(key)]))(
    '%s is unknown without %s',
    (key, path) => {
      const outcome = judge({ type: 'StringMatchCondition', key, options: { matches: 'a*' } }, {})
      expect(outcome).toEqual({ truth: 'unknown', unknown: [path] })
    },
  )

  test('never turns a denial into a permit, however the condition stands in a policy', () => {
    const settings = {
      resourceTypes: { file: { collection: 'files', baseline: 'allow', actions: ['open'] } },
    } as const
    const form = fc.tuple(typed, pick('when', 'unless'), pick<Effect[]>('deny', 'allow'), fc.boolean())
    fc.assert(
      fc.property(fc.array(form, { minLength: 1, maxLength: 3 }), circumstances, pick<Json[]>(null, {}, [7]), (forms, around, useless) => {
        const statements = forms.map(([condition, place, effect, isNegated], index) => {
          const one: Condition = isNegated ? { not: condition } : condition
          return { id: `s${index}`, effect, resources: ['file:<.*>'], subjects: ['user:ann'], [place]: [one] }
        })
        const stop = { id: 'last', effect: 'deny' as const, resources: ['file:<.*>'] }
        const deciders = [policy({ statements }), policy({ statements: [...statements, stop] })].map((one) => compile([one], settings))
        for (const key of new Set(forms.map(([{ key = '' }]) => key))) {
          fc.pre(!always.includes(key))
          const less = requestIn(without(placeOf(key), around, useless))
          for (const decider of deciders) {
            if (!decider.decide(requestIn(around)).decision) expect(decider.decide(less).decision).toBe(false)
          }
        }
      }),
      { numRuns: tries(1000) },
    ) // prettier-ignore
  })
})

describe('StringNotMatch', () => {
  test('is the contrary of StringMatch where that is known, and unknown where that is', () => {
    fc.assert(
      fc.property(typed, circumstances, (condition, around) => {
        const options = condition.options?.['matches'] === undefined ? { matches: 'a' } : condition.options
        fc.pre(!JSON.stringify(options).includes('/'))
        const [one, other] = ['StringMatchCondition', 'StringNotMatchCondition'].map((type) =>
          judge({ ...condition, type, options }, around),
        )
        const contrary = { true: 'false', false: 'true', unknown: 'unknown' } as const
        expect(other).toEqual({ truth: contrary[one?.truth ?? 'unknown'], unknown: one?.unknown })
      }),
    )
  })
})

describe('office hours', () => {
  const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
  const day = fc.integer({ min: 0, max: 6 })
  const minute = fc.integer({ min: 0, max: 1439 })
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  /** 4 May 2026 was a Monday. */
  const at = (weekday: number, minutes: number, seconds = 0, offset = 0) =>
    formatWall(Date.UTC(2026, 4, 4 + weekday, 0, minutes, seconds) - offset * 60_000, offset * 60_000)
  const during = (days: string, x: string, from = '00:00', to = '23:59') =>
    judge(
      { type: 'OfficeHoursCondition', key: 'x', options: { matches: `${days}/${from}/${to}` } },
      { context: { x } },
    ).truth

  test('a range goes round the week: from the first day on until the last comes', () => {
    fc.assert(
      fc.property(day, day, day, (first, last, asked) => {
        const isWithin = (asked - first + 7) % 7 <= (last - first + 7) % 7
        expect(during(`${names[first] ?? ''}-${names[last] ?? ''}`, at(asked, 600))).toBe(String(isWithin))
      }),
      { numRuns: tries(400) },
    )
  })

  test('a range is the list of its days, and a list the union of its parts', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 6 }), day, day, (first, length, single, asked) => {
        const range = `${names[first] ?? ''}-${names[(first + length) % 7] ?? ''}`
        const list = Array.from({ length: length + 1 }, (_, index) => names[(first + index) % 7]).join(', ')
        const alone = names[single] ?? ''
        expect(during(list, at(asked, 600))).toBe(during(range, at(asked, 600)))
        const either = [during(range, at(asked, 600)), during(alone, at(asked, 600))].includes('true')
        expect(during(`${range},${alone}`, at(asked, 600))).toBe(String(either))
        expect(during(`${alone},${range},${range}`, at(asked, 600))).toBe(String(either))
      }),
    )
  })

  test('a range and what is left of the week are each other’s contrary', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 5 }), day, (first, length, asked) => {
        const inside = `${names[first] ?? ''}-${names[(first + length) % 7] ?? ''}`
        const outside = `${names[(first + length + 1) % 7] ?? ''}-${names[(first + 6) % 7] ?? ''}`
        expect(during(inside, at(asked, 600))).not.toBe(during(outside, at(asked, 600)))
      }),
    )
  })

  test('both minutes are included, whatever the second and the offset', () => {
    fc.assert(
      fc.property(minute, minute, minute, pick(-570, -60, 0, 345, 840), (one, other, asked, offset) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)]
        const isWithin = from <= asked && asked <= to
        expect(during('Monday', at(0, asked, 0, offset), clock(from), clock(to))).toBe(String(isWithin))
        const full = `2026-05-04T${clock(asked)}:59${at(0, asked, 0, offset).slice(-5, -2)}:${at(0, asked, 0, offset).slice(-2)}`
        expect(during('Monday', full, clock(from), clock(to))).toBe(String(isWithin))
      }),
    )
  })

  test('of the time of the decision the clock is that of the zone: the same as of that clock’s own text', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 365 * 1440 }), pick('UTC', 'Europe/Madrid', 'Asia/Kolkata', 'America/St_Johns'), (minutes, name) => {
        const time = new Date(Date.UTC(2026, 0, 1, 0, minutes)).toISOString()
        const condition = (key: string) => ({ type: 'OfficeHoursCondition', key, options: { matches: 'Friday-Monday/09:00/18:30' } })
        const text = new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'short' }).format(new Date(time)).replace(' ', 'T')
        const [ours, theirs] = [judge(condition('ServerTime'), { context: { time } }, { zone: name }), judge(condition('x'), { context: { x: `${text}+0000` } })]
        expect(ours).toEqual(theirs)
      }),
    ) // prettier-ignore
  })
})

describe('periods', () => {
  const instant = fc.integer({ min: 0, max: 2 ** 31 }).map((minutes) => minutes * 60_000)
  const offset = pick(-570, -60, 0, 345, 840).map((minutes) => minutes * 60_000)

  test('are strict, whatever offsets the dates are written with', () => {
    fc.assert(
      fc.property(fc.tuple(instant, instant, instant), fc.tuple(offset, offset, offset), ([a, b, at], [one, two, three]) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b) + 60_000]
        const options = { dateBegin: formatWall(start, one), dateEnd: formatWall(end, two) }
        const context = { x: formatWall(at, three) }
        const truth = String(start < at && at < end)
        expect(judge({ type: 'DateWithinPeriodCondition', key: 'x', options }, { context }).truth).toBe(truth)
        const matches = `${options.dateBegin}/${options.dateEnd}`
        expect(judge({ type: 'WithinPeriodCondition', key: 'x', options: { matches } }, { context }).truth).toBe(truth)
        const after = { type: 'DateAfterCondition', key: 'x', options: { matches: options.dateBegin } }
        expect(judge(after, { context }).truth).toBe(String(start < at))
      }),
    ) // prettier-ignore
  })
})
