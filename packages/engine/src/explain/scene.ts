import type { AccessRequest, Decider, Policy, Settings } from '../model.ts'
import { reaches } from '../reaches.ts'
import { ancestorsOf } from '../reference/answer.ts'
import { momentsAfter } from '../reference/moments.ts'
import { type Question, questionOf } from '../reference/question.ts'
import { actionsStoodFor, resourceTypeOf } from '../resource-types.ts'
import { inEvaluationOrder } from '../reference/world.ts'

/** What stays the same while changes are tried. */
export interface Scene {
  readonly decider: Decider
  readonly settings: Settings
  readonly request: AccessRequest
  readonly policies: ReadonlyMap<string, Policy>
  /** The policies that may mean what is asked; no change of a request makes another do so. */
  readonly relevant: ReadonlySet<string>
  /** The instants ahead at which passing time alone may change the answer. */
  readonly moments: readonly number[]
}

/** Where a search for moments begins when the request says no time: a Monday. */
const someMonday = Date.UTC(2024, 0, 1)

export function sceneOf(decider: Decider, request: AccessRequest): Scene {
  const { policies: list, settings } = decider.snapshot()
  const actions = actionsStoodFor(request.action.name, resourceTypeOf(request.resource.type, settings))
  // What refuses further up may mean the types of the ancestors alone.
  const types = new Set([request.resource, ...(request.resource.ancestors ?? [])].map(({ type }) => type))
  const isRelevant = (policy: Policy) =>
    [...types].some((type) => reaches(policy, { type, actions }, settings))
  const relevant = list.filter(isRelevant)
  const question = questionOf(request, settings)
  const from = question.time ?? someMonday
  return {
    decider,
    settings,
    request,
    policies: new Map(list.map((policy) => [policy.id, policy])),
    relevant: new Set(relevant.map(({ id }) => id)),
    moments: [
      ...(question.time === undefined ? [from] : []),
      ...momentsAfter(from, question, inEvaluationOrder(relevant)),
    ],
  }
}

/** The question about the resource itself, 0, or about one of its ancestors. */
export function questionAt(place: number, request: AccessRequest, settings: Settings): Question {
  const question = questionOf(request, settings)
  return place === 0 ? question : (ancestorsOf(question)[place - 1] ?? question)
}
