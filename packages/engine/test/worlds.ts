import fc from 'fast-check'
import type { AccessRequest, Binding, Condition, Json, Policy, Settings, Statement } from '../src/model.ts'
import { validatePolicy } from '../src/validate/index.ts'
import { policy, request } from './arbitraries.ts'
import { settings as doors } from './asking.ts'

/**
 * Worlds for comparing evaluators: policies by which an index can go wrong, and requests at their edges. They are the
 * policies and requests of `arbitraries.ts`, changed here and there.
 */
export interface World {
  readonly policies: readonly Policy[]
  readonly settings: Settings
}

const pick = fc.constantFrom
const some = <T>(arbitrary: fc.Arbitrary<T>, max = 3) => fc.array(arbitrary, { minLength: 1, maxLength: max })

const subjects = [
  'user:ann',
  'user:<a.*>',
  'user:<ann|bob>',
  '<.*>',
  'group:staff',
  'group:<st.*>',
  'role:<K.*>',
  '<group|role>:<.+>',
  'profile:admin',
  'profile:<a?dmin>',
  'anonymous:<.*>',
  'user:<an{0,1}n>',
]
const resources = [
  'node',
  'node:1',
  'node:2',
  'node:<[12]>',
  'node:<.*>',
  'shelf:<.*>',
  'shelf:1',
  '<node|shelf>:<.*>',
  'door:<(?!1).*>',
  'do<or:1|g>',
  'door',
  'device:<.*>',
  'phone:<1?>',
  'thing:<.*>',
]
const names = [
  'anna',
  'an.*',
  '.*na',
  '.*nn.*',
  'b',
  '(?i)ANN.*',
  'an+a',
  'a|b',
  'ann?a?',
  '.*',
  '(?!b).*',
  'an\\.na',
  'a.na',
  'a.*n.*a',
  'ann[a-c]',
]
const actions = ['open', 'read', 'write', '<re.*|open>', 'download', 'delete', '<.*>']
const zones = ['UTC', 'Europe/Madrid', 'Asia/Kolkata', 'America/St_Johns']

const edgy: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ attribute: pick('time_of_day'), operator: pick('between' as const), value: pick(['09:30', '10:00'], ['00:00', '24:00'], ['23:59:59', '00:00'], ['10:00', '09:30'], ['18:00', '24:00']), zone: pick(...zones) }),
  fc.record({ attribute: pick('day_of_week'), operator: pick('in' as const, 'not_in' as const), value: pick<Json[]>('sunday', ['friday', 'saturday'], ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']), zone: pick(...zones) }),
  fc.record({ attribute: pick('source_ip'), operator: pick('in' as const, 'not_in' as const), value: pick<Json[]>('0.0.0.0/0', '10.0.0.1', ['10.0.0.0/31', '2001:db8::/33'], '::/0', '2001:db8::1', '::ffff:10.0.0.0/120', ['203.0.113.9/32'], '128.0.0.0/1') }),
  fc.record({ attribute: pick('source_ip'), operator: pick('equals' as const), value: pick('10.0.0.1', '2001:db8::1') }),
  fc.record({ attribute: pick('y', 'resource.properties.address'), operator: pick('in' as const, 'not_in' as const), value: pick<Json[]>('10.0.0.0/24', ['10.0.0.1/32', '2001:db8::/32']) }),
  fc.record({ attribute: pick('x', 'y', 'subject.properties.level', 'resource.properties.level', 'subject.id', 'action.name', 'resource.type', 'y.z', 'toString'), operator: pick('equals' as const, 'not_equals' as const, 'in' as const, 'not_in' as const), value: pick<Json[]>(1, 'ann', true, 'open', 'door', false, '1') }),
  fc.record({ attribute: pick('x', 'y', 'device_type', 'subject.properties.level'), operator: pick('in' as const, 'not_in' as const), value: pick<Json[]>([1, 2], ['ann', 'bob'], ['desktop', 'mobile'], [true, false]) }).filter(({ attribute, value }) => attribute !== 'device_type' || value.includes('desktop')),
  fc.record({ attribute: pick('mfa_status'), operator: pick('equals' as const), value: fc.boolean() }),
  fc.record({ attribute: pick('country'), operator: pick('in' as const, 'not_equals' as const), value: pick('DE', 'KP') }),
  fc.record({ attribute: pick('user_agent', 'y'), operator: pick('matches' as const, 'not_matches' as const), value: pick('^an', 'n', '(?i)MOZ', 'a$', '^(?!b)', 'anna', '^anna', 'ozilla$|nann', '10.0', 'aaaab') }),
  fc.record({ attribute: pick('time'), operator: pick('equals' as const, 'greater_than' as const, 'less_than' as const), value: pick('2026-05-01T08:00:00Z', '2026-05-01T10:00:00+02:00') }),
  fc.record({ attribute: pick('date'), operator: pick('equals' as const, 'in' as const), value: pick('2026-05-01'), zone: pick(...zones) }),
  fc.record({ type: pick('OfficeHoursCondition'), key: pick('ServerTime', 'ClientTime', 'time', 'context.time', 'y'), options: pick({ matches: 'Friday/08:00/08:00' }, { matches: 'Monday-Sunday/00:00/23:59' }, { matches: 'Saturday-Thursday/09:30/18:00' }) }),
) // prettier-ignore

const edge = fc.oneof(
  { arbitrary: edgy, weight: 4 },
  { arbitrary: fc.record({ any: some(edgy) }), weight: 1 },
  { arbitrary: fc.record({ all: some(edgy) }), weight: 1 },
  { arbitrary: fc.record({ not: fc.record({ all: some(edgy) }) }), weight: 1 },
  { arbitrary: fc.record({ any: fc.tuple(edgy, fc.record({ all: some(edgy) }), fc.record({ not: edgy })) }), weight: 1 },
) // prettier-ignore

/** What is put in place of a part, once in a few times. */
const changes = fc.record({
  template: fc.integer({ min: 0, max: 5 }).map((dice) => dice === 0),
  subjects: fc.option(some(pick(...subjects)), { freq: 2 }),
  resources: fc.option(some(pick(...resources)), { freq: 2 }),
  actions: fc.option(some(pick(...actions)), { freq: 2 }),
  names: fc.option(some(pick(...names)), { freq: 2 }),
  conditions: fc.option(some(edge), { freq: 3 }),
  place: pick('when', 'unless', 'target' as const),
})

const changed = fc.tuple(policy(), fc.array(changes, { minLength: 3, maxLength: 3 })).map(([one, list]): Policy => {
  const statements = (one.statements ?? []).map((statement, index) => withChange(statement, list[index]))
  const [first] = list
  const target = { ...one.target }
  if (first?.names && target.devices) target.devices = { ...target.devices, names: first.names }
  if (first?.names && target.integrations) target.integrations = { ...target.integrations, names: first.names }
  if (first?.place === 'target' && first.subjects) target.subjects = first.subjects
  if (first?.place === 'target' && first.resources) target.resources = first.resources
  return { ...one, ...(one.target && { target }), statements, template: first?.template === true }
}) // prettier-ignore

function withChange(statement: Statement, change: typeof changes extends fc.Arbitrary<infer T> ? T | undefined : never): Statement {
  if (change === undefined) return statement
  const { subjects, resources, actions, conditions, place } = change
  return {
    ...statement,
    ...(subjects && place !== 'target' && { subjects }),
    ...(resources && { resources }),
    ...(actions && { actions }),
    ...(conditions && place !== 'target' && { [place]: conditions }),
  }
} // prettier-ignore

const settings: Settings = {
  ...doors,
  zone: 'Europe/Madrid',
  resourceTypes: {
    ...doors.resourceTypes,
    shelf: { collection: 'shelves', baseline: 'allow', actions: ['open', 'read', 'write'], tree: true },
  },
}

const binding: fc.Arbitrary<Omit<Binding, 'id' | 'policy'>> = fc.record(
  {
    subject: pick('user:ann', 'group:staff', 'role:Keeper', 'profile:admin'),
    resource: pick('node:1', 'node:2', 'node', 'shelf:1', 'door:1', 'door'),
    enabled: fc.boolean(),
    valid_until: pick('2026-05-01T12:00:00Z', '2026-06-01T00:00:00Z'),
  },
  { requiredKeys: ['subject', 'resource'] },
)

/** With about so many policies, all of which can be saved. */
export function world(size: number): fc.Arbitrary<World> {
  return fc
    .tuple(fc.array(changed, { minLength: 1, maxLength: size }), fc.array(binding, { maxLength: 6 }), pick('UTC', ...zones))
    .map(([list, bound, zone]) => {
      const policies = list
        .map((one, index) => ({ ...one, id: `p${(index * 7) % 11}-${index}` }))
        .filter((one) => validatePolicy(one, settings).ok)
      const templates = policies.filter(({ template }) => template === true)
      const bindings = templates.length === 0 ? [] : bound.map((one, index) => ({ ...one, id: `b${index}`, policy: templates[index % templates.length]?.id ?? '' }))
      return { policies, settings: { ...settings, zone, bindings } }
    })
} // prettier-ignore

const times = [
  '2026-05-01T07:29:59.999Z', '2026-05-01T07:30:00Z', '2026-05-01T08:00:00Z', '2026-05-01T10:00:00+02:00', '2026-05-01T22:00:00Z',
  '2026-05-03T21:59:59Z', '2026-05-03T22:00:00Z', '2026-05-04T00:00:00Z', '2026-05-02T12:00:00Z', '2026-03-29T01:00:00Z', '2026-10-25T00:30:00Z',
  '1970-01-01T00:00:00Z', '2026-05-01t08:00:00z', 'now', 7,
] // prettier-ignore
const addresses = ['10.0.0.1', '10.0.0.1:443', '10.0.0.2', '10.0.1.0', '127.255.255.255', '128.0.0.0', '::ffff:10.0.0.1', '2001:db8::1', '2001:db8:8000::', '[2001:db8::1]:80', '010.0.0.1', '1.2.3', 'localhost', 7] // prettier-ignore
const places: readonly Json[] = [
  [], [{ type: 'node', id: '2' }], [{ type: 'node', id: '1', properties: { name: 'anna' } }, { type: 'shelf', id: '1' }], [{ type: 'shelf', id: '2' }, { type: 'node', id: '' }],
] // prettier-ignore

const absent = fc.constant(undefined)
const maybe = <T>(...values: readonly T[]) => fc.oneof({ arbitrary: absent, weight: 2 }, { arbitrary: pick(...values), weight: 3 }) // prettier-ignore

/** A request of `arbitraries.ts` with some of its attributes at an edge. */
export const edgyRequest: fc.Arbitrary<AccessRequest> = fc
  .tuple(
    request,
    fc.record({
      type: maybe('node', 'shelf', 'node'), id: maybe('1', '2', '*', ''), action: maybe('download', 'delete', 'read', 'open'),
      ancestors: maybe(...places), name: maybe<Json>('anna', 'an.na', 'bann', 'a', 'b', 'an\nna', 'ANNA', 'anné', 'a'.repeat(5000), 7),
      time: maybe<Json>(...times), source_ip: maybe<Json>(...addresses), y: maybe<Json>('ann', 'anna', '10.0.0.1', { z: 'ann' }, true, '2026-05-01T08:00+0200', null, [1]),
      x: maybe<Json>(1, 2, '1', true, 'ann', null), user_agent: maybe<Json>('Mozilla', 'an', 7, 'bannann', 'a'.repeat(300), 'anna'.repeat(1200)), country: maybe<Json>('DE', 'KP', 'de'), level: maybe<Json>(1, 'ann', true),
      device_type: maybe<Json>('desktop', 'mobile', 3),
    }),
  )
  .map(([base, { type, id, action, ancestors, name, level, ...context }]): AccessRequest => {
    const around = Object.fromEntries(Object.entries(context).filter(([, value]) => value !== undefined)) as { [member: string]: Json }
    return {
      subject: { ...base.subject, properties: { ...base.subject.properties, ...(level !== undefined && { level }) } },
      action: { name: action ?? base.action.name },
      resource: {
        type: type ?? base.resource.type,
        id: id ?? base.resource.id,
        properties: { ...base.resource.properties, ...(name !== undefined && { name, address: around['source_ip'] ?? null }) },
        ...(ancestors !== undefined && { ancestors: ancestors as unknown as [] }),
      },
      context: { ...base.context, ...around },
    }
  }) // prettier-ignore
