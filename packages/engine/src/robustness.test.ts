import fc from 'fast-check'
import { expect, test } from 'vitest'
import { policies, request as wellFormed } from '../test/arbitraries.ts'
import { request, settings } from '../test/asking.ts'
import { replaced } from '../test/replaced.ts'
import { tries } from '../test/tries.ts'
import { compile } from './compile.ts'
import type { AccessRequest, Json } from './model.ts'
import { compileReference } from './reference/index.ts'
import { validatePolicy } from './validate/index.ts'

const decider = compile(fc.sample(policies(), { numRuns: 1, seed: 7 })[0] ?? [], settings)
const reference = compileReference(decider.snapshot().policies, settings)
const ask = (input: unknown) => decider.decide(input as AccessRequest, { detail: 'trace' })

/** The promise is 50 ms of the processor's time; a slow machine, and one that does other things besides, is given more. */
function timed<T>(work: () => T): T {
  const start = process.cpuUsage()
  const result = work()
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(250)
  return result
}

test('no JSON whatever makes the validator throw or linger', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (json) => {
      expect(timed(() => validatePolicy(json)).ok).toBe(false)
    }),
  )
})

test('nor does a policy of which one part became something else', () => {
  fc.assert(
    fc.property(policies(), fc.nat(), fc.jsonValue({ maxDepth: 2 }), ([policy], place, json) => {
      const changed = replaced(policy as unknown as Json, place, json as Json)
      const result = timed(() => validatePolicy(changed, settings))
      // What is accepted compiles, and answers.
      if (result.ok)
        expect(compile([result.policy], settings).decide(request()).reason).not.toBe('malformed_request')
    }),
    { numRuns: tries(500) },
  )
})

test('no request whatever makes a decision throw or linger', () => {
  fc.assert(
    fc.property(
      fc.anything({ maxDepth: 4, withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
      (input) => {
        expect(timed(() => ask(input))).toMatchObject({ decision: false, reason: 'malformed_request' })
      },
    ),
  )
})

test('nor does one of which one part became something else', () => {
  fc.assert(
    fc.property(wellFormed, fc.nat(), fc.jsonValue({ maxDepth: 3 }), (input, place, json) => {
      timed(() => ask(replaced(input as unknown as Json, place, json as Json)))
    }),
    { numRuns: tries(500) },
  )
})

const plainRequest = request()
test.each<[because: string, input: unknown]>([
  ['nothing', undefined],
  ['a subject with an empty type', { ...plainRequest, subject: { type: '', id: 'ann' } }],
  ['no subject', { ...plainRequest, subject: undefined }],
  ['a subject without a type', { ...plainRequest, subject: { id: 'ann' } }],
  ['a subject that would pass for a role', { ...plainRequest, subject: { type: 'role', id: 'Owner' } }],
  ['a group', { ...plainRequest, subject: { type: 'group', id: 'x' } }],
  ['a profile', { ...plainRequest, subject: { type: 'profile', id: 'x' } }],
  ['a policy', { ...plainRequest, subject: { type: 'policy', id: 'x' } }],
  ['a type with a colon', { ...plainRequest, subject: { type: 'user:x', id: 'ann' } }],
  ['a resource type with a line break', { ...plainRequest, resource: { type: 'door\n', id: '1' } }],
  ['a subject without an id', { ...plainRequest, subject: { type: 'user', id: '' } }],
  ['an id that is a number', { ...plainRequest, resource: { type: 'door', id: 1 } }],
  ['an action without a name', { ...plainRequest, action: { name: '' } }],
  ['properties of an action that are text', { ...plainRequest, action: { name: 'open', properties: 'x' } }],
  ['properties that are a list', { ...plainRequest, subject: { type: 'user', id: 'ann', properties: [] } }],
  ['a context that is text', { ...plainRequest, context: 'x' }],
  [
    'ancestors that are no resources',
    { ...plainRequest, resource: { type: 'door', id: '1', ancestors: [{}] } },
  ],
  ['a depth that is absurd', { ...plainRequest, context: { x: nested(100_000) } }],
  ['a size that is absurd', { ...plainRequest, context: { x: new Array(1_000_000).fill(1) } }],
  ['a cycle', cyclic()],
  ['a proxy that throws', new Proxy(plainRequest, { getOwnPropertyDescriptor: () => { throw new Error('no') } })], // prettier-ignore
  ['members behind getters', { get subject() { return plainRequest.subject }, action: plainRequest.action, resource: plainRequest.resource }], // prettier-ignore
])('malformed: %s', (_because, input) => {
  const denial = { decision: false, reason: 'malformed_request', obligations: [], advice: [], reported: [] }
  expect(timed(() => ask(input))).toMatchObject(denial)
  expect(timed(() => reference.decide(input as AccessRequest))).toMatchObject(denial)
})

test('nor does the first question put to a decider find it unprepared', () => {
  for (const type of ['', 'role', 'group', 'user:x'])
    expect(compile([], settings).answer({ ...plainRequest, subject: { type, id: 'ann' } }).reason).toBe('malformed_request') // prettier-ignore
})

test('what is no JSON is missing, and the request is none the worse', () => {
  const odd = { ...plainRequest, context: { x: Number.NaN, y: 1n, z: () => 1 } } as unknown as AccessRequest
  expect(compile([], settings).decide(odd).reason).toBe('allowed_by_default')
  expect(compileReference([], settings).decide(odd).reason).toBe('allowed_by_default')
})

test('null is missing, and what a prototype offers is not there', () => {
  const exists = (attribute: string) => ({ attribute, operator: 'exists' as const })
  const seen = (attribute: string, context: unknown) => {
    const one = {
      id: 'p',
      name: 'n',
      type: 'access' as const,
      statements: [{ id: 's', label: 'l', effect: 'deny' as const, when: [exists(attribute)] }],
    }
    return !compile([one], settings).decide({ ...request(), context } as unknown as AccessRequest).decision
  }
  expect(seen('x', { x: 1 })).toBe(true)
  expect(seen('x', { x: null })).toBe(false)
  expect(seen('toString', {})).toBe(false)
  expect(seen('__proto__', {})).toBe(false)
  expect(seen('__proto__.x', JSON.parse('{"__proto__": {"x": 1}}'))).toBe(true)
  expect(seen('constructor.name', {})).toBe(false)
  expect(seen('x', Object.create({ x: 1 }))).toBe(false)
  expect(seen('list.length', { list: [1] })).toBe(false)
  expect(seen('x', { get x() { throw new Error('was run') } })).toBe(false) // prettier-ignore
})

test('a type called like a member of every object is just undeclared', () => {
  for (const type of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    expect(ask(request({ type })).reason).not.toBe('malformed_request')
    expect(compile([], settings).decide(request({ type })).reason).toBe('denied_by_default')
  }
})

test.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf'])('a member called %s is one like any other', (name) => {
  const one = {
    id: 'p',
    name: 'n',
    type: 'access' as const,
    statements: [{ id: 's', label: 'l', effect: 'allow' as const, resources: ['room'], when: [{ attribute: name, operator: 'equals' as const, value: 1 }] }],
  }
  const own = { [name]: 1 }
  const input = {
    ...own,
    subject: { type: 'user', id: 'ann', ...own, properties: own },
    action: { name: 'open', ...own, properties: own },
    resource: { type: 'room', id: '1', ...own, properties: own, ancestors: [{ type: 'room', id: '2', ...own, properties: own }] },
    context: own,
  }
  for (const compiled of [compile([one], settings), compileReference([one], settings)]) {
    expect(compiled.decide(input)).toMatchObject({ decision: true, reason: 'allowed_by_policy' })
    expect(compiled.answer(input)).toMatchObject({ decision: true, reason: 'allowed_by_policy' })
  }
}) // prettier-ignore

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level += 1) value = { x: value }
  return value
}

function cyclic(): unknown {
  const input: { [member: string]: unknown } = { ...plainRequest }
  input['context'] = input
  return input
}
