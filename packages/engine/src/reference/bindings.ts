import type { Binding, Policy, Resource } from '../model.ts'
import { all, any, no, outcome, type Outcome, yes } from '../truth.ts'
import { inForce } from './grants.ts'
import type { Question } from './question.ts'
import { matchSubject } from './stands-for.ts'

/**
 * Whether a binding applies this policy to the subject here: on the resource itself or on anything above it. A policy
 * that is no template applies by itself.
 */
export function boundTo(policy: Policy, question: Question): Outcome {
  if (policy.template !== true) return yes
  const bindings = (question.settings.bindings ?? []).filter((binding) => binding.policy === policy.id)
  return any(bindings.map((binding) => covers(binding, question)))
}

/** Whether any binding of any template is the subject's and covers this place. */
export function isCovered(question: Question, templates: ReadonlySet<string>): boolean {
  const bindings = (question.settings.bindings ?? []).filter(({ policy }) => templates.has(policy))
  return any(bindings.map((binding) => covers(binding, question))).truth !== 'false'
}

/** Whether a binding is the subject’s and covers this place. */
export function covers(binding: Binding, question: Question): Outcome {
  if (binding.enabled === false) return no
  const { request, type, time, subject } = question
  const places =
    type.tree === true ? [request.resource, ...(request.resource.ancestors ?? [])] : [request.resource]
  if (!places.some((place) => isNamed(binding.resource, place))) return no
  return all([outcome(inForce(binding, time), 'context.time'), matchSubject(binding.subject, subject)])
}

/** A binding names one resource exactly, or by its bare type all of that type. */
function isNamed(name: string, { type, id }: Resource): boolean {
  return name === type || name === `${type}:${id}`
}
