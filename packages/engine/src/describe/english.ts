import { englishTyped } from './english-typed.ts'
import { joined } from './joined.ts'
import { duration, quantity } from './quantity.ts'
import type { Scope, Words } from './words.ts'

const and = () => 'and'
const or = () => 'or'
const after = (word: string, text: string) => (text === '' ? '' : `${word} ${text}`)
const meant = ({ who, what, where }: Scope) =>
  `${what === '' ? 'everything' : what}${after(' for', who)}${after(' on', where)}`

/** What a sentence begins with, before its verb. */
const led = (parts: readonly string[], verb: string) => {
  const text = [...parts.filter((part) => part !== ''), verb].join(', ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
const placed = (who: string, deed: string, where: string) =>
  [after('for', who), deed, after('on', where)].filter((part) => part !== '').join(' ')
const seconds = (count: unknown) =>
  duration(count, [
    ['second', 'seconds'],
    ['minute', 'minutes'],
    ['hour', 'hours'],
  ])

const factors: { readonly [method: string]: string } = {
  webauthn: 'a passkey or security key',
  totp: 'an authenticator app',
}
const factorOf = (method: string) => (Object.hasOwn(factors, method) ? (factors[method] ?? method) : method)

/** The words with which descriptions speak English, the language when none is given. */
export const english: Words = {
  kinds: {
    Requirement: 'Requirement',
    Block: 'Block',
    Exception: 'Exception',
    Grant: 'Grant',
    Duty: 'Duty',
  },
  sentence: {
    requirement: (needs, { who, to, where }, clause) =>
      `Requires ${needs}${after(' for', who)}${after(' to', to)}${after(' on', where)}${after(' when', clause)}; otherwise denied.`,
    requirementThat: (needs, { who, to, where }, clause) =>
      `${led([placed(who, after('to', to), where), after('when', clause)], 'requires')} ${needs}; otherwise denied.`,
    exceptAll: (scope, exception, clause) =>
      `Denies ${meant(scope)}${after(' when', clause)} unless ${exception}.`,
    block: (scope, clause) => `Denies ${meant(scope)}${after(' when', clause)}.`,
    allow: (scope, clause, exception) =>
      `Allows ${meant(scope)}${after(' when', clause)}${after(' unless', exception)}.`,
    duty: (duties, { who, at, where }, clause, exception) =>
      `${led([placed(who, at, where), after('if', clause), after('unless', exception)], 'obliges')} to ${duties}.`,
  },
  devices: (named, running) => `devices${after(' named', named)}${after(' running', running)}`,
  integrations: (named, of) => `integrations${after(' named', named)}${after(' of', of)}`,
  and: (parts, isApart) => joined(parts, and, isApart),
  or: (parts, isApart) => joined(parts, or, isApart),
  either: (parts) => `either ${joined(parts, or)}`,
  allOf: (parts) => `all of these hold: ${parts}`,
  not: (clause) => `it is not so that ${clause}`,
  that: (clause) => `that ${clause}`,
  inZone: (zone) => ` (${zone})`,
  attributes: {
    'context.source_ip': 'the source address',
    'context.time': 'the time',
    'context.time_of_day': 'the time of day',
    'context.day_of_week': 'the day',
    'context.date': 'the date',
    'context.mfa_status': 'the proof of a second factor',
    'context.auth_methods': 'the list of authentication methods',
    'context.auth_age': 'the age of the authentication in seconds',
    'context.device_type': 'the kind of device',
    'context.user_agent': 'the user agent',
    'context.country': 'the country',
    'context.tunnel_status': 'the tunnel',
    'context.tunnel_protocol': 'the protocol of the tunnel',
    'context.tunnel_identity': 'the identity of the tunnel',
    'context.concurrent_sessions': 'the number of open sessions',
    'context.session_age': 'the age of the session in seconds',
    'context.idle_seconds': 'the idle time in seconds',
    'subject.id': 'the id of the subject',
    'resource.id': 'the id of the resource',
    'resource.type': 'the type of the resource',
    'action.name': 'the action',
  },
  values: {
    'context.day_of_week': {
      monday: 'Monday',
      tuesday: 'Tuesday',
      wednesday: 'Wednesday',
      thursday: 'Thursday',
      friday: 'Friday',
      saturday: 'Saturday',
      sunday: 'Sunday',
    },
  },
  operators: {
    equals: (attribute, value) => `${attribute} is ${value}`,
    not_equals: (attribute, value) => `${attribute} is not ${value}`,
    in: (attribute, value) => `${attribute} is in ${value}`,
    not_in: (attribute, value) => `${attribute} is not in ${value}`,
    between: (attribute, value) => `${attribute} is between ${value}`,
    greater_than: (attribute, value) => `${attribute} is greater than ${value}`,
    less_than: (attribute, value) => `${attribute} is less than ${value}`,
    matches: (attribute, value) => `${attribute} matches ${value}`,
    not_matches: (attribute, value) => `${attribute} does not match ${value}`,
    starts_with: (attribute, value) => `${attribute} starts with ${value}`,
    ends_with: (attribute, value) => `${attribute} ends with ${value}`,
    contains: (attribute, value) => `${attribute} contains ${value}`,
    exists: (attribute) => `${attribute} is known`,
  },
  clock: {
    greater_than: (attribute, value) => `${attribute} is after ${value}`,
    less_than: (attribute, value) => `${attribute} is before ${value}`,
  },
  neither: (attribute, values) => `${attribute} is neither ${joined(values, () => 'nor')}`,
  truth: String,
  missing: (attribute) => `${attribute} is unknown`,
  typed: englishTyped,
  idioms: {
    'context.mfa_status equals true': { need: 'a second factor', clause: 'a second factor was proved' },
    'context.mfa_status equals false': { need: 'no second factor', clause: 'no second factor was proved' },
    'context.tunnel_status equals "encrypted"': {
      need: 'an encrypted tunnel',
      clause: 'the connection comes through an encrypted tunnel',
    },
    'context.tunnel_status not_equals "encrypted"': {
      need: 'a connection without an encrypted tunnel',
      clause: 'the connection does not come through an encrypted tunnel',
    },
    'context.tunnel_status equals "none"': {
      need: 'a connection without a tunnel',
      clause: 'the connection does not come through a tunnel',
    },
    'context.tunnel_protocol equals "wireguard"': {
      need: 'a WireGuard tunnel',
      clause: 'the tunnel is WireGuard',
    },
    'context.tunnel_identity equals true': {
      need: 'a tunnel of the same person',
      clause: 'the tunnel belongs to the same person',
    },
    'context.tunnel_identity equals false': {
      need: 'a connection without a tunnel of the same person',
      clause: 'the tunnel does not belong to the same person',
    },
  },
  deeds: {
    'login sign_in': { what: 'signing in', to: 'sign in', at: 'when signing in' },
    'continue sign_in': { what: 'staying signed in', to: 'stay signed in', at: 'while signed in' },
    'launch workspace': {
      what: 'launching a workspace',
      to: 'launch a workspace',
      at: 'when launching a workspace',
    },
  },
  use: (permission) => `use ${permission}`,
  at: (action) => `at ${action}`,
  obligations: {
    factor: ({ method, rank }) => `offer ${factorOf(String(method))} as choice ${String(rank)}`,
    record_screen: ({ updates_per_second }) =>
      `record the screen (up to ${quantity(updates_per_second, ['update', 'updates'])} a second)`,
    record_keystrokes: () => 'record keystrokes',
    retain: ({ days }) => `delete the recording after ${quantity(days, ['day', 'days'])}`,
    keep: ({ days }) => `keep the recording for at least ${quantity(days, ['day', 'days'])}`,
    limit_session: ({ seconds: count }) => `end the session after ${seconds(count)}`,
    limit_idle: ({ seconds: count }) => `end the session when idle for ${seconds(count)}`,
    limit_concurrent: ({ count }) => `keep to ${quantity(count, ['session', 'sessions'])} at a time`,
    lock_out: ({ attempts, seconds: count }) =>
      `lock out for ${seconds(count)} after ${quantity(attempts, ['attempt', 'attempts'])}`,
    password: ({ min_length }) => `ask for passwords of at least ${String(min_length)} characters`,
    log: () => 'log it',
    notify: ({ to }) => `notify ${String(to)}`,
    watermark: () => 'show a watermark',
    deny_clipboard: () => 'block the clipboard',
    deny_file_transfer: () => 'block file transfer',
  },
  obligation: (id) => `fulfil ${id}`,
  onDenial: (duty) => `${duty} on denial`,
}
