import { describe, expect, test } from 'vitest'
import { policy, request, settings } from '../../test/asking.ts'
import type { AccessRequest, Condition, Json, Policy, Statement } from '../model.ts'
import { compileReference } from '../reference/index.ts'
import { inEnglish } from './english.ts'
import { explain } from './explain.ts'

const changesFor = (list: readonly Policy[], asked: AccessRequest, asks = 300) =>
  explain(compileReference(list, settings), asked, { words: inEnglish, asks }).smallestChanges
const found = (...args: Parameters<typeof changesFor>) =>
  changesFor(...args).suggestions.map(({ sentence }) => sentence.replace(/^It would be |\.$/g, ''))
const first = (...args: Parameters<typeof changesFor>) => found(...args)[0]
const is = (attribute: string, value: Json = true): Condition => ({ attribute, operator: 'equals', value })
const rule = (parts: Partial<Statement>, id = 'p') =>
  policy({ id, name: `Policy ${id}`, statements: [{ label: `Rule ${id}`, resources: ['door'], ...parts }] })
const hours = (from: string, to: string): Condition => ({ attribute: 'time_of_day', operator: 'between', value: [from, to] }) // prettier-ignore
const at = (time: string, context = {}) => request({ context: { time, ...context } })
const friday = '2026-05-01T06:00:00Z'

describe('what the decision advises is tried', () => {
  test.each<[advice: string, Condition, AccessRequest, sentence: string]>([
    ['a factor', is('mfa_status'), request({ context: { mfa_status: false, auth_methods: [] } }), 'permitted after signing in with a security key or an authenticator app'],
    ['one method, where only it will do', { attribute: 'auth_methods', operator: 'contains', value: 'otp' }, request({ context: { auth_methods: [] } }), 'permitted after signing in with an authenticator app'],
    ['either method, where what both prove will do', { attribute: 'auth_methods', operator: 'contains', value: 'mfa' }, request({ context: { auth_methods: [] } }), 'permitted after signing in with a security key or an authenticator app'],
    ['the tunnel', is('tunnel_status', 'encrypted'), request({ context: { tunnel_status: 'none' } }), 'permitted through the company’s tunnel'],
    ['a time', hours('08:00', '18:00'), at(friday), 'permitted on Friday 08:00 UTC'],
    ['all of it', { all: [is('mfa_status'), is('tunnel_status', 'encrypted'), hours('08:00', '18:00')] }, at(friday, { mfa_status: false, tunnel_status: 'none', auth_methods: [] }), 'permitted after signing in with a security key or an authenticator app, through the company’s tunnel and on Friday 08:00 UTC'],
  ])('%s', (_advice, condition, asked, sentence) => {
    expect(found([rule({ unless: [condition] })], asked)).toContain(sentence)
  }) // prettier-ignore
})

test('of several moments the earliest at which it turns the answer', () => {
  const early = rule({ unless: [{ any: [hours('12:00', '13:00'), hours('08:00', '09:00')] }] })
  expect(first([early], at(friday))).toBe('permitted on Friday 08:00 UTC')
  const both = [rule({ unless: [hours('08:00', '18:00')] }, 'a'), rule({ unless: [hours('10:00', '12:00'), is('x')] }, 'b')] // prettier-ignore
  expect(first(both, at(friday, { x: false }))).toBe('permitted on Friday 10:00 UTC and with context.x true')
})

test('of several moments the earliest, also where something else is advised', () => {
  const until = { ...rule({ unless: [is('mfa_status')] }, 'a'), valid_until: '2026-05-06T08:00:00Z' }
  const from = { ...rule({ effect: 'allow', subjects: ['user:ann'] }, 'b'), priority: 1, valid_from: '2026-05-05T08:00:00Z' } // prettier-ignore
  const first = { ...rule({ unless: [is('x')] }, 'c'), priority: 2 }
  const asked = at(friday, { mfa_status: false, auth_methods: [], x: true })
  expect(found([until, from, first], asked).slice(0, 2)).toEqual([
    'permitted after signing in with a security key or an authenticator app',
    'permitted on Tuesday 08:00 UTC',
  ])
  const both = found([until, from, first], { ...asked, context: { ...asked.context, x: false } })
  expect(both).toContain('permitted with context.x true and on Tuesday 08:00 UTC')
})

test('nothing is told that has a part which turns the answer, or is said already', () => {
  const either = rule({ unless: [{ any: [is('x'), { all: [is('x'), is('y')] }, { all: [is('y'), is('z')] }] }] }) // prettier-ignore
  const asked = request({ context: { x: false, y: false, z: false } })
  expect(found([either], asked)).toEqual([
    'permitted with context.x true',
    'permitted with an exception for this subject in “Rule p” of the policy “Policy p”',
    'permitted with the policy “Policy p” disabled or only reported on',
    'permitted with context.y true and with context.z true',
  ])
})

test('up to three things together, and no more', () => {
  const needs = (...names: string[]) => [rule({ unless: names.map((name) => is(`context.${name}`)) })]
  expect(found(needs('a', 'b', 'c'), request({ context: { a: false, b: false, c: false } }))).toContain(
    'permitted with context.a true, with context.b true and with context.c true',
  )
  const four = found(needs('a', 'b', 'c', 'd'), request({ context: { a: false, b: false, c: false, d: false } })) // prettier-ignore
  expect(four.some((sentence) => sentence.includes('context.'))).toBe(false)
})

test('where one obstacle is gone, the next is looked at from there: up to three', () => {
  const denying = ['a', 'b', 'c', 'd'].map((name) => rule({ unless: [is(name)] }, name))
  const asked = request({ context: { a: false, b: false, c: false, d: false } })
  expect(first(denying.slice(0, 2), asked)).toBe('permitted with context.a true and with context.b true')
  expect(first(denying.slice(0, 3), asked)).toBe('permitted with context.a true, with context.b true and with context.c true') // prettier-ignore
  const { suggestions, isExhaustive } = changesFor(denying, asked)
  expect({ suggestions, isExhaustive }).toEqual({ suggestions: [], isExhaustive: true })
})

test('of the same number, those first that fewer and nearer people can bring about', () => {
  const list = [rule({ unless: [is('x'), is('subject.properties.level', 2)] }, 'a'), rule({ unless: [is('y')] }, 'b')] // prettier-ignore
  const asked = request({ subject: { level: 1 }, context: { x: true, y: false } })
  const { suggestions } = changesFor(list, asked)
  expect(suggestions[0]?.sentence).toBe('It would be permitted with context.y true and with subject.properties.level 2.') // prettier-ignore
  const [one, two] = suggestions
  expect([one?.reach, two?.reach]).toEqual(['administration', 'policies'])
  // Of those for which a policy must be changed, the ones that need the least of it.
  const kinds = suggestions.slice(1).map(({ changes }) => changes.map(({ kind }) => kind).join(' '))
  expect(kinds).toEqual([
    'attribute exception',
    'attribute policy',
    'attribute exception',
    'attribute policy',
    'exception exception',
    'policy policy',
  ])
})

test('each carries what can be tried elsewhere', () => {
  const list = [rule({ unless: [is('x')] }, 'a'), rule({ unless: [is('y')] }, 'b')]
  const asked = request({ context: { x: false, y: false } })
  const { suggestions } = changesFor(list, asked)
  const mixed = suggestions.find(({ changes }) => changes.some(({ kind }) => kind === 'policy') && changes.some(({ kind }) => kind === 'attribute')) // prettier-ignore
  expect(mixed).toMatchObject({
    reach: 'policies',
    request: request({ context: { y: false, x: true } }),
    policies: [{ id: 'b', enabled: false }],
  })
})

describe('the search is', () => {
  const closed = [rule({ unless: [is('x')] })]
  const asked = request({ context: { x: false } })

  test('exhaustive when all was tried that was thought of', () => {
    const { asked: count, isExhaustive, suggestions } = changesFor(closed, asked)
    expect({ count, isExhaustive, suggestions: suggestions.length }).toEqual({ count: 4, isExhaustive: true, suggestions: 3 }) // prettier-ignore
  })

  test('not when the questions were used up, to the last', () => {
    expect(changesFor(closed, asked, 5).isExhaustive).toBe(true)
    expect(changesFor(closed, asked, 4).isExhaustive).toBe(false)
    expect(changesFor(closed, asked, 3)).toMatchObject({ isExhaustive: false, asked: 3 })
    expect(changesFor(closed, asked, 3).suggestions).toHaveLength(2)
  })
})
