import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { policies, policy, request, requestAndLess } from '../test/arbitraries.ts'
import { settings } from '../test/asking.ts'
import { tries } from '../test/tries.ts'
import { canonicalJson } from './canonical-json.ts'
import { compile, load } from './compile.ts'
import type { AccessRequest, Decision, Obligation, Policy } from './model.ts'
import { obligationKinds } from './obligations.ts'
import { reaches } from './reaches.ts'
import { compileReference } from './reference/index.ts'

// A machine that does other things at the same time is given more.
vi.setConfig({ testTimeout: 120_000 })

const runs = { numRuns: tries(300) }

const shuffled = policies({ effects: ['deny', 'allow'] }).chain((list) => {
  const same = fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })
  return fc.tuple(fc.constant(list), same)
})

function ask(list: readonly Policy[], question: AccessRequest): Omit<Decision, 'revision'> {
  const { revision, ...decision } = compile(list, settings).decide(question)
  expect(revision).toHaveLength(64)
  return decision
}

describe('order', () => {
  test('the order in which policies are given changes nothing', () => {
    fc.assert(
      fc.property(shuffled, request, ([list, other], question) => {
        expect(ask(other, question)).toEqual(ask(list, question))
      }),
      { numRuns: tries(600) },
    )
  })

  // Position is the last tie-break, so who is named as decider, and the obligations it brings, may change.
  test('the order of the statements of a policy changes neither answer, reason nor advice', () => {
    fc.assert(
      fc.property(policies(), request, (list, question) => {
        const reversed = list.map((one) => ({ ...one, statements: one.statements?.toReversed() ?? [] }))
        const { decision, reason, advice, reported } = ask(list, question)
        expect(ask(reversed, question)).toMatchObject({ decision, reason, advice, reported })
      }),
      runs,
    )
  })

  test('a critical deny that takes part denies, whatever allows', () => {
    const stop: Policy = {
      id: 'stop',
      name: 'Stop',
      type: 'access',
      critical: true,
      priority: -5,
      statements: [
        { id: 's', label: 'Stop', effect: 'deny', when: [{ attribute: 'x', operator: 'equals', value: 1 }] },
      ],
    }
    fc.assert(
      fc.property(policies({ effects: ['allow'] }), request, (list, question) => {
        const isUnknownOrOne = question.context?.['x'] !== 2
        fc.pre(isUnknownOrOne)
        expect(ask([...list, stop], question).decision).toBe(false)
      }),
      runs,
    )
  })
})

describe('what does not decide', () => {
  test('a disabled policy equals a deleted one', () => {
    fc.assert(
      fc.property(policies(), request, ([first, ...rest], question) => {
        fc.pre(first !== undefined)
        const off = { ...first, enabled: false }
        expect(ask([off, ...rest], question)).toEqual(ask(rest, question))
      }),
      runs,
    )
  })

  test('a report-only policy never changes an answer, and says what it would have changed', () => {
    fc.assert(
      fc.property(policies(), request, ([first, ...rest], question) => {
        fc.pre(first !== undefined)
        const reporting = ask([{ ...first, enabled: true, mode: 'report' }, ...rest], question)
        const without = ask(rest, question)
        const enforcing = ask([{ ...first, enabled: true, mode: 'enforce' }, ...rest], question)
        const others = reporting.reported.filter(({ policy }) => policy !== first.id)
        expect({ ...reporting, reported: others }).toEqual(without)
        const own = reporting.reported.find(({ policy }) => policy === first.id)
        expect(own?.decision ?? without.decision).toBe(enforcing.decision)
      }),
      runs,
    )
  })

  test('an oblige never changes an answer', () => {
    fc.assert(
      fc.property(policies(), policy({ effects: ['oblige'] }), request, (list, duty, question) => {
        const { decision, reason, decided_by } = ask(list, question)
        const obliged = ask([...list, { ...duty, id: 'duty' }], question)
        expect([obliged.decision, obliged.reason, obliged.decided_by]).toEqual([decision, reason, decided_by])
      }),
      runs,
    )
  })

  test('a template by itself equals a deleted policy', () => {
    fc.assert(
      fc.property(policies(), request, ([first, ...rest], question) => {
        fc.pre(first !== undefined)
        expect(ask([{ ...first, template: true }, ...rest], question)).toEqual(ask(rest, question))
      }),
      runs,
    )
  })
})

describe('failing closed', () => {
  test('deleting or mistyping an attribute never turns a denial into a permit', () => {
    fc.assert(
      fc.property(policies({ exists: false }), requestAndLess, (list, [full, less]) => {
        if (!ask(list, full).decision) expect(ask(list, less).decision).toBe(false)
      }),
      { numRuns: tries(2000) },
    )
  })

  test('deleting or mistyping an attribute never drops an obligation from a permit that stays one', () => {
    fc.assert(
      fc.property(
        policies({ exists: false, effects: ['allow', 'allow', 'oblige'], obliging: true }),
        requestAndLess,
        (list, [full, less]) => {
          const [before, after] = [ask(list, full), ask(list, less)]
          if (!before.decision || !after.decision) return
          for (const due of before.obligations)
            expect(after.obligations.some((one) => isAtLeast(one, due))).toBe(true)
        },
      ),
      { numRuns: tries(2000) },
    )
  })

  test('adding a deny or an oblige never permits more', () => {
    fc.assert(
      fc.property(policies(), policy({ effects: ['deny', 'oblige'] }), request, (list, added, question) => {
        if (ask(list, question).decision) return
        expect(ask([...list, { ...added, id: 'added' }], question).decision).toBe(false)
      }),
      runs,
    )
  })

  test('adding an allow never denies more', () => {
    fc.assert(
      fc.property(policies(), policy({ effects: ['allow'] }), request, (list, added, question) => {
        if (!ask(list, question).decision) return
        expect(ask([...list, { ...added, id: 'added' }], question).decision).toBe(true)
      }),
      runs,
    )
  })
})

describe('advice', () => {
  test('what is advised, done, turns the answer; and nothing smaller would', () => {
    fc.assert(
      fc.property(policies(), request, (list, question) => {
        const { decision, advice } = ask(list, question)
        if (advice.length === 0) return
        expect(decision).toBe(false)
        const helped = advice.reduce(follow, question)
        expect(ask(list, helped).decision).toBe(true)
        if (advice.length > 1) {
          for (const one of advice) expect(ask(list, follow(question, one)).decision).toBe(false)
        }
      }),
      { numRuns: tries(1200) },
    )
  })
})

describe('content and doors', () => {
  test('the revision depends on the content alone', () => {
    fc.assert(
      fc.property(policies(), policy(), (list, other) => {
        const { revision } = compile(list, settings)
        const written = list.map((one) => ({
          template: false,
          ...upsideDown(one),
          revision: 7,
          updated_by: 'ann',
          updated_at: '2026-05-01T00:00:00Z',
        }))
        expect(compile(written.toReversed(), { zone: 'UTC', ...settings }).revision).toBe(revision)
        expect(compile([...list, { ...other, id: 'other' }], settings).revision).not.toBe(revision)
        expect(compile(list, { ...settings, zone: 'Asia/Tokyo' }).revision).not.toBe(revision)
      }),
      { numRuns: tries(100) },
    )
  })

  test('changing a decider equals compiling anew, and leaves the old one as it was', () => {
    fc.assert(
      fc.property(policies(), policies(), request, (list, put, question) => {
        const before = compile(list, settings)
        const answer = before.decide(question)
        const remove = list.slice(0, 1).map(({ id }) => id)
        const after = before.with({ put, remove })
        const kept = list.slice(1).filter(({ id }) => !put.some((one) => one.id === id))
        expect(after.decide(question)).toEqual(compile([...kept, ...put], settings).decide(question))
        expect(before.decide(question)).toEqual(answer)
        expect(before.with({}).revision).toBe(before.revision)
      }),
      runs,
    )
  })

  test('the compiled decider, and one loaded from its snapshot, equal the reference', () => {
    fc.assert(
      fc.property(policies(), request, (list, question) => {
        const { trace, ...rest } = compileReference(list, settings).decide(question, { detail: 'trace' })
        const reference = { ...rest, trace: trace?.filter(({ target }) => target !== 'false') }
        const decider = compile(list, settings)
        const loaded = load(
          JSON.parse(JSON.stringify(decider.snapshot())) as ReturnType<typeof decider.snapshot>,
        )
        expect(decider.decide(question, { detail: 'trace' })).toEqual(reference)
        expect(loaded.decide(question, { detail: 'trace' })).toEqual(reference)
      }),
      { numRuns: tries(150) },
    )
  })

  test('a trace changes nothing and shows who decided', () => {
    fc.assert(
      fc.property(policies(), request, (list, question) => {
        const decider = compile(list, settings)
        const { trace = [], ...decision } = decider.decide(question, { detail: 'trace' })
        expect(decider.decide(question)).toEqual(decision)
        const deciders = trace.filter(({ outcome }) => outcome === 'decided')
        expect(deciders.map(({ policy, statement }) => [policy, statement])).toEqual(
          decision.decided_by === undefined
            ? []
            : [[decision.decided_by.policy, decision.decided_by.statement]],
        )
      }),
      runs,
    )
  })

  test('a policy with a statement that might apply reaches the question', () => {
    fc.assert(
      fc.property(policies(), request, (list, question) => {
        const { trace = [] } = compile(list, settings).decide(question, { detail: 'trace' })
        for (const { policy: id } of trace.filter(({ target }) => target !== 'false')) {
          const meant = list.find((one) => one.id === id) ?? expect.fail()
          expect(
            reaches(meant, { type: question.resource.type, actions: [question.action.name] }, settings),
          ).toBe(true)
        }
      }),
      runs,
    )
  })
})

/** The same obligation, or by the table of merges a stricter one. */
function isAtLeast(one: Obligation, due: Obligation): boolean {
  if (one.id !== due.id) return false
  const merge = obligationKinds[one.id]?.merge ?? 'keep_distinct'
  if (merge === 'once') return true
  if (merge === 'keep_distinct') return canonicalJson(one.properties) === canonicalJson(due.properties)
  return Object.entries(merge).every(([member, which]) => {
    const [now, then] = [Number(one.properties[member]), Number(due.properties[member])]
    return which === 'min' ? now <= then : now >= then
  })
}

/** The request of somebody who did what was advised. */
function follow(question: AccessRequest, { id, properties }: Decision['advice'][number]): AccessRequest {
  const changes = {
    step_up: () => ({
      mfa_status: true,
      auth_age: 0,
      auth_methods: amrOf(String((properties['methods'] as string[])[0]), question),
    }),
    connect_tunnel: () => ({
      tunnel_status: 'encrypted',
      tunnel_protocol: 'wireguard',
      tunnel_identity: true,
    }),
    retry_after: () => ({ time: properties['time'] ?? null }),
  }
  return { ...question, context: { ...question.context, ...changes[id]() } }
}

function amrOf(method: string, { context = {} }: AccessRequest): string[] {
  const known = Array.isArray(context['auth_methods']) ? (context['auth_methods'] as string[]) : []
  return [
    ...known,
    ...(method === 'webauthn' ? ['hwk', 'user', 'mfa'] : method === 'totp' ? ['otp', 'mfa'] : []),
  ]
}

function upsideDown<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).toReversed()) as T
}
