import type { AccessRequest, Answer, Decider, Decision, Policy, Settings } from '../model.ts'
import { reaches } from '../reaches.ts'
import { ancestorsOf, guardOf, takesPart } from '../reference/answer.ts'
import { momentsAfter } from '../reference/moments.ts'
import { type Question, questionOf } from '../reference/question.ts'
import { type Candidate, inEvaluationOrder } from '../reference/world.ts'
import { actionsStoodFor, resourceTypeOf } from '../resource-types.ts'

/** How things stand, at first or after some changes. */
export interface State {
  readonly request: AccessRequest
  readonly answer: Answer
  /** The policies that may mean what is asked, those switched off included; no change of a request makes another do so. */
  readonly policies: ReadonlyMap<string, Policy>
  /** The statements of those that decide, in evaluation order. */
  readonly candidates: readonly Candidate[]
}

/** What is explained, and all that stays the same while changes are tried. */
export interface Scene extends State {
  readonly decider: Decider
  readonly settings: Settings
  readonly decision: Decision
  /** The instants ahead at which passing time alone may change the answer. */
  readonly moments: readonly number[]
}

/** Where moments are looked for when the request says no time: from a Monday on. */
const someMonday = Date.UTC(2024, 0, 1)

export function sceneOf(decider: Decider, request: AccessRequest, decision: Decision): Scene {
  const { policies: list, settings } = decider.snapshot()
  const actions = actionsStoodFor(request.action.name, resourceTypeOf(request.resource.type, settings))
  // What refuses further up may mean the types of the ancestors alone.
  const types = new Set([request.resource, ...(request.resource.ancestors ?? [])].map(({ type }) => type))
  const mayMean = (policy: Policy) => [...types].some((type) => reaches(policy, { type, actions }, settings))
  const relevant = list.filter(mayMean)
  const question = questionOf(request, settings)
  const { time = someMonday } = question
  const moments = momentsAfter(time, question, inEvaluationOrder(relevant))
  return {
    decider,
    settings,
    decision,
    request,
    answer: decision,
    policies: new Map(relevant.map((policy) => [policy.id, policy])),
    candidates: candidatesOf(relevant),
    moments: question.time === undefined ? [time, ...moments] : moments,
  }
}

export function candidatesOf(policies: Iterable<Policy>): Candidate[] {
  return inEvaluationOrder([...policies].filter((policy) => !isIdle(policy)))
}

/** Switched off, or only watched. */
export function isIdle({ enabled, mode }: Policy): boolean {
  return enabled === false || mode === 'report'
}

/** The statement that decided; none where the baseline did. */
export function deciderIn({ answer, candidates }: State): Candidate | undefined {
  const { decided_by: by } = answer
  return candidates.find(({ policy, statement }) => policy.id === by?.policy && statement.id === by.statement)
}

/** Every leaf of every tree asks about the same few requests, each of them made for one explanation. */
const questions = new WeakMap<AccessRequest, Question>()

/** The question about the resource itself, 0, or about one of its ancestors. */
export function questionAt(place: number, request: AccessRequest, settings: Settings): Question {
  const question = questions.get(request) ?? questionOf(request, settings)
  questions.set(request, question)
  return place === 0 ? question : (ancestorsOf(question)[place - 1] ?? question)
}

/** Of a tree's ancestors, those that are looked at. */
const highest = 32

/**
 * Which place of a tree a denial comes from: 0 is the resource itself, 1 its nearest ancestor. It is where the
 * statement denied, or else where nothing allows.
 */
export function placeOfRefusal({ settings }: Scene, state: State): number {
  const { request, answer, candidates } = state
  if (answer.decision || questionAt(0, request, settings).type.tree !== true) return 0
  const decider = deciderIn(state)
  const allows = candidates.filter(({ statement }) => statement.effect === 'allow')
  const above = (request.resource.ancestors ?? []).slice(0, highest)
  const places = [0, ...above.map((_, index) => index + 1)]
  const refuses = (place: number) => {
    const question = questionAt(place, request, settings)
    if (decider !== undefined) return takesPart(guardOf(decider, question))
    return !allows.some((candidate) => takesPart(guardOf(candidate, question)))
  }
  return places.find(refuses) ?? 0
}
