import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tries } from '../../test/tries.ts'
import { deciderBy } from '../decider.ts'
import type { AccessRequest, Json, Policy, Settings } from '../model.ts'
import { compileReference } from '../reference/index.ts'
import { compiledFrom } from './compiled-evaluator.ts'

const settings: Settings = {
  resourceTypes: { door: { collection: 'doors', baseline: 'rbac' } },
  roles: [{ name: 'Keeper', permissions: ['*'] }],
}
const letters = (minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom('a', 'b', 'c'), { minLength, maxLength }).map((list) => list.join(''))
const word = letters(1, 7)

const search = fc.oneof(
  word,
  word.map((text) => `^${text}`),
  word.map((text) => `${text}$`),
  fc.array(word, { minLength: 2, maxLength: 3 }).map((list) => list.join('|')),
  word.map((text) => `${text}+`),
)
const text: fc.Arbitrary<Json | undefined> = fc.oneof(
  { arbitrary: letters(0, 12), weight: 6 },
  {
    arbitrary: fc.constantFrom<Json | undefined>(undefined, 7, 'abc'.repeat(120), 'ab'.repeat(2500)),
    weight: 1,
  },
)

const deny = (id: number, rest: Partial<Policy>, when?: string): Policy => ({
  id: `p${id}`,
  name: 'A rule',
  type: 'access',
  ...rest,
  statements: [
    {
      id: 's',
      label: 'No',
      effect: 'deny',
      ...(when !== undefined && { when: [{ attribute: 'user_agent', operator: 'matches', value: when }] }),
    },
  ],
})

const answersAlike = (policies: readonly Policy[], requests: readonly AccessRequest[]) => {
  const compiled = deciderBy(compiledFrom(0), policies, settings)
  const reference = compileReference(policies, settings)
  for (const request of requests) expect(compiled.answer(request)).toEqual(reference.answer(request))
}

test('what a search looks for is found by its parts, and what has none is tried', () => {
  fc.assert(
    fc.property(fc.array(search, { minLength: 1, maxLength: 8 }), fc.array(text, { maxLength: 20 }), (sought, texts) =>
      answersAlike(
        sought.map((one, index) => deny(index, {}, one)),
        texts.map((one) => ({ ...openDoor, context: one === undefined ? {} : { user_agent: one } })),
      ),
    ),
    { numRuns: tries(400) },
  )
}) // prettier-ignore

test('so are the names of devices', () => {
  const names = fc.tuple(fc.constantFrom('', '.*'), word, fc.constantFrom('', '.*')).map((list) => list.join(''))
  fc.assert(
    fc.property(fc.array(names, { minLength: 1, maxLength: 8 }), fc.array(text, { maxLength: 20 }), (sought, texts) =>
      answersAlike(
        sought.map((one, index) => deny(index, { target: { devices: { names: [one] } } })),
        texts.map((one) => ({ ...openDoor, resource: { type: 'device', id: '1', properties: one === undefined ? {} : { name: one } } })),
      ),
    ),
    { numRuns: tries(400) },
  )
}) // prettier-ignore

const openDoor: AccessRequest = {
  subject: { type: 'user', id: 'ann', properties: { roles: ['Keeper'] } },
  action: { name: 'open' },
  resource: { type: 'door', id: '1' },
}
