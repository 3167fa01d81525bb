import { type Address, dottedAddress, normalizeAddress, parseAddress } from '../address.ts'
import { limits } from '../limits.ts'
import type { AccessRequest, Action, JsonObject, Resource, Settings, Subject } from '../model.ts'
import { type Question, questionOf } from '../reference/question.ts'
import { isSubjectType, isTypeName } from '../request.ts'
import { parseInstant } from '../time/instant.ts'
import { no, unknown, yes } from './literal.ts'
import type { RoleNames } from './role-names.ts'

/**
 * What is noted down with a number was noted down for the question of that number. All deciders share the numbers, since
 * they may share what notes them; when they are used up, a new age begins and what was noted before counts for nothing.
 */
let lastGeneration = 0
let age = 0
/** With two bits beside it, it fits into 32. */
export const mostGenerations = 2 ** 29 - 1

export function presentAge(): number {
  return age
}

/** As if so many questions had been asked in this age; tests can't wait for an age to end. */
export function countAsAsked(questions: number): void {
  lastGeneration = questions
}

/**
 * What is known of one question. A decider has one of these and uses it again and again: a decision is synchronous, and
 * making new objects would cost more than deciding does. What costs something is worked out when it is first asked for.
 */
export class Facts {
  generation = 0
  request: AccessRequest
  subject: Subject
  action: Action
  resource: Resource
  context: JsonObject | undefined
  subjectProperties: JsonObject | undefined
  resourceProperties: JsonObject | undefined

  /** Ids of the roles that the subject holds, or perhaps holds: the first `heldCount` of these. */
  readonly heldRoles: number[] = []
  heldCount = 0
  /** Whether any role not listed is held: `no`, or `unknown` when roles are missing or malformed. */
  otherRoles = no
  /** Some role is held within a scope or dates, so that holding it is not enough to be granted what it grants. */
  hasConditionalRoles = false
  /** Of each role that policies name, when and how it was held last; others need none. */
  private readonly held: Int32Array
  private rolesGeneration = 0
  /** One that is well formed, so that it need not be looked at again. */
  private lastSubjectType = 'user'

  private timeGeneration = 0
  private instant: number | undefined
  private addressGeneration = 0
  private parsedAddress: number | Address | undefined
  private textGeneration = 0
  private text = ''
  private osGeneration = 0
  private os: string | undefined
  private baseGeneration = 0
  private base: string | undefined
  private questionGeneration = 0
  private derived: Question | undefined

  private readonly settings: Settings
  private readonly roleNames: RoleNames

  constructor(settings: Settings, roleNames: RoleNames) {
    this.settings = settings
    this.roleNames = roleNames
    this.held = new Int32Array(roleNames.count)
    const nobody = { type: '', id: '' }
    this.subject = nobody
    this.resource = nobody
    this.action = { name: '' }
    this.request = { subject: nobody, action: this.action, resource: nobody }
  }

  /**
   * Takes a request over as it is, without a copy. False when it is malformed or may be: when it is not made of the
   * plain objects that JSON gives, so that the copy which `request.ts` makes is to be taken instead. Whether the type of
   * the resource is one is left to who looks it up.
   */
  take(input: unknown): boolean {
    // Each place looks at its own objects, which a shared function would not: V8 remembers shapes by place.
    if (typeof input !== 'object' || input === null) return false
    if (input.constructor !== Object && !isPlain(input)) return false
    const { subject, action, resource, context } = input as Untrusted
    if (typeof subject !== 'object' || subject === null) return false
    if (subject.constructor !== Object && !isPlain(subject)) return false
    if (typeof action !== 'object' || action === null) return false
    if (action.constructor !== Object && !isPlain(action)) return false
    if (typeof resource !== 'object' || resource === null) return false
    if (resource.constructor !== Object && !isPlain(resource)) return false
    const known = subject.properties
    if (known !== undefined && known?.constructor !== Object && !isAbsentOrPlain(known)) return false
    const given = resource.properties
    if (given !== undefined && given?.constructor !== Object && !isAbsentOrPlain(given)) return false
    if (context !== undefined && context?.constructor !== Object && !isAbsentOrPlain(context)) return false
    if (!isAbsentOrPlain(action.properties)) return false
    const { name } = action
    const { type, id, ancestors } = resource
    if (typeof name !== 'string' || name === '' || typeof type !== 'string' || typeof id !== 'string')
      return false
    if (ancestors !== undefined && !areAncestors(ancestors)) return false
    if (!this.isSubject(subject.type, subject.id)) return false
    this.request = input as AccessRequest
    this.subject = subject as Subject
    this.action = action as Action
    this.resource = resource as Resource
    this.context = context ?? undefined
    this.subjectProperties = (known as JsonObject | null | undefined) ?? undefined
    this.resourceProperties = (given as JsonObject | null | undefined) ?? undefined
    this.begin()
    return this.takeRoles(this.subjectProperties?.['roles'])
  }

  private isSubject(type: unknown, id: unknown): boolean {
    if (typeof type !== 'string' || typeof id !== 'string' || id === '') return false
    if (type === this.lastSubjectType) return true
    if (!isSubjectType(type)) return false
    this.lastSubjectType = type
    return true
  }

  /** The same question about something else. */
  about(question: Question): void {
    this.request = question.request
    this.resource = question.request.resource
    this.resourceProperties = this.resource.properties ?? undefined
    this.begin()
    this.questionGeneration = this.generation
    this.derived = question
  }

  private begin(): void {
    if (lastGeneration >= mostGenerations) {
      lastGeneration = 0
      age += 1
      this.held.fill(0)
    }
    lastGeneration += 1
    this.generation = lastGeneration
  }

  /** The truth of holding a role. */
  holds(role: number): number {
    const noted = role < this.held.length ? (this.held[role] as number) : 0
    return noted >> 2 === this.rolesGeneration ? noted & 3 : this.otherRoles
  }

  private takeRoles(roles: unknown): boolean {
    this.heldCount = 0
    this.hasConditionalRoles = false
    this.rolesGeneration = this.generation
    if (!Array.isArray(roles)) {
      this.otherRoles = unknown
      return true
    }
    this.otherRoles = no
    if (roles.length > limits.requestValues) return false
    for (let index = 0; index < roles.length; index += 1) {
      const role: unknown = roles[index]
      if (typeof role !== 'string' || role === '') return this.takeGrants()
      this.note(role, yes)
    }
    return true
  }

  /** Roles of which one at least is no mere name. */
  private takeGrants(): boolean {
    const { grants } = this.question()
    this.hasConditionalRoles = true
    this.otherRoles = grants.isOpen ? unknown : no
    for (const { name, inDate } of grants.list) {
      if (inDate !== 'false') this.note(name, inDate === 'true' ? yes : unknown)
    }
    return true
  }

  private note(role: string, truth: number): void {
    const id = this.roleNames.find(role)
    if (id === undefined) return
    const noted = this.held[id] as number
    if (noted >> 2 !== this.rolesGeneration) {
      this.heldRoles[this.heldCount] = id
      this.heldCount += 1
    } else if ((noted & 3) >= truth) return
    this.held[id] = (this.rolesGeneration << 2) | truth
  }

  /** Milliseconds since 1970. */
  time(): number | undefined {
    if (this.timeGeneration !== this.rolesGeneration) {
      this.timeGeneration = this.rolesGeneration
      this.instant = parseInstant(this.context?.['time'])
    }
    return this.instant
  }

  /** The client's address: IPv4 as a number of 32 bits, IPv6 as its bytes. */
  sourceAddress(): number | Address | undefined {
    if (this.addressGeneration !== this.rolesGeneration) {
      this.addressGeneration = this.rolesGeneration
      this.parsedAddress = addressOf(this.context?.['source_ip'])
    }
    return this.parsedAddress
  }

  /** What entries of `resources` are compared with. */
  resourceText(): string {
    if (this.textGeneration !== this.generation) {
      this.textGeneration = this.generation
      const { type, id } = this.resource
      this.text = id === '' ? type : `${type}:${id}`
    }
    return this.text
  }

  /** In lower case; undefined when it is missing. */
  operatingSystem(): string | undefined {
    if (this.osGeneration !== this.generation) {
      this.osGeneration = this.generation
      this.os = lowerCase(this.resourceProperties?.['os'])
    }
    return this.os
  }

  /** The vendor of an integration, likewise. */
  vendor(): string | undefined {
    if (this.baseGeneration !== this.generation) {
      this.baseGeneration = this.generation
      this.base = lowerCase(this.resourceProperties?.['base'])
    }
    return this.base
  }

  /** The question as the reference has it, for what only the reference knows. */
  question(): Question {
    if (this.questionGeneration !== this.generation || this.derived === undefined) {
      this.questionGeneration = this.generation
      this.derived = questionOf(this.request, this.settings)
    }
    return this.derived
  }
}

interface Untrusted {
  readonly subject?: { readonly [member in keyof Subject]?: unknown } | null
  readonly action?: { readonly [member in keyof Action]?: unknown } | null
  readonly resource?: { readonly [member in keyof Resource]?: unknown } | null
  readonly context?: JsonObject | null
}

/**
 * Made by JSON, or as if. An object that inherits from another one of these is taken for one of them: the copy would be
 * more particular, but to ask for the prototype costs more than a decision.
 */
function isPlain(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null) return false
  if (value.constructor === Object) return true
  // A member of its own may be called `constructor`.
  return Object.hasOwn(value, 'constructor') && Object.getPrototypeOf(value) === Object.prototype
}

function isAbsentOrPlain(value: unknown): boolean {
  return value === undefined || value === null || isPlain(value)
}

function areAncestors(list: unknown): boolean {
  if (!Array.isArray(list) || list.length > limits.ancestors) return list === null
  return list.every(
    (one: unknown) =>
      isPlain(one) &&
      typeof one['type'] === 'string' &&
      isTypeName(one['type']) &&
      typeof one['id'] === 'string' &&
      isAbsentOrPlain(one['properties']),
  )
}

/** Systems and vendors are few; to look a word up costs less than to change its case. */
const lowered = new Map<string, string>()
const mostLowered = 1000

function lowerCase(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const known = lowered.get(value)
  if (known !== undefined) return known
  const lower = value.toLowerCase()
  if (value.length > 100) return lower
  if (lowered.size >= mostLowered) lowered.clear()
  lowered.set(value, lower)
  return lower
}

/** Four numbers with dots between them, by far the most frequent spelling; every other goes the long way. */
export function addressOf(value: unknown): number | Address | undefined {
  if (typeof value !== 'string') return undefined
  const plain = dottedAddress(value)
  if (plain !== undefined) return plain
  const address = parseAddress(normalizeAddress(value) ?? '')
  return address?.length === 4 ? numberOfAddress(address) : address
}

export function numberOfAddress([a = 0, b = 0, c = 0, d = 0]: Address): number {
  return (a << 24) | (b << 16) | (c << 8) | d
}
