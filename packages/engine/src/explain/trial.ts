import type { Decider, Decision, Policy } from '../model.ts'
import { PolicyError } from '../model.ts'
import { policiesAfter, requestAfter } from './change.ts'
import { keyOf } from './queue.ts'
import type { State } from './rows.ts'
import type { Scene } from './scene.ts'
import type { Way } from './tree.ts'

/** Asks the decider how it would answer after some changes, each question once and no more than so many. */
export class Trial {
  readonly #scene: Scene
  readonly #answers = new Map<string, boolean>()
  readonly #deciders = new Map<string, Decider | undefined>()
  readonly #most: number
  asked = 0
  /** The answer that is looked for. */
  readonly wish: boolean

  constructor(scene: Scene, wish: boolean, most: number) {
    this.#scene = scene
    this.#most = most
    this.wish = wish
  }

  get isOver(): boolean {
    return this.asked >= this.#most
  }

  /** Whether the changes turn the answer; in both of its ways where a policy is switched off. */
  turns(way: Way): boolean {
    const key = keyOf(way)
    const known = this.#answers.get(key)
    if (known !== undefined) return known
    const variants = way.some(isOff) ? (['disabled', 'report'] as const) : (['disabled'] as const)
    const does = variants.every((off) => this.#ask(way, off)?.decision === this.wish)
    if (!this.isOver || does) this.#answers.set(key, does)
    return does
  }

  stateAfter(way: Way): State | undefined {
    const decision = this.#ask(way, 'disabled', 'trace')
    if (decision === undefined) return undefined
    const put = this.policiesAfter(way)
    const policies = put.length === 0 ? this.#scene.policies : new Map(this.#scene.policies)
    if (policies instanceof Map) for (const policy of put) policies.set(policy.id, policy)
    return { request: requestAfter(way, this.#scene.request), policies, decision }
  }

  policiesAfter(way: Way, off?: 'disabled' | 'report'): Policy[] {
    return policiesAfter(way, this.#scene.policies, this.#scene.request.subject.id, off)
  }

  #ask(way: Way, off: 'disabled' | 'report', detail: 'reason' | 'trace' = 'reason'): Decision | undefined {
    if (this.isOver) return undefined
    this.asked += 1
    return this.#deciderAfter(way, off)?.decide(requestAfter(way, this.#scene.request), { detail })
  }

  /** None when a policy could not be saved like that: an `unless` may already be as deep as it may. */
  #deciderAfter(way: Way, off: 'disabled' | 'report'): Decider | undefined {
    const ofPolicies = way.filter(({ kind }) => kind === 'policy' || kind === 'exception')
    if (ofPolicies.length === 0) return this.#scene.decider
    const key = `${off} ${keyOf(ofPolicies)}`
    if (!this.#deciders.has(key)) this.#deciders.set(key, this.#compiled(ofPolicies, off))
    return this.#deciders.get(key)
  }

  #compiled(way: Way, off: 'disabled' | 'report'): Decider | undefined {
    try {
      return this.#scene.decider.with({ put: this.policiesAfter(way, off) })
    } catch (error) {
      if (error instanceof PolicyError) return undefined
      throw error
    }
  }
}

function isOff(change: Way[number]): boolean {
  return change.kind === 'policy' && change.to === 'off'
}
