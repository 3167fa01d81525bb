import { readPath } from '../attribute-path.ts'
import { factorMethods } from '../factor-methods.ts'
import { isList, isString, textOf } from '../json.ts'
import { limits } from '../limits.ts'
import type { AccessRequest, Advice, JsonObject } from '../model.ts'
import { pathsRead } from '../policy-reads.ts'
import { proofContext, tunnelContext } from '../remedies.ts'
import { formatInstant } from '../time/instant.ts'
import { ancestorsOf, type Answer, takesPart } from './answer.ts'
import { momentsAfter } from './moments.ts'
import { type Question, questionWith } from './question.ts'
import { targetOf } from './target.ts'
import type { Candidate } from './world.ts'

type Kind = Advice['id']

/** By size, then in this order: the smallest set that helps is found first. */
const sets: readonly (readonly Kind[])[] = [
  ['step_up'],
  ['connect_tunnel'],
  ['retry_after'],
  ['step_up', 'connect_tunnel'],
  ['step_up', 'retry_after'],
  ['connect_tunnel', 'retry_after'],
  ['step_up', 'connect_tunnel', 'retry_after'],
]

/** What advice is looked for in. */
export interface Advisers {
  /** The statements that are relevant, by `isRelevant`. */
  readonly relevant: readonly Candidate[]
  readonly isPermitted: (question: Question) => boolean
}

/** The smallest set of changes within the subject's reach that together turn a denial, verified by asking again. */
export function adviceFor(
  question: Question,
  answer: Answer,
  { relevant, isPermitted: ask }: Advisers,
): Advice[] {
  let asksLeft: number = limits.adviceAsks
  const read = pathsReadBy(question, relevant)
  const lean = withoutUnread(question, read)
  const isPermitted = (changes: JsonObject) => {
    asksLeft -= 1
    return asksLeft >= 0 && ask(questionWith(lean, changes))
  }
  const methods = methodsOf(answer)
  const moments = question.time === undefined ? [] : momentsAfter(question.time, question, relevant)

  const isOfUse = usesOf(read)
  for (const set of sets.filter((kinds) => kinds.every(isOfUse))) {
    const times = set.includes('retry_after') ? moments.map(formatInstant) : [undefined]
    for (const time of times) {
      const change = {
        ...(set.includes('connect_tunnel') ? tunnelContext : {}),
        ...(time === undefined ? {} : { time }),
      }
      const proofs = set.includes('step_up')
        ? methods.filter((method) => isPermitted({ ...change, ...proved(method, question.request) }))
        : []
      const helps = set.includes('step_up') ? proofs.length > 0 : isPermitted(change)
      if (helps) return set.map((id) => adviceOf(id, proofs, time))
    }
  }
  return []
}

/** Of a target only dates depend on the context, so without a clock it is false for what no advice brings into play. */
export function isRelevant({ policy, statement }: Candidate, timeless: readonly Question[]): boolean {
  return timeless.some((place) => targetOf(policy, statement, place).truth !== 'false')
}

/** The question without a clock, about the resource itself and what stands above it. */
export function timelessPlaces(question: Question): Question[] {
  const timeless = questionWith(question, { time: null })
  return question.type.tree === true ? [timeless, ...ancestorsOf(timeless)] : [timeless]
}

function pathsReadBy({ grants }: Question, relevant: readonly Candidate[]): ReadonlySet<string> {
  const scopes = grants.list.map(({ scope }) => ({ when: scope.when ?? [] }))
  return new Set([...relevant.map(({ statement }) => statement), ...scopes].flatMap(pathsRead))
}

/** Each time it is asked the context is copied, so what nobody reads of it is left out: it may be thousands of members. */
function withoutUnread(question: Question, read: ReadonlySet<string>): Question {
  const names = new Set([...read].map((path) => path.split('.')).filter(([root]) => root === 'context').map(([, name]) => name))
  const members = Object.entries(question.request.context ?? {}).filter(([name]) => name === 'time' || names.has(name))
  return { ...question, request: { ...question.request, context: Object.fromEntries(members) } }
} // prettier-ignore

/** A change of what nobody reads can't be part of the smallest set. */
function usesOf(read: ReadonlySet<string>): (kind: Kind) => boolean {
  const changed = { step_up: Object.keys(proofContext('', [])), connect_tunnel: Object.keys(tunnelContext) }
  return (kind) => kind === 'retry_after' || changed[kind].some((name) => read.has(`context.${name}`))
}

function adviceOf(id: Kind, methods: readonly string[], time: string | undefined): Advice {
  if (id === 'step_up') return { id, properties: { methods } }
  return { id, properties: id === 'retry_after' ? { time: time ?? '' } : {} }
}

/** Those of the `factor` obligations that take part, whatever their outcome, by rank; else every method there is. */
function methodsOf({ guards }: Answer): string[] {
  const ranked = guards
    .filter((guard) => guard.statement.effect === 'oblige' && takesPart(guard))
    .flatMap(({ statement }) => statement.obligations ?? [])
    .filter(({ id }) => id === 'factor')
    .map(({ properties }) => ({ method: textOf(properties['method']), rank: Number(properties['rank']) }))
    .sort((a, b) => a.rank - b.rank || (a.method < b.method ? -1 : 1))
    .map(({ method }) => method)
  return ranked.length > 0 ? [...new Set(ranked)] : Object.keys(factorMethods)
}

/** The context as it would be had the subject just proved a factor. */
function proved(method: string, request: AccessRequest): JsonObject {
  const before = readPath(request, 'context.auth_methods')
  return proofContext(method, isList(before) ? before.filter(isString) : [])
}
