import { randomUUID } from 'node:crypto'
import type { AuditEntry } from '../../packages/server/src/platform/audit/audit-entry.ts'

/** Numbers that look random and are the same every time (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export interface Person {
  readonly id: string
  readonly email: string
}

const rules = [
  'Require MFA for login',
  'No sign-in from outside of the EU',
  'Office hours only',
  'Managed devices only',
]
const actionsOfPolicies = ['toggle_policy', 'update_policy', 'create_policy', 'delete_policy']

export interface World {
  readonly organization: string
  readonly people: readonly Person[]
  readonly random: () => number
}

type Happening = Omit<AuditEntry, 'organization'>

/** What happens in an organization of this size, as often as it does, in the server's own words. */
export function entryOf({ organization, people, random }: World): AuditEntry {
  const pick = <One>(list: readonly One[]): One => list[Math.floor(random() * list.length)] as One
  // A few do most of it.
  const person = people[Math.floor(people.length * random() ** 2.5)] as Person
  const about = {
    actor: { userId: person.id, email: person.email },
    ipAddress: addressOf(person, random),
    requestId: randomUUID(),
  }
  const dice = random()
  const kinds: [number, () => Happening][] = [
    [0.24, () => signedIn(about)],
    [
      0.12,
      () => ({
        ...about,
        action: 'verify_password',
        resource: 'sign_in',
        details: 'The password was right; a second factor is asked for',
        success: true,
      }),
    ],
    [0.05, () => wrongPassword(about, random)],
    [0.03, () => refusedSignIn(about, pick(rules))],
    [0.16, () => ended(about, pick(['logout', 'end_session']))],
    [0.04, () => refusedRequest(about, pick(actionsOfPolicies), Math.floor(random() * 300))],
    [0.05, () => changedPolicy(about, pick(actionsOfPolicies), Math.floor(random() * 300))],
    [0.05, () => changedUser(about, pick(people))],
    [0.18, () => workspace(about, pick(['launch_workspace', 'stop_workspace']), Math.floor(random() * 3000))],
    [0.05, () => byToken(about, Math.floor(random() * 12))],
    [
      1,
      () => ({
        ...about,
        action: 'log_decision',
        resource: `node:${Math.floor(random() * 20_000)}`,
        details: `info: ${person.email} was permitted: read on node:${Math.floor(random() * 20_000)}`,
        success: true,
      }),
    ],
  ]
  let share = 0
  const kind = kinds.find(([part]) => dice < (share += part))
  return { organization, ...(kind?.[1] ?? (() => signedIn(about)))() }
}

/** At work, at home, in trains: everybody has a few places. */
function addressOf({ id }: Person, random: () => number): string {
  const place = Math.floor(random() * 6)
  let number = place
  for (const letter of id) number = (number * 31 + letter.charCodeAt(0)) % 65_536
  return place < 4 ? `10.${place}.${number >> 8}.${number & 255}` : `198.51.${number >> 8}.${number & 255}`
}

type About = Pick<Happening, 'actor' | 'ipAddress' | 'requestId'>

function signedIn(about: About): Happening {
  const decision = { decision: true, reason: 'allowed_by_default', revision: 'f'.repeat(64) }
  return {
    ...about,
    sessionId: randomUUID(),
    action: 'login',
    resource: 'sign_in',
    details: 'Signed in with pwd, otp, mfa',
    success: true,
    decision,
  }
}

function wrongPassword(about: About, random: () => number): Happening {
  const unknown = random() < 0.3
  const reason = unknown ? 'unknown_address' : 'wrong_password'
  return {
    ...about,
    ...(unknown && {
      ipAddress: `203.0.${Math.floor(random() * 256)}.${Math.floor(random() * 256)}`,
      actor: { email: `guess${Math.floor(random() * 30_000)}@example.net` },
    }),
    action: 'login',
    resource: 'sign_in',
    details: `Sign-in failed: ${unknown ? 'nobody has this address' : 'the password was wrong'}`,
    success: false,
    decision: { decision: false, reason },
  }
}

function refusedSignIn(about: About, label: string): Happening {
  const decided_by = { policy: 'pol-1', statement: 's1', label, effect: 'deny' }
  const decision = { decision: false, reason: 'denied_by_policy', revision: 'f'.repeat(64), decided_by }
  return {
    ...about,
    action: 'login',
    resource: 'sign_in',
    details: `Sign-in refused: ${label}`,
    success: false,
    decision,
  }
}

function ended(about: About, action: string): Happening {
  const sessionId = randomUUID()
  return {
    ...about,
    sessionId,
    action,
    resource: `session:${sessionId}`,
    details: action === 'logout' ? 'Signed out' : 'The session was idle for too long. Sign in again',
    success: true,
  }
}

function refusedRequest(about: About, action: string, policy: number): Happening {
  const details = 'Refused: This needs the permission policies.update, which none of your roles grants'
  return {
    ...about,
    sessionId: randomUUID(),
    action,
    resource: `policy:pol-${policy}`,
    details,
    success: false,
    decision: { decision: false, reason: 'not_granted' },
  }
}

function changedPolicy(about: About, action: string, policy: number): Happening {
  const before = { id: `pol-${policy}`, name: `Policy number ${policy}`, enabled: true, priority: policy }
  return {
    ...about,
    sessionId: randomUUID(),
    action,
    resource: `policy:pol-${policy}`,
    details:
      action === 'toggle_policy'
        ? 'Policy disabled'
        : `Policy “Policy number ${policy}” was changed: priority`,
    success: true,
    changes: { before, after: { ...before, enabled: false } },
  }
}

function changedUser(about: About, person: Person): Happening {
  return {
    ...about,
    sessionId: randomUUID(),
    action: 'update_user',
    resource: `user:${person.id}`,
    details: `Changed ${person.email}: roles`,
    success: true,
    changes: { before: { roles: ['User'] }, after: { roles: ['Analyst'] } },
  }
}

function workspace(about: About, action: string, number: number): Happening {
  return {
    ...about,
    sessionId: randomUUID(),
    action,
    resource: `workspace:ws-${number}`,
    details: `Workspace “Desktop ${number}” ${action === 'launch_workspace' ? 'launched' : 'stopped'}`,
    success: true,
  }
}

function byToken(about: About, token: number): Happening {
  return {
    ...about,
    actor: { tokenId: `tok-${token}`, tokenName: `pipeline ${token}` },
    action: 'create_binding',
    resource: `binding:bnd-${Math.floor(token * 1000)}`,
    details: `Bound tpl-${token} to group:staff on node:${token}`,
    success: true,
  }
}
