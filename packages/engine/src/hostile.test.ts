import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countOf, mutated, mutations } from '../test/mutations.ts'
import { edgyRequest, world } from '../test/worlds.ts'
import { compile } from './compile.ts'
import { isList, isObject, own } from './json.ts'
import { limits } from './limits.ts'
import { type AccessRequest, type Json, type Policy, PolicyError, reasons, type Settings } from './model.ts'
import { compileReference } from './reference/index.ts'
import { validatePolicy } from './validate/index.ts'

interface Parts {
  readonly policies: Json
  readonly settings: Json
  readonly request: Json
}

/**
 * No JSON whatever makes the validator, `compile` or a decision throw anything but a PolicyError, take longer than 50 ms, or
 * exceed a limit. `npm run fuzz` tries many more, and freezes what fails as a case that is tried from then on.
 */
const fuzzed = Number(process.env['FUZZ'] ?? 0)
const numRuns = fuzzed === 0 ? 500 : fuzzed * 5
/** Of the processor's time, at the best of some tries; the first alone is given more, for the machine does other things. */
const bound = { best: fuzzed === 0 ? 100 : 50, first: 250 }

const golden = filesIn(new URL('../golden/', import.meta.url)).flatMap(({ json }) => seedsOf(json))
const seed: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom(...golden),
  fc
    .tuple(world(5), edgyRequest)
    .map(([{ policies, settings }, request]) => ({ policies, settings, request }) as unknown as Json),
)
/** Of policies that something was done to, few are accepted; so in half of them it is the question alone. */
const hostile = fc.oneof(
  fc.tuple(seed, mutations).map(([json, list]) => mutated(json, list)),
  fc.tuple(seed, mutations).map(([json, list]) => {
    const { policies, settings, request } = json as unknown as Parts
    return { policies, settings, ...(mutated({ request }, list) as Partial<Parts>) }
  }),
)
const frozen = new URL('../test/hostile/', import.meta.url)

test(
  `${numRuns} policies, settings and requests of which parts became something else`,
  { timeout: 0 },
  () => {
    const counts = { accepted: 0, refused: 0, wellFormed: 0 }
    const holds = (json: Json) => {
      try {
        const { isAccepted, isWellFormed } = endure(json)
        counts.accepted += Number(isAccepted)
        counts.refused += Number(!isAccepted)
        counts.wellFormed += Number(isWellFormed)
      } catch (error) {
        smallest = json
        throw error
      }
    }
    let smallest: Json = null
    try {
      fc.assert(fc.property(hostile, holds), { numRuns })
    } catch (error) {
      if (fuzzed > 0) freeze(smallest)
      throw error
    }
    // Far from valid nothing would get past the first look.
    expect(counts.accepted).toBeGreaterThan(numRuns / 8)
    expect(counts.refused).toBeGreaterThan(numRuns / 8)
    expect(counts.wellFormed).toBeGreaterThan(numRuns / 12)
  },
)

test('what once was not endured is', () => {
  const cases = filesIn(frozen)
  expect(cases.length).toBeGreaterThan(0)
  for (const { json } of cases) endure(json)
})

/** Throws where the promise is broken. */
function endure(json: Json): { isAccepted: boolean; isWellFormed: boolean } {
  const { policies, settings, request } = json as Partial<Parts>
  const decider = compiled(policies, settings)
  const known = compiled([], settings) === undefined ? undefined : (settings as unknown as Settings)
  for (const policy of isList(policies) ? policies.slice(0, 12) : []) {
    const result = timed('validate', () => validatePolicy(policy, known))
    if (result.ok) expect(overLimits(result.policy as unknown as Json)).toEqual([])
    else expectFaults(result.errors)
    // One that is refused is refused with others too.
    if (!result.ok && known !== undefined) expect(decider).toBeUndefined()
  }
  if (decider === undefined) return { isAccepted: false, isWellFormed: false }
  const reference = compileReference(policies as unknown as Policy[], settings as unknown as Settings)
  const asked = request as unknown as AccessRequest
  const answer = timed('answer', () => decider.answer(asked))
  const decision = timed('decide', () => decider.decide(asked, { advice: false }))
  const traced = timed('trace', () => decider.decide(asked, { detail: 'trace' }))
  expect(reasons).toContain(decision.reason)
  expect(decision).toEqual(reference.decide(asked, { advice: false }))
  // `answer` does not look at what no policy looks at.
  if (!isOversized(request)) expect(decision).toMatchObject(answer)
  expect(traced).toMatchObject({ decision: decision.decision, reason: decision.reason })
  return { isAccepted: true, isWellFormed: decision.reason !== 'malformed_request' }
}

function isOversized(request: Json = null): boolean {
  return countOf(request) > limits.requestValues || depthOf(request) > limits.requestDepth
}

function depthOf(json: Json): number {
  if (typeof json !== 'object' || json === null) return 0
  return Object.values(json).reduce<number>((most, inner) => Math.max(most, 1 + depthOf(inner)), 1)
}

function compiled(policies: Json | undefined, settings: Json | undefined) {
  return timed('compile', () => {
    try {
      return compile(policies as unknown as Policy[], settings as unknown as Settings)
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error
      expectFaults(error.errors)
      return undefined
    }
  })
}

function expectFaults(errors: PolicyError['errors']): void {
  expect(errors.length).toBeGreaterThan(0)
  expect(errors.length).toBeLessThanOrEqual(limits.faults)
  // It is what the validator says when something threw: of JSON it must not.
  expect(errors.filter(({ message }) => message === 'can’t be read')).toEqual([])
}

/** The places of an accepted policy that are larger than a limit, looked at in another way than the validator does. */
function overLimits(policy: Json): string[] {
  const most: { readonly [member: string]: number } = {
    statements: limits.statements, rules: limits.rules, obligations: limits.obligations,
    permissions: limits.entries, roles: limits.entries, subjects: limits.entries, actions: limits.entries, resources: limits.entries,
    names: limits.entries, os: limits.entries, bases: limits.entries,
    when: limits.conditions, unless: limits.conditions, all: limits.conditions, any: limits.conditions, value: limits.values,
    id: limits.id, name: limits.name, description: limits.description, label: limits.label,
  } // prettier-ignore
  const found: string[] = []
  let values = 0
  const look = (value: Json, path: string, depth: number, conditions: number): void => {
    values += 1
    if (depth > limits.jsonDepth) found.push(`${path}: depth`)
    if (conditions > limits.conditionDepth) found.push(`${path}: conditions`)
    const member = /([a-z_]+)$/u.exec(path)?.[1] ?? ''
    const size = isList(value) || typeof value === 'string' ? value.length : 0
    if (size > (most[member] ?? limits.metaLength)) found.push(`${path}: ${size}`)
    if (isList(value)) for (const [index, one] of value.entries()) look(one, `${path}[${index}]`, depth + 1, conditions)
    else if (isObject(value)) {
      const isNest = ['all', 'any', 'not'].some((one) => own(value, one) !== undefined)
      // What meta and unknown obligations hold is theirs.
      for (const [name, one] of Object.entries(value).filter(([each]) => each !== 'meta' && each !== 'properties'))
        look(one, `${path}.${name}`, depth + 1, conditions + Number(isNest))
    }
  }
  look(policy, '', 1, 0)
  return values > limits.policyValues ? [...found, 'values'] : found
} // prettier-ignore

function timed<T>(what: string, work: () => T): T {
  const times: number[] = []
  for (;;) {
    const start = process.cpuUsage()
    const result = work()
    times.push(process.cpuUsage(start).user / 1000)
    if (Math.min(...times) <= bound.best && (times[0] ?? 0) <= bound.first) return result
    if (times.length === 5 || (times[0] ?? 0) > bound.first)
      throw new Error(`${what} took ${times.join(', ')} ms`)
  }
}

function seedsOf(json: Json): Json[] {
  const { policies, settings, cases } = json as unknown as { policies: Json; settings: Json; cases: { request: Json }[] } // prettier-ignore
  return cases.slice(0, 5).map(({ request }) => ({ policies, settings, request }))
}

function filesIn(folder: URL): { json: Json }[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({ json: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Json }))
}

function freeze(json: Json): void {
  const text = `${JSON.stringify(json, undefined, 2)}\n`
  mkdirSync(frozen, { recursive: true })
  writeFileSync(new URL(`${createHash('sha256').update(text).digest('hex').slice(0, 12)}.json`, frozen), text)
}
