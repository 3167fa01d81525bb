import type { Condition, Json, JsonObject, Operator } from '../../src/model.ts'
import { type Asked, type Dimension, nobody, type Rule } from './row.ts'

const is = (attribute: string, operator: Operator, value: Json): Rule => ({
  when: [{ attribute, operator, value }],
})
const also = (resources: readonly string[]): Rule => ({ resources: [...resources, '<.*>:9'] })
const between = (start: string, end: string): Condition => ({
  attribute: 'time_of_day',
  operator: 'between',
  value: [start, end],
  zone: 'UTC',
})
const context = (given: JsonObject): Asked => ({ subject: nobody, context: given })
const at = (time: string): Asked => context({ time })

/** By where an attribute stands, and what has its edges elsewhere. */
export const ofAttributes: readonly Dimension[] = [
  {
    name: 'attributes that most policies read',
    rules: {
      factor: is('mfa_status', 'equals', true),
      noFactor: is('mfa_status', 'equals', false),
      desktop: is('device_type', 'in', ['desktop']),
      mobile: is('device_type', 'in', ['mobile']),
      curl: is('user_agent', 'matches', '^curl'),
      wget: is('user_agent', 'matches', '^wget'),
      germany: is('country', 'equals', 'DE'),
      france: is('country', 'equals', 'FR'),
      encrypted: is('tunnel_status', 'equals', 'encrypted'),
      none: is('tunnel_status', 'equals', 'none'),
    },
    asks: [
      [context({ mfa_status: true, device_type: 'mobile', user_agent: 'curl', country: 'DE' }), 'curl encrypted factor germany mobile none'],
      [context({ device_type: 'desktop', user_agent: 'wget', country: 'FR', tunnel_status: 'none' }), 'desktop factor france noFactor none wget'],
      [context({ mfa_status: false, user_agent: 'x', country: 'X', tunnel_status: 'encrypted' }), 'desktop encrypted mobile noFactor'],
      [context({ mfa_status: true, device_type: 'x', country: 'X', tunnel_status: 'x' }), 'curl factor wget'],
      [context({ mfa_status: null, device_type: null, user_agent: null, country: null, tunnel_status: null }), 'curl desktop encrypted factor france germany mobile noFactor none wget'],
      [{ subject: nobody }, 'curl desktop encrypted factor france germany mobile noFactor none wget'],
      [{}, 'curl desktop encrypted factor france germany mobile noFactor none wget'],
    ],
  },
  {
    name: 'attributes inside of others, and those that are nowhere',
    rules: {
      inner: is('y.z', 'equals', 'ann'),
      innerBob: is('y.z', 'equals', 'bob'),
      country: is('z.country', 'equals', 'DE'),
      countryFr: is('z.country', 'equals', 'FR'),
      notProperty: is('subject.id.level', 'equals', 1),
      notProperty2: is('subject.id.level', 'equals', 2),
      level: is('subject.properties.level', 'equals', 1),
      level2: is('subject.properties.level', 'equals', 2),
      nothing: is('subject.properties', 'equals', 1),
      constructors: is('subject.properties.constructor', 'equals', 'ann'),
      constructors2: is('subject.properties.constructor', 'equals', 'bob'),
    },
    asks: [
      [context({ z: 'ann', country: 'DE', y: 'ann' }), 'constructors constructors2 country countryFr inner innerBob level level2 notProperty notProperty2 nothing'],
      [context({ z: { country: 'DE' }, y: { z: 'ann' } }), 'constructors constructors2 country inner level level2 notProperty notProperty2 nothing'],
      [context({ z: { country: 'FR' }, country: 'DE', y: { z: 'bob' } }), 'constructors constructors2 countryFr innerBob level level2 notProperty notProperty2 nothing'],
      [{ subject: { ...nobody, level: 1, constructor: 'ann' } }, 'constructors country countryFr inner innerBob level notProperty notProperty2 nothing'],
      [{ subject: { ...nobody, level: 3, constructor: 'bob' }, context: { z: { country: 'X' }, y: { z: 'x' } } }, 'constructors2 notProperty notProperty2 nothing'],
      [{}, 'constructors constructors2 country countryFr inner innerBob level level2 notProperty notProperty2 nothing'],
    ],
  },
  {
    name: 'resources of which one is known by its text and one is not',
    rules: Object.fromEntries(
      ['1', '2', '3', '4', '5', '6', '7', '8'].map((id) => [`also${id}`, also([`door:${id}`])]),
    ),
    asks: [
      [{ id: '1' }, 'also1'],
      [{ id: '9' }, 'also1 also2 also3 also4 also5 also6 also7 also8'],
      [{ id: '8', type: 'phone' }, ''],
      [{ id: '2' }, 'also2'],
      [{ id: '3' }, 'also3'],
      [{ id: '4' }, 'also4'],
    ],
  },
  {
    name: 'rules about everything, and those that nothing is meant by',
    rules: {
      everything: {},
      open: { target: { permissions: ['doors.open'] } },
      none: { target: { permissions: ['doors.shut'] } },
      peek: { target: { permissions: ['doors.peek'] } },
    },
    asks: [
      [{ subject: nobody }, 'everything open'],
      [{ subject: nobody, action: 'peek' }, 'everything open peek'],
      [{ subject: nobody, action: 'shut' }, 'everything none'],
      [{ subject: nobody, type: 'room' }, 'everything'],
    ],
  },
  {
    name: 'what is not yes, not no, and not a text',
    rules: {
      not: is('y', 'not_equals', true),
      neither: is('y', 'not_equals', false),
      text: is('y', 'not_equals', 'ann'),
      texts: is('y', 'not_in', [true, false]),
    },
    asks: [
      [context({ y: true }), 'neither text'],
      [context({ y: false }), 'not text texts'],
      [context({ y: 'ann' }), 'neither not text texts'],
      [context({ y: 'bob' }), 'neither not text texts'],
      [context({ y: 1 }), 'neither not text texts'],
      [context({}), 'neither not text texts'],
    ],
  },
  {
    name: 'a clock that was set forward in the middle of a quarter of an hour',
    rules: {
      other: { when: [between('08:00', '09:00')] },
      tea: { when: [between('16:00', '17:00')] },
      eve: { when: [{ attribute: 'time_of_day', operator: 'between', value: ['23:00', '24:00'], zone: 'Africa/Monrovia' }] },
      night: { when: [{ attribute: 'time_of_day', operator: 'between', value: ['00:00', '00:30'], zone: 'Africa/Monrovia' }] },
    },
    asks: [
      [at('2026-05-01T16:59:59Z'), 'tea'],
      [at('2026-05-01T17:00:00Z'), ''],
      [at('2026-05-01T08:30:00Z'), 'other'],
      [at('1972-01-07T00:40:00Z'), 'eve'],
      [at('1972-01-07T00:44:29Z'), 'eve'],
      [at('1972-01-07T00:44:31Z'), 'night'],
      [at('2026-05-01T00:10:00Z'), 'night'],
      [at('never'), 'eve night other tea'],
    ],
  },
] // prettier-ignore
