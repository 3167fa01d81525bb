import type { Policy, Settings, Statement } from '../model.ts'
import { reachesType, reachesUndeclared } from '../reaches.ts'
import { declaredTypes } from '../resource-types.ts'
import { clauseOf, isThing, needOf } from './clause.ts'
import { english } from './english.ts'
import { dutiesOf, scopeOf } from './parts.ts'
import type { Kind, Words } from './words.ts'

export { english } from './english.ts'
export type { Kind, Words } from './words.ts'

/** A statement in words. */
export interface Description {
  readonly statement: string
  /** What such a statement is; `words.kinds` has what people call it. */
  readonly kind: Kind
  /** What it does, as one sentence. */
  readonly sentence: string
}

/** A sentence for each statement, in the order of the policy; in English unless other words are given. */
export function describePolicy(policy: Policy, settings?: Settings, words?: Words): readonly Description[] {
  return (policy.statements ?? []).map((statement) => describeStatement(policy, statement, settings, words))
}

/** One statement of a policy as a sentence. */
export function describeStatement(
  policy: Policy,
  statement: Statement,
  settings: Settings = {},
  words: Words = english,
): Description {
  const kind = kindOf(policy, statement, settings)
  return { statement: statement.id, kind, sentence: sentenceOf(kind, policy, statement, settings, words) }
}

/** By effect and, for an allow, by what stands without it. */
export function kindOf(policy: Policy, statement: Statement, settings: Settings): Kind {
  if (statement.effect === 'oblige') return 'Duty'
  if (statement.effect === 'deny') return statement.unless === undefined ? 'Block' : 'Requirement'
  const named = [...(policy.target?.resources ?? []), ...(statement.resources ?? [])]
  const mayMean = (type: string) =>
    named.length === 0 || named.some((entry) => entry.startsWith('<') || entry.split(/[:<]/, 1)[0] === type)
  const reached = declaredTypes(settings).filter(([name, type]) => mayMean(name) && reachesType(policy, type))
  if (reached.length === 0) return reachesUndeclared(policy, settings) ? 'Grant' : 'Exception'
  return reached.some(([, { baseline }]) => baseline === 'deny') ? 'Grant' : 'Exception'
}

function sentenceOf(
  kind: Kind,
  policy: Policy,
  statement: Statement,
  settings: Settings,
  words: Words,
): string {
  const zone = settings.zone ?? 'UTC'
  const { when = [], unless = [] } = statement
  const scope = scopeOf(policy, statement, words)
  const clauses = clauseOf({ all: when }, zone, words)
  const exception = clauseOf({ all: unless }, zone, words)
  const exceptions = unless.length > 1 ? words.allOf(exception) : exception
  const { sentence } = words
  switch (kind) {
    case 'Requirement': {
      const [only, ...others] = unless
      if (only === undefined || others.length > 0) return sentence.exceptAll(scope, exceptions, clauses)
      const say = isThing(only, words) ? sentence.requirement : sentence.requirementThat
      return say(needOf(only, zone, words), scope, clauses)
    }
    case 'Block':
      return sentence.block(scope, clauses)
    case 'Exception':
    case 'Grant':
      return sentence.allow(scope, clauses, exceptions)
    case 'Duty':
      return sentence.duty(dutiesOf(statement, words), scope, clauses, exceptions)
  }
}
