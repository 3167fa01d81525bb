import { expect, test } from 'vitest'
import { policy, request } from '../../test/asking.ts'
import { nobody, settings } from '../../test/dimensions/row.ts'
import { deciderBy } from '../decider.ts'
import type { Policy } from '../model.ts'
import { compileReference } from '../reference/index.ts'
import { compiledFrom } from './compiled-evaluator.ts'
import { mostFew } from './few-guards.ts'

const equal = (value: string) => [{ attribute: 'x', operator: 'equals', value }] as const
const roles = ['Owner', 'Keeper', 'Reader', 'Stranger']

/** Of every four, one that names no roles, one of one role, one of two, and one that allows what the next would deny. */
function rules(count: number): Policy[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `p${String(index).padStart(2, '0')}`
    const named = [undefined, ['Owner'], ['Keeper', 'Reader'], undefined][index % 4]
    const target = { resources: ['door'], actions: index % 8 < 4 ? ['open'] : ['peek'], ...(named && { roles: named }) }
    const statements = [{ effect: index % 4 === 3 ? 'allow' : 'deny', when: equal(`${index % (count - 3)}`) } as const]
    return policy({ id, target, priority: count - index, statements })
  })
} // prettier-ignore

test.each([4, 32, 33])('%i rules, as many as are told apart by a bit and one more', (number) => {
  const list = rules(number)
  const compiled = deciderBy(compiledFrom(mostFew), list, settings)
  const some = list.filter((_, index) => index % 3 === 0).map(({ id }) => id)
  const less = compiled.with({ remove: some })
  const more = compiled.with({ put: [policy({ id: 'p05x', priority: number - 5, statements: [{ when: equal('7') }] })] })
  const references = [compiled, less, more].map((one) => compileReference(one.snapshot().policies, settings))
  const conditional = { name: 'Owner', valid_until: '2026-05-01T00:00:00Z' }
  const subjects = [[], ['Owner'], ['Stranger', 'Reader'], roles, [conditional], 7].map((held) => ({ ...nobody, roles: held }))
  const contexts = [{}, ...['1', '3', '6', '28', '29', 'none'].map((x) => ({ x }))]
  const requests = subjects.flatMap((subject) =>
    ['open', 'peek'].flatMap((action) => contexts.map((context) => request({ action, subject, context }))),
  )
  for (const [index, one] of [compiled, less, more].entries())
    expect(requests.map((asked) => one.answer(asked))).toEqual(requests.map((asked) => references[index]?.answer(asked)))
}) // prettier-ignore

test('one more guard than a number has bits, when the others are gone', () => {
  const rules = Array.from({ length: mostFew + 1 }, (_, index) => policy({ id: `p${index}`, priority: -index, statements: [{}] }))
  const decider = deciderBy(compiledFrom(mostFew), rules, settings)
  const left = decider.with({ remove: rules.slice(0, mostFew).map(({ id }) => id) })
  const deciding = [decider, left].map((one) => one.answer(request({ subject: nobody })).decided_by?.policy)
  expect(deciding).toEqual(['p0', `p${mostFew}`])
}) // prettier-ignore
