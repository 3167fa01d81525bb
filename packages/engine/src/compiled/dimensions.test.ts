import { describe, expect, test } from 'vitest'
import { policy } from '../../test/asking.ts'
import { ofConditions } from '../../test/dimensions/of-conditions.ts'
import { ofTargets } from '../../test/dimensions/of-targets.ts'
import { type Dimension, requestFor, type Rule, settings } from '../../test/dimensions/row.ts'
import { deciderBy } from '../decider.ts'
import type { AccessRequest, Decider, Decision, Policy, Statement } from '../model.ts'
import { compileReference } from '../reference/index.ts'
import { inEvaluationOrder } from '../reference/world.ts'
import { compiledFrom } from './compiled-evaluator.ts'
import { Facts } from './facts.ts'
import { mostFew } from './few-guards.ts'
import { Kinds } from './kind.ts'
import { PolicySet } from './policy-set.ts'
import { RoleNames } from './role-names.ts'

type Effect = Statement['effect']

/** Every rule as a policy of its own. */
function policiesOf(rules: Dimension['rules'], effect: Effect, more: Partial<Policy> = {}): Policy[] {
  return Object.entries(rules).map(([id, rule]) => policyOf(id, rule, effect, more))
}

function policyOf(id: string, rule: Rule, effect: Effect, more: Partial<Policy>): Policy {
  const { subjects, actions, resources, when, unless, ...rest } = rule
  // What it is about has to be said, where it is not said by naming something.
  const isOfAll = effect === 'allow' || /(resource|action)\.properties/.test(JSON.stringify(rule))
  const parts = {
    effect,
    subjects,
    actions,
    resources: resources ?? (isOfAll ? ['<.*>'] : undefined),
    when,
    unless,
    ...(effect === 'oblige' && { obligations: [{ id: 'notify', properties: { to: id } }] }),
  }
  const statement = Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined))
  return policy({ id, ...rest, ...more, statements: [statement] })
}

/** Denied is whatever none of the rules allows. */
const rest = policy({ id: 'rest', priority: -1, statements: [{ resources: ['<.*>'] }] })

describe.each([...ofTargets, ...ofConditions])('$name', ({ rules, asks }) => {
  const requests = asks.map(([asked]) => requestFor(asked))

  test('the same answers as the reference gives, compiled anew, grown and shrunk', () => {
    const denying = policiesOf(rules, 'deny')
    const half = denying.length >> 1
    const twins = denying.map((one) => ({ ...one, id: `${one.id}-2` }))
    const compiled = compiledOf(denying)
    const grown = compiledOf(denying.slice(half)).with({ put: denying.slice(0, half) })
    const shrunk = compiledOf([...twins, ...denying]).with({ remove: twins.map(({ id }) => id) })
    const plain = deciderBy(compiledFrom(mostFew), denying, settings)
    const reference = compileReference(denying, settings)
    for (const asked of requests) {
      const expected = reference.answer(asked)
      for (const decider of [compiled, grown, shrunk, plain]) same(asked, decider.answer(asked), expected)
      same(asked, traced(compiled, asked), traced(reference, asked))
    }
    const [first] = requests
    if (first !== undefined) same(first, grown.decide(first), reference.decide(first))
  })

  test('the same when they allow', () => {
    const allowing = [...policiesOf(rules, 'allow'), rest]
    const [compiled, reference] = [compiledOf(allowing), compileReference(allowing, settings)]
    for (const asked of requests) same(asked, compiled.answer(asked), reference.answer(asked))
  })

  test('the same when they oblige, and when they are only reported on', () => {
    for (const others of [policiesOf(rules, 'oblige'), policiesOf(rules, 'deny', { mode: 'report' })]) {
      const [compiled, reference] = [compiledOf(others), compileReference(others, settings)]
      for (const asked of requests) same(asked, decided(compiled, asked), decided(reference, asked))
    }
  })

  test('each rule decides one of the questions at least', () => {
    for (const one of policiesOf(rules, 'deny')) {
      const alone = compileReference([one], settings)
      expect(requests.map((asked) => alone.answer(asked).decided_by?.policy)).toContain(one.id)
    }
  })

  test('only those are looked at that it may mean', () => {
    const policies = policiesOf(rules, 'oblige')
    expect(requests.map((asked) => lookedAt(policies, asked))).toEqual(asks.map(([, looked]) => looked))
  })
})

function compiledOf(policies: readonly Policy[]): Decider {
  return deciderBy(compiledFrom(0), policies, settings)
}

function decided(decider: Decider, asked: AccessRequest): Decision {
  return decider.decide(asked, { advice: false })
}

/** The trace of what means something else may be left out. */
function traced(decider: Decider, asked: AccessRequest) {
  const { trace, ...decision } = decider.decide(asked, { detail: 'trace', advice: false })
  return { ...decision, trace: trace?.filter(({ target }) => target !== 'false') }
}

function same(asked: AccessRequest, actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) expect([asked, actual]).toEqual([asked, expected])
}

/** Ids of the policies that are asked whether they are gone, which is asked of those alone that are looked at. */
function lookedAt(policies: readonly Policy[], asked: AccessRequest): string {
  const bindingsOf = (id: string) => settings.bindings?.filter((one) => one.policy === id) ?? []
  const around = { zone: settings.zone ?? 'UTC', few: 0, roleNames: new RoleNames(), bindingsOf }
  const set = new PolicySet(inEvaluationOrder(policies), around)
  const facts = new Facts(settings, around.roleNames)
  const kind = new Kinds(settings, around.roleNames).of(asked.resource.type, asked.action.name)
  if (!facts.take(asked) || kind === undefined) return expect.fail('It is malformed')
  const looked = new Set<string>()
  const gone = new Proxy(new Uint8Array(policies.length), {
    get: (_marks, number) => {
      looked.add(set.candidates[Number(number)]?.policy.id ?? expect.fail('There is no such statement'))
      return 0
    },
  })
  set.duties(facts, set.view(kind), gone)
  return [...looked].sort().join(' ')
}
