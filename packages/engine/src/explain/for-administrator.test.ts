import { describe, expect, test } from 'vitest'
import { policy, request, settings } from '../../test/asking.ts'
import type { AccessRequest, Condition, Json, Policy, Settings, Statement } from '../model.ts'
import { compileReference } from '../reference/index.ts'
import { inEnglish } from './english.ts'
import { explain } from './explain.ts'

const told = (list: readonly Policy[], asked: AccessRequest, more: Settings = {}) =>
  explain(compileReference(list, { ...settings, ...more }), asked, { words: inEnglish, asks: 0 })
    .forAdministrator
const is = (attribute: string, value: Json): Condition => ({ attribute, operator: 'equals', value })
const rule = (parts: Partial<Statement>, id = 'p') =>
  policy({ id, name: `Policy ${id}`, statements: [{ label: `Rule ${id}`, resources: ['door'], ...parts }] })
const ids = ['a', 'b', 'c', 'd', 'e', 'f']
const asked = request({ context: { x: 1, y: 2, z: 3, source_ip: 'nowhere' } })

describe('what decided', () => {
  test('with no conditions', () => {
    expect(told([rule({})], asked)).toEqual({
      sentence: 'Denied by “Rule p” of the policy “Policy p”: it has no conditions.',
      decidedBy: { policy: 'p', statement: 's0', label: 'Rule p', effect: 'deny' },
      conditions: [],
      baseline: 'Without any policy it would be permitted.',
      overrode: [],
      missed: [],
      reported: [],
    }) // prettier-ignore
    expect(told([rule({ effect: 'allow', resources: ['room'], subjects: ['user:ann'] })], request({ type: 'room' }))).toMatchObject({
      sentence: 'Permitted by “Rule p” of the policy “Policy p”: it has no conditions.',
      baseline: 'Without any policy it would be denied.',
    }) // prettier-ignore
  })

  test.each<[what: string, Partial<Statement>, conditions: string[]]>([
    ['all', { when: [is('x', 1), is('y', 2)] }, ['context.x was 1', 'context.y was 2']],
    ['each once', { when: [is('x', 1), { all: [is('x', 1), is('y', 2)] }] }, ['context.x was 1', 'context.y was 2']],
    ['of any, those that hold', { when: [{ any: [is('x', 1), is('y', 1), is('z', 3)] }] }, ['context.x was 1', 'context.z was 3']],
    ['of none', { when: [{ not: { any: [is('x', 2), is('y', 1)] } }] }, ['context.x was 1, not 2', 'context.y was 2, not 1']],
    ['of all that must hold, those that did not', { unless: [is('x', 1), is('y', 1), is('z', 1)] }, ['context.y was 2, not 1', 'context.z was 3, not 1']],
    ['one that is false settles it, whatever is unknown', { unless: [is('u', 1), is('y', 1)] }, ['context.y was 2, not 1']],
    ['one that is unknown, where the others hold', { unless: [is('x', 1), is('u', 1)] }, ['context.u was unknown']],
    ['the unknown ones of all', { when: [is('x', 1), is('u', 1), is('v', 1)] }, ['context.u was unknown', 'context.v was unknown']],
    ['both what holds and what excepts', { when: [is('x', 1)], unless: [{ not: is('y', 2) }] }, ['context.x was 1', 'context.y was 2']],
    ['a value that is of no use', { when: [{ attribute: 'source_ip', operator: 'in', value: '10.0.0.0/8' }] }, ['context.source_ip was nowhere, outside 10.0.0.0/8']],
    ['of no use to what must not be', { when: [{ attribute: 'source_ip', operator: 'not_in', value: '10.0.0.0/8' }] }, ['context.source_ip was nowhere, outside 10.0.0.0/8']],
    ['of Ladon’s form', { when: [{ type: 'CIDRCondition', key: 'x' , options: { cidr: '10.0.0.0/8' } }] }, ['context.x was 1, outside 10.0.0.0/8']],
    ['of the resource itself', { when: [{ attribute: 'resource.properties.level', operator: 'exists', value: false }] }, ['resource.properties.level was unknown']],
    ['not_in', { when: [{ attribute: 'x', operator: 'not_in', value: [2, 3] }] }, ['context.x was 1, none of 2, 3']],
  ])('and the conditions without which it would not have: %s', (_what, statement, conditions) => {
    expect(told([rule(statement)], asked).conditions).toEqual(conditions)
  }) // prettier-ignore

  test('and all that was unknown', () => {
    const { sentence, unknown } = told([rule({ when: [is('u', 1), is('v', 1)] })], asked)
    expect(sentence).toBe('Denied by “Rule p” of the policy “Policy p”: context.u was unknown and context.v was unknown.') // prettier-ignore
    expect(unknown).toBe('Unknown: context.u and context.v. What is unknown can’t be ruled out, so the rule applies.') // prettier-ignore
  })
})

describe('the baseline', () => {
  test.each<[sentence: string, AccessRequest]>([
    ['Permitted because door permits its declared actions unless a policy denies them; none did.', request()],
    ['Denied because door grants nothing by default and no policy allowed it.', request({ action: 'paint' })],
    ['Permitted by a role that grants safes.read; no policy decided.', request({ type: 'safe', action: 'read', subject: { roles: ['Reader'] } })],
    ['Denied because no role in date and in scope grants safes.o�n; no policy was asked.', request({ type: 'safe', action: 'o\nn' })],
  ])('where no policy decides: %s', (sentence, alone) => {
    expect(told([], alone)).toStrictEqual({ sentence, baseline: sentence, conditions: [], overrode: [], missed: [], reported: [] })
  }) // prettier-ignore

  test('is told of the resource itself, also where a tree is refused further up', () => {
    const above = [{ type: 'node', id: 'near', properties: { open: true } }, { type: 'shelf', id: 's' }]
    const file: AccessRequest = { ...request({ type: 'node', action: 'read', resource: { open: true } }), resource: { type: 'node', id: '7', properties: { open: true }, ancestors: above } } // prettier-ignore
    const may = rule({ effect: 'allow', resources: ['node:<.*>'] }, 'may')
    const shelf = rule({ resources: ['shelf:<.*>'], when: [is('resource.properties.open', true), is('x', 1)] }, 'shelf')
    expect(told([may, shelf], file)).toMatchObject({
      sentence: 'Denied by “Rule shelf” of the policy “Policy shelf”: resource.properties.open of ancestor 2 was unknown and context.x was unknown.',
      decidedBy: { policy: 'shelf' },
      baseline: 'Without any policy it would be denied.',
      missed: [],
    })
    const template = policy({ id: 't', template: true, statements: [{ effect: 'allow', resources: ['node:7'] }] })
    const bindings = ['node:7', 'node:near'].map((resource, index) => ({ id: `b${index}`, policy: 't', subject: 'user:ann', resource }))
    const sentence = 'Denied because node grants nothing by default and no policy allowed it.'
    expect(told([template], file, { bindings })).toMatchObject({ sentence, baseline: sentence, conditions: [] })
  }) // prettier-ignore
})

describe('statements besides', () => {
  const near = (id: string): Policy => rule({ effect: 'allow', resources: ['room'], subjects: ['user:ann'], when: [is('x', 2)] }, id) // prettier-ignore
  const room = request({ type: 'room', context: { x: 1 } })

  test('that came after and would have decided otherwise: five of them', () => {
    const vip = { ...rule({ effect: 'allow', subjects: ['user:ann'] }, 'vip'), priority: 9 }
    const log = rule({ effect: 'oblige', obligations: [{ id: 'log', properties: { level: 'info' } }] }, 'log')
    const denies = ids.map((id) => rule({}, id))
    const more = [rule({ effect: 'allow', subjects: ['user:ann'] }, 'may'), rule({ when: [is('x', 2)] }, 'off')]
    const shields = (id: string) => `It shields from “Rule ${id}” of the policy “Policy ${id}”, which would have denied it.`
    expect(told([vip, log, ...more, ...denies.slice(0, 2)], asked).overrode).toEqual(['a', 'b'].map(shields))
    expect(told([vip, ...denies], asked).overrode).toEqual(['a', 'b', 'c', 'd', 'e'].map(shields))
  }) // prettier-ignore

  test('that mean the request and did not allow it: five of them, with the reason', () => {
    const missed = (id: string) => `“Rule ${id}” of the policy “Policy ${id}” did not allow it: context.x was 1, not 2.`
    const others = [
      rule({ effect: 'deny', resources: ['room'], when: [is('x', 2)] }, 'deny'),
      rule({ effect: 'allow', resources: ['room:2'], subjects: ['user:ann'] }, 'other-room'),
      rule({ effect: 'allow', resources: ['room'], subjects: ['user:bob'], when: [is('x', 2)] }, 'bob'),
    ]
    expect(told([...others, near('a'), near('b')], room).missed).toEqual(['a', 'b'].map(missed))
    expect(told(ids.map(near), room).missed).toEqual(['a', 'b', 'c', 'd', 'e'].map(missed))
    const staff = rule({ effect: 'allow', resources: ['room'], subjects: ['group:staff'] }, 'staff')
    const excepted = rule({ effect: 'allow', resources: ['room'], subjects: ['user:ann'], unless: [is('x', 1)] }, 'but')
    expect(told([excepted], room).missed).toEqual(['“Rule but” of the policy “Policy but” did not allow it: context.x was 1.'])
    expect(told([staff], room).missed).toEqual([
      '“Rule staff” of the policy “Policy staff” did not allow it: whether it means this request is unknown.',
    ])
  }) // prettier-ignore

  test('that did not allow it before another denied, and none where it is permitted', () => {
    const late = { ...near('late'), priority: -1 }
    const early = { ...near('early'), priority: 1 }
    const denied = told([rule({ resources: ['room'] }), early, late], room).missed
    expect(denied).toHaveLength(1)
    expect(denied[0]).toContain('“Rule early”')
    const permitted = rule({ effect: 'allow', resources: ['room'], subjects: ['user:ann'] })
    expect(told([permitted, early], room).missed).toEqual([])
  })

  test('that are only reported on: five policies, by name', () => {
    const report = ids.map((id) => ({ ...rule({}, id), mode: 'report' as const }))
    const idle = { ...rule({ when: [is('x', 2)] }, 'idle'), mode: 'report' as const }
    const were = (id: string) => `Were the report-only policy “Policy ${id}” enforced, it would be denied.`
    expect(told([...report.slice(0, 2), idle], asked).reported).toEqual(['a', 'b'].map(were))
    expect(told(report, asked).reported).toEqual(['a', 'b', 'c', 'd', 'e'].map(were))
  })
})
