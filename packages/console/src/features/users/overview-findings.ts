import type { User } from '../../api/types.ts'

type Judged = Pick<User, 'name' | 'state' | 'mfa_enabled' | 'factor_coverage' | 'locks' | 'open_sessions'>

export interface Coverage<One> {
  /** Who can sign in. */
  readonly active: readonly One[]
  readonly withoutFactor: readonly One[]
  /** With a second factor, but none that a false page could not ask for. */
  readonly phishable: readonly One[]
  readonly locked: readonly One[]
}

/** How well people prove who they are. Who was invited or is disabled can't sign in and is not judged. */
export function coverageOf<One extends Judged>(users: readonly One[]): Coverage<One> {
  const active = users.filter(({ state }) => state === 'active')
  const without = (user: One) => !user.mfa_enabled && !user.factor_coverage.phishing_resistant
  return {
    active,
    withoutFactor: active.filter(without),
    phishable: active.filter((user) => !without(user) && !user.factor_coverage.phishing_resistant),
    locked: active.filter(({ locks }) => locks.length > 0),
  }
}

/** The open sign-in sessions, and of how many people. */
export function sessionsOf(users: readonly Judged[]): { readonly sessions: number; readonly people: number } {
  return {
    sessions: users.reduce((sum, { open_sessions: open }) => sum + open, 0),
    people: users.filter(({ open_sessions: open }) => open > 0).length,
  }
}
