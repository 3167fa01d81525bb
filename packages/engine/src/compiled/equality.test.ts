import fc from 'fast-check'
import { expect, test } from 'vitest'
import { edgyRequest, world } from '../../test/worlds.ts'
import { deciderBy } from '../decider.ts'
import type { AccessRequest, Decider } from '../model.ts'
import { compileReference } from '../reference/index.ts'
import { compiledFrom } from './compiled-evaluator.ts'

/** The compiled decider equals the reference, but for the trace of statements whose target means something else. */
const worlds = 60
const requestsEach = 500
const advisedEach = 12
const requests = fc.sample(edgyRequest, { numRuns: 20_000, seed: 20_261_121 })

test(`on ${worlds * requestsEach} random questions`, { timeout: 300_000 }, () => {
  let permits = 0
  let decided = 0
  let unknown = 0
  for (const [number, { policies, settings }] of fc.sample(world(8), { numRuns: worlds, seed: 7 }).entries()) {
    const compiled = deciderBy(compiledFrom(number % 3 === 0 ? 40 : 0), policies, settings)
    const reference = compileReference(policies, settings)
    for (let index = 0; index < requestsEach; index += 1) {
      const request = requests[(number * requestsEach + index) % requests.length] ?? expect.fail()
      const expected = reference.decide(request, { advice: index < advisedEach })
      compare(compiled.decide(request, { advice: index < advisedEach }), expected, { policies, request })
      const { decision, reason, decided_by, revision } = expected
      compare(compiled.answer(request), { decision, reason, ...(decided_by && { decided_by }), revision }, { policies, request })
      if (index < advisedEach) compareTraces(compiled, reference, request)
      permits += Number(decision)
      decided += Number(decided_by !== undefined)
      unknown += Number(decided_by?.unknown !== undefined)
    }
  }
  // Nearly everything random is denied by default, which would prove little.
  const total = worlds * requestsEach
  expect(permits).toBeGreaterThan(total / 10)
  expect(decided).toBeGreaterThan(total / 10)
  expect(unknown).toBeGreaterThan(total / 20)
}) // prettier-ignore

function compare(actual: unknown, expected: unknown, about: unknown): void {
  if (JSON.stringify(actual) === JSON.stringify(expected)) return
  expect(actual, JSON.stringify(about)).toEqual(expected)
}

function compareTraces(compiled: Decider, reference: Decider, request: AccessRequest): void {
  const traceOf = (decider: Decider) => decider.decide(request, { detail: 'trace', advice: false }).trace
  expect(traceOf(compiled)).toEqual(traceOf(reference)?.filter(({ target }) => target !== 'false'))
}
