import type { Wanted } from '../decider.ts'
import { byCodeUnits } from '../json.ts'
import type { AccessRequest, Advice, CandidateTrace, Decision, Reason, Settings } from '../model.ts'
import { adviceFor, isRelevant, timelessPlaces } from '../reference/advice.ts'
import { type Answer, ancestorsOf, type Guard, guardOf } from '../reference/answer.ts'
import { obligationsOf } from '../reference/obligations.ts'
import { type Question, questionOf } from '../reference/question.ts'
import { reportedBy } from '../reference/report-only.ts'
import { traceOf } from '../reference/trace.ts'
import { type Candidate, compareInOrder } from '../reference/world.ts'
import type { Facts } from './facts.ts'
import { type Judge, notGranted, unseen } from './judge.ts'
import type { Layers } from './layers.ts'

type Consequence = Pick<Decision, 'obligations' | 'advice' | 'reported' | 'trace'>

/** What follows from an answer: worked out by the reference's code, on the statements that can matter alone. */
export class Consequences {
  private readonly judge: Judge
  private readonly settings: Settings
  private readonly reporting: Layers

  constructor(judge: Judge, settings: Settings, reporting: Layers) {
    this.judge = judge
    this.settings = settings
    this.reporting = reporting
  }

  /** To be asked when the judge has just settled this request so. */
  of(request: AccessRequest, settled: number, { isTraced, isAdvised }: Wanted): Consequence {
    const answer = isTraced ? this.tracedAnswer(settled) : this.answerBy(settled, this.reporting.size > 0)
    const obligations = obligationsOf(answer)
    const isFinal = answer.isFinal === true
    return {
      obligations,
      // Each of these takes the request anew, for in a tree the judge may have settled something further up.
      reported: isFinal ? [] : this.reportedWith(request, answer),
      advice: answer.decision || !isAdvised ? [] : this.adviceFor(request, answer),
      ...(isTraced && { trace: isFinal ? [] : this.traceOf(request, answer) }),
    }
  }

  /** The answer as the reference has it, with those guards that may bring obligations. */
  private answerBy(settled: number, isNeeded: boolean): Answer {
    const { layers, facts, kind } = this.judge
    const { decision, reason, isFinal } = this.verdictOf(settled)
    if (isFinal) return { decision, reason, isFinal, guards: [] }
    const duties = guardsOf(layers.duties(facts, kind), facts)
    const candidate = layers.candidate(settled)
    // A decider that brings no obligation is of interest to the trace and to report-only policies alone.
    if (candidate === undefined || (candidate.statement.obligations === undefined && !isNeeded))
      return { decision, reason, guards: duties }
    const decider = guardOf(candidate, facts.question())
    return { decision, reason, decider, guards: [decider, ...duties] }
  }

  /** The same with every guard whose target may mean the question. */
  private tracedAnswer(settled: number): Answer {
    const { layers, facts, kind } = this.judge
    const { decision, reason, isFinal } = this.verdictOf(settled)
    if (isFinal) return { decision, reason, isFinal, guards: [] }
    const guards = guardsOf(layers.meant(facts, kind), facts)
    const statement = layers.candidate(settled)?.statement
    const decider = guards.find((guard) => guard.statement === statement)
    return { decision, reason, guards, ...(decider && { decider }) }
  }

  /** Its reason is no longer of interest: the answer tells it already. */
  private verdictOf(settled: number): { decision: boolean; reason: Reason; isFinal: boolean } {
    const decision = this.judge.isPermit(settled)
    const reason = decision ? 'allowed_by_policy' : 'denied_by_policy'
    return { decision, reason, isFinal: settled === notGranted || settled === unseen }
  }

  private traceOf(request: AccessRequest, answer: Answer): CandidateTrace[] {
    const kind = this.judge.take(request)
    if (kind === undefined) return []
    this.reporting.open()
    const { facts } = this.judge
    const reported = guardsOf(this.reporting.meant(facts, kind), facts)
    return traceOf(answer, reported)
  }

  private reportedWith(request: AccessRequest, answer: Answer): Decision['reported'] {
    if (this.reporting.size === 0) return []
    const kind = this.judge.take(request)
    if (kind === undefined) return []
    if (kind.type.tree === true) return this.reportedInTree(request, answer)
    this.reporting.open()
    const decider = answer.decider
    const reported = new Map<string, boolean>()
    for (const candidate of this.reporting.deciders(this.judge.facts, kind)) {
      const { id } = candidate.policy
      const isFirst = decider === undefined || compareInOrder(candidate, decider) < 0
      // Of each policy, the first that takes part would decide.
      if (isFirst && !reported.has(id)) reported.set(id, candidate.statement.effect === 'allow')
    }
    return [...reported]
      .filter(([, decision]) => decision !== answer.decision)
      .sort(([a], [b]) => byCodeUnits(a, b))
      .map(([policy, decision]) => ({ policy, decision }))
  }

  /** In a tree a policy may change the answer further up, so that each is asked about as the reference does. */
  private reportedInTree(request: AccessRequest, answer: Answer): Decision['reported'] {
    const question = questionOf(request, this.settings)
    const meant = new Set(this.meantAt([question, ...ancestorsOf(question)]))
    const enforced = [...this.judge.layers].filter((one) => meant.has(one) || one.policy.template === true)
    const reporting = [...new Set([...this.reporting].map(({ policy }) => policy))]
      .sort((a, b) => byCodeUnits(a.id, b.id)) // prettier-ignore
    return reportedBy(question, answer, { settings: this.settings, revision: '', enforced, reporting })
  }

  private adviceFor(request: AccessRequest, answer: Answer): Advice[] {
    const question = questionOf(request, this.settings)
    const timeless = timelessPlaces(question)
    const relevant = this.meantAt(timeless).filter((candidate) => isRelevant(candidate, timeless))
    const isPermitted = (other: Question) => {
      const settled = this.judge.settle(other.request)
      return settled !== undefined && this.judge.isPermit(settled)
    }
    return adviceFor(question, answer, { relevant, isPermitted })
  }

  /** Statements that may be meant at one of these places, the first of which is the resource itself. */
  private meantAt([here, ...above]: readonly Question[]): Candidate[] {
    const { judge } = this
    const kind = here && judge.take(here.request)
    if (kind === undefined) return []
    const meant = new Set(judge.layers.meant(judge.facts, kind))
    for (const place of above) {
      judge.about(place, kind)
      for (const candidate of judge.layers.meant(judge.facts, judge.kind)) meant.add(candidate)
    }
    return [...meant]
  }
}

/** The question as the reference has it is made where there is one to ask about alone. */
function guardsOf(candidates: readonly Candidate[], facts: Facts): Guard[] {
  return candidates.map((one) => guardOf(one, facts.question()))
}
