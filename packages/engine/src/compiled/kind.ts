import type { ResourceType, Settings } from '../model.ts'
import { permissionCovers } from '../permission.ts'
import { matchEntry } from '../regex/cache.ts'
import { isTypeName } from '../request.ts'
import { actionsStoodFor, resourceTypeOf } from '../resource-types.ts'
import type { KindAtom } from './atom.ts'
import { no, numberOf } from './literal.ts'
import type { RoleNames } from './role-names.ts'

/**
 * A kind of question: a resource type and an action. There are few, so what follows from these two alone is worked out
 * once and kept.
 */
export class Kind {
  readonly type: ResourceType
  /** The action and the wider ones that cover it. */
  readonly actions: readonly string[]
  readonly isTree: boolean
  /** A role must grant it. */
  readonly needsGrant: boolean
  readonly isGrantedByDefault: boolean
  /** How the policies in force, those added since and those that only report look from here. */
  readonly views: (View | undefined)[] = []
  /** The same action on an ancestor, by its type. */
  readonly above = new Map<string, Kind>()
  private readonly permitted: Uint8Array
  private readonly permissions: readonly (readonly string[])[]

  constructor(type: ResourceType, actions: readonly string[], permissions: readonly (readonly string[])[]) {
    this.type = type
    this.actions = actions
    this.permissions = permissions
    this.permitted = new Uint8Array(permissions.length).fill(notKnown)
    this.isTree = type.tree === true
    this.needsGrant = type.baseline === 'rbac'
    this.isGrantedByDefault = type.baseline === 'allow' && type.actions?.includes(actions[0] ?? '') === true
  }

  /** Whether a role of the settings has the permission. */
  isPermittedTo(role: number): boolean {
    const known = this.permitted[role] ?? 0
    if (known !== notKnown) return known === 1
    const covers = (one: string) => one === '*' || permissionCovers(one, this.type.collection, this.actions)
    const isPermitted = this.permissions[role]?.some(covers) === true
    this.permitted[role] = isPermitted ? 1 : 0
    return isPermitted
  }

  truthOf(atom: KindAtom): number {
    const { type, actions } = this
    switch (atom.op) {
      case 'permission':
        return numberOf(permissionCovers(atom.permission, type.collection, actions))
      case 'action':
        return actions.reduce((truth, action) => {
          return Math.max(truth, numberOf(matchEntry('template', atom.entry, action)))
        }, no)
      case 'collection':
        return numberOf(type.collection === atom.collection)
      case 'not_closed':
        return numberOf(type.baseline !== 'deny')
    }
  }
}

/** What is not worked out yet. */
export const notKnown = 3

/** How the guards of a program look from one kind of question. */
export class View {
  readonly kind: Kind
  /** Truths of the atoms of kinds. */
  readonly truths: Uint8Array
  /** Keys that all questions of this kind have. */
  keys: readonly number[] = []
  /** Which of few guards are left: see `few-guards.ts`. */
  few: number | undefined

  constructor(kind: Kind, atoms: number) {
    this.kind = kind
    this.truths = new Uint8Array(atoms).fill(notKnown)
  }
}

/** Requests may name types and actions that nobody knows, so that only so many are kept. */
const mostKinds = 1000

export class Kinds {
  private readonly byType = new Map<string, Map<string, Kind>>()
  private count = 0
  private readonly settings: Settings
  private readonly permissions: readonly (readonly string[])[]

  constructor(settings: Settings, roleNames: RoleNames) {
    this.settings = settings
    const roles = settings.roles ?? []
    const permissions: (readonly string[])[] = []
    for (const { name, permissions: granted } of roles) permissions[roleNames.idOf(name)] = granted
    this.permissions = permissions
  }

  /** To begin with. */
  get none(): Kind {
    return new Kind(resourceTypeOf(''), [], [])
  }

  /** Undefined when the type is malformed. */
  of(type: string, action: string): Kind | undefined {
    return this.byType.get(type)?.get(action) ?? this.add(type, action)
  }

  /** Of an ancestor: the action keeps the families of the type that was asked about. */
  above(kind: Kind, name: string, type: ResourceType): Kind {
    const known = kind.above.get(name)
    if (known !== undefined) return known
    const above = new Kind(type, kind.actions, this.permissions)
    if (kind.above.size < 100) kind.above.set(name, above)
    return above
  }

  private add(name: string, action: string): Kind | undefined {
    if (!isTypeName(name)) return undefined
    const type = resourceTypeOf(name, this.settings)
    const kind = new Kind(type, actionsStoodFor(action, type), this.permissions)
    if (this.count >= mostKinds) {
      this.byType.clear()
      this.count = 0
    }
    const ofType = this.byType.get(name) ?? new Map<string, Kind>()
    this.byType.set(name, ofType.set(action, kind))
    this.count += 1
    return kind
  }
}
