/** Every bound in one place: what is over one is refused when saved, or `unknown` (regex budgets) when asked. */
export const limits = {
  /** Of one answer of `validatePolicy` or one PolicyError. */
  faults: 100,
  policies: 200_000,
  jsonDepth: 32,
  /** JSON values in one policy, all members counted. */
  policyValues: 20_000,
  settingsValues: 2_000_000,
  id: 100,
  name: 200,
  description: 2_000,
  label: 500,
  text: 1_000,
  zone: 64,
  priority: 1_000_000,
  statements: 200,
  rules: 200,
  /** Entries of one target field. */
  entries: 500,
  conditions: 100,
  conditionDepth: 8,
  /** Values of one `in` list. */
  values: 2_000,
  obligations: 50,
  metaValues: 200,
  metaLength: 20_000,
  roles: 10_000,
  permissions: 2_000,
  resourceTypes: 2_000,
  actions: 200,
  bindings: 200_000,
  pattern: 1_000,
  /** What reading all regular expressions of one policy may cost, in about microseconds: 500 of them, or a few huge ones. */
  patterns: 30_000,
  /** The same of the scopes of all roles in one request. */
  requestPatterns: 3_000,
  /** Of an attribute that is inserted into the option of a condition. */
  inserted: 200,
  /** Instructions of a compiled regular expression. */
  program: 1_500,
  /** Text a regular expression is tried on. */
  input: 4_096,
  /** Instructions that one match looks at: at 15 to 50 ns each, all of them take less than 5 ms. */
  steps: 100_000,
  /** Instants that advice tries, the earliest. */
  moments: 64,
  /** Times that advice asks again. */
  adviceAsks: 300,
  /** Times that an explanation asks again. */
  explainAsks: 300,
  /** Suggestions of one explanation. */
  suggestions: 12,
  requestDepth: 32,
  /** What a resource lies in, one within the other: each is decided on by itself, with all above it. */
  ancestors: 256,
  requestValues: 10_000,
} as const
