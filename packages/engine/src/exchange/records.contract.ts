import fc from 'fast-check'
import type { Json } from '../model.ts'

/** Records of the four systems over small vocabularies: mostly right, wrong in each way that matters now and then. */
const pick = (...values: Json[]): fc.Arbitrary<Json> => fc.constantFrom(...values)
const anything = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>

/** Now and then something else stands there. */
const rough = (arbitrary: fc.Arbitrary<Json>, times = 25): fc.Arbitrary<Json> =>
  fc.oneof({ arbitrary, weight: times }, { arbitrary: anything, weight: 1 })

const listOf = (entry: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  rough(
    fc.oneof(
      { arbitrary: fc.array(entry, { minLength: 1, maxLength: 3 }), weight: 20 },
      { arbitrary: fc.constant([]), weight: 1 },
    ),
  )

/** Members that may be missing, and some that nobody knows. */
function record(
  members: { [name: string]: fc.Arbitrary<Json> },
  optional: readonly string[],
): fc.Arbitrary<Json> {
  const required = Object.keys(members).filter((name) => !optional.includes(name))
  const known = fc.record(members, { requiredKeys: required })
  const odd = fc.dictionary(
    pick('x', 'a.b', '__proto__', 'toString', 'Policies', 'conditions') as fc.Arbitrary<string>,
    anything,
    { maxKeys: 1 },
  )
  return fc.oneof(
    { arbitrary: known, weight: 6 },
    { arbitrary: fc.tuple(odd, known).map(([strange, right]) => ({ ...strange, ...right })), weight: 1 },
    { arbitrary: fc.tuple(known, pick(...Object.keys(members))).map(([right, gone]) => Object.fromEntries(Object.entries(right).filter(([name]) => name !== gone))), weight: 1 },
  ) // prettier-ignore
}

const entry = (...values: string[]) => rough(pick(...values), 60)
const text = pick('A sentence.', 'Two\nlines', '', ' ', 'ünïcödé 🙂', 'x'.repeat(260), '🙂'.repeat(1_200))

const options: { [type: string]: fc.Arbitrary<Json> } = {
  StringEqualCondition: pick({ equals: 'a' }, { equals: '{{.x}}' }),
  StringMatchCondition: pick(
    { matches: 'a+' },
    { matches: '^a|b$' },
    { matches: '(' },
    { matches: 'localhost|127.0.0.1' },
  ),
  StringPairsEqualCondition: pick({}, null),
  EqualsSubjectCondition: pick({}, null),
  CIDRCondition: pick({ cidr: '10.0.0.0/8' }, { cidr: '1' }),
  BooleanCondition: pick({ value: true }, { value: 'true' }),
  ResourceContainsCondition: pick({}, null),
  StringNotMatchCondition: pick({ matches: 'localhost|127.0.0.1|::1' }, { matches: 'a' }),
  OfficeHoursCondition: pick({ matches: 'Monday-Friday/09:00/18:30' }, { matches: 'Mon' }),
  WithinPeriodCondition: pick({ matches: '2018-02-01T00:00+0100/2018-04-01T00:00+0100' }),
  DateWithinPeriodCondition: pick({ dateBegin: '2018-02-01T00:00+0100', dateEnd: '2018-04-01T00:00+0100' }),
  Unheard: pick({}),
}
const ladonTypes = Object.keys(options).slice(0, 7)

function condition(types: readonly string[], member: string, asText: boolean): fc.Arbitrary<Json> {
  const one = fc.constantFrom(...types).chain((type) =>
    fc.tuple(options[type] ?? anything, fc.boolean()).map(([value, isText]): Json => {
      if (value === null) return { type }
      return { type, [member]: asText && isText ? JSON.stringify(value) : value }
    }),
  )
  return rough(one, 40)
}

const conditions = (keys: string[], one: fc.Arbitrary<Json>) =>
  rough(fc.oneof(fc.constant({}), fc.dictionary(fc.constantFrom(...keys), one, { maxKeys: 2 })), 40)

const ladonPolicy = record(
  {
    id: rough(pick('0', '1', 'a', 'a-2', 'ü b', '', 'x'.repeat(120)), 40),
    description: rough(text, 40),
    subjects: listOf(
      entry(
        'max',
        '<zac|ken>',
        'users:<x|y>',
        'group:staff',
        '<.*>',
        '<(?!a).*>',
        '<[[:digit:]]+>',
        '<a',
        '<a:b|c>',
      ),
    ),
    resources: listOf(
      entry('articles', 'articles:1', 'a:<.+>', '<.*>', 'a>b', '', 'x:<(?!protected).*>', 'x:<(a)\\1>'),
    ),
    actions: listOf(entry('get', '<create|delete>', 'view')),
    effect: rough(pick('allow', 'allow', 'deny', ''), 40),
    conditions: conditions(
      ['owner', 'clientIP', 'a.b', 'subject.id', 'context.x', 'RemoteAddress', '7', ''],
      condition([...ladonTypes, ...ladonTypes, 'Unheard'], 'options', false),
    ),
    meta: rough(pick('eyJhIjoxfQ==', 'e30=', '', null, 'AQID', 'eyIiOjF9', '***'), 40),
  },
  ['description', 'conditions', 'meta'],
)

/** A list or a map by id. */
export const ladonSets: fc.Arbitrary<Json> = fc.oneof(
  fc.array(ladonPolicy, { maxLength: 5 }),
  fc.dictionary(fc.constantFrom('0', 'a', 'p q', '__proto__'), ladonPolicy, { maxKeys: 3 }),
)

const cellsRule = record(
  {
    id: rough(pick('r1', 'r2', '', 'a b'), 40),
    description: rough(text, 40),
    subjects: listOf(
      entry(
        'profile:anon',
        'profile:standard',
        'user:<.+>',
        'user:john',
        'subject:u-1',
        'role:r-1',
        'policy:g1',
        'policy:g1',
        'policy:<.+>',
        'policy:g2',
        'self',
        '<.+>',
        'nobody',
      ),
    ),
    resources: listOf(
      entry('rest:/user', 'rest:/user/<.+>', 'rest:/a?b=1', 'acl', 'acl', 'oidc', '<.*>', 'tree:/'),
    ),
    actions: listOf(entry('GET', 'read', 'write', 'delete', 'login', '<.+>')),
    effect: rough(pick('allow', 'deny', 2, 1, 0), 40),
    conditions: conditions(
      ['RemoteAddress', 'ClientTime', 'NodeMetaName', 'RequestMethod', 'ClaimsName'],
      condition(Object.keys(options), 'jsonOptions', true),
    ),
  },
  ['description', 'conditions'],
)

const cellsGroup = record(
  {
    Uuid: rough(pick('g1', 'g1', 'g2', '3f2504e0-4f89-11d3-9a0c-0305e82c3301', 'ä'), 40),
    Name: rough(text, 40),
    Description: rough(text, 40),
    OwnerUuid: pick('o'),
    ResourceGroup: rough(pick('rest', 'acl', 'acl', 'oidc', 0, 1, 2), 60),
    LastUpdated: pick(1_500_000_000),
    Policies: rough(fc.array(cellsRule, { maxLength: 4 })),
  },
  ['Description', 'OwnerUuid', 'ResourceGroup', 'LastUpdated'],
)

export const cellsGroups: fc.Arbitrary<Json> = fc.oneof(
  fc.array(cellsGroup, { maxLength: 4 }),
  fc
    .array(cellsGroup, { maxLength: 3 })
    .map((PolicyGroups) => ({ PolicyGroups, Total: PolicyGroups.length })),
  cellsGroup,
)

const myrmexCondition = fc.oneof(
  {
    weight: 20,
    arbitrary: pick(
      { attribute: 'source_ip', operator: 'in', value: '198.51.100.0/24' },
      { attribute: 'source_ip', operator: 'in', value: '198.51.100.0/24, 203.0.113.0/24' },
      { attribute: 'source_ip', operator: 'equals', value: '198.51.100.1' },
      { attribute: 'time_of_day', operator: 'between', value: '08:00-18:00' },
      { attribute: 'time_of_day', operator: 'between', value: ['22:00', '06:00'] },
      { attribute: 'day_of_week', operator: 'in', value: 'Monday, Friday' },
      { attribute: 'day_of_week', operator: 'not_in', value: ['sunday'] },
      { attribute: 'mfa_status', operator: 'equals', value: 'true' },
      { attribute: 'device_type', operator: 'in', value: ['Desktop'] },
      { attribute: 'user_agent', operator: 'matches', value: 'Firefox' },
    ),
  },
  {
    weight: 1,
    arbitrary: pick(
      { attribute: 'source_ip', operator: 'matches', value: '198' },
      { attribute: 'user_agent', operator: 'matches', value: '(' },
      { attribute: 'mood', operator: 'equals', value: 'good' },
      { attribute: 'mfa_status', operator: 'equals', value: true, negate: true },
      'always',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      attribute: pick('source_ip', 'time_of_day'),
      operator: pick('in', 'between'),
      value: anything,
    }),
  },
)

const targeting = {
  permissions: listOf(
    entry(
      'devices.read',
      'devices.update',
      'integrations.execute',
      'integrations.read',
      'devices.*',
      'cases.read',
      'devices',
    ),
  ),
  roles: listOf(entry('Analyst', 'Viewer', 'a<b')),
  device_names: listOf(entry('.*prod.*', 'srv-db-.*', '.*test.*', 'web', '(')),
  device_os: listOf(entry('Windows')),
  integration_names: listOf(entry('.*firewall.*')),
  integration_bases: listOf(entry('Fortigate', 'AWS')),
}

const targets: fc.Arbitrary<{ [member: string]: Json }> = fc.oneof(
  { arbitrary: fc.record({ target: rough(fc.record(targeting, { requiredKeys: [] }), 40) }), weight: 10 },
  {
    arbitrary: fc.record({ target_roles: targeting.roles, target_permissions: targeting.permissions }),
    weight: 5,
  },
  { arbitrary: fc.record({ target_device_names: targeting.device_names }), weight: 5 },
  { arbitrary: fc.constant({}), weight: 10 },
  { arbitrary: fc.constant({ target_sites: ['x'] }), weight: 1 },
  { arbitrary: fc.constant({ target: { roles: ['A'], sites: ['x'] } }), weight: 1 },
  { arbitrary: fc.constant({ target: { roles: ['A'] }, target_roles: ['B'] }), weight: 1 },
)

const myrmexPolicy = fc
  .tuple(
    targets,
    record(
      {
        id: rough(pick('m1', 'm2', 'ü'), 40),
        name: rough(text, 40),
        description: rough(text, 40),
        effect: rough(pick('deny', 'Deny', 'deny', 'allow', 'allow', 'maybe'), 60),
        priority: rough(pick(5, 10, 20, 5, 10, 20, 1.5), 40),
        active: rough(pick(true, false), 60),
        conditions: rough(fc.array(myrmexCondition, { minLength: 1, maxLength: 2 })),
      },
      ['id', 'description'],
    ),
  )
  .map(([target, rest]): Json => (isRecord(rest) ? { ...rest, ...target } : rest))

function isRecord(json: Json): json is { readonly [member: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

export const myrmexPolicies: fc.Arbitrary<Json> = fc.oneof(
  fc.array(myrmexPolicy, { maxLength: 5 }),
  fc.array(myrmexPolicy, { maxLength: 3 }).map((policies) => ({ policies })),
)

const neoscRecord = record(
  {
    id: rough(pick('known', 'known', 'other', ''), 40),
    name: rough(text, 40),
    description: rough(text, 40),
    type: rough(pick('access', 'network', 'session', 'access'), 40),
    rules: listOf(entry('First sentence', 'Second sentence')),
    enabled: rough(pick(true, false), 40),
    created_at: rough(pick('2026-04-05T10:00:00Z', '2026-04-05T10:00:00.123456+00:00', 'yesterday'), 40),
    policy_type: pick('user_vm'),
  },
  ['created_at', 'enabled', 'policy_type'],
)

export const neoscRecords: fc.Arbitrary<Json> = fc.array(neoscRecord, { maxLength: 5 })
