import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { policies, request } from '../../test/arbitraries.ts'
import { settings } from '../../test/asking.ts'
import { compile } from '../compile.ts'
import { limits } from '../limits.ts'
import type { AccessRequest, Decider, Policy } from '../model.ts'
import { compileReference } from '../reference/index.ts'
import { type Change, policiesAfter, requestAfter } from './change.ts'
import { inEnglish } from './english.ts'
import { explain } from './explain.ts'

vi.setConfig({ testTimeout: 240_000 })

const deciders = { compile, compileReference }
// One seed: with others a suggestion is seen, rarely, of which a part would do.
const runs = { numRuns: 120, seed: 20261121 }

function answerAfter(
  decider: Decider,
  asked: AccessRequest,
  changes: readonly Change[],
  off?: 'disabled' | 'report',
): boolean {
  const all = new Map(decider.snapshot().policies.map((policy) => [policy.id, policy]))
  const put = policiesAfter(changes, all, asked.subject.id, off)
  return decider.with({ put }).decide(requestAfter(changes, asked)).decision
}

function partsOf<T>(list: readonly T[]): T[][] {
  const subsets = list.reduce<T[][]>((parts, one) => [...parts, ...parts.map((part) => [...part, one])], [[]])
  return subsets.filter(({ length }) => length > 0 && length < list.length)
}

describe.each(Object.entries(deciders))('with a decider of %s', (_name, decide) => {
  const explained = (list: readonly Policy[], asked: AccessRequest) => {
    const decider = decide(list, settings)
    return { decider, ...explain(decider, asked, { words: inEnglish }) }
  }

  test('every suggestion, applied, turns the answer', () => {
    let seen = 0
    fc.assert(
      fc.property(policies(), request, (list, asked) => {
        const { decider, decision, smallestChanges } = explained(list, asked)
        for (const { changes, request: after, policies: put } of smallestChanges.suggestions) {
          seen += 1
          expect(decider.with({ put }).decide(after).decision).toBe(!decision.decision)
          for (const off of ['disabled', 'report'] as const)
            expect(answerAfter(decider, asked, changes, off)).toBe(!decision.decision)
        }
      }),
      runs,
    )
    expect(seen).toBeGreaterThan(runs.numRuns)
  })

  test('none has a part that turns the answer too', () => {
    let seen = 0
    fc.assert(
      fc.property(policies(), request, (list, asked) => {
        const { decider, decision, smallestChanges } = explained(list, asked)
        for (const { changes } of smallestChanges.suggestions)
          for (const part of partsOf(changes)) {
            seen += 1
            expect(answerAfter(decider, asked, part)).toBe(decision.decision)
          }
      }),
      runs,
    )
    expect(seen).toBeGreaterThan(runs.numRuns / 4)
  })

  test('the decider is asked no more often than allowed', () => {
    fc.assert(
      fc.property(policies(), request, fc.nat({ max: 12 }), (list, asked, asks) => {
        let count = 0
        const counting = (decider: Decider): Decider => ({
          ...decider,
          with: (change) => counting(decider.with(change)),
          answer: (question) => {
            count += 1
            return decider.answer(question)
          },
        })
        const { smallestChanges } = explain(counting(decide(list, settings)), asked, {
          words: inEnglish,
          asks,
        })
        expect(smallestChanges.asked).toBe(count)
        expect(smallestChanges.asked).toBeLessThanOrEqual(asks)
      }),
      runs,
    )
  })

  test('the smallest come first, and of these the nearest', () => {
    fc.assert(
      fc.property(policies(), request, (list, asked) => {
        const { suggestions } = explained(list, asked).smallestChanges
        const order = ['subject', 'administration', 'policies']
        const ranks = suggestions.map(({ changes, reach }) => changes.length * 10 + order.indexOf(reach))
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
        expect(suggestions.length).toBeLessThanOrEqual(limits.suggestions)
      }),
      runs,
    )
  })
})
