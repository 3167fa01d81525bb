import type { Decider, JsonObject, Subject } from '@sallyport/engine'
import { setImmediate as breathe } from 'node:timers/promises'
import type { EnforcementPoint } from '../../platform/enforcement-points.ts'
import { findLockout } from './lockout-guard.ts'
import { isPermitted, passwordAlone, signInQuestion, withSecondFactor, type Person } from './person.ts'
import type { Impact } from './schema.ts'

/** An open login session with what its next `continue` is asked with. */
export interface OpenSession {
  readonly id: string
  readonly userId: string
  readonly subject: Subject
  readonly context: JsonObject
}

export interface ImpactQuestion {
  readonly present: Decider
  readonly candidate: Decider
  readonly people: readonly Person[]
  readonly sessions: readonly OpenSession[]
  readonly points: readonly EnforcementPoint[]
  readonly requestContext: JsonObject
  readonly now: Date
  readonly editing: string
}

/** What a change would do, measured by asking the present and the candidate snapshot the same questions. */
export async function measureImpact(question: ImpactQuestion): Promise<Omit<Impact, 'enabled'>> {
  const { present, candidate, people, points, requestContext, now, editing } = question
  const side = (decider: Decider) => ({ decider, people })
  const lockout = await findLockout({
    before: side(present),
    after: side(candidate),
    points,
    requestContext,
    now,
    editing,
  })
  return {
    people: await peopleTouched(question),
    sessions: await sessionsTouched(question),
    locks_out: lockout !== undefined,
  }
}

async function peopleTouched({ present, candidate, people, points, requestContext, now }: ImpactQuestion) {
  const counts = {
    newly_refused: 0,
    newly_permitted: 0,
    newly_asked_for_factor: 0,
    no_longer_asked_for_factor: 0,
  }
  const active = people.filter((person) => person.active)
  for (const [index, person] of active.entries()) {
    if (index % 100 === 99) await breathe()
    const context = { ...(person.lastContexts[0] ?? requestContext), time: now.toISOString() }
    const before = signInOf(present, person, context, points)
    const after = signInOf(candidate, person, context, points)
    if (before !== 'refused' && after === 'refused') counts.newly_refused += 1
    if (before === 'refused' && after !== 'refused') counts.newly_permitted += 1
    if (before !== 'with-factor' && after === 'with-factor') counts.newly_asked_for_factor += 1
    if (before === 'with-factor' && after === 'with-password') counts.no_longer_asked_for_factor += 1
  }
  return { total: active.length, ...counts }
}

type SignIn = 'with-password' | 'with-factor' | 'refused'

function signInOf(
  decider: Decider,
  person: Person,
  context: JsonObject,
  points: readonly EnforcementPoint[],
): SignIn {
  const may = (proof: JsonObject) =>
    isPermitted(decider, signInQuestion(person.subject, 'login', { ...context, ...proof }), points)
  if (may(passwordAlone)) return 'with-password'
  return withSecondFactor(person.factors).some(may) ? 'with-factor' : 'refused'
}

async function sessionsTouched({ present, candidate, sessions, points, now }: ImpactQuestion) {
  let ended = 0
  for (const [index, { subject, context }] of sessions.entries()) {
    if (index % 100 === 99) await breathe()
    const question = signInQuestion(subject, 'continue', { ...context, time: now.toISOString() })
    if (isPermitted(present, question, points) && !isPermitted(candidate, question, points)) ended += 1
  }
  return { open: sessions.length, ended }
}
