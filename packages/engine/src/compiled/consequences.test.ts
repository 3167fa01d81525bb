import { expect, test } from 'vitest'
import { policy, request } from '../../test/asking.ts'
import { nobody, requestFor, settings } from '../../test/dimensions/row.ts'
import { deciderBy } from '../decider.ts'
import type { AccessRequest, Answer, Decider, Decision, Obligation, Policy } from '../model.ts'
import { compileReference } from '../reference/index.ts'
import { compiledFrom } from './compiled-evaluator.ts'
import { mostFew } from './few-guards.ts'

const mfa = { attribute: 'mfa_status', operator: 'equals', value: true } as const
const tunnel = { attribute: 'tunnel_status', operator: 'equals', value: 'encrypted' } as const
const late = { attribute: 'time', operator: 'greater_than', value: '2026-05-01T12:00:00Z' } as const
const tell = (to: string, on?: 'permit' | 'deny'): Obligation => ({
  id: 'notify',
  properties: { to },
  ...(on && { on }),
})
const report = { mode: 'report' } as const
const shelf = { type: 'shelf', id: '2', subject: nobody, context: {} } as const
const above = { type: 'shelf', id: '1' }

/** Each with the questions that it is about. */
const worlds: readonly (readonly [name: string, readonly Policy[], readonly AccessRequest[]])[] = [
  [
    'obligations, of who decides and of whoever obliges, on the outcome that they are for',
    [
      policy({ id: 'deny', priority: 2, target: { resources: ['door:1'] }, statements: [{ unless: [mfa], obligations: [tell('a'), tell('b', 'deny'), tell('c', 'permit')] }] }),
      policy({ id: 'allow', priority: 1, target: { resources: ['door'] }, statements: [{ effect: 'allow', when: [mfa], obligations: [tell('d'), tell('e', 'deny'), tell('f', 'permit')] }] }),
      policy({ id: 'second', target: { resources: ['door'] }, statements: [{ effect: 'allow', obligations: [tell('g')] }, { effect: 'oblige', obligations: [tell('h', 'deny'), tell('i')] }] }),
      policy({ id: 'only', target: { resources: ['door'] }, statements: [{ effect: 'allow', when: [tunnel], obligations: [tell('j', 'deny')] }] }),
      policy({ id: 'other', target: { resources: ['safe'] }, statements: [{ effect: 'oblige', obligations: [tell('k')] }] }),
    ],
    [{}, { mfa_status: true }, { mfa_status: false }, { tunnel_status: 'none', mfa_status: true }].flatMap((context) =>
      ['door', 'safe'].flatMap((type) => ['1', '2'].map((id) => request({ type, id, context, subject: nobody }))),
    ),
  ],
  [
    'what is reported on, each policy by the first of its statements that takes part',
    [
      policy({ id: 'before', ...report, priority: 5, statements: [{ resources: ['door'], when: [mfa] }] }),
      policy({ id: 'again', ...report, priority: 4, statements: [{ effect: 'allow', resources: ['door'], when: [mfa] }, { resources: ['door:1'], unless: [tunnel] }] }),
      policy({ id: 'decides', priority: 3, statements: [{ resources: ['door:1'], unless: [tunnel] }] }),
      policy({ id: 'after', ...report, priority: 2, statements: [{ effect: 'allow', resources: ['door'] }] }),
      policy({ id: 'z-first', ...report, priority: 9, statements: [{ effect: 'allow', resources: ['room', 'door:1'] }] }),
      policy({ id: 'a-next', ...report, priority: 8, statements: [{ effect: 'allow', resources: ['door:1', 'room:2'] }] }),
      policy({ id: 'off', ...report, enabled: false, priority: 9, statements: [{ resources: ['door'] }] }),
      policy({ id: 'obliges', ...report, priority: 9, statements: [{ effect: 'oblige', resources: ['door'], obligations: [tell('x')] }] }),
    ],
    [{}, { mfa_status: true }, { mfa_status: false, tunnel_status: 'encrypted' }, { mfa_status: true, tunnel_status: 'none' }].flatMap((context) =>
      ['door', 'safe', 'room'].flatMap((type) => ['1', '2'].map((id) => request({ type, id, context, subject: nobody }))),
    ),
  ],
  [
    'in a tree, where what stands above may refuse',
    [
      policy({ id: 'top', statements: [{ resources: ['shelf:1'], unless: [mfa], actions: ['open'], obligations: [tell('a', 'deny')] }] }),
      policy({ id: 'closed', statements: [{ resources: ['shelf:3'], when: [{ attribute: 'resource.properties.closed', operator: 'equals', value: true }] }] }),
      policy({ id: 'here', statements: [{ effect: 'allow', resources: ['shelf:2'], when: [tunnel], obligations: [tell('b')] }] }),
      policy({ id: 'staff', template: true, statements: [{ effect: 'allow', actions: ['open'], when: [tunnel] }] }),
      policy({ id: 'watch', ...report, statements: [{ resources: ['shelf:1'], unless: [tunnel] }] }),
      policy({ id: 'open', ...report, priority: 2, statements: [{ effect: 'allow', resources: ['shelf:1'] }] }),
      policy({ id: 'again', ...report, priority: 1, statements: [{ effect: 'allow', resources: ['shelf:1', 'shelf:3'] }] }),
      policy({ id: 'all', target: { resources: ['<.*>'] }, statements: [{ effect: 'oblige', obligations: [tell('c'), tell('d', 'deny')] }] }),
    ],
    ['user:ann', 'user:bob'].flatMap((who) =>
      [{}, { mfa_status: true }, { tunnel_status: 'encrypted' }, { mfa_status: true, tunnel_status: 'encrypted' }].flatMap((context) =>
        ['open', 'write'].flatMap((action) =>
          [undefined, [above], [{ type: 'shelf', id: '3', properties: { closed: false } }, above], [{ type: 'shelf', id: '3', properties: { closed: true } }], [{ type: 'door', id: '1' }]].map((ancestors) =>
            requestFor({ ...shelf, who, action, context, ...(ancestors && { ancestors }) }),
          ),
        ),
      ),
    ),
  ],
  [
    'advice, from the statements that may be meant at another time too',
    [
      policy({ id: 'proof', statements: [{ resources: ['door', 'shelf:1'], unless: [mfa] }] }),
      policy({ id: 'way', statements: [{ resources: ['door:2'], unless: [tunnel] }] }),
      policy({ id: 'late', statements: [{ resources: ['door:3'], unless: [late] }] }),
      policy({ id: 'soon', valid_until: '2026-05-01T10:00:00Z', statements: [{ resources: ['door:4'] }] }),
      policy({ id: 'how', target: { resources: ['door'] }, statements: [{ effect: 'oblige', obligations: [{ id: 'factor', properties: { method: 'totp', rank: 1 } }] }] }),
    ],
    ['1', '2', '3', '4'].flatMap((id) =>
      [{ time: '2026-05-01T08:00:00Z' }, { time: '2026-05-01T08:00:00Z', mfa_status: true, tunnel_status: 'none' }, {}].flatMap((context) => [
        request({ id, context, subject: nobody }),
        requestFor({ ...shelf, context, ancestors: [above] }),
      ]),
    ),
  ],
  [
    'nothing follows from what is not granted',
    [
      policy({ id: 'duty', target: { resources: ['<.*>'] }, statements: [{ effect: 'oblige', obligations: [tell('a', 'deny')] }] }),
      policy({ id: 'watch', ...report, target: { resources: ['<.*>'] }, statements: [{ effect: 'allow', when: [mfa] }] }),
    ],
    [nobody, { ...nobody, roles: ['Owner'] }, { ...nobody, roles: [{ name: 'Owner', scope: { ids: ['2'] } }] }].flatMap((subject) =>
      ['1', '2'].flatMap((id) => ['safe', 'room', 'shelf'].map((type) => request({ type, id, subject, context: { mfa_status: true } }))),
    ),
  ],
] // prettier-ignore

test.each(worlds)('%s', (_name, policies, requests) => {
  const reference = compileReference(policies, settings)
  const [indexed, plain] = [0, mostFew].map((few) => deciderBy(compiledFrom(few), policies, settings))
  for (const asked of requests) {
    const expected = reference.decide(asked)
    expect([asked, indexed?.decide(asked)]).toEqual([asked, expected])
    expect([asked, plain?.answer(asked)]).toEqual([asked, answerOf(expected)])
    expect([asked, traced(indexed, asked)]).toEqual([asked, meant(reference, asked)])
  }
})

test('an answer can’t be changed by whoever gets it, for others get the same', () => {
  const shut = policy({ id: 'shut', target: { resources: ['door'] }, statements: [{ unless: [mfa] }] })
  const decider = deciderBy(compiledFrom(mostFew), [shut], settings)
  const asked = [request({ context: { mfa_status: false } }), request(), request({ type: 'room' }), request({ id: 7 } as never)]
  for (const one of asked) {
    const answer = decider.answer(one)
    expect([answer, answer.decided_by].every(Object.isFrozen)).toBe(true)
    expect(decider.answer(one)).toEqual(answer)
  }
}) // prettier-ignore

function answerOf({ decision, reason, decided_by, revision }: Decision): Answer {
  return { decision, reason, ...(decided_by && { decided_by }), revision }
}

/** Of a trace, what may mean the question. */
function meant(decider: Decider, asked: AccessRequest) {
  return traced(decider, asked)?.filter(({ target }) => target !== 'false')
}

function traced(decider: Decider | undefined, asked: AccessRequest) {
  return decider?.decide(asked, { detail: 'trace', advice: false }).trace
}
