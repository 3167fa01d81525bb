import type { AccessRequest, Role, RoleScope } from '../model.ts'
import { permissionCovers } from '../permission.ts'
import { baselineOf } from '../reference/baseline.ts'
import type { Grant } from '../reference/subject-facts.ts'
import type { Candidate } from '../reference/world.ts'
import type { Change } from './change.ts'
import { conditionTree, momentsOf, type Spot, tried } from './condition-tree.ts'
import { deciderIn, isIdle, placeOfRefusal, questionAt, type Scene, type State } from './scene.ts'
import { shapeOf } from './shape.ts'
import { targetTree } from './target-tree.ts'
import { anyOf, type Tree, type Wanted, waysTo, type Way } from './tree.ts'

/** Of one state. */
const most = { size: 3, ways: 96, alike: 4, candidates: 60, policies: 10, roles: 5 }

/**
 * Ways on from a state whose answer is not the one wished for: each takes away what decides there, or lets something
 * decide before it. None is promised to turn the answer; that is asked.
 */
export function waysOn(scene: Scene, state: State, wish: boolean): Way[] {
  const { answer, request, candidates } = state
  if (answer.reason === 'not_granted') return grantWays(scene, state)
  const decider = deciderIn(state)
  const before = decider === undefined ? candidates : candidates.slice(0, candidates.indexOf(decider))
  const spot = { scene, request, place: placeOfRefusal(scene, state) }
  const becoming = (candidate: Candidate, wanted: Wanted) =>
    fewAlike(waysTo(guardTree(candidate, spot), wanted, most))
  const [helping, wanted] = wish ? (['allow', 'true'] as const) : (['deny', 'not_false'] as const)
  const helpers = before.filter(({ statement }) => statement.effect === helping).slice(0, most.candidates)
  return [
    ...(decider === undefined ? [] : becoming(decider, wish ? 'false' : 'not_true')),
    ...helpers.flatMap((candidate) => becoming(candidate, wanted)),
    ...(decider === undefined ? (wish ? treeWays(scene, state) : []) : policyWays(decider)),
    ...(wish ? [] : lossOfRoles(scene, state)),
    ...enforcingWays(scene, state, wish),
  ]
}

/** The guard: target and narrowing and all of `when` and not all of `unless`. */
function guardTree(candidate: Candidate, spot: Spot): Tree {
  const { when = [], unless = [] } = candidate.statement
  const treesOf = (conditions: typeof when) => conditions.map((condition) => conditionTree(condition, spot))
  const isNotExcepted: Tree[] = unless.length > 0 ? [{ not: { all: treesOf(unless) } }] : []
  return { all: [targetTree(candidate, spot), ...treesOf(when), ...isNotExcepted] }
}

/** Of those that differ in a value or a time only, the first. */
function fewAlike(ways: readonly Way[]): Way[] {
  const counts = new Map<string, number>()
  return ways.filter((way) => {
    const shape = shapeOf(way)
    const count = (counts.get(shape) ?? 0) + 1
    counts.set(shape, count)
    return count <= most.alike
  })
}

function policyWays({ policy, statement }: Candidate): Way[] {
  const off: Way = [{ kind: 'policy', policy: policy.id, to: 'off' }]
  if (statement.effect !== 'deny') return [off]
  return [[{ kind: 'exception', policy: policy.id, statement: statement.id }], off]
}

/** Policies that are switched off or only watched, and could decide. */
function enforcingWays({ decision }: Scene, { policies }: State, wish: boolean): Way[] {
  const reported = new Set(decision.reported.map(({ policy }) => policy))
  const helping = wish ? 'allow' : 'deny'
  return [...policies.values()]
    .filter((policy) => isIdle(policy) && policy.statements?.some(({ effect }) => effect === helping))
    .sort((a, b) => Number(reported.has(b.id)) - Number(reported.has(a.id)))
    .slice(0, most.policies)
    .map(({ id }): Way => [{ kind: 'policy', policy: id, to: 'enforced' }])
}

/** Where no policy decides, and it is a tree. */
function treeWays(scene: Scene, { request }: State): Way[] {
  const { type } = questionAt(0, request, scene.settings)
  if (type.tree !== true) return []
  const { ancestors } = request.resource
  // Without ancestors a tree denies; with them, one may refuse what is below it.
  if (ancestors === undefined) return [[{ kind: 'place', ancestors: [] }]]
  const without = ancestors.slice(0, most.policies).map((_, index) => ancestors.toSpliced(index, 1))
  return without.map((rest): Way => [{ kind: 'place', ancestors: rest }])
}

/** A role given, least powerful first; or one that is held coming into date or scope. */
function grantWays(scene: Scene, { request }: State): Way[] {
  const spot = { scene, request, place: 0 }
  const granting = rolesGranting(request, scene)
  const heldWays = grantsIn(request, scene).flatMap(({ scope }) =>
    waysTo(scopeTree(scope, spot), 'true', most),
  )
  const inTime = tried(baselineIn(scene), spot, () => [momentsOf(spot)]).ways('true')
  const given = granting
    .toSorted((a, b) => a.permissions.length - b.permissions.length)
    .slice(0, most.roles)
    .map(({ name }): Way => [{ kind: 'membership', of: 'role', name, held: true }])
  const isSomebody = request.subject.type !== 'anonymous'
  return [...heldWays, ...inTime, ...(isSomebody ? given : [])]
}

function rolesGranting(request: AccessRequest, { settings }: Scene): Role[] {
  const { type, actions } = questionAt(0, request, settings)
  const covers = (permission: string) =>
    permission === '*' || permissionCovers(permission, type.collection, actions)
  return (settings.roles ?? []).filter(({ permissions }) => permissions.some(covers))
}

/** Of the roles held, those that would grant what is asked, were they in date and in scope. */
function grantsIn(request: AccessRequest, scene: Scene): Grant[] {
  const names = new Set(rolesGranting(request, scene).map(({ name }) => name))
  return questionAt(0, request, scene.settings).grants.list.filter(({ name }) => names.has(name))
}

function baselineIn({ settings }: Scene) {
  return (request: AccessRequest) =>
    baselineOf(questionAt(0, request, settings)).decision ? ('true' as const) : ('false' as const)
}

/** Scopes by organisation, type and id are about the question itself; their conditions are circumstances. */
function scopeTree({ when = [] }: RoleScope, spot: Spot): Tree {
  return { all: when.map((condition) => conditionTree(condition, spot)) }
}

/** Every role that grants it taken away, or come out of date or scope: then no policy is asked. */
function lossOfRoles(scene: Scene, { request }: State): Way[] {
  if (questionAt(0, request, scene.settings).type.baseline !== 'rbac') return []
  const spot = { scene, request, place: 0 }
  const held = grantsIn(request, scene)
  const holds = (name: string) => (after: AccessRequest) =>
    grantsIn(after, scene).some((grant) => grant.name === name && grant.inDate === 'true')
      ? ('true' as const)
      : ('false' as const)
  const trees = held.map(({ name, scope }): Tree => {
    const taken: Change = { kind: 'membership', of: 'role', name, held: false }
    const isHeld = tried(holds(name), spot, () => [[[taken], ...momentsOf(spot)]])
    return { all: [isHeld, scopeTree(scope, spot)] }
  })
  return fewAlike(waysTo(anyOf(trees), 'not_true', most))
}
