import { canonicalPath } from './attribute-path.ts'
import type { Operator } from './model.ts'

/** The kinds of values that attributes of the catalogue have. */
export type AttributeType =
  | 'address'
  | 'instant'
  | 'time'
  | 'weekday'
  | 'date'
  | 'boolean'
  | 'number'
  | 'string'
  | 'strings'
  | 'country'

/** A row of the catalogue of attributes. */
export interface WellKnownAttribute {
  readonly name: string
  readonly type: AttributeType
  readonly operators: readonly Operator[]
  /** One sentence. */
  readonly meaning: string
  /** The only values there are. */
  readonly values?: readonly string[]
}

const choice: readonly Operator[] = ['equals', 'not_equals', 'in', 'not_in', 'exists']
const ordered: readonly Operator[] = [...choice, 'between', 'greater_than', 'less_than']
const textual: readonly Operator[] = [
  ...choice, 'matches', 'not_matches', 'starts_with', 'ends_with', 'contains',
] // prettier-ignore

/** The attributes of `context` that Sallyport supplies. Those of Myrmex take exactly the operators of its matrix. */
export const wellKnownAttributes: readonly WellKnownAttribute[] = [
  {
    name: 'source_ip',
    type: 'address',
    operators: ['equals', 'in', 'not_in'],
    meaning: 'The address of the client, after the trusted proxies.',
  },
  {
    name: 'time',
    type: 'instant',
    operators: ordered,
    meaning: 'The instant at which the decision is made.',
  },
  {
    name: 'time_of_day',
    type: 'time',
    operators: ['between'],
    meaning: 'The time on the clock, in the zone of the condition.',
  },
  {
    name: 'day_of_week',
    type: 'weekday',
    operators: ['in', 'not_in'],
    meaning: 'The day of the week, in the zone of the condition.',
    values: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  },
  {
    name: 'date',
    type: 'date',
    operators: ordered,
    meaning: 'The day of the calendar, in the zone of the condition.',
  },
  {
    name: 'mfa_status',
    type: 'boolean',
    operators: ['equals'],
    meaning:
      'Whether a second factor, or a passkey with user verification, was proved in this login session.',
  },
  {
    name: 'auth_methods',
    type: 'strings',
    operators: ['contains', 'exists'],
    meaning: 'How identity was proved, in the words of RFC 8176.',
  },
  {
    name: 'auth_age',
    type: 'number',
    operators: ordered,
    meaning: 'Seconds since identity was proved.',
  },
  {
    name: 'device_type',
    type: 'string',
    operators: ['in', 'not_in'],
    meaning: 'The kind of device, from its user agent.',
    values: ['desktop', 'mobile', 'tablet', 'bot', 'unknown'],
  },
  {
    name: 'user_agent',
    type: 'string',
    operators: ['matches', 'not_matches'],
    meaning: 'The user agent header.',
  },
  {
    name: 'country',
    type: 'country',
    operators: choice,
    meaning: 'The country of the client’s address, ZZ for private ones; unknown when the database lacks it.',
  },
  {
    name: 'tunnel_status',
    type: 'string',
    operators: choice,
    meaning: 'Whether the connection came through a verified tunnel.',
    values: ['encrypted', 'none'],
  },
  {
    name: 'tunnel_protocol',
    type: 'string',
    operators: textual,
    meaning: 'The protocol of that tunnel.',
  },
  {
    name: 'tunnel_identity',
    type: 'boolean',
    operators: choice,
    meaning: 'Whether the owner of the tunnel’s peer is this subject.',
  },
  {
    name: 'concurrent_sessions',
    type: 'number',
    operators: ordered,
    meaning: 'How many workspace sessions the subject has open.',
  },
  {
    name: 'session_age',
    type: 'number',
    operators: ordered,
    meaning: 'Seconds since the workspace session began.',
  },
  {
    name: 'idle_seconds',
    type: 'number',
    operators: ordered,
    meaning: 'Seconds since the last input in the workspace session.',
  },
]

const byPath = new Map(
  wellKnownAttributes.flatMap((attribute) =>
    [attribute.name, canonicalPath(attribute.name)].map((path) => [path, attribute]),
  ),
)

/** The catalogue's row for a path in any spelling, if it has one. */
export function wellKnownAt(path: string): WellKnownAttribute | undefined {
  return byPath.get(path)
}
