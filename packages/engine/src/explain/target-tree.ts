import { isList } from '../json.ts'
import type { AccessRequest, Binding, Json, Policy, Resource, Statement, Target } from '../model.ts'
import { readPath } from '../attribute-path.ts'
import { matchEntry } from '../regex/cache.ts'
import { isTemplate } from '../regex/template.ts'
import { targetOf } from '../reference/target.ts'
import type { Candidate } from '../reference/world.ts'
import { type Change, nameOf } from './change.ts'
import { momentsOf, type Spot, tried } from './condition-tree.ts'
import { exampleOf, refusedBy } from './example.ts'
import { questionAt } from './scene.ts'
import type { Leaf, Tree, Wanted, Way } from './tree.ts'

const bare = { id: '', name: '', type: 'access' } as const
const most = 8

/** Whether a policy is in force and means this question, field by field; only some fields are circumstances. */
export function targetTree(candidate: Candidate, spot: Spot): Tree {
  const { policy, statement } = candidate
  const { target = {}, valid_from, valid_until } = policy
  const dates = { ...(valid_from && { valid_from }), ...(valid_until && { valid_until }) }
  const { roles, subjects, devices, integrations, ...others } = target
  const part = (
    one: Partial<Policy>,
    guesses: (wanted: Wanted) => readonly Way[],
    of: Partial<Statement> = {},
  ) => partOf({ ...bare, ...one }, of, spot, guesses)
  return {
    all: [
      mayAllow(candidate, spot),
      part({ target: others }, () => []),
      part({}, () => [], narrowing(statement)),
      part(dates, () => momentsOf(spot)),
      ...(roles === undefined ? [] : [part({ target: { roles } }, (wanted) => asRoles(roles, wanted, spot))]),
      ...[subjects, statement.subjects].flatMap((entries) =>
        entries === undefined
          ? []
          : [part({ target: { subjects: entries } }, (wanted) => asSubjects(entries, wanted, spot))],
      ),
      ...(devices === undefined && integrations === undefined
        ? []
        : [part({ target: kindsOf(target) }, (wanted) => asAssets(target, wanted, spot))]),
      ...(policy.template === true
        ? [part({ id: policy.id, template: true }, () => asBound(policy, spot))]
        : []),
    ],
  }
}

function partOf(
  policy: Policy,
  of: Partial<Statement>,
  spot: Spot,
  guesses: (wanted: Wanted) => readonly Way[],
): Leaf {
  const statement: Statement = { id: '', label: '', effect: 'deny', ...of }
  const truthIn = (request: AccessRequest) =>
    targetOf(policy, statement, questionAt(spot.place, request, spot.scene.settings)).truth
  return tried(truthIn, spot, (wanted) => [guesses(wanted)])
}

/** An allow must say whom and what it means; that is in the policy alone, so it is judged without its other fields. */
function mayAllow({ policy, statement }: Candidate, spot: Spot): Leaf {
  const anything = (entries: readonly string[] | undefined) => entries && ['<.*>']
  const { subjects, resources, roles } = policy.target ?? {}
  const target = record({ subjects: anything(subjects ?? roles), resources: anything(resources) })
  const of = record({ subjects: anything(statement.subjects), resources: anything(statement.resources) })
  // A template's bindings say for whom and on what.
  const effect = policy.template === true ? 'deny' : statement.effect
  return partOf({ ...bare, target }, { effect, ...of }, spot, () => [])
}

function narrowing({ actions, resources }: Statement): Partial<Statement> {
  return record({ actions, resources })
}

function kindsOf({ devices, integrations }: Target): Target {
  return record({ devices, integrations })
}

/** Members that are absent are left out. */
function record<T extends object>(members: { [K in keyof T]?: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<T>
}

function asRoles(roles: readonly string[], wanted: Wanted, spot: Spot): Way[] {
  const entries = roles.map((name) => ({ of: 'role' as const, name }))
  return memberships(entries, (of, name) => of === 'role' && roles.includes(name), wanted, spot)
}

/** Roles, groups and profiles; what a subject is called can't be changed. */
function asSubjects(entries: readonly string[], wanted: Wanted, spot: Spot): Way[] {
  const isNamed = (of: Membership['of'], name: string) =>
    entries.some((entry) => matchEntry('subject', entry, `${of}:${name}`) === 'true')
  const roles = (spot.scene.settings.roles ?? []).filter(({ name }) => isNamed('role', name))
  const possible = [
    ...entries.flatMap(membershipIn),
    ...roles.map(({ name }): Membership => ({ of: 'role', name })),
  ]
  const named = entries.filter((entry) => entry.startsWith('profile:') && !isTemplate(entry))
  const profiles = new Set([...named.map((entry) => entry.slice('profile:'.length)), ...knownProfiles])
  const asProfile = (value: string): Way => [{ kind: 'attribute', path: 'subject.properties.profile', value }]
  return [...memberships(possible, isNamed, wanted, spot), ...[...profiles].slice(0, most).map(asProfile)]
}

const knownProfiles = ['standard', 'admin', 'shared', 'anon']

interface Membership {
  readonly of: 'role' | 'group'
  readonly name: string
}

function membershipIn(entry: string): Membership[] {
  const [, of, name] = /^(role|group):([^<]+)$/.exec(entry) ?? []
  return of === undefined || name === undefined ? [] : [{ of: of as Membership['of'], name }]
}

function isGiving(wanted: Wanted): boolean {
  return wanted === 'true' || wanted === 'not_false'
}

/** One of those possible given, or all of those that are held and named taken away. */
function memberships(
  possible: readonly Membership[],
  isNamed: (of: Membership['of'], name: string) => boolean,
  wanted: Wanted,
  { request }: Spot,
): Way[] {
  // Nobody signed in holds nothing, and can be given nothing.
  if (request.subject.type === 'anonymous') return []
  if (isGiving(wanted))
    return possible.slice(0, most).map((one) => [{ kind: 'membership', ...one, held: true }])
  // What is not known to be held is said not to be: then it is known. Of a template, any name will do.
  const unknown = (of: Membership['of']) =>
    possible.length === 0
      ? ['other']
      : possible.flatMap((one) => (one.of === of ? [one.name] : [])).slice(0, 1)
  const taken = (['role', 'group'] as const).flatMap((of) => {
    const names = heldIn(request, of)?.filter((name) => isNamed(of, name)) ?? unknown(of)
    return [...new Set(names)].map((name): Change => ({ kind: 'membership', of, name, held: false }))
  })
  return taken.length === 0 ? [] : [taken]
}

/** Undefined when nobody knows. */
function heldIn(request: AccessRequest, of: Membership['of']): string[] | undefined {
  const held = readPath(request, `subject.properties.${of}s`)
  return isList(held) ? held.map(nameOf).filter((name) => typeof name === 'string') : undefined
}

/** Names that few patterns mean, to be tried where something must not be meant. */
const strangers = ['other', 'b', '0']

function asAssets({ devices, integrations }: Target, wanted: Wanted, { place }: Spot): Way[] {
  const holds = isGiving(wanted)
  const of = place > 0 ? { ancestor: place - 1 } : {}
  const as = (name: string, value: string, wants: Json): Change => {
    const meets = { relation: name === 'name' ? 'matches' : 'one_of', wanted: wants, holds } as const
    return { kind: 'attribute', path: `resource.properties.${name}`, value, ...of, meets }
  }
  // One member that does not fit is enough; all must fit.
  if (!holds) {
    const unlike = (name: string, entries: readonly string[]) =>
      entries.length === 0
        ? []
        : [...strangers, ...entries.flatMap(refusedBy)].map((value) => [as(name, value, entries)])
    const names = [devices, integrations].flatMap((one) => one?.names ?? [])
    return [
      ...unlike('name', names),
      ...unlike('os', devices?.os ?? []),
      ...unlike('base', integrations?.bases ?? []),
    ]
  }
  const likes = (name: string, entries: readonly string[] = []) =>
    entries.map((one) => as(name, name === 'name' ? exampleOf(one) : one, one))
  const [names, systems] = [likes('name', devices?.names), likes('os', devices?.os)]
  const [titles, bases] = [likes('name', integrations?.names), likes('base', integrations?.bases)]
  const single = [...names, ...systems, ...titles, ...bases].map((change) => [change])
  const pairs = [...pairsOf(names, systems), ...pairsOf(titles, bases)]
  return [...single, ...pairs].slice(0, 2 * most)
}

function pairsOf(some: readonly Change[], others: readonly Change[]): Way[] {
  return some.flatMap((one) => others.map((other) => [one, other]))
}

/** A template decides where a binding covers subject and place: as one of its group, below its resource. */
function asBound(policy: Policy, { scene, request }: Spot): Way[] {
  const bindings = (scene.settings.bindings ?? []).filter((one) => one.policy === policy.id)
  return bindings.slice(0, most).flatMap(({ subject, resource }) => {
    const joined = membershipIn(subject).map((one): Change => ({ kind: 'membership', ...one, held: true }))
    const moved = placesBelow(resource, request)
    return [...joined.map((one) => [one]), ...moved.map((one) => [one]), ...pairsOf(joined, moved)]
  })
}

function placesBelow(name: Binding['resource'], { resource }: AccessRequest): Change[] {
  const colon = name.indexOf(':')
  if (colon < 0) return []
  const parent: Resource = { type: name.slice(0, colon), id: name.slice(colon + 1) }
  return [{ kind: 'place', ancestors: [parent, ...(resource.ancestors ?? [])] }]
}
