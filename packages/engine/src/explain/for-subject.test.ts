import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { policies, request } from '../../test/arbitraries.ts'
import { policy, request as asking, settings } from '../../test/asking.ts'
import { tries } from '../../test/tries.ts'
import { compileReference } from '../reference/index.ts'
import type { AccessRequest, Json, Policy } from '../model.ts'
import { inEnglish } from './english.ts'
import { explain } from './explain.ts'
import { methodsInWords } from './for-subject.ts'
import { inSpanish } from './spanish.ts'

vi.setConfig({ testTimeout: 120_000 })

const languages = [inEnglish, inSpanish]
const told = (list: readonly Policy[], asked: AccessRequest, words = inEnglish) =>
  explain(compileReference(list, settings), asked, { words, asks: 0 }).forSubject

/** Texts that stand nowhere else. */
function renamed(list: readonly Policy[], mark: string): Policy[] {
  return list.map((one) => ({
    ...one,
    id: `${one.id}-${mark}`,
    name: `${mark} name of ${one.id}`,
    description: `${mark} description`,
    statements: (one.statements ?? []).map((statement) => ({
      ...statement,
      id: `${statement.id}-${mark}`,
      label: `${mark} label of ${one.id} ${statement.id}`,
    })),
  }))
}

test('ids and names of policies and the labels of other statements are not told', () => {
  let rules = 0
  fc.assert(
    fc.property(policies(), request, fc.constantFrom(...languages), (list, asked, words) => {
      const { rule, ...rest } = told(renamed(list, 'Xyzzy'), asked, words)
      expect(JSON.stringify(rest)).not.toContain('Xyzzy')
      if (rule === undefined) return
      rules += 1
      expect(rule).toMatch(/^Xyzzy label of [a-f] s\d$/)
    }),
    { numRuns: tries(300) },
  )
  expect(rules).toBeGreaterThan(tries(300) / 10)
})

test('what policies and requests contain besides is not told: no value of a condition, no attribute', () => {
  fc.assert(
    fc.property(policies(), request, fc.constantFrom(...languages), (list, asked, words) => {
      const text = JSON.stringify(told(list, asked, words))
      const { subject, context, resource, action } = asked
      const known = JSON.stringify([
        `${resource.type}:${resource.id}`,
        action.name,
        words.answers,
        words.ask(undefined),
      ])
      const secrets = [
        ...textsIn(list.flatMap(({ target, statements = [] }) => [target ?? null, ...statements.flatMap(({ when = [], unless = [] }) => [...when, ...unless])]) as Json), // prettier-ignore
        ...textsIn([subject.properties ?? null, context ?? null, resource.properties ?? null]),
      ]
      for (const secret of secrets.filter(
        (one) => one.length > 2 && !known.includes(one) && !isOnTheClock(one),
      ))
        expect(text).not.toContain(secret)
    }),
    { numRuns: tries(300) },
  )
})

/** A time or a zone may be the advice itself. */
function isOnTheClock(text: string): boolean {
  return /^\d\d:\d\d$/.test(text) || text === 'UTC' || /^[a-z]+day$/.test(text)
}

function textsIn(json: Json): string[] {
  if (typeof json === 'string') return [json]
  if (typeof json !== 'object' || json === null) return []
  return Object.values(json).flatMap((inner) => textsIn(inner))
}

test('the same is told whatever else the policies hold', () => {
  const rule = { label: 'Only from the office', effect: 'deny' as const }
  const strict = policy({ id: 'a', name: 'One', statements: [{ ...rule, unless: [{ attribute: 'source_ip', operator: 'in', value: '203.0.113.0/24' }] }] }) // prettier-ignore
  const other = policy({ id: 'b', name: 'Two', statements: [{ ...rule, when: [{ attribute: 'country', operator: 'in', value: ['KP'] }] }] }) // prettier-ignore
  const asked = asking({ context: { source_ip: '198.51.100.7', country: 'KP' } })
  expect(told([strict], asked)).toEqual(told([other], asked))
})

test.each([
  ['open', 'door', '7', 'open door:7'],
  ['open', 'door', '', 'open door'],
  ['list', 'door', '*', 'list door'],
  ['continue', 'sign_in', 'x', 'stay signed in'],
])('what was asked: %s %s %s', (action, type, id, deed) => {
  expect(told([], asking({ action, type, id })).asked).toBe(`You asked to ${deed}.`)
})

test('a way to prove identity that has no words of its own is called by its name', () => {
  expect(methodsInWords(['webauthn', 'sms', 'toString'], inEnglish)).toBe('a security key, sms or toString')
})

test('a label or an id can’t turn a sentence around, break its line or drown it', () => {
  const label = `Only ‮from\nthe office${'!'.repeat(300)}`
  const list = [policy({ statements: [{ label, effect: 'deny' }] })]
  const { rule = '', asked } = told(list, asking({ id: `1‮\u0007${'9'.repeat(9_999)}` }))
  expect(rule).toMatch(/^Only �from�the office!+…$/u)
  expect(rule.length).toBeLessThan(210)
  expect(asked).toMatch(/^You asked to open door:1��9+…\.$/u)
  expect(asked.length).toBeLessThan(260)
})
