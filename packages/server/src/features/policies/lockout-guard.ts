import type { AccessRequest, Decider, JsonObject, Role, RoleGrant } from '@sallyport/engine'
import { setImmediate as breathe } from 'node:timers/promises'
import type { EnforcementPoint } from '../../platform/enforcement-points.ts'
import { holds, permissionsOf } from '../../platform/permissions.ts'
import { ProblemError } from '../../platform/problem.ts'
import { isPermitted, passwordAlone, signInQuestion, withSecondFactor, type Person } from './person.ts'
import { timesToTry } from './times-to-try.ts'

export interface Side {
  readonly decider: Decider
  readonly people: readonly Person[]
}

export interface LockoutCheck {
  readonly before: Side
  readonly after: Side
  readonly points: readonly EnforcementPoint[]
  /** Of whoever makes the change: where they are now counts as a place to sign in from. */
  readonly requestContext: JsonObject
  readonly now: Date
  /** The policy that they must be able to change afterwards, so that the change can be undone. */
  readonly editing?: string
}

export interface Lockout {
  /** Those who could, a few of them. */
  readonly administrators: readonly { readonly userId: string; readonly email: string }[]
  /** One that was answered yes before and is answered no afterwards. */
  readonly question: AccessRequest
}

const mostNamed = 10
/** Asked at once about now, and again about other times; beyond, nobody was found and the change needs to be forced. */
const mostQuestions = 8_000
/** The lock on policies is held meanwhile. */
const mostMilliseconds = 5_000
const mostContexts = 6

/**
 * Model, section 4: finds out whether after a change no human administrator could sign in and edit policies, where one
 * could before. Somebody can when there is a place they come from, a proof within their reach and a time within eight
 * days at which both are permitted.
 */
export async function findLockout(check: LockoutCheck): Promise<Lockout | undefined> {
  const [remaining] = await whoCan(check, check.after, 1)
  if (remaining !== undefined) return undefined
  const could = await whoCan(check, check.before, mostNamed)
  const [first] = could
  if (first === undefined) return undefined
  const question = [first.signIn, first.edit].find(
    (one) => !isPermitted(check.after.decider, one, check.points),
  )
  return {
    administrators: could.map(({ person: { userId, email } }) => ({ userId, email })),
    question: question ?? first.signIn,
  }
}

/** Throws `lockout` with who could before, and a question that shows it. */
export async function refuseLockout(check: LockoutCheck): Promise<void> {
  const lockout = await findLockout(check)
  if (lockout !== undefined) throw lockoutProblem(lockout)
}

export function lockoutProblem({ administrators, question }: Lockout): ProblemError {
  const names = administrators.map(({ email }) => email).join(', ')
  return new ProblemError(
    'lockout',
    `After this no administrator could sign in and edit policies; until now ${names} could. Force it with a reason if you mean it`,
    {
      members: {
        administrators: administrators.map(({ userId, email }) => ({ id: userId, email })),
        question: {
          subject: { type: question.subject.type, id: question.subject.id },
          action: { name: question.action.name },
          resource: { type: question.resource.type, id: question.resource.id },
          context: question.context ?? {},
        },
      },
    },
  )
}

interface Way {
  readonly person: Person
  readonly signIn: AccessRequest
  readonly edit: AccessRequest
}

/** Up to so many of the people who can, at first asked about now alone, which nearly always answers it. */
async function whoCan(check: LockoutCheck, side: Side, most: number): Promise<Way[]> {
  const { policies, settings } = side.decider.snapshot()
  const people = administratorsAmong(side.people, settings.roles ?? [])
  const found = new Map<string, Way>()
  const search = async (times: readonly Date[]) => {
    let questions = 0
    const deadline = performance.now() + mostMilliseconds
    for (const person of people) {
      if (found.has(person.userId)) continue
      for (const way of waysOf(person, check, times)) {
        if (found.size >= most || questions >= mostQuestions || performance.now() > deadline) return
        questions += 2
        // Many questions must not keep every other request waiting.
        if (questions % 500 === 0) await breathe()
        const isOpen = [way.edit, way.signIn].every((one) => isPermitted(side.decider, one, check.points))
        if (isOpen) found.set(person.userId, way)
        if (isOpen) break
      }
    }
  }
  await search([check.now])
  if (found.size === 0 && people.length > 0)
    await search(
      timesToTry(check.now, policies, JSON.stringify([settings.zone, people.map(({ subject }) => subject)])),
    )
  return [...found.values()]
}

/** Who holds a role that grants it at all, whatever its dates and scope; the others need not be asked about. */
function administratorsAmong(people: readonly Person[], roles: readonly Role[]): Person[] {
  const table = new Map(roles.map((role) => [role.name, role]))
  return people.filter(({ active, subject }) => {
    const grants = subject.properties?.['roles']
    return (
      active &&
      Array.isArray(grants) &&
      holds(permissionsOf(grants as readonly RoleGrant[], table), 'policies.update')
    )
  })
}

function* waysOf(person: Person, check: LockoutCheck, times: readonly Date[]): Generator<Way> {
  const places = [...person.lastContexts.slice(0, mostContexts - 1), check.requestContext].map(placeOf)
  const proofs = [...withSecondFactor(person.factors), passwordAlone]
  for (const time of times)
    for (const tunnel of tunnels(check.points))
      for (const place of places)
        for (const proof of proofs) {
          const context = { ...place, ...proof, ...tunnel, time: time.toISOString() }
          yield wayOf(person, context, check.editing)
        }
}

function wayOf(person: Person, context: JsonObject, editing = '*'): Way {
  const organization = person.subject.properties?.['organization']
  const properties = organization === undefined ? {} : { organization }
  return {
    person,
    signIn: signInQuestion(person.subject, 'login', context),
    edit: {
      subject: person.subject,
      action: { name: 'update' },
      resource: { type: 'sallyport.policy', id: editing, properties },
      context,
    },
  }
}

/** What belongs to the place alone: not the proof, the time or the tunnel of that one request. */
function placeOf(context: JsonObject): JsonObject {
  const ofPlace = ['source_ip', 'country', 'user_agent', 'device_type']
  return Object.fromEntries(Object.entries(context).filter(([attribute]) => ofPlace.includes(attribute)))
}

/** A tunnel is within reach only where some enforcement point knows one when it sees it. */
function tunnels(points: readonly EnforcementPoint[]): JsonObject[] {
  if (!points.some(({ attributes }) => attributes.includes('tunnel_status'))) return [{}]
  return [
    { tunnel_status: 'none' },
    { tunnel_status: 'encrypted', tunnel_protocol: 'wireguard', tunnel_identity: true },
  ]
}
