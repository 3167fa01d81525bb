import { limits } from '../limits.ts'
import type { AccessRequest, Decider, Decision } from '../model.ts'
import { readRequest } from '../request.ts'
import { changeInWords } from './change-words.ts'
import { type ForAdministrator, forAdministrator } from './for-administrator.ts'
import { type ForSubject, forSubject, type Telling } from './for-subject.ts'
import { type Scene, sceneOf } from './scene.ts'
import { type Found, search, type Turn } from './search.ts'
import type { ExplanationWords } from './words.ts'

/** In which words to explain, on whose clock, and how far to search. */
export interface ExplainOptions {
  /** The language: `inEnglish` or `inSpanish`, or another table of this shape. */
  readonly words: ExplanationWords
  /** IANA zone on whose clock times are said; that of the settings when absent. */
  readonly zone?: string
  /** Whom a refused person can ask: “the service desk, extension 12”. */
  readonly whom?: string
  /** How many times the decider may be asked again; 300 when absent, 0 for no suggestions. */
  readonly asks?: number
}

/** A set of changes that turns the answer, tried by asking again; without any one of them it does not. */
export interface Suggestion extends Turn {
  /** “It would be permitted after signing in with a security key.” */
  readonly sentence: string
}

/** The suggestions of an explanation, and how thoroughly they were looked for. */
export interface SmallestChanges extends Omit<Found, 'turns'> {
  /** Fewest changes first, then those within nearest reach. */
  readonly suggestions: readonly Suggestion[]
  /** The first suggestion; or that none was found, and whether the search was cut short. */
  readonly sentence: string
}

/** Why an answer is what it is, told to each who may know. */
export interface Explanation {
  /** The answer with its trace: every candidate, each condition, the values seen. */
  readonly decision: Decision
  readonly forSubject: ForSubject
  readonly forAdministrator: ForAdministrator
  readonly smallestChanges: SmallestChanges
}

/**
 * Why the answer is what it is, and what would turn it. It looks at the decider only through `decide`, `answer`, `with`
 * and `snapshot`, so it explains every decider alike. Never throws on a request, and asks no more often than it is allowed.
 *
 * @example
 * const { forSubject } = explain(decider, request, { words: inEnglish })
 */
export function explain(decider: Decider, request: AccessRequest, options: ExplainOptions): Explanation {
  // Read once: what looks different at every glance is explained as it was at the first.
  const plain = readRequest(request)
  const decision = decider.decide(plain ?? request, { detail: 'trace' })
  const { words, zone = decider.snapshot().settings.zone ?? 'UTC', whom, asks = limits.explainAsks } = options
  const telling: Telling = { words, zone, ...(whom === undefined ? {} : { whom }) }
  const told = { decision, forSubject: forSubject(plain, decision, telling) }
  if (plain === undefined) return { ...told, ...malformed(words) }
  const scene = sceneOf(decider, plain, decision)
  return {
    ...told,
    forAdministrator: forAdministrator(scene, words),
    smallestChanges: inWords(search(scene, asks), !decision.decision, scene, telling),
  }
}

function malformed(words: ExplanationWords): Pick<Explanation, 'forAdministrator' | 'smallestChanges'> {
  const sentence = `${words.baseline.malformed_request('', '')}.`
  return {
    forAdministrator: {
      sentence,
      conditions: [],
      baseline: sentence,
      overrode: [],
      missed: [],
      reported: [],
    },
    smallestChanges: { suggestions: [], isExhaustive: true, asked: 0, sentence: words.nothing(true, true) },
  }
}

function inWords(
  { turns, ...found }: Found,
  wish: boolean,
  { request, policies }: Scene,
  telling: Telling,
): SmallestChanges {
  const { words } = telling
  const suggestions = turns.map((turn): Suggestion => {
    const changes = turn.changes.map((change) => changeInWords(change, request, policies, telling))
    return { ...turn, sentence: words.would(wish, words.and(changes)) }
  })
  return {
    ...found,
    suggestions,
    sentence: suggestions[0]?.sentence ?? words.nothing(wish, found.isExhaustive),
  }
}
