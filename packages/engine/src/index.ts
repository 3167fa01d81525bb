export { addressInRange, normalizeAddress } from './address.ts'
export { builtinTypes } from './builtin-types.ts'
export { canonicalJson } from './canonical-json.ts'
export { compile, load } from './compile.ts'
export { describePolicy, describeStatement, english } from './describe/describe.ts'
export type { Description, Kind, Words } from './describe/describe.ts'
export { factorMethods } from './factor-methods.ts'
export { limits } from './limits.ts'
export { effects, operators, policyTypes, PolicyError, reasons } from './model.ts'
export type {
  AccessRequest, Action, Advice, Answer, AttributeCondition, Baseline, Binding, CandidateTrace, Condition, ConditionTrace,
  DecideOptions, Decider, DecidingStatement, Decision, Effect, Fault, Json, JsonObject, Obligation, Operator, Policy, PolicyType,
  Reason, Resource, ResourceType, Role, RoleGrant, RoleScope, Settings, Snapshot, Statement, Subject, Target, Truth,
  TypedCondition,
} from './model.ts' // prettier-ignore
export { obligationKinds } from './obligations.ts'
export { rulesOf } from './policy-reads.ts'
export { reaches } from './reaches.ts'
export type { Question } from './reaches.ts'
export { typedConditions } from './typed-conditions.ts'
export { cellsKeys } from './typed/keys.ts'
export type { CellsKey } from './typed/keys.ts'
export type { TypedConditionKind } from './typed/kind.ts'
export { wellKnownAttributes } from './well-known.ts'
export type { AttributeType, WellKnownAttribute } from './well-known.ts'
