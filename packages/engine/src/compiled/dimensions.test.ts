import { describe, expect, test } from 'vitest'
import { policy } from '../../test/asking.ts'
import { ofAttributes } from '../../test/dimensions/of-attributes.ts'
import { ofConditions } from '../../test/dimensions/of-conditions.ts'
import { ofTargets } from '../../test/dimensions/of-targets.ts'
import { type Dimension, requestFor, type Rule, settings } from '../../test/dimensions/row.ts'
import type { Evaluating, Wanted } from '../decider.ts'
import type { AccessRequest, Decision, Policy, Statement } from '../model.ts'
import { referenceEvaluator } from '../reference/index.ts'
import { inEvaluationOrder } from '../reference/world.ts'
import { validatePolicy } from '../validate/index.ts'
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
  const parts = {
    effect,
    subjects,
    actions,
    // What an allow is about has to be said.
    resources: resources ?? (effect === 'allow' ? ['<.*>'] : undefined),
    when,
    unless,
    ...(effect === 'oblige' && { obligations: [{ id: 'notify', properties: { to: id } }] }),
  }
  const statement = Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined))
  return policy({ id, ...rest, ...more, statements: [statement] })
}

/** Denied is whatever none of the rules allows. */
const rest = policy({ id: 'rest', priority: -1, statements: [{ resources: ['<.*>'] }] })

describe.each([...ofTargets, ...ofConditions, ...ofAttributes])('$name', ({ rules, asks }) => {
  const requests = asks.map(([asked]) => requestFor(asked))

  test('the same answers as the reference gives, compiled anew, grown and shrunk', () => {
    const denying = policiesOf(rules, 'deny')
    const half = denying.length >> 1
    const twins = denying.map((one) => ({ ...one, id: `${one.id}-2` }))
    const compiled = compiledOf(denying)
    const others = [
      changed(compiledOf(denying.slice(half)), denying.slice(0, half), []),
      changed(compiledOf([...twins, ...denying]), [], twins),
      compiledFrom(mostFew)(denying, settings, ''),
    ]
    const reference = referenceEvaluator(denying, settings, '')
    for (const asked of requests) {
      same(asked, traced(compiled, asked), meant(traced(reference, asked)))
      const expected = reference.answer(asked)
      for (const one of [compiled, ...others]) same(asked, one.answer(asked), expected)
    }
  })

  test('the same when they allow', () => {
    const allowing = [...policiesOf(rules, 'allow'), rest]
    const [compiled, reference] = [compiledOf(allowing), referenceEvaluator(allowing, settings, '')]
    for (const asked of requests) same(asked, compiled.answer(asked), reference.answer(asked))
  })

  test('the same when they oblige, and when they are only reported on', () => {
    const reporting = policiesOf(rules, 'deny', { mode: 'report' }).map((one) => ({
      ...one,
      id: `${one.id}-2`,
    }))
    const others = [...policiesOf(rules, 'oblige'), ...reporting]
    const [compiled, reference] = [compiledOf(others), referenceEvaluator(others, settings, '')]
    for (const asked of requests)
      same(asked, compiled.decide(asked, plainly), reference.decide(asked, plainly))
  })

  test('each rule can be saved, and decides one of the questions at least', () => {
    for (const one of policiesOf(rules, 'allow'))
      expect(validatePolicy(one, settings)).toMatchObject({ ok: true })
    for (const one of policiesOf(rules, 'deny')) {
      const alone = referenceEvaluator([one], settings, '')
      expect(requests.map((asked) => alone.answer(asked).decided_by?.policy)).toContain(one.id)
    }
  })

  test('only those are looked at that it may mean', () => {
    expect(lookedAt(policiesOf(rules, 'oblige'), requests)).toEqual(asks.map(([, looked]) => looked))
  })
})

const plainly: Wanted = { isTraced: false, isAdvised: false }

function compiledOf(policies: readonly Policy[]): Evaluating {
  return compiledFrom(0)(policies, settings, '')
}

function changed(before: Evaluating, put: readonly Policy[], removed: readonly Policy[]): Evaluating {
  const gone = new Set([...put, ...removed].map(({ id }) => id))
  return before.with?.({ put, gone }, '') ?? expect.fail('It is compiled anew')
}

function traced(evaluating: Evaluating, asked: AccessRequest): Decision {
  return evaluating.decide(asked, { isTraced: true, isAdvised: false })
}

/** Of the trace only what may mean the question. */
function meant({ trace = [], ...decision }: Decision): Decision {
  return { ...decision, trace: trace.filter(({ target }) => target !== 'false') }
}

function same(asked: AccessRequest, actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) expect([asked, actual]).toEqual([asked, expected])
}

/**
 * Of each question, the ids of the policies that are looked at: those that are asked whether they are gone. All of them
 * oblige, for of those that decide none is looked at after the first.
 */
function lookedAt(policies: readonly Policy[], requests: readonly AccessRequest[]): string[] {
  const bindingsOf = (id: string) => settings.bindings?.filter((one) => one.policy === id) ?? []
  const around = { zone: settings.zone ?? 'UTC', few: 0, roleNames: new RoleNames(), bindingsOf }
  const set = new PolicySet(inEvaluationOrder(policies), around)
  const [facts, kinds] = [new Facts(settings, around.roleNames), new Kinds(settings, around.roleNames)]
  return requests.map((asked) => {
    const kind = kinds.of(asked.resource.type, asked.action.name)
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
  })
}
