import { expect, test } from 'vitest'
import { policy, request, settings } from '../../test/asking.ts'
import type { AccessRequest, Condition, Policy } from '../model.ts'
import { compileReference } from '../reference/index.ts'
import type { Change } from './change.ts'
import { sceneOf } from './scene.ts'
import { Trial } from './trial.ts'

const is = (attribute: string): Condition => ({ attribute, operator: 'equals', value: 1 })
const set = (name: string): Change => ({ kind: 'attribute', path: `context.${name}`, value: 1 })
const off: Change = { kind: 'policy', policy: 'p', to: 'off' }
const asked = request({ context: { x: 0 } })
const closed = policy({ statements: [{ effect: 'deny', resources: ['door'], unless: [is('x')] }] })
const trialOf = (list: readonly Policy[], most: number, what: AccessRequest = asked) => {
  const decider = compileReference(list, settings)
  return new Trial(sceneOf(decider, what, decider.decide(what)), most)
}

test('the answer that is looked for is the other one', () => {
  expect(trialOf([closed], 9).wish).toBe(true)
  expect(trialOf([], 9).wish).toBe(false)
})

test('each question is asked once, however its changes are ordered', () => {
  const trial = trialOf([closed], 9)
  expect([trial.turns([set('x')]), trial.turns([set('y')]), trial.turns([set('x'), set('y')])]).toEqual([true, false, true]) // prettier-ignore
  expect(trial.asked).toBe(3)
  expect([trial.turns([set('y'), set('x')]), trial.turns([set('y')])]).toEqual([true, false])
  expect(trial.stateAfter([set('y')])?.answer.decision).toBe(false)
  expect(trial.asked).toBe(3)
})

test('what can’t be asked any more is not known, but for what was asked before', () => {
  const trial = trialOf([closed], 2)
  expect([trial.turns([set('x')]), trial.isOver]).toEqual([true, false])
  expect([trial.turns([set('y')]), trial.isOver]).toEqual([false, true])
  expect(trial.turns([set('z')])).toBeUndefined()
  expect(trial.stateAfter([set('z')])).toBeUndefined()
  expect([trial.turns([set('x')]), trial.turns([set('y')]), trial.asked]).toEqual([true, false, 2])
})

test('a policy is switched off in both of its ways, which are two questions', () => {
  const trial = trialOf([closed], 9)
  expect([trial.turns([off]), trial.asked]).toEqual([true, 2])
  expect([trial.turns([off, set('y')]), trial.asked]).toEqual([true, 4])
  expect([trialOf([closed], 1).turns([off]), trialOf([closed], 0).turns([off])]).toEqual([undefined, undefined]) // prettier-ignore
  const enforced = trialOf([{ ...closed, enabled: false }], 9)
  expect([enforced.turns([{ kind: 'policy', policy: 'p', to: 'enforced' }]), enforced.asked]).toEqual([true, 1]) // prettier-ignore
})

test('how things stand after changes of the request and of policies', () => {
  const trial = trialOf([closed, policy({ id: 'q', statements: [{ resources: ['door'] }] })], 9)
  const before = trial.stateAfter([set('y')])
  expect(before?.request).toEqual(request({ context: { x: 0, y: 1 } }))
  expect(before?.candidates.map(({ policy: { id } }) => id)).toEqual(['p', 'q'])
  const after = trial.stateAfter([set('y'), off])
  expect(after?.request).toEqual(request({ context: { x: 0, y: 1 } }))
  expect(after?.answer).toMatchObject({ decision: false, decided_by: { policy: 'q' } })
  expect(after?.candidates.map(({ policy: { id } }) => id)).toEqual(['q'])
  expect([...(after?.policies.values() ?? [])].map(({ id, enabled }) => [id, enabled])).toEqual([['p', false], ['q', undefined]]) // prettier-ignore
  expect(trial.policiesAfter([set('y'), off])).toEqual([{ ...closed, enabled: false }])
  expect(trial.policiesAfter([off], 'report')).toEqual([{ ...closed, enabled: true, mode: 'report' }])
})

test('a policy that could not be saved like that turns nothing, and is asked about once', () => {
  let deep: Condition = { all: [is('x'), is('x')] }
  for (let level = 2; level < 8; level += 1) deep = { all: [deep, is('x')] }
  const full = policy({ statements: [{ effect: 'deny', resources: ['door'], unless: [deep, is('x')] }] })
  const trial = trialOf([full], 9)
  const exception: Change = { kind: 'exception', policy: 'p', statement: 's0' }
  expect([trial.turns([exception]), trial.turns([exception]), trial.asked]).toEqual([false, false, 1])
  expect(trial.stateAfter([exception])).toBeUndefined()
})

test('a fault of the decider is no answer', () => {
  const decider = compileReference([closed], settings)
  const broken = { ...decider, with: () => { throw new RangeError('broken') } } // prettier-ignore
  const trial = new Trial(sceneOf(broken, asked, decider.decide(asked)), 9)
  expect(() => trial.turns([off])).toThrow('broken')
})

test('a decider with other policies is made once for all questions to it', () => {
  const decider = compileReference([closed], settings)
  let made = 0
  const counting = { ...decider, with: (...change: Parameters<typeof decider.with>) => { made += 1; return decider.with(...change) } } // prettier-ignore
  const trial = new Trial(sceneOf(counting, asked, decider.decide(asked)), 9)
  trial.turns([off])
  trial.turns([off, set('y')])
  trial.turns([set('z')])
  expect(made).toBe(2)
})
