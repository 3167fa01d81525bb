import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tries } from '../../test/tries.ts'
import { compile } from '../compile.ts'
import type { Json, Policy } from '../model.ts'
import { importPolicies } from './index.ts'
import { ladonSets } from './records.contract.ts'

const grant = { id: 'a', subjects: ['user:ann'], resources: ['x:1'], actions: ['get'], effect: 'allow' }
const read = (json: unknown, options = {}) => importPolicies('ladon', json, options)
const statementOf = (parts: object, options = {}) =>
  read([{ ...grant, ...parts }], options).policies[0]?.statements?.[0]

describe('a policy of Ladon', () => {
  test('becomes one of ours, with one statement', () => {
    const all = {
      ...grant,
      description: 'Ann may read.\nAsk her.',
      conditions: { owner: { type: 'EqualsSubjectCondition' }, ip: { type: 'CIDRCondition', options: { cidr: '10.0.0.0/8' } } },
      meta: 'eyJhIjoxfQ==',
    } // prettier-ignore
    expect(read([all])).toStrictEqual({
      policies: [
        {
          id: 'a',
          name: 'Ann may read.',
          description: 'Ann may read.\nAsk her.',
          type: 'acl',
          priority: 0,
          meta: { a: 1 },
          statements: [
            {
              id: 'rule',
              label: 'Ann may read. Ask her.',
              effect: 'allow',
              subjects: ['user:ann'],
              actions: ['get'],
              resources: ['x:1'],
              when: [
                { type: 'EqualsSubjectCondition', key: 'owner' },
                { type: 'CIDRCondition', key: 'ip', options: { cidr: '10.0.0.0/8' } },
              ],
            },
          ],
        },
      ],
      report: { carried: [{ path: '[0]', policy: 'a' }], changed: [], not_carried: [] },
    })
  })

  test('is named after its id where nothing describes it', () => {
    const [name, label] = ['Ladon policy a', 'Ladon policy a']
    const { subjects, actions, resources } = grant
    expect(read([grant]).policies).toStrictEqual([
      {
        id: 'a',
        name,
        type: 'acl',
        priority: 0,
        statements: [{ id: 'rule', label, effect: 'allow', subjects, actions, resources }],
      },
    ])
  })

  test.each<[json: Json, ids: string[]]>([
    [
      [grant, { ...grant, id: 'b' }],
      ['a', 'b'],
    ],
    [{ b: { ...grant, id: undefined as never }, c: { ...grant, id: 'd' } }, ['b', 'd']],
    [grant, ['a']],
    [
      [grant, grant, { ...grant, id: 'a-2' }],
      ['a', 'a-2', 'a-2-2'],
    ],
    [[{ ...grant, id: 'ü x' }], ['x']],
    [[{ ...grant, id: '???' }], ['ladon']],
  ])('%j has the ids %j', (json, ids) => {
    expect(read(json).policies.map(({ id }) => id)).toEqual(ids)
  })

  test.each([
    ['peter', 'user:peter'],
    ['<zac|ken>', 'user:<zac|ken>'],
    ['<[[:digit:]]+>', 'user:<[[:digit:]]+>'],
    ['<(?i:zac)>', 'user:<(?i:zac)>'],
    ['users:<zac|ken>', 'users:<zac|ken>'],
    ['group:staff', 'group:staff'],
    ['<a|b>:<.*>', '<a|b>:<.*>'],
    ['<users:.*>', '<users:.*>'],
    ['<.*>', 'user:<.*>'],
  ])('the subject %s is %s', (entry, said) => {
    expect(statementOf({ subjects: [entry] })?.subjects).toEqual([said])
  })

  test('a denial for everybody stays one', () => {
    expect(statementOf({ subjects: ['<.*>', 'peter'], effect: 'deny' })?.subjects).toEqual([
      '<.*>',
      'user:peter',
    ])
  })

  test('subjects are of the type that is asked for', () => {
    expect(statementOf({ subjects: ['peter'] }, { subjectType: 'person' })?.subjects).toEqual([
      'person:peter',
    ])
  })

  test.each([
    ['x:1', 'x:1', 'file:x:1'],
    ['articles', '<articles>', 'file:articles'],
    ['a.b', String.raw`<a\.b>`, 'file:a.b'],
    ['a>b', String.raw`<a\x3Eb>`, 'file:a>b'],
    ['<.*>', '<.*>', 'file:<.*>'],
    ['file:1', 'file:1', 'file:1'],
  ])('the resource %s is %s, or %s as a file', (entry, said, asFile) => {
    expect(statementOf({ resources: [entry] })?.resources).toEqual([said])
    expect(statementOf({ resources: [entry] }, { resourceType: 'file' })?.resources).toEqual([asFile])
  })

  test('a resource without a colon does not become a whole type', () => {
    const { policies } = read([{ ...grant, resources: ['articles', 'a>b'] }])
    const ask = (type: string, id: string) =>
      compile(policies, {}).decide({
        subject: { type: 'user', id: 'ann' },
        action: { name: 'get' },
        resource: { type, id },
      }).decision
    expect([ask('articles', ''), ask('articles', '1'), ask('a', 'b')]).toEqual([true, false, false])
  })
})

test('Ladon’s own table becomes what our golden case says it is', () => {
  const golden = JSON.parse(
    readFileSync(new URL('../../golden/ladon/ladon-test.json', import.meta.url), 'utf8'),
  ) as {
    policies: Policy[]
  }
  const { policies } = read(ladonTable, { resourceType: 'file' })
  const narrowing = ({ target, statements = [] }: Policy) => ({ ...target, ...statements[0] })
  for (const [index, one] of golden.policies.entries()) {
    const { subjects, actions } = narrowing(one)
    expect(narrowing(policies[index] ?? one)).toMatchObject({
      subjects,
      actions,
      effect: narrowing(one).effect,
    })
  }
  expect(policies).toHaveLength(golden.policies.length)
})

const ladonTable = [
  { id: '0', subjects: ['max', 'peter', '<zac|ken>'], resources: ['myrn:some.domain.com:resource:123', 'myrn:some.domain.com:resource:345', 'myrn:something:foo:<.+>'], actions: ['<create|delete>', 'get'], effect: 'allow', conditions: { owner: { type: 'EqualsSubjectCondition', options: {} }, clientIP: { type: 'CIDRCondition', options: { cidr: '127.0.0.1/32' } } } },
  { id: '1', subjects: ['max'], resources: ['<.*>'], actions: ['update'], effect: 'allow' },
  { id: '3', subjects: ['max'], resources: ['<.*>'], actions: ['broadcast'], effect: 'deny' },
  { id: '2', subjects: ['max'], resources: ['<.*>'], actions: ['random'], effect: 'deny' },
  { id: '4', subjects: ['swen'], resources: ['myrn:some.domain.com:resource:<(?!protected).*>'], actions: ['update'], effect: 'allow' },
  { id: '5', subjects: ['richard'], resources: ['myrn:some.domain.com:resource:<[[:digit:]]+>'], actions: ['update'], effect: 'allow' },
] // prettier-ignore

describe('beside Ladon itself', () => {
  const contexts: { [key: string]: string }[] = [
    {},
    { owner: 'max', clientIP: '10.1.1.1' },
    { owner: 'user:max', clientIP: 'a' },
  ]
  const requests = contexts.flatMap((context) =>
    ['max', 'zac', 'users:x', '7'].flatMap((subject) =>
      ['articles', 'articles:1', 'a:b', 'x:protected', 'x:1'].flatMap((resource) =>
        ['get', 'create', 'view'].map((action) => ({ subject, resource, action, context })),
      ),
    ),
  )

  test('an import without lost denials permits nothing more', () => {
    let permitted = 0
    fc.assert(
      fc.property(ladonSets, (set) => {
        const { policies, report } = read(set)
        fc.pre(!report.not_carried.some(({ denial }) => denial === true))
        const decider = compile(policies, {})
        for (const request of requests) {
          if (!decider.decide(ours(request)).decision) continue
          permitted += 1
          expect([request, ladonAllows(set, request)]).toEqual([request, true])
        }
      }),
      { numRuns: tries(300) },
    )
    expect(permitted).toBeGreaterThan(tries(300) / 3)
  })
})

interface LadonRequest {
  readonly subject: string
  readonly resource: string
  readonly action: string
  readonly context: { readonly [key: string]: string }
}

function ours({ subject, resource, action, context }: LadonRequest) {
  const split = (text: string) =>
    [text.slice(0, text.indexOf(':')), text.slice(text.indexOf(':') + 1)] as const
  const [type, id] = subject.includes(':') ? split(subject) : ['user', subject]
  const [kind, name] = resource.includes(':') ? split(resource) : [resource, '']
  return { subject: { type, id }, action: { name: action }, resource: { type: kind, id: name }, context }
}

/** Ladon in a few lines, as slow and plain as can be. */
function ladonAllows(set: Json, { subject, resource, action, context }: LadonRequest): boolean {
  const policies = recordsIn(set)
  const matching = policies.filter(
    (policy) =>
      some(policy['subjects'], subject) &&
      some(policy['resources'], resource) &&
      some(policy['actions'], action) &&
      Object.entries(policy['conditions'] ?? {}).every(([key, one]) => holds(one, context[key], subject)),
  )
  return matching.length > 0 && matching.every((policy) => policy['effect'] === 'allow')
}

/** Ladon would load no set with a malformed policy at all; here those are left out. */
function recordsIn(set: Json): Record<string, unknown>[] {
  const values: unknown[] = typeof set === 'object' && set !== null ? Object.values(set) : []
  return values.filter((one) => typeof one === 'object' && one !== null) as Record<string, unknown>[]
}

function some(entries: unknown, text: string): boolean {
  return Array.isArray(entries) && entries.some((entry) => typeof entry === 'string' && isMatch(entry, text))
}

function isMatch(entry: string, text: string): boolean {
  if (!entry.includes('<')) return entry === text
  const source = entry.replaceAll('[[:digit:]]', '[0-9]').split(/[<>]/).map((part, index) => (index % 2 === 0 ? part.replaceAll(/[.*+?()|[\]{}^$\\]/g, String.raw`\$&`) : `(${part})`)) // prettier-ignore
  return isFound(`^(?:${source.join('')})$`, text)
}

/** What is no expression matches nothing, in Ladon too. */
function isFound(source: string, text: string): boolean {
  try {
    return new RegExp(source).test(text)
  } catch {
    return false
  }
}

function holds(condition: unknown, value: string | undefined, subject: string): boolean {
  if (typeof condition !== 'object' || condition === null) return false
  const { type, options } = condition as { type?: unknown; options?: { [name: string]: unknown } | null }
  if (value === undefined) return false
  if (type === 'StringEqualCondition') return value === options?.['equals']
  if (type === 'StringMatchCondition') return isFound(String(options?.['matches']), value)
  // The table asks with the id alone and with the typed form, either of which may be how an application calls itself.
  if (type === 'EqualsSubjectCondition') return value === subject || value === `user:${subject}`
  if (type === 'CIDRCondition') return value.startsWith('10.')
  return false
}
