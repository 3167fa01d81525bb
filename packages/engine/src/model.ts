/**
 * The data structures of the product: what a request, a policy and a decision are.
 *
 * Everything else in this package turns these into each other. Names follow the AuthZEN Authorization API 1.0
 * (subject, action, resource, context) and XACML 3.0 (effect, obligation, advice).
 */

/** A JSON value as it comes off the wire. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json }
/** An object of JSON values. */
export type JsonObject = { readonly [member: string]: Json }

// ---------------------------------------------------------------------------------------------------- the request

/**
 * Who asks: `{ type: "user", id: "ann" }`. What is known of them is in `properties`: `roles`, `groups`,
 * `profile`.
 */
export interface Subject {
  readonly type: string
  readonly id: string
  readonly properties?: JsonObject
}

/** What is to be done: `{ name: "read" }`. */
export interface Action {
  readonly name: string
  readonly properties?: JsonObject
}

/** What something is to be done with. */
export interface Resource {
  readonly type: string
  readonly id: string
  readonly properties?: JsonObject
  /** Nearest first, 256 at most; required for resource types that are trees. */
  readonly ancestors?: readonly Resource[]
}

/** AuthZEN 1.0's evaluation request. A decision is a pure function of it and of the compiled policies. */
export interface AccessRequest {
  readonly subject: Subject
  readonly action: Action
  readonly resource: Resource
  readonly context?: JsonObject
}

// ---------------------------------------------------------------------------------------------------- the policy

/** The categories of policies. */
export const policyTypes = ['access', 'network', 'session', 'acl', 'rest', 'oidc'] as const
/** A category for people and pages; it restricts nothing. */
export type PolicyType = (typeof policyTypes)[number]

/** What a statement may do. */
export const effects = ['deny', 'allow', 'oblige'] as const
/** `deny` and `allow` decide; `oblige` only brings obligations. */
export type Effect = (typeof effects)[number]

/** What an attribute may be compared by; `wellKnownAttributes` says which take which. */
export const operators = [
  'equals', 'not_equals', 'in', 'not_in', 'between', 'greater_than', 'less_than',
  'matches', 'not_matches', 'starts_with', 'ends_with', 'contains', 'exists',
] as const // prettier-ignore
/** What an attribute is compared by. */
export type Operator = (typeof operators)[number]

/** Reads one attribute by its path: `subject.properties.department`, or `source_ip` for `context.source_ip`. */
export interface AttributeCondition {
  readonly attribute: string
  readonly operator: Operator
  /** Absent only for `exists`. Another attribute's value is named by `{ attribute: path }`. */
  readonly value?: Json
  /** IANA zone for times, weekdays and dates; `settings.zone` when absent. */
  readonly zone?: string
}

/** The form of Ladon and Pydio Cells. */
export interface TypedCondition {
  readonly type: string
  readonly key?: string
  readonly options?: JsonObject
}

/** Something that is true, false or unknown of a request; combinators nest. */
export type Condition =
  | AttributeCondition
  | TypedCondition
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }

/**
 * Which questions a policy is about: within a field any entry will do, all fields must match, absent means
 * everything.
 */
export interface Target {
  /** `<collection>.<action>` or `<collection>.*`. */
  readonly permissions?: readonly string[]
  readonly roles?: readonly string[]
  readonly subjects?: readonly string[]
  readonly actions?: readonly string[]
  readonly resources?: readonly string[]
  readonly devices?: { readonly names?: readonly string[]; readonly os?: readonly string[] }
  readonly integrations?: { readonly names?: readonly string[]; readonly bases?: readonly string[] }
}

/** An enforcement point that can't fulfil an obligation of a permit must deny. */
export interface Obligation {
  readonly id: string
  readonly properties: JsonObject
  /** The outcome it belongs to; `permit` when absent. Left out in a decision, where the outcome is known. */
  readonly on?: 'permit' | 'deny'
}

/** One sentence of a policy: when it applies, and what it does then. */
export interface Statement {
  readonly id: string
  /** A sentence: it is what people read, and what a refused person is told. */
  readonly label: string
  readonly effect: Effect
  readonly subjects?: readonly string[]
  readonly actions?: readonly string[]
  readonly resources?: readonly string[]
  /** All must hold. */
  readonly when?: readonly Condition[]
  /** When all of these hold, the statement does not apply. */
  readonly unless?: readonly Condition[]
  readonly obligations?: readonly Obligation[]
}

/** A policy as `compile` accepts it: everything but `id`, `name` and `type` has a default. */
export interface Policy {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly organization?: string
  readonly type: PolicyType
  /** Default true. */
  readonly enabled?: boolean
  /** `report`: evaluated and logged, never decides. Default `enforce`. */
  readonly mode?: 'enforce' | 'report'
  /** Higher is evaluated first; default 0, within ±1,000,000. */
  readonly priority?: number
  /** Its denials can't be shielded from. Default false. */
  readonly critical?: boolean
  readonly target?: Target
  readonly statements?: readonly Statement[]
  /** What people read; derived from the statements' labels when there are statements. */
  readonly rules?: readonly string[]
  /** Decides only through bindings. Default false. */
  readonly template?: boolean
  /** In force when `valid_from` ≤ time < `valid_until` (RFC 3339). */
  readonly valid_from?: string
  readonly valid_until?: string
  readonly meta?: JsonObject
  readonly revision?: number
  readonly created_at?: string
  readonly updated_at?: string
  readonly updated_by?: string
}

// ---------------------------------------------------------------------------------------------------- the settings

/**
 * What stands when no policy decides: `rbac` asks the subject's roles, `deny` grants nothing, `allow` grants the
 * type's declared actions.
 */
export type Baseline = 'rbac' | 'deny' | 'allow'

/** What there is to know of a type of resource. */
export interface ResourceType {
  /** The first part of its permissions: `devices` in `devices.read`. */
  readonly collection: string
  readonly baseline: Baseline
  readonly actions?: readonly string[]
  /** Narrower action → the wider one that stands for it: `{ continue: 'login' }`. */
  readonly families?: { readonly [action: string]: string }
  /** Requests carry `resource.ancestors`. */
  readonly tree?: boolean
}

/** A name for permissions. */
export interface Role {
  readonly name: string
  /** `devices.read`, `devices.*`, `*`. */
  readonly permissions: readonly string[]
}

/** How a subject holds a role: by its name alone, or within a scope and dates. */
export type RoleGrant =
  | string
  | {
      readonly name: string
      readonly scope?: RoleScope
      readonly valid_from?: string
      readonly valid_until?: string
    }

/** Where a role counts: absent members restrict nothing, all that are there must hold. */
export interface RoleScope {
  readonly organizations?: readonly string[]
  readonly types?: readonly string[]
  readonly ids?: readonly string[]
  readonly when?: readonly Condition[]
}

/** Applies a template policy to one subject string on one resource and everything below it. */
export interface Binding {
  readonly id: string
  readonly policy: string
  readonly subject: string
  readonly resource: string
  readonly enabled?: boolean
  readonly valid_from?: string
  readonly valid_until?: string
}

/** What a decision depends on besides policies and the request. */
export interface Settings {
  /** Types of other applications; those of `builtin-types.ts` always exist and can't be declared again. */
  readonly resourceTypes?: { readonly [type: string]: ResourceType }
  readonly roles?: readonly Role[]
  readonly bindings?: readonly Binding[]
  /** IANA name, default `UTC`. */
  readonly zone?: string
}

// ---------------------------------------------------------------------------------------------------- the decision

/** The reasons that a decision may have. */
export const reasons = [
  'allowed_by_policy', 'allowed_by_role', 'allowed_by_default',
  'denied_by_policy', 'not_granted', 'denied_by_default', 'obligation_unsupported', 'malformed_request',
] as const // prettier-ignore
/** Why a decision is what it is, in a word that callers may rely on. */
export type Reason = (typeof reasons)[number]

/** The statement that decided, by the ids of it and its policy. */
export interface DecidingStatement {
  readonly policy: string
  readonly statement: string
  readonly label: string
  readonly effect: Effect
  /** The attribute paths that were missing or mistyped, where that is why the statement took part. */
  readonly unknown?: readonly string[]
}

/** `step_up {methods}`, `retry_after {time}` or `connect_tunnel {}`. */
export interface Advice {
  readonly id: 'step_up' | 'retry_after' | 'connect_tunnel'
  readonly properties: JsonObject
}

/** Whether something holds; `unknown` is neither. */
export type Truth = 'true' | 'false' | 'unknown'

/** How one condition fared in a decision, and the value that it saw. */
export interface ConditionTrace {
  readonly condition: Condition
  readonly truth: Truth
  /** The value seen, for a condition that reads an attribute; absent when it was missing. */
  readonly value?: Json
  readonly children?: readonly ConditionTrace[]
}

/** How one statement fared in a decision. */
export interface CandidateTrace {
  readonly policy: string
  readonly statement: string
  readonly effect: Effect
  /** Whether the policy is in force and means this question, the statement's own narrowing included. */
  readonly target: Truth
  readonly when: readonly ConditionTrace[]
  readonly unless: readonly ConditionTrace[]
  /** The guard: `target` and all of `when` and not all of `unless`. */
  readonly truth: Truth
  /** Why it did or did not decide. */
  readonly outcome:
    | 'decided'
    | 'takes_part'
    | 'does_not_apply'
    | 'unknown_does_not_allow'
    | 'after_the_decision'
    | 'report_only'
}

/** Who decided and why, and nothing of what follows from it. */
export interface Answer {
  readonly decision: boolean
  readonly reason: Reason
  readonly decided_by?: DecidingStatement
  /** Of the snapshot that decided. */
  readonly revision: string
}

/** The answer to a request with everything that follows from it. */
export interface Decision extends Answer {
  readonly obligations: readonly Obligation[]
  readonly advice: readonly Advice[]
  /** Report-only policies with which the answer would have been another. */
  readonly reported: readonly { readonly policy: string; readonly decision: boolean }[]
  /** Every statement whose target may mean the question, in evaluation order, then those of report-only policies. */
  readonly trace?: readonly CandidateTrace[]
}

/** How much a decision is to tell, and whether advice is looked for. */
export interface DecideOptions {
  /** Default `reason`: everything but the trace. */
  readonly detail?: 'reason' | 'trace'
  /** `false`: the search for advice, by far the most of the work of a denial, is left out. Default true. */
  readonly advice?: boolean
}

/** Compiled policies as data, for `load`. */
export interface Snapshot {
  readonly format: 1
  readonly policies: readonly Policy[]
  readonly settings: Settings
  readonly revision: string
}

/** Compiled policies: asks are synchronous and never throw. */
export interface Decider {
  decide(request: AccessRequest, options?: DecideOptions): Decision
  /**
   * The answer alone, as fast as there is. It says what `decide` says of the same JSON, but reads the request where it
   * lies: what no policy looks at is neither copied nor held to `limits.requestValues` and `limits.requestDepth`.
   */
  answer(request: AccessRequest): Answer
  /** A decider with these policies put in place or removed; this one stays as it is. */
  with(change: { readonly put?: readonly Policy[]; readonly remove?: readonly string[] }): Decider
  snapshot(): Snapshot
  load(snapshot: Snapshot): Decider
  /** A hash of the content alone. */
  readonly revision: string
}

/** A fault in a policy, with the path of the member that has it: `statements[0].when[1].operator`. */
export interface Fault {
  readonly path: string
  readonly message: string
}

/** Thrown by `compile`; nothing malformed ever reaches a decision. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError'
  readonly errors: readonly Fault[]
  constructor(errors: readonly Fault[]) {
    super(errors.map(({ path, message }) => `${path}: ${message}`).join('\n'))
    this.errors = errors
  }
}
