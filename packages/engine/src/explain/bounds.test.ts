import { expect, test } from 'vitest'
import { policy, request, settings } from '../../test/asking.ts'
import { compile } from '../compile.ts'
import { limits } from '../limits.ts'
import type { Policy } from '../model.ts'
import { explain, inEnglish } from './index.ts'

const equals = (index: number) => ({ attribute: `x${index}`, operator: 'equals' as const, value: 1 })
const context = { ...Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`x${index}`, 0])) }
const found = (policies: readonly Policy[], type: string, asks?: number) =>
  explain(compile(policies, settings), request({ type, context }), {
    words: inEnglish,
    ...(asks !== undefined && { asks }),
  }).smallestChanges

test('so many suggestions are made, and no more', () => {
  const allowing = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      policy({
        id: `p${index}`,
        statements: [{ effect: 'allow', resources: ['room'], when: [equals(index)] }],
      }),
    )
  expect(found(allowing(limits.suggestions), 'room').suggestions).toHaveLength(limits.suggestions)
  expect(found(allowing(limits.suggestions + 1), 'room').suggestions).toHaveLength(limits.suggestions)
})

test('the decider is asked so often, and no more', () => {
  const denying = (count: number) => [
    policy({ critical: true, statements: Array.from({ length: 4 }, (_, index) => ({ unless: [{ any: Array.from({ length: count }, (_each, place) => equals(index * 15 + place)) }] })) }), // prettier-ignore
  ]
  // Each is in the way, so that any three changes together are too few.
  const { asked, isExhaustive } = found(denying(15), 'door')
  expect(asked).toBe(limits.explainAsks)
  expect(isExhaustive).toBe(false)
  const whole = found(denying(1), 'door')
  expect(whole.isExhaustive).toBe(true)
  expect(whole.asked).toBeLessThan(limits.explainAsks)
  expect(found(denying(1), 'door', whole.asked - 1)).toMatchObject({ asked: whole.asked - 1, isExhaustive: false }) // prettier-ignore
})
