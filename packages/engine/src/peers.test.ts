import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { casbinOf } from '../test/peers/casbin.ts'
import { cedarOf } from '../test/peers/cedar.ts'
import { type Reach, resourceEntries, settings, world, type World } from '../test/peers/subset.ts'
import { compile } from './compile.ts'
import type { AccessRequest, Condition, Decision, Policy } from './model.ts'

/** Where casbin and Cedar can say the same, they decide the same. `npm run fuzz` asks 25 times as many questions. */
const times = Math.max(1, Math.round(Number(process.env['FUZZ'] ?? 0) / 320))
const options = { numRuns: 100 * times }
const timeout = 0
const patterns = [...resourceEntries, 'doc:<[ab]1>', 'box:<b[12]|a1>']

describe('asked the same of the same policies', () => {
  test('casbin says the same where a deny beats every allow', { timeout }, async () => {
    const reach: Reach = { addresses: 'IPv4', resources: patterns, order: 'denials' }
    const tally = new Tally()
    const holds = async (one: World) => {
      const [decider, peer] = [compile(one.policies, settings), await casbinOf(one, reach.order)]
      for (const request of one.requests) {
        const { decision } = tally.counted(decider.decide(request, { advice: false }))
        same(one, request, decision, peer(request).decision)
      }
    }
    await fc.assert(fc.asyncProperty(world(reach, 60), holds), options)
    tally.expectFair()
  })

  test('casbin says the same, by the same policy, where priorities differ', { timeout }, async () => {
    const reach: Reach = { addresses: 'IPv4', resources: patterns, order: 'priorities' }
    const tally = new Tally()
    const holds = async (one: World) => {
      const [decider, peer] = [compile(one.policies, settings), await casbinOf(one, reach.order)]
      for (const request of one.requests) {
        const { decision, decided_by: by } = tally.counted(decider.decide(request, { advice: false }))
        same(one, request, { decision, policy: by?.policy }, peer(request))
      }
    }
    await fc.assert(fc.asyncProperty(world(reach, 60), holds), options)
    tally.expectFair()
  })

  test('Cedar says the same, for one of the same reasons', { timeout }, () => {
    const reach: Reach = { addresses: 'both', resources: resourceEntries, order: 'denials' }
    const tally = new Tally()
    const holds = (one: World) => {
      const [decider, peer] = [compile(one.policies, settings), cedarOf(one.policies)]
      for (const request of one.requests) {
        const { decision, decided_by: by } = tally.counted(decider.decide(request, { advice: false }))
        const theirs = peer(request)
        // Cedar names everybody who decided, we name the first.
        const statement = by && `${by.policy}/${by.statement}`
        const reasons = theirs.reasons.filter((reason) => reason === statement).slice(0, 1)
        const isByNobody = statement === undefined && theirs.reasons.length === 0
        same(
          one,
          request,
          { decision, reasons: isByNobody ? [] : [statement], skipped: [] },
          { ...theirs, reasons },
        )
      }
    }
    fc.assert(fc.property(world(reach, 60), holds), options)
    tally.expectFair()
  })
})

describe('where an attribute is missing', () => {
  const always = ['doc:<.*>']
  const allow = { id: 'a', label: 'All may', effect: 'allow', resources: always } as const
  const risky: Condition = { attribute: 'risk', operator: 'greater_than', value: 5 }
  const proved: Condition = { attribute: 'mfa_status', operator: 'equals', value: true }
  const request = (context: NonNullable<AccessRequest['context']>): AccessRequest => ({
    subject: { type: 'user', id: 'ann', properties: { roles: [], groups: [], level: 1 } },
    action: { name: 'open' },
    resource: { type: 'doc', id: 'a1', properties: { owner: 'bob', level: 1 } },
    context,
  })
  const guarded = (parts: { when: [Condition] } | { unless: [Condition] }): Policy[] => [
    { id: 'p', name: 'P', type: 'access', statements: [allow, { id: 'd', label: 'Not so', effect: 'deny', resources: always, ...parts }] },
  ] // prettier-ignore

  test.each([
    { forbids: 'what is risky', policies: guarded({ when: [risky] }), stopped: { risk: 6 }, unknown: 'context.risk' },
    { forbids: 'whoever proved nothing', policies: guarded({ unless: [proved] }), stopped: { mfa_status: false }, unknown: 'context.mfa_status' },
  ])('Cedar skips a forbid of $forbids and permits; we deny, and say what is unknown', ({ policies, stopped, unknown }) => {
    const [decider, peer] = [compile(policies, settings), cedarOf(policies)]
    expect(decider.decide(request(stopped)).decision).toBe(false)
    expect(peer(request(stopped))).toEqual({ decision: false, reasons: ['p/d'], skipped: [] })

    expect(peer(request({}))).toEqual({ decision: true, reasons: ['p/a'], skipped: ['p/d'] })
    const decision = decider.decide(request({}))
    expect(decision).toMatchObject({ decision: false, reason: 'denied_by_policy' })
    expect(decision.decided_by).toMatchObject({ policy: 'p', statement: 'd', unknown: [unknown] })
  }) // prettier-ignore

  test('casbin takes what is missing for false and permits; we deny, and say what is unknown', async () => {
    const policies = guarded({ when: [risky] })
    const decider = compile(policies, settings)
    const peer = await casbinOf({ policies, people: [], requests: [] }, 'denials')
    expect(decider.decide(request({ risk: 6 })).decision).toBe(false)
    expect(peer(request({ risk: 6 })).decision).toBe(false)

    expect(peer(request({})).decision).toBe(true)
    expect(decider.decide(request({})).decided_by?.unknown).toEqual(['context.risk'])
  })
})

/** Nearly everything random is denied because nobody allows it: that would prove nothing. */
class Tally {
  private asked = 0
  private permitted = 0
  private refused = 0

  counted(decision: Decision): Decision {
    this.asked += 1
    this.permitted += Number(decision.decision)
    this.refused += Number(decision.reason === 'denied_by_policy')
    return decision
  }

  expectFair(): void {
    expect(this.asked).toBeGreaterThan(2_000 * times)
    expect(this.permitted / this.asked).toBeGreaterThan(0.25)
    expect(this.refused / this.asked).toBeGreaterThan(0.1)
  }
}

/** The same answer; if not, the policies, the people, the question and both answers are shown. */
function same({ policies, people }: World, request: AccessRequest, ours: unknown, theirs: unknown): void {
  if (JSON.stringify(ours) === JSON.stringify(theirs)) return
  expect(ours, JSON.stringify({ policies, people, request, ours, theirs }, undefined, 1)).toEqual(theirs)
}
