import { describe, expect, test } from 'vitest'
import { nobody, requestFor, settings } from '../../test/dimensions/row.ts'
import { policy, request } from '../../test/asking.ts'
import { deciderBy } from '../decider.ts'
import { limits } from '../limits.ts'
import type { AccessRequest, Decider, JsonObject, Policy, Resource, Settings } from '../model.ts'
import { compileReference } from '../reference/index.ts'
import { compiledFrom } from './compiled-evaluator.ts'
import { countAsAsked, mostGenerations, presentAge } from './facts.ts'
import { mostFew } from './few-guards.ts'

const mfa = { attribute: 'mfa_status', operator: 'equals', value: true } as const
const policies = [
  policy({ id: 'shut', target: { resources: ['door:2'] }, statements: [{}] }),
  policy({ id: 'mac', target: { devices: { os: ['mac'] } }, statements: [{}] }),
  policy({ id: 'proof', target: { roles: ['Guest'] }, statements: [{ unless: [mfa] }] }),
]

class Instance {
  readonly isPlain = false
}

function heirOf(given: object): object {
  return Object.create(Object.assign(new Instance(), given)) as object
}

function both(list: readonly Policy[] = policies, set: Settings = settings): [Decider, Decider] {
  return [deciderBy(compiledFrom(0), list, set), compileReference(list, set)]
}

describe('a request that is malformed in one place is refused where it lies as its copy would be', () => {
  const usual = { ...request({ subject: nobody, resource: {}, context: {} }) }
  const odd = [undefined, null, 7, true, '', 'text', [], [1], {}, new Date(0), new Map(), Object.create(null)]

  test.each(['subject', 'action', 'resource', 'context'] as const)('%s', (member) => {
    const sameAnswer = comparing()
    const given = usual[member]
    for (const one of odd) sameAnswer({ ...usual, [member]: one })
    for (const inner of ['type', 'id', 'name', 'properties'])
      for (const one of [...odd, 'role', 'group', 'a b', 'user', 'shelf', 'sign_in'])
        sameAnswer({ ...usual, [member]: { ...given, [inner]: one } })
    sameAnswer({ ...usual, [member]: { ...given, constructor: 'x' } })
    sameAnswer({ ...usual, [member]: { ...given, properties: { constructor: 'x' } } })
    sameAnswer({ ...usual, [member]: Object.assign(Object.create(null) as object, given) })
    sameAnswer({ ...usual, [member]: Object.assign(new Instance(), given) })
    sameAnswer({ ...usual, [member]: Object.assign(new Instance(), given, { constructor: 'x' }) })
  })

  test('the whole', () => {
    const sameAnswer = comparing()
    for (const one of odd) sameAnswer(one)
    sameAnswer({ ...usual, constructor: 'x' })
    sameAnswer(Object.assign(Object.create(null) as object, usual))
    sameAnswer(Object.assign(new Instance(), usual))
    sameAnswer(JSON.parse(JSON.stringify(usual)))
  })

  test('ancestors', () => {
    const sameAnswer = comparing()
    const above = { type: 'shelf', id: '1' }
    const lists = [
      ...odd.map((one) => [above, one]),
      ...odd.flatMap((one) => ['type', 'id', 'properties'].map((inner) => [{ ...above, [inner]: one }])),
      [{ ...above, type: 'a b' }],
      [{ ...above, properties: { constructor: 1 } }],
      [above, above],
    ]
    for (const ancestors of [...odd, ...lists])
      for (const type of ['door', 'shelf']) sameAnswer({ ...usual, resource: { type, id: '2', ancestors } })
    for (const count of [limits.ancestors, limits.ancestors + 1]) {
      const ancestors = new Array<unknown>(count).fill(above)
      sameAnswer({ ...usual, resource: { type: 'shelf', id: '2', ancestors } })
    }
  })

  test('roles', () => {
    const sameAnswer = comparing()
    const lists = [
      ...odd,
      ...odd.map((one) => ['Guest', one]),
      ...odd.map((one) => [one]),
      [{ name: 'Guest' }, 'Keeper'],
      ['Guest', 'Guest'],
    ]
    for (const roles of lists)
      for (const context of [{ mfa_status: true }, { mfa_status: false }, {}])
        sameAnswer({ ...usual, subject: { ...usual.subject, properties: { roles } }, context })
    const many = new Array<unknown>(limits.requestValues + 1).fill('Guest')
    sameAnswer({ ...usual, subject: { ...usual.subject, properties: { roles: many } } })
  })

  test('what an object has from elsewhere than Object is not its own', () => {
    const sameAnswer = comparing()
    sameAnswer(heirOf(usual))
    for (const member of ['subject', 'action', 'resource', 'context'] as const)
      sameAnswer({ ...usual, [member]: heirOf(usual[member] ?? {}) })
    for (const context of [{ mfa_status: true }, {}]) {
      for (const roles of [[], ['Guest']])
        sameAnswer({ ...usual, subject: { ...usual.subject, properties: heirOf({ roles }) }, context })
      sameAnswer({
        ...usual,
        subject: { ...usual.subject, properties: { roles: ['Guest'] } },
        context: heirOf(context),
      })
      sameAnswer({
        ...request({ type: 'phone' }),
        resource: { type: 'phone', id: '1', properties: heirOf({ os: 'Linux' }) },
      })
      sameAnswer({
        ...request({ type: 'phone' }),
        resource: { type: 'phone', id: '1', properties: heirOf({ os: 'mac' }) },
      })
      sameAnswer({ ...usual, action: { name: 'open', properties: heirOf({ how: 1 }) } })
    }
    for (const one of ['shelf', 'door'])
      sameAnswer({
        ...usual,
        resource: { type: 'shelf', id: '2', ancestors: [heirOf({ type: one, id: '1' })] },
      })
  })

  test('what runs when it is read', () => {
    const hostile = new Proxy({}, { get: () => { throw new Error('no') } }) // prettier-ignore
    const [compiled] = both()
    for (const one of [hostile, { ...usual, subject: hostile }, { ...usual, resource: hostile }])
      expect(compiled.answer(one as AccessRequest).reason).toBe('malformed_request')
  })

  // Made by the test that asks, so that what makes them is tried too.
  function comparing(): (input: unknown) => void {
    const [compiled, reference] = both()
    return (input) => {
      const asked = input as AccessRequest
      // What was asked before must not be answered once more.
      expect(compiled.answer(usual).decision).toBe(true)
      expect([input, compiled.answer(asked)]).toEqual([input, reference.answer(asked)])
      expect([input, compiled.decide(asked)]).toEqual([input, reference.decide(asked)])
    }
  }
})

test('nothing that was known of one question is taken for known of the next', () => {
  const facts: (JsonObject | undefined)[] = [
    undefined,
    {},
    { time: '2026-05-01T08:00:00Z', source_ip: '10.0.0.1' },
    { time: '2026-05-02T08:00:00Z', source_ip: '10.0.1.1' },
    { time: 'soon', source_ip: 'nowhere' },
  ]
  const list = [
    policy({ id: 'a', statements: [{ when: [{ attribute: 'day_of_week', operator: 'in', value: ['friday'] }] }] }),
    policy({ id: 'b', statements: [{ when: [{ attribute: 'source_ip', operator: 'in', value: '10.0.1.0/24' }] }] }),
    policy({ id: 'c', target: { devices: { os: ['Linux'] } }, statements: [{}] }),
    policy({ id: 'd', target: { integrations: { bases: ['AWS'] } }, statements: [{}] }),
    policy({ id: 'e', target: { subjects: ['group:staff'] }, statements: [{}] }),
  ]
  const [compiled, reference] = both(list)
  const things = [{ os: 'linux' }, { base: 'aws' }, { os: 'mac', base: 'gcp' }, {}, undefined]
  const requests = ['door', 'phone', 'tool'].flatMap((type) =>
    facts.flatMap((context) =>
      things.flatMap((resource) =>
        [nobody, { ...nobody, groups: ['staff'] }, {}].map((subject) => request({ type, subject, ...(resource && { resource }), ...(context && { context }) })),
      ),
    ),
  )
  // One after the other, and then in another order.
  for (const step of [7])
    for (const [index] of requests.entries()) {
      const asked = requests[(index * step) % requests.length] ?? expect.fail()
      expect([asked, compiled.answer(asked)]).toEqual([asked, reference.answer(asked)])
    }
}) // prettier-ignore

test('an age of questions ends, and nothing that was known in it is taken for known in the next', () => {
  const equals = (x: number) => [{ attribute: 'x', operator: 'equals', value: x }] as const
  const list = [
    policy({ id: 'first', priority: 3, statements: [{ when: equals(1) }] }),
    policy({ id: 'held', priority: 2, target: { roles: ['Keeper'] }, statements: [{ when: equals(2) }] }),
    policy({ id: 'watch', mode: 'report', priority: 9, statements: [{ when: equals(3) }] }),
    // So many of the role that what has it is found by its condition.
    ...[11, 12, 13, 14].map((x) => policy({ id: `more${x}`, target: { roles: ['Keeper'] }, statements: [{ when: equals(x) }] })),
  ]
  const added = policy({ id: 'later', priority: 4, statements: [{ when: equals(4) }] })
  const watching = policy({ id: 'watching', mode: 'report', priority: 9, statements: [{ when: equals(5) }] })
  const asked = [1, 2, 3, 4, 5, 6].map((x) => request({ subject: { ...nobody, roles: ['Keeper'] }, context: { x } }))
  asked.push(request({ subject: nobody, context: { x: 2 } }))
  const made = (few: number) => {
    const decider = deciderBy(compiledFrom(few), list, settings)
    return [decider, decider.with({ put: [added] }), decider.with({ put: [added, watching] })]
  }
  const asking = [
    (decider: Decider, one: AccessRequest) => decider.answer(one),
    (decider: Decider, one: AccessRequest) => decider.decide(one, { detail: 'trace', advice: false }),
  ]
  for (const ask of asking) {
    const expected = made(0).map((decider) => asked.map((one) => ask(decider, one)))
    for (const few of [0, mostFew])
      for (const before of asked)
        for (const [place, one] of asked.entries())
          for (const [index, decider] of made(few).entries()) {
            // Both have the same number, each in its age.
            countAsAsked(0)
            ask(decider, before)
            countAsAsked(mostGenerations)
            const age = presentAge()
            expect([before, one, ask(decider, one)]).toEqual([before, one, expected[index]?.[place]])
            expect(presentAge()).not.toBe(age)
          }
  }
}) // prettier-ignore

test('however many roles there are, and whoever names them', () => {
  const names = Array.from({ length: 150 }, (_, index) => `Role ${index}`)
  const rules = names.map((role, index) => policy({ id: `r${String(index).padStart(3, "0")}`, mode: 'report', target: { roles: [role] }, statements: [{}] }))
  const roles = names.map((name) => ({ name: `${name} of the settings`, permissions: ['safes.open'] }))
  for (const declared of [roles, []]) {
    const [compiled, reference] = both(rules, { ...settings, roles: declared })
    for (const role of ['Role 64', 'Role 0', 'Role 63', 'Role 149', 'Role 150', 'Role 149 of the settings'])
      for (const type of ['door', 'safe']) {
        const asked = request({ type, subject: { ...nobody, roles: [role, 'Role 70'] } })
        expect([role, compiled.decide(asked)]).toEqual([role, reference.decide(asked)])
      }
  }
}) // prettier-ignore

test('more kinds of questions than are kept', () => {
  const [compiled, reference] = both()
  const asked = [request({ id: '2' }), request(), request({ type: 'room' })]
  const before = asked.map((one) => compiled.answer(one))
  for (let number = 0; number < 1010; number += 1) compiled.answer(request({ action: `do-${number}` }))
  expect(asked.map((one) => compiled.answer(one))).toEqual(before)
  expect(before).toEqual(asked.map((one) => reference.answer(one)))
})

test('what no policy looks at is neither copied nor counted by an answer, though by a decision', () => {
  const [compiled, reference] = both()
  const lots = new Array<number>(limits.requestValues).fill(1)
  const asked = request({ id: '2', subject: nobody, context: { lots } })
  expect(compiled.answer(asked)).toEqual(reference.answer(request({ id: '2', subject: nobody })))
  expect(compiled.decide(asked).reason).toBe('malformed_request')
  // Roles and ancestors are looked at, up to the bound.
  const subject = { ...nobody, roles: new Array<string>(limits.requestValues).fill('Guest') }
  const ancestors = new Array<Resource>(limits.ancestors).fill({ type: 'shelf', id: '1' })
  const answers = [request({ subject }), requestFor({ subject: nobody, ancestors })].map((one) =>
    compiled.answer(one),
  )
  expect(answers.map(({ decided_by, reason }) => decided_by?.policy ?? reason)).toEqual([
    'proof',
    'allowed_by_default',
  ])
})

test('where the settings name no zone, the clock is that of UTC', () => {
  const hours = { attribute: 'time_of_day', operator: 'between', value: ['08:00', '09:00'] } as const
  const [compiled, reference] = both([policy({ statements: [{ when: [hours] }] })], { resourceTypes: settings.resourceTypes ?? {} })
  for (const time of ['2026-05-01T07:59:59Z', '2026-05-01T08:00:00Z', '2026-05-01T09:00:00Z'])
    expect([time, compiled.answer(request({ context: { time } }))]).toEqual([time, reference.answer(request({ context: { time } }))])
}) // prettier-ignore
