import { expect, test } from 'vitest'
import { policy, request, settings as doors } from '../../test/asking.ts'
import { nobody, settings } from '../../test/dimensions/row.ts'
import { compile } from '../compile.ts'
import { deciderBy } from '../decider.ts'
import type { AccessRequest, Decider, Policy, Statement } from '../model.ts'
import { compileReference } from '../reference/index.ts'
import { compiledFrom } from './compiled-evaluator.ts'
import { mostFew } from './few-guards.ts'

const rule = (id: string, effect: Statement['effect'], place: string, more: Partial<Policy> = {}): Policy =>
  policy({
    id,
    ...more,
    statements: [
      {
        effect,
        resources: ['door'],
        when: [{ attribute: 'place', operator: 'equals', value: place }],
        obligations: [{ id: 'notify', properties: { to: id }, ...(effect === 'deny' && { on: 'deny' }) }],
      },
    ],
  })

const places = ['DE', 'FR', 'ES', 'IT', 'PL']
const asked: AccessRequest[] = [
  ...places.map((place) => request({ subject: nobody, context: { place } })),
  request({ subject: nobody }),
]

const before = [
  rule('b', 'deny', 'DE', { priority: 1 }),
  rule('d', 'deny', 'FR'),
  rule('f', 'allow', 'ES'),
  rule('h', 'oblige', 'DE'),
  rule('j', 'deny', 'IT', { mode: 'report' }),
]

type Change = Parameters<Decider['with']>[0]
const steps: readonly (readonly [name: string, Change])[] = [
  ['one that comes before', { put: [rule('c', 'allow', 'DE', { priority: 2 })] }],
  ['one that comes after', { put: [rule('e', 'allow', 'DE')] }],
  ['one between two', { put: [rule('cc', 'allow', 'FR'), rule('dd', 'allow', 'FR')] }],
  [
    'denials before allows of the same priority',
    { put: [rule('z', 'deny', 'ES'), rule('a', 'allow', 'FR')] },
  ],
  ['a critical denial', { put: [rule('y', 'deny', 'DE', { critical: true, priority: -5 })] }],
  ['one that is there already, otherwise', { put: [rule('b', 'deny', 'PL')] }],
  ['one that was put, otherwise', { put: [rule('c', 'deny', 'PL')] }],
  ['one that is disabled', { put: [rule('d', 'deny', 'FR', { enabled: false })] }],
  ['one that is reported on from now on', { put: [rule('b', 'deny', 'PL', { mode: 'report' })] }],
  ['one that was reported on, and is not any more', { remove: ['j'] }],
  ['one that was there from the beginning', { remove: ['f'] }],
  ['one that was put', { remove: ['y'] }],
  ['several, and one that is not there', { put: [rule('k', 'oblige', 'FR')], remove: ['h', 'e', 'nothing'] }],
  ['nothing', {}],
]

test.each([0, mostFew])('after each change as when compiled anew, with %i guards not indexed', (few) => {
  let present = new Map(before.map((one) => [one.id, one]))
  let decider = deciderBy(compiledFrom(few), before, settings)
  for (const [name, change] of steps) {
    const kept = [...present].filter(([id]) => change.remove?.includes(id) !== true)
    present = new Map([...kept, ...(change.put ?? []).map((one) => [one.id, one] as const)])
    const reference = compileReference([...present.values()], settings)
    const earlier = decider
    const said = asked.map((one) => earlier.answer(one))
    decider = decider.with(change)
    for (const one of asked) {
      expect([name, decider.answer(one)]).toEqual([name, reference.answer(one)])
      expect([name, whole(decider, one)]).toEqual([name, whole(reference, one)])
    }
    // The one that it was made from stays as it is.
    expect(asked.map((one) => earlier.answer(one))).toEqual(said)
  }
})

test('two that were made from one do not know of each other', () => {
  const decider = deciderBy(compiledFrom(0), before, settings)
  const [less, more] = [decider.with({ remove: ['d'] }), decider.with({ put: [rule('c', 'allow', 'FR', { priority: 9 })] })]
  const less2 = less.with({ remove: ['b'] })
  const decisions = (one: Decider) => asked.map((each) => one.answer(each).decided_by?.policy)
  expect(decisions(decider)).toEqual(['b', 'd', 'f', undefined, undefined, 'b'])
  expect(decisions(less)).toEqual(['b', undefined, 'f', undefined, undefined, 'b'])
  expect(decisions(more)).toEqual(['b', 'c', 'f', undefined, undefined, 'b'])
  expect(decisions(less2)).toEqual([undefined, undefined, 'f', undefined, undefined, undefined])
  expect(decisions(less)).toEqual(['b', undefined, 'f', undefined, undefined, 'b'])
}) // prettier-ignore

test.each(['enforce', 'report'] as const)('changes of every size, until everything is compiled anew: %s', (mode) => {
  const many = Array.from({ length: 2_300 }, (_, index) => rule(`m${index}`, 'deny', `${index}`, { priority: 3, mode }))
  let decider = deciderBy(compiledFrom(0), before, settings)
  const told = (place: string) => {
    const { decided_by, reported } = decider.decide(request({ subject: nobody, context: { place } }), { advice: false })
    return [decided_by?.policy, ...reported.map(({ policy }) => policy)].filter((one) => one !== undefined)
  }
  const others = places.map(told)
  // Each as many as a layer holds, or one more.
  const ends = [16, 17, 127, 128, 129, 130, 146, 147, 2_040, 2_047, 2_048, 2_049, 2_060, 2_300]
  for (const [index, end] of ends.entries()) {
    decider = decider.with({ put: many.slice(ends[index - 1] ?? 0, end) })
    const edges = [0, 15, 16, 127, 128, 129, 146, 2_046, 2_047, 2_048, 2_059, 2_299]
    expect(edges.map((place) => told(`${place}`))).toEqual(edges.map((place) => (place < end ? [`m${place}`] : [])))
    expect(places.map(told)).toEqual(others)
  }
}) // prettier-ignore

const effects = ['deny', 'allow', 'oblige'] as const

/** Any of them may decide about a door, by its priority, its effect or its id; each fifth only reports. */
function policyOf(number: number, priority = (number * 37) % 23): Policy {
  const effect = effects[number % 3] ?? 'deny'
  return policy({
    id: `p${number}`,
    priority,
    mode: number % 5 === 0 ? 'report' : 'enforce',
    statements: [
      {
        effect,
        resources: ['door'],
        ...(number % 4 > 0 && { actions: [number % 4 === 1 ? 'open' : 'peek'] }),
        when: [{ attribute: 'x', operator: 'equals', value: number % 7 }],
        ...(effect === 'oblige' && {
          obligations: [{ id: `seal-${number % 6}`, on: 'permit' as const, properties: {} }],
        }),
      },
    ],
  })
}

const questions = ['open', 'peek'].flatMap((action) =>
  [0, 1, 2, 3, 4, 5, 6].map((x) => request({ action, context: { x } })),
)
const decisions = (decider: Decider) =>
  questions.map((one, index) =>
    decider.decide(one, { advice: false, ...(index % 5 === 0 && { detail: 'trace' }) }),
  )

test('after many changes, one by one, everything is as if it were compiled at once', () => {
  const present = new Map(Array.from({ length: 30 }, (_, number) => [`p${number}`, policyOf(number)]))
  let changed = compile([...present.values()], doors)
  const seen = { permit: 0, refusal: 0, obligation: 0, report: 0 }
  const change = (put: readonly Policy[], remove: readonly string[]) => {
    changed = changed.with({ put, remove })
    for (const id of remove) present.delete(id)
    for (const one of put) present.set(one.id, one)
    const now = decisions(changed)
    expect(now).toEqual(decisions(compile([...present.values()], doors)))
    for (const { decision, obligations, reported } of now) {
      seen[decision ? 'permit' : 'refusal'] += 1
      seen.obligation += obligations.length
      seen.report += reported.length
    }
  }
  // The newest layer is filled several times, and what is in all of them changes, comes back and goes.
  for (let number = 30; number < 60; number += 1) {
    const put = [policyOf(number), policyOf((number * 11) % number, (number * 7) % 29)]
    change(put, number % 2 === 0 ? [`p${(number * 13) % number}`, `p${number - 20}`] : [])
  }
  const many = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => policyOf(from + index))
  // What only reports goes from the layer before the newest.
  const reporting = { priority: 100, mode: 'report' } as const
  change([policy({ id: 'yes', ...reporting, statements: [{ effect: 'allow', resources: ['door'] }] })], [])
  change([policy({ id: 'no', ...reporting, statements: [{ effect: 'deny' }] })], [])
  change(many(600, 85), [])
  change([], ['yes', 'no'])
  // More than the newest layer holds, and than the one before it.
  change(many(100, 40), ['p95'])
  change(many(140, 200), [])
  change([policyOf(3, 28)], ['p141'])
  change(many(400, 90), [])
  change([policyOf(4, 28)], ['p401', 'p5'])
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(20)
})

function whole(decider: Decider, one: AccessRequest) {
  const { trace, ...decision } = decider.decide(one, { detail: 'trace', advice: false })
  return { ...decision, trace: trace?.filter(({ target }) => target !== 'false') }
}
