import { readPath } from '../attribute-path.ts'
import { isList, isString, textOf } from '../json.ts'
import type { AccessRequest, Advice, Decision } from '../model.ts'
import { appointment, shown } from './shown.ts'
import type { ExplanationWords } from './words.ts'

/** What the person who asked may read: the rule's own words and what would help, nothing of its internals. */
export interface ForSubject {
  /** “You asked to sign in.” */
  readonly asked: string
  /** The answer and the kind of reason. */
  readonly answer: string
  /** The label of the statement that denied. */
  readonly rule?: string
  /** What the person can do; all of it together turns the answer. Empty when there is nothing. */
  readonly helps: readonly string[]
  /** Whom to ask. */
  readonly whom?: string
}

export interface Telling {
  readonly words: ExplanationWords
  /** On whose clock times are said. */
  readonly zone: string
  readonly whom?: string
}

/** Sees the request, the reason, the label and the advice; the rest of the rule is out of its sight. */
export function forSubject(
  request: AccessRequest | undefined,
  decision: Decision,
  telling: Telling,
): ForSubject {
  const { words, whom } = telling
  const { reason, decided_by: rule } = decision
  const answer = words.answers[reason]
  const now = request === undefined ? undefined : textOf(readPath(request, 'context.time'))
  const asked = request === undefined ? words.malformed : words.asked(deedOf(request, words))
  if (decision.decision) return { asked, answer, helps: [] }
  return {
    asked,
    answer,
    ...(rule === undefined ? {} : { rule: shown(rule.label) }),
    helps: decision.advice.map((advice) => helpOf(advice, now, telling)),
    whom: words.ask(whom),
  }
}

function deedOf({ action, resource }: AccessRequest, words: ExplanationWords): string {
  const known = `${action.name} ${resource.type}`
  if (Object.hasOwn(words.deeds, known)) return words.deeds[known] ?? known
  const { type, id } = resource
  return words.deed(shown(action.name), shown(id === '' || id === '*' ? type : `${type}:${id}`))
}

function helpOf({ id, properties }: Advice, now: string | undefined, { words, zone }: Telling): string {
  if (id === 'connect_tunnel') return words.help.tunnel
  if (id === 'retry_after')
    return words.help.retryAfter(appointment(textOf(properties['time']), now, zone, words))
  const methods = isList(properties['methods']) ? properties['methods'].filter(isString) : []
  return words.help.stepUp(methodsInWords(methods, words))
}

export function methodsInWords(methods: readonly string[], words: ExplanationWords): string {
  const named = (method: string) =>
    Object.hasOwn(words.methods, method) ? (words.methods[method] ?? method) : shown(method)
  return words.or(methods.map(named))
}
