import { describe, expect, test } from 'vitest'
import { policy } from '../../test/asking.ts'
import { ofConditions } from '../../test/dimensions/of-conditions.ts'
import { ofTargets } from '../../test/dimensions/of-targets.ts'
import { type Dimension, requestFor, type Rule, settings } from '../../test/dimensions/row.ts'
import { deciderBy } from '../decider.ts'
import type { AccessRequest, Decider, Policy, Statement } from '../model.ts'
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

  test('the same answers as the reference gives, whatever the rules do', () => {
    const denying = policiesOf(rules, 'deny')
    compare(denying, requests)
    compare([...policiesOf(rules, 'allow'), rest], requests)
    compare(
      [...policiesOf(rules, 'oblige'), ...denying.slice(0, 1).map((one) => ({ ...one, id: 'deny' }))],
      requests,
    )
    compare(policiesOf(rules, 'deny', { mode: 'report' }), requests)
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

/** Compiled with an index and without, grown, shrunk and loaded, they say what the reference says. */
function compare(policies: readonly Policy[], requests: readonly AccessRequest[]): void {
  const half = policies.length >> 1
  const indexed = deciderBy(compiledFrom(0), policies, settings)
  const grown = deciderBy(compiledFrom(0), policies.slice(half), settings).with({
    put: policies.slice(0, half),
  })
  const twins = policies.map((one) => ({ ...one, id: `${one.id}-2` }))
  const both = deciderBy(compiledFrom(0), [...twins, ...policies], settings)
  const shrunk = both.with({ remove: twins.map(({ id }) => id) })
  const plain = deciderBy(compiledFrom(mostFew), policies, settings)
  const deciders = [indexed, plain, grown, shrunk, plain.load(shrunk.snapshot())]
  const reference = compileReference(policies, settings)
  for (const asked of requests) {
    const [answer, decision] = [reference.answer(asked), decisionOf(reference, asked)]
    for (const decider of deciders) {
      expect(decider.answer(asked)).toEqual(answer)
      expect(decisionOf(decider, asked)).toEqual(decision)
    }
    expect(indexed.decide(asked)).toEqual(reference.decide(asked))
  }
}

/** The trace of what means something else may be left out. */
function decisionOf(decider: Decider, asked: AccessRequest) {
  const { trace, ...decision } = decider.decide(asked, { detail: 'trace', advice: false })
  return { ...decision, trace: trace?.filter(({ target }) => target !== 'false') }
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
