import type { CandidateTrace, ConditionTrace, DecidingStatement, Decision, Policy, Truth } from '../model.ts'
import { baselineOf } from '../reference/baseline.ts'
import type { Candidate } from '../reference/world.ts'
import { readingOf } from './clause.ts'
import { placeOfRefusal, questionAt, type Scene } from './scene.ts'
import { clauseInWords, shown, valueInWords } from './shown.ts'
import type { ExplanationWords, Rule } from './words.ts'

/** What whoever writes policies reads: all of it, with the values seen. */
export interface ForAdministrator {
  /** What decided, and the conditions because of which it did. */
  readonly sentence: string
  /** The statement that decided; absent where the baseline did. */
  readonly decidedBy?: DecidingStatement
  /** The conditions because of which the statement took part, each with the value seen. */
  readonly conditions: readonly string[]
  /** The attributes that were missing or of no use, and what that led to. */
  readonly unknown?: string
  /** What stands where no policy decides. */
  readonly baseline: string
  /** Statements that came after and would have decided otherwise. */
  readonly overrode: readonly string[]
  /** Where it is denied: statements that mean this request and would have allowed it. */
  readonly missed: readonly string[]
  /** Report-only policies with which the answer would be another. */
  readonly reported: readonly string[]
}

const most = 5

export function forAdministrator(scene: Scene, words: ExplanationWords): ForAdministrator {
  const { decision } = scene
  const rows = rowsOf(scene)
  const decider = rows.find(({ trace }) => trace.outcome === 'decided')
  const telling = { scene, words, place: placeOfRefusal(scene, scene) }
  const conditions = decider === undefined ? [] : conditionsOf(decider, telling)
  const { decided_by: decidedBy, reported } = decision
  return {
    sentence: sentenceOf(decision, decider, conditions, telling),
    ...(decidedBy === undefined ? {} : { decidedBy }),
    conditions,
    ...(decidedBy?.unknown === undefined
      ? {}
      : { unknown: words.unknown(words.and(decidedBy.unknown.map(shown)), decidedBy.effect) }),
    baseline: baselineSentence(decision, telling),
    overrode: rows
      .filter((row) => isOverridden(row, decision))
      .slice(0, most)
      .map((row) => words.overrode(ruleOf(row), row.statement.effect)),
    missed: decision.decision ? [] : missedOf(rows, decider, telling),
    reported: reported
      .slice(0, most)
      .map((one) => words.reported(nameOf(one.policy, scene.policies), one.decision)),
  }
}

/** A statement, and what became of it. */
interface Row extends Candidate {
  readonly trace: CandidateTrace
}

/** What the trace has of the policies that may mean the question, in evaluation order. */
function rowsOf({ candidates, decision }: Scene): Row[] {
  const keyOf = (policy: string, statement: string) => `${policy} ${statement}`
  const known = new Map(candidates.map((one) => [keyOf(one.policy.id, one.statement.id), one]))
  return (decision.trace ?? []).flatMap((trace) => {
    const candidate = known.get(keyOf(trace.policy, trace.statement))
    return candidate === undefined ? [] : [{ ...candidate, trace }]
  })
}

interface Telling {
  readonly scene: Scene
  readonly words: ExplanationWords
  readonly place: number
}

function sentenceOf(
  decision: Decision,
  decider: Row | undefined,
  conditions: readonly string[],
  telling: Telling,
): string {
  const { words } = telling
  if (decider === undefined) return `${baselineReason(decision, telling)}.`
  const because = conditions.length === 0 ? words.unconditional : words.and(conditions)
  return `${words.decided(decider.statement.effect, ruleOf(decider))}: ${because}.`
}

function baselineSentence(decision: Decision, telling: Telling): string {
  if (decision.decided_by === undefined) return `${baselineReason(decision, telling)}.`
  const { request, settings } = telling.scene
  return telling.words.without(baselineOf(questionAt(0, request, settings)).decision)
}

function baselineReason({ reason }: Decision, { scene: { request, settings }, words }: Telling): string {
  const { type } = questionAt(0, request, settings)
  const permission = shown(`${type.collection}.${request.action.name}`)
  // A tree is refused by a policy further up, which the trace has without its being this question's decider.
  const known = reason === 'allowed_by_policy' || reason === 'denied_by_policy' ? 'denied_by_default' : reason
  return words.baseline[known](permission, shown(request.resource.type))
}

function isOverridden({ trace, statement }: Row, { decision }: Decision): boolean {
  return trace.outcome === 'after_the_decision' && statement.effect === (decision ? 'deny' : 'allow')
}

function missedOf(rows: readonly Row[], decider: Row | undefined, telling: Telling): string[] {
  const before = decider === undefined ? rows : rows.slice(0, rows.indexOf(decider))
  return before
    .filter(({ statement, trace }) => statement.effect === 'allow' && trace.target !== 'false')
    .slice(0, most)
    .map((row) => telling.words.missed(ruleOf(row), becauseOf(row, telling)))
}

function becauseOf(row: Row, telling: Telling): string {
  const conditions = conditionsOf(row, telling)
  return conditions.length === 0 ? telling.words.unclear : telling.words.and(conditions)
}

/** The conditions that made the guard what it is, said with the values seen. */
function conditionsOf(row: Row, telling: Telling): string[] {
  const { when, unless, truth } = row.trace
  const decisive = [...when, negated(unless)].filter((one) => one.truth === truth).flatMap(decisiveIn)
  return [...new Set(decisive.map((one) => sawIn(one, telling)))]
}

/** `unless` as the one condition that it is. */
function negated(unless: readonly ConditionTrace[]): ConditionTrace {
  const truths = unless.map(({ truth }) => truth)
  const all = truths.includes('false') ? 'false' : truths.includes('unknown') ? 'unknown' : 'true'
  const opposite: { readonly [truth in Truth]: Truth } = { true: 'false', false: 'true', unknown: 'unknown' }
  const inner: ConditionTrace = {
    condition: { all: unless.map(({ condition }) => condition) },
    truth: all,
    children: unless,
  }
  return { condition: { not: inner.condition }, truth: opposite[all], children: [inner] }
}

/** The leaves without which it would have come to something else. */
function decisiveIn(trace: ConditionTrace): ConditionTrace[] {
  const { children, condition, truth } = trace
  if (children === undefined) return [trace]
  if ('not' in condition) return children.flatMap(decisiveIn)
  return children.filter((child) => child.truth === truth).flatMap(decisiveIn)
}

function sawIn({ condition, truth, value }: ConditionTrace, { scene, words, place }: Telling): string {
  if (!('attribute' in condition || 'type' in condition)) return words.unclear
  const { path, clause } = readingOf(condition, questionAt(place, scene.request, scene.settings))
  const isOfAncestor = place > 0 && path.startsWith('resource.')
  const name = isOfAncestor ? words.ancestor(shown(path), place) : shown(path)
  if (value === undefined) return words.saw(name, undefined, undefined)
  const holds = truth === 'false' ? !clause.holds : clause.holds
  const said = clauseInWords(truth === 'unknown' ? { ...clause, holds: false } : { ...clause, holds }, words)
  const text = valueInWords(value)
  return words.saw(name, text, said === text ? undefined : said)
}

export function ruleOf({ policy, statement }: Pick<Row, 'policy' | 'statement'>): Rule {
  return { label: shown(statement.label), policy: shown(policy.name) }
}

export function nameOf(id: string, policies: ReadonlyMap<string, Policy>): string {
  return shown(policies.get(id)?.name ?? id)
}
