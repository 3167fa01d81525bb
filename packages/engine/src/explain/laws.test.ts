import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { policies, request } from '../../test/arbitraries.ts'
import { policy, request as asking, settings } from '../../test/asking.ts'
import { tries } from '../../test/tries.ts'
import { compile } from '../compile.ts'
import { limits } from '../limits.ts'
import type { AccessRequest, Decider, Policy } from '../model.ts'
import { compileReference } from '../reference/index.ts'
import { type Change, policiesAfter, requestAfter } from './change.ts'
import { inEnglish } from './english.ts'
import { explain } from './explain.ts'

vi.setConfig({ testTimeout: 240_000 })

const deciders = { compile, compileReference }
/** `SHARE_OF_RUNS=40` tries so many times as many worlds. */
const runs = { numRuns: Math.max(12, tries(120)) }

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
    expect(seen).toBeGreaterThan(runs.numRuns / 2)
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

test('none has a part that turns the answer too, wherever the questions are used up', () => {
  const list = [
    policy({ id: 'a', valid_from: '2026-05-01T00:00:00Z', valid_until: '2026-05-01T10:00:00Z', statements: [{ effect: 'deny', resources: ['door'], when: [{ attribute: 'y', operator: 'equals', value: 'ann' }] }] }),
    policy({ id: 'b', valid_until: '2026-05-02T10:00:00Z', statements: [
      { effect: 'deny', resources: ['door'], when: [{ attribute: 'x', operator: 'exists' }] },
      { effect: 'deny', resources: ['door'] },
    ] }),
    policy({ id: 'c', statements: [{ effect: 'oblige', resources: ['door'], obligations: [{ id: 'log', properties: { level: 'info' } }], when: [{ attribute: 'day_of_week', operator: 'in', value: 'monday' }] }] }),
  ] // prettier-ignore
  const asked = asking({ context: { time: 'later', x: 1, y: 'ann' } })
  const decider = compileReference(list, settings)
  const { asked: enough } = explain(decider, asked, { words: inEnglish }).smallestChanges
  for (let asks = 1; asks <= enough; asks += 10)
    for (const { changes, sentence } of explain(decider, asked, { words: inEnglish, asks }).smallestChanges
      .suggestions)
      for (const part of partsOf(changes))
        expect({ asks, sentence, part, turns: answerAfter(decider, asked, part) }).toMatchObject({ turns: false }) // prettier-ignore
  expect(enough).toBeGreaterThan(100)
})

test('each method of a factor needs the other changes as much', () => {
  // An authenticator app is enough; a security key, which is asked for first, is where x is something else.
  const rule = { effect: 'deny', resources: ['door'] } as const
  const list = [
    policy({ id: 'a', statements: [{ ...rule, unless: [{ attribute: 'mfa_status', operator: 'equals', value: true }] }] }),
    policy({ id: 'b', statements: [{ ...rule, when: [{ attribute: 'auth_methods', operator: 'contains', value: 'hwk' }, { attribute: 'x', operator: 'equals', value: 1 }] }] }),
    policy({ id: 'c', statements: [{ ...rule, effect: 'oblige', obligations: [{ id: 'factor', properties: { method: 'webauthn', rank: 1 } }] }] }),
  ] // prettier-ignore
  const asked = asking({ context: { mfa_status: false, auth_methods: [], x: 1 } })
  const { suggestions } = explain(compileReference(list, settings), asked, {
    words: inEnglish,
  }).smallestChanges
  const methods = suggestions.map(({ changes }) =>
    changes.map((change) => (change.kind === 'factor' ? change.methods : change.kind)),
  )
  expect(methods).toContainEqual([['totp']])
  expect(methods).toContainEqual([['webauthn'], 'attribute'])
})
