import type { Answer, Decider, Policy } from '../model.ts'
import { PolicyError } from '../model.ts'
import { policiesAfter, requestAfter } from './change.ts'
import { keyOf } from './queue.ts'
import { candidatesOf, type Scene, type State } from './scene.ts'
import type { Way } from './tree.ts'

/** The two ways in which a policy is switched off. */
type Off = 'disabled' | 'report'

/** Asks the decider how it would answer after some changes, each question once and no more than so many. */
export class Trial {
  readonly #scene: Scene
  readonly #answers = new Map<string, Answer | undefined>()
  readonly #deciders = new Map<string, Decider | undefined>()
  readonly #most: number
  /** How many times the decider was asked. */
  asked = 0
  /** The answer that is looked for. */
  readonly wish: boolean

  constructor(scene: Scene, most: number) {
    this.#scene = scene
    this.#most = most
    this.wish = !scene.answer.decision
  }

  get isOver(): boolean {
    return this.asked >= this.#most
  }

  /**
   * Whether the changes turn the answer; in both of its ways where a policy is switched off. Undefined when it was not
   * asked before and can't be any more.
   */
  turns(way: Way): boolean | undefined {
    for (const off of way.some(isOff) ? (['disabled', 'report'] as const) : (['disabled'] as const)) {
      const decision = this.#answerAfter(way, off)?.decision
      if (decision !== this.wish) return this.#answers.has(keyIn(way, off)) ? false : undefined
    }
    return true
  }

  stateAfter(way: Way): State | undefined {
    const answer = this.#answerAfter(way, 'disabled')
    if (answer === undefined) return undefined
    const request = requestAfter(way, this.#scene.request)
    const put = this.policiesAfter(way)
    if (put.length === 0) return { ...this.#scene, request, answer }
    const policies = new Map(this.#scene.policies)
    for (const policy of put) policies.set(policy.id, policy)
    return { request, answer, policies, candidates: candidatesOf(policies.values()) }
  }

  policiesAfter(way: Way, off?: Off): Policy[] {
    return policiesAfter(way, this.#scene.policies, this.#scene.request.subject.id, off)
  }

  #answerAfter(way: Way, off: Off): Answer | undefined {
    const key = keyIn(way, off)
    if (this.#answers.has(key)) return this.#answers.get(key)
    if (this.isOver) return undefined
    this.asked += 1
    const answer = this.#deciderAfter(way, off)?.answer(requestAfter(way, this.#scene.request))
    this.#answers.set(key, answer)
    return answer
  }

  /** None when a policy could not be saved like that: an `unless` may already be as deep as it may. */
  #deciderAfter(way: Way, off: Off): Decider | undefined {
    const ofPolicies = way.filter(({ kind }) => kind === 'policy' || kind === 'exception')
    if (ofPolicies.length === 0) return this.#scene.decider
    const key = keyIn(ofPolicies, off)
    if (!this.#deciders.has(key)) this.#deciders.set(key, this.#compiled(ofPolicies, off))
    return this.#deciders.get(key)
  }

  #compiled(way: Way, off: Off): Decider | undefined {
    try {
      return this.#scene.decider.with({ put: this.policiesAfter(way, off) })
    } catch (error) {
      if (error instanceof PolicyError) return undefined
      throw error
    }
  }
}

function keyIn(way: Way, off: Off): string {
  return `${off}\n${keyOf(way)}`
}

function isOff(change: Way[number]): boolean {
  return change.kind === 'policy' && change.to === 'off'
}
