import { expect, test } from 'vitest'
import { policy, request, settings } from '../../test/asking.ts'
import { compile } from '../compile.ts'
import type { Decider, Policy } from '../model.ts'

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
  let changed = compile([...present.values()], settings)
  const seen = { permit: 0, refusal: 0, obligation: 0, report: 0 }
  const change = (put: readonly Policy[], remove: readonly string[]) => {
    const [before, asBefore] = [changed, decisions(changed)]
    changed = changed.with({ put, remove })
    for (const id of remove) present.delete(id)
    for (const one of put) present.set(one.id, one)
    expect(decisions(before)).toEqual(asBefore)
    const now = decisions(changed)
    expect(now).toEqual(decisions(compile([...present.values()], settings)))
    for (const { decision, obligations, reported } of now) {
      seen[decision ? 'permit' : 'refusal'] += 1
      seen.obligation += obligations.length
      seen.report += reported.length
    }
  }
  // The newest layer is filled several times, and what is in all three changes, comes back and goes.
  for (let number = 30; number < 90; number += 1) {
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
  // More than the newest layer holds, and than both of the small ones.
  change(many(100, 40), ['p95'])
  change(many(140, 200), [])
  change([policyOf(3, 28)], ['p141'])
  change(many(400, 90), [])
  change([policyOf(4, 28)], ['p401', 'p5'])
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(20)
})
