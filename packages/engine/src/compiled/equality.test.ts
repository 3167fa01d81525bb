import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { edgyRequest, world, type World } from '../../test/worlds.ts'
import { tries } from '../../test/tries.ts'
import { deciderBy } from '../decider.ts'
import type { AccessRequest, Decider } from '../model.ts'
import { compileReference } from '../reference/index.ts'
import { compiledFrom } from './compiled-evaluator.ts'
import { mostFew } from './few-guards.ts'

/**
 * The compiled decider equals the reference, but for the trace of statements whose target means something else. `npm run
 * fuzz` asks millions of other questions, and freezes each that is answered differently as a golden case.
 */
const fuzzed = Number(process.env['FUZZ'] ?? 0)
const worlds = fuzzed === 0 ? Math.max(12, tries(400)) : fuzzed
const requestsEach = Math.max(50, tries(500))
/** Of these many also obligations and what is reported are compared, of the next also advice and trace. */
const decidedEach = Math.max(8, tries(120))
const advisedEach = 4
const seed = fuzzed === 0 ? 20_261_121 : Date.now() % 2 ** 31

test(`the same answers to ${worlds * requestsEach} questions (seed ${seed})`, { timeout: 0 }, () => {
  const requests = fc.sample(edgyRequest, { numRuns: tries(20_000), seed })
  const counts = { permits: 0, decided: 0, unknown: 0 }
  for (let number = 0; number < worlds; number += 1) {
    const [one] = fc.sample(world(number % 4 === 0 ? 12 : 5), { numRuns: 1, seed: seed + number })
    if (one === undefined) continue
    const compiled = deciderBy(compiledFrom(number % 3 === 0 ? mostFew : 0), one.policies, one.settings)
    const reference = compileReference(one.policies, one.settings)
    for (let index = 0; index < requestsEach; index += 1) {
      const request = requests[(number * requestsEach + index) % requests.length] ?? expect.fail()
      const expected = reference.answer(request)
      compare(one, request, compiled.answer(request), expected)
      if (index < decidedEach) compareDecisions(one, request, compiled, reference, index < advisedEach)
      counts.permits += Number(expected.decision)
      counts.decided += Number(expected.decided_by !== undefined)
      counts.unknown += Number(expected.decided_by?.unknown !== undefined)
    }
  }
  // Nearly everything random is denied by default, which would prove little.
  const total = worlds * requestsEach
  expect(counts.permits).toBeGreaterThan(total / 15)
  expect(counts.decided).toBeGreaterThan(total / 15)
  expect(counts.unknown).toBeGreaterThan(total / 25)
})

test('the same after changes as when compiled anew', () => {
  const requests = fc.sample(edgyRequest, { numRuns: Math.max(12, tries(60)), seed: 3 })
  fc.assert(
    fc.property(world(10), world(10), fc.boolean(), (before, { policies: later }, isFew) => {
      const evaluator = compiledFrom(isFew ? mostFew : 0)
      const templates = new Set(before.settings.bindings?.map(({ policy }) => policy))
      let changed = deciderBy(evaluator, before.policies, before.settings)
      const present = new Map(before.policies.map((policy) => [policy.id, policy]))
      for (const [index, policy] of later.entries()) {
        const remove = before.policies[index]?.id
        if (remove !== undefined && !templates.has(remove)) {
          changed = changed.with({ remove: [remove] })
          present.delete(remove)
        }
        changed = changed.with({ put: [policy] })
        present.set(policy.id, policy)
      }
      const anew = deciderBy(evaluator, [...present.values()], before.settings)
      expect(changed.revision).toBe(anew.revision)
      for (const request of requests)
        expect(changed.decide(request, { advice: false })).toEqual(anew.decide(request, { advice: false }))
    }),
    { numRuns: tries(60) },
  )
})

function compareDecisions(one: World, request: AccessRequest, compiled: Decider, reference: Decider, isWhole: boolean) {
  const options = isWhole ? ({ detail: 'trace' } as const) : { advice: false }
  const { trace, ...expected } = reference.decide(request, options)
  const meant = trace?.filter(({ target }) => target !== 'false')
  compare(one, request, compiled.decide(request, options), { ...expected, ...(meant && { trace: meant }) })
} // prettier-ignore

function compare(one: World, request: AccessRequest, actual: unknown, expected: object): void {
  if (JSON.stringify(actual) === JSON.stringify(expected)) return
  try {
    expect(actual, JSON.stringify({ ...one, request })).toEqual(expected)
  } catch (error) {
    if (fuzzed > 0) freeze(one, request)
    throw error
  }
}

/** As a case that `golden.test.ts` tries from now on. */
function freeze({ policies, settings }: World, request: AccessRequest): void {
  // Of a revision, only that both have the same: `undefined` leaves it out of the file.
  const expected = { ...compileReference(policies, settings).decide(request), revision: undefined }
  const name = createHash('sha256').update(JSON.stringify({ policies, settings, request })).digest('hex').slice(0, 12) // prettier-ignore
  const golden = { name, policies, settings, cases: [{ name: 'as the reference says', request, expected }] }
  const folder = new URL('../../golden/fuzz/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(golden, undefined, 2)}\n`)
}
