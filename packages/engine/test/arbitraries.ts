import fc from 'fast-check'
import type {
  AccessRequest,
  Condition,
  Json,
  JsonObject,
  Obligation,
  Policy,
  Statement,
} from '../src/model.ts'
import { validatePolicy } from '../src/validate/index.ts'
import { settings } from './asking.ts'

/**
 * Policies and requests over one small vocabulary, so that they meet: nearly everything random is about nothing.
 */
const pick = fc.constantFrom
const some = <T>(arbitrary: fc.Arbitrary<T>, max = 2) => fc.array(arbitrary, { minLength: 1, maxLength: max })
/** Present once in so many times. */
const rarely = <T>(arbitrary: fc.Arbitrary<T>, times = 2): fc.Arbitrary<T | undefined> =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: times - 1 }, { arbitrary, weight: 1 })
/** Absent once in so many times. */
const mostly = <T>(arbitrary: fc.Arbitrary<T>, times = 3) =>
  fc.option(arbitrary, { nil: undefined, freq: times - 1 })

/** Absent members are left out, as on the wire. */
export function record<T extends object>(members: {
  [K in keyof T]: fc.Arbitrary<T[K] | undefined>
}): fc.Arbitrary<T> {
  return fc
    .record(members as { [K in keyof T]: fc.Arbitrary<T[K]> })
    .map(
      (value) => Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T,
    )
}

const times = [
  '2026-05-01T07:59:59Z',
  '2026-05-01T08:00:00Z',
  '2026-05-01T18:00:00Z',
  '2026-05-02T12:00:00Z',
  '2026-03-29T01:30:00Z',
  'later',
]
const addresses = ['10.0.0.1', '10.0.1.1', '203.0.113.9', '2001:db8::1', 'nowhere']

const attributeCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ attribute: pick('mfa_status'), operator: pick('equals' as const), value: fc.boolean() }),
  fc.record({ attribute: pick('source_ip'), operator: pick('in' as const, 'not_in' as const), value: pick<Json[]>('10.0.0.0/24', ['10.0.0.1', '203.0.113.0/24']) }),
  fc.record({ attribute: pick('time_of_day'), operator: pick('between' as const), value: pick(['08:00', '18:00'], ['22:00', '08:00']), zone: pick('UTC', 'Europe/Madrid') }),
  fc.record({ attribute: pick('day_of_week'), operator: pick('in' as const, 'not_in' as const), value: pick(['friday'], ['monday', 'saturday']) }),
  fc.record({ attribute: pick('time'), operator: pick('greater_than' as const, 'less_than' as const), value: pick('2026-05-01T08:00:00Z', '2026-05-03T00:00:00Z') }),
  fc.record({ attribute: pick('tunnel_status'), operator: pick('equals' as const), value: pick('encrypted', 'none') }),
  fc.record({ attribute: pick('auth_methods'), operator: pick('contains' as const), value: pick('otp', 'hwk') }),
  fc.record({ attribute: pick('x', 'subject.properties.level', 'resource.properties.level'), operator: pick('equals' as const, 'not_equals' as const, 'greater_than' as const), value: pick(1, 2) }),
  fc.record({ attribute: pick('resource.properties.owner', 'y'), operator: pick('equals' as const, 'not_equals' as const), value: pick<Json[]>({ attribute: 'subject.id' }, 'ann') }),
  fc.record({ attribute: pick('resource.properties.name', 'y'), operator: pick('matches' as const, 'not_matches' as const, 'starts_with' as const), value: pick('a', 'an+') }),
  fc.record({ attribute: pick('y'), operator: pick('in' as const, 'not_in' as const), value: pick<Json[]>(['ann', 'bob'], { attribute: 'subject.properties.groups' }) }),
  fc.record({ type: pick('EqualsSubjectCondition'), key: pick('y', 'resource.properties.owner') }),
  fc.record({ type: pick('StringMatchCondition', 'StringNotMatchCondition'), key: pick('y', 'NodeMetaName'), options: pick({ matches: '^a' }, { matches: '^{{.resource.properties.owner}}$' }) }),
  fc.record({ type: pick('CIDRCondition'), key: pick('RemoteAddress'), options: pick({ cidr: '10.0.0.0/24' }) }),
  fc.record({ type: pick('OfficeHoursCondition'), key: pick('ServerTime', 'time'), options: pick({ matches: 'Friday-Monday/08:00/17:59' }, { matches: 'Saturday/00:00/23:59' }) }),
  fc.record({ type: pick('WithinPeriodCondition'), key: pick('ServerTime'), options: pick({ matches: '2026-05-01T08:00+0000/2026-05-02T14:00+0200' }) }),
) // prettier-ignore

const existsCondition: fc.Arbitrary<Condition> = fc.record({
  attribute: pick('x', 'y', 'subject.properties.level'),
  operator: pick('exists' as const),
  value: fc.boolean(),
})

function condition(leaf: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> {
  return fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      { arbitrary: leaf, weight: 4 },
      { arbitrary: fc.record({ all: some(tie('tree')) }), weight: 1 },
      { arbitrary: fc.record({ any: some(tie('tree')) }), weight: 1 },
      { arbitrary: fc.record({ not: tie('tree') }), weight: 1 },
    ),
  })).tree
}

export const obligation: fc.Arbitrary<Obligation> = fc
  .tuple(
    fc.oneof(
      fc.record({
        id: pick('factor'),
        properties: fc.record({ method: pick('webauthn', 'totp', 'sms'), rank: pick(1, 2) }),
      }),
      fc.record({ id: pick('retain', 'keep'), properties: fc.record({ days: pick(7, 30) }) }),
      fc.record({
        id: pick('lock_out'),
        properties: fc.record({ attempts: pick(3, 5), seconds: pick(60, 600) }),
      }),
      fc.record({ id: pick('watermark'), properties: pick({}) }),
      fc.record({ id: pick('notify'), properties: fc.record({ to: pick('soc', 'boss') }) }),
      fc.record({ id: pick('acme.seal'), properties: pick<JsonObject[]>({}, { colour: 'red' }) }),
    ),
    rarely(pick('permit' as const, 'deny' as const)),
  )
  .map(([one, on]) => (on === undefined ? one : { ...one, on }))

const subjectEntry = pick(
  'user:ann',
  'role:Keeper',
  'group:staff',
  'profile:admin',
  'user:<a.*>',
  '<group|role>:<.*>',
  '<.*>:ann',
  'group:<st.*>',
)
const resourceEntry = pick('door', 'safe', 'safe:1', 'room:<.*>', '<.*>', '<(?!door).*>', 'device', 'thing')
const actionEntry = pick('open', 'peek', 'read', '<re.*>', '<.*>')
const grantNames = pick('Keeper', 'Reader', 'Owner', 'Owner', 'Nobody')

const devices = record<NonNullable<NonNullable<Policy['target']>['devices']>>({
  names: mostly(some(pick('.*a.*', 'b'))),
  os: rarely(some(pick('Linux', 'windows'))),
})
const integrations = record<NonNullable<NonNullable<Policy['target']>['integrations']>>({
  names: mostly(some(pick('.*a.*', '(?!a).*'))),
  bases: rarely(some(pick('AWS'))),
})
const anyTarget = record<NonNullable<Policy['target']>>({
  permissions: rarely(some(pick('doors.open', 'safes.*', 'rooms.read', 'devices.read', 'thing.*')), 6),
  roles: rarely(some(grantNames), 4),
  subjects: rarely(some(subjectEntry), 3),
  actions: rarely(some(actionEntry), 3),
  resources: rarely(some(resourceEntry), 3),
  devices: rarely(devices, 6),
  integrations: rarely(integrations, 6),
})
const target = fc.oneof({ arbitrary: anyTarget, weight: 3 }, { arbitrary: fc.record({ devices }), weight: 1 })

export interface Shape {
  /** Whether conditions may look at absence. */
  readonly exists?: boolean
  readonly effects?: readonly Statement['effect'][]
  /** Every statement brings obligations. */
  readonly obliging?: boolean
}

function statement({
  exists = true,
  effects = ['deny', 'allow', 'oblige'],
  obliging = false,
}: Shape): fc.Arbitrary<Omit<Statement, 'id'>> {
  const leaf = exists
    ? fc.oneof({ arbitrary: attributeCondition, weight: 9 }, { arbitrary: existsCondition, weight: 1 })
    : attributeCondition
  const conditions = some(condition(leaf))
  return fc.constantFrom(...effects).chain((effect) =>
    record<Omit<Statement, 'id'>>({
      label: pick('A rule'),
      effect: fc.constant(effect),
      subjects: rarely(some(subjectEntry), 6),
      actions: rarely(some(actionEntry), 4),
      resources: rarely(some(resourceEntry), 3),
      when: rarely(conditions),
      unless: rarely(conditions),
      obligations: obliging || effect === 'oblige' ? some(obligation) : rarely(some(obligation), 4),
    }),
  )
}

/** A policy that can be saved: where it must name what it means and does not, it means everything. */
export function policy(shape: Shape = {}): fc.Arbitrary<Policy> {
  return record<Policy>({
    id: pick('a', 'b', 'c', 'd', 'e', 'f'),
    name: pick('A policy'),
    type: pick('access' as const),
    enabled: rarely(pick(true, true, true, false)),
    mode: rarely(pick('enforce' as const, 'enforce' as const, 'report' as const)),
    priority: rarely(pick(0, 1, 5)),
    critical: rarely(fc.boolean(), 3),
    target: rarely(target),
    statements: some(statement(shape), 3).map((list) =>
      list.map((one, index) => ({ id: `s${index}`, ...one })),
    ),
    valid_from: rarely(pick('2026-05-01T00:00:00Z', '2026-05-01T09:00:00Z'), 4),
    valid_until: rarely(pick('2026-05-01T10:00:00Z', '2026-05-02T10:00:00Z'), 4),
  }).map(saved)
}

function saved(one: Policy): Policy {
  if (validatePolicy({ ...one, enabled: true, template: false }, settings).ok) return one
  const statements = (one.statements ?? []).map((each) => ({
    ...each,
    resources: each.resources ?? ['<.*>'],
  }))
  return { ...one, statements }
}

/** Distinct ids, in any order. */
export function policies(shape: Shape = {}): fc.Arbitrary<Policy[]> {
  return fc.uniqueArray(policy(shape), { selector: ({ id }) => id, minLength: 1, maxLength: 5 })
}

const grant: fc.Arbitrary<Json> = fc.oneof(
  { arbitrary: grantNames, weight: 4 },
  {
    arbitrary: record<{ [member: string]: Json }>({
      name: grantNames,
      scope: mostly(pick<Json[]>({ types: ['safe'] }, { ids: ['1'] }, { organizations: ['acme'] }, { when: [{ attribute: 'mfa_status', operator: 'equals', value: true }] })),
      valid_until: mostly(pick('2026-05-01T12:00:00Z', '2026-06-01T00:00:00Z')),
    }),
    weight: 2,
  },
  { arbitrary: pick<Json[]>({ nam: 'Owner' }, 7), weight: 1 },
) // prettier-ignore

export const request: fc.Arbitrary<AccessRequest> = fc.record({
  subject: fc.record({
    type: pick('user', 'user', 'user', 'anonymous'),
    id: pick('ann', 'bob'),
    properties: record<JsonObject & object>({
      roles: mostly(fc.array(grant, { maxLength: 3 }), 4),
      groups: mostly(fc.array(pick<Json[]>('staff', 'ops', 'ann', 7), { maxLength: 2 }), 4),
      profile: mostly(pick<Json[]>('admin', 'standard', 3)),
      level: mostly(pick<Json[]>(1, 2, '1')),
    }),
  }),
  action: fc.record({ name: pick('open', 'open', 'peek', 'read', 'read', 'write') }),
  resource: fc.record({
    type: pick(
      'door',
      'door',
      'door',
      'safe',
      'safe',
      'room',
      'room',
      'device',
      'phone',
      'phone',
      'integration',
      'thing',
    ),
    id: pick('1', '2', '', '*'),
    properties: record<JsonObject & object>({
      name: mostly(pick('anna', 'b')),
      os: mostly(pick('linux', 'Windows')),
      base: mostly(pick('aws', 'Fortigate')),
      owner: mostly(pick('ann', 'bob')),
      organization: mostly(pick('acme')),
      level: mostly(pick<Json[]>(1, 2, '1')),
    }),
  }),
  context: record<JsonObject & object>({
    time: mostly(pick(...times), 5),
    mfa_status: mostly(pick<Json[]>(true, false, 'true'), 4),
    source_ip: mostly(pick(...addresses), 4),
    tunnel_status: mostly(pick('encrypted', 'none')),
    auth_methods: mostly(pick<Json[]>(['otp'], ['pwd'], [], 'otp')),
    x: mostly(pick<Json[]>(1, 2, 'a')),
    y: mostly(pick('ann', 'bob', 'ops')),
  }),
})

/** A request and the same without one attribute, or with one that is of no use. */
export const requestAndLess: fc.Arbitrary<readonly [AccessRequest, AccessRequest]> = request.chain((full) => {
  const places = (['subject', 'resource'] as const).flatMap((root) =>
    Object.keys(full[root].properties ?? {}).map((name) => ({ root, name })),
  )
  const all = [
    ...places,
    ...Object.keys(full.context ?? {}).map((name) => ({ root: 'context' as const, name })),
  ]
  if (all.length === 0) return fc.constant([full, full] as const)
  // The clock is behind more of the answers than anything else.
  const likely = all.flatMap((place) => (place.name === 'time' ? [place, place, place] : [place]))
  return fc
    .record({ place: fc.constantFrom(...likely), isMistyped: fc.boolean() })
    .map(({ place: { root, name }, isMistyped }) => {
      const holder = (root === 'context' ? full.context : full[root].properties) ?? {}
      const rest = Object.fromEntries(Object.entries(holder).filter(([other]) => other !== name))
      const less = isMistyped ? { ...rest, [name]: {} } : rest
      const changed = root === 'context' ? less : { ...full[root], properties: less }
      return [full, { ...full, [root]: changed }] as const
    })
})
