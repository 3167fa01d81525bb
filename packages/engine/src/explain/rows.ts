import type { AccessRequest, CandidateTrace, Decision, Policy } from '../model.ts'
import { guardOf, takesPart } from '../reference/answer.ts'
import type { Candidate } from '../reference/world.ts'
import { questionAt, type Scene } from './scene.ts'

/** How things stand after some changes. */
export interface State {
  readonly request: AccessRequest
  readonly policies: ReadonlyMap<string, Policy>
  /** With its trace. */
  readonly decision: Decision
}

/** A statement that may mean the question, and what became of it. */
export interface Row extends Candidate {
  readonly trace: CandidateTrace
}

/** What the trace has of the policies that may mean the question, in evaluation order. */
export function rowsOf({ relevant }: Scene, { decision, policies }: State): Row[] {
  return (decision.trace ?? []).flatMap((trace): Row[] => {
    if (!relevant.has(trace.policy) || trace.outcome === 'report_only') return []
    const policy = policies.get(trace.policy)
    const statement = policy?.statements?.find(({ id }) => id === trace.statement)
    return policy === undefined || statement === undefined ? [] : [{ policy, statement, trace }]
  })
}

/** Of a tree's ancestors, those that are looked at. */
const highest = 32

/**
 * Which place of a tree the trace tells of: 0 is the resource itself, 1 its nearest ancestor. It is where the statement
 * denied, or else where nothing allows.
 */
export function placeOfRefusal(
  { settings }: Scene,
  { request, decision }: State,
  rows: readonly Row[],
): number {
  const isTree = questionAt(0, request, settings).type.tree === true
  if (decision.decision || !isTree) return 0
  const decider = rows.find(({ trace }) => trace.outcome === 'decided')
  const allows = rows.filter(({ statement }) => statement.effect === 'allow')
  const above = (request.resource.ancestors ?? []).slice(0, highest)
  const places = [0, ...above.map((_, index) => index + 1)]
  const refuses = (place: number) => {
    const question = questionAt(place, request, settings)
    if (decider !== undefined) return takesPart(guardOf(decider, question))
    return !allows.some((row) => takesPart(guardOf(row, question)))
  }
  return places.find(refuses) ?? 0
}
