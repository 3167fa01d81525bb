import { englishTyped } from './english-typed.ts'
import type { Scope, Words } from './words.ts'

const joined = (parts: readonly string[], last: string) =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1) ?? ''}`
const after = (word: string, text: string) => (text === '' ? '' : `${word} ${text}`)
const meant = ({ who, what, where }: Scope) =>
  `${what === '' ? 'everything' : what}${after(' for', who)}${after(' on', where)}`

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
    exceptAll: (scope, exception, clause) =>
      `Denies ${meant(scope)}${after(' when', clause)} unless ${exception}.`,
    block: (scope, clause) => `Denies ${meant(scope)}${after(' when', clause)}.`,
    allow: (scope, clause, exception) =>
      `Allows ${meant(scope)}${after(' when', clause)}${after(' unless', exception)}.`,
    duty: (duties, { who, what, where }, clause, exception) =>
      `Obliges to ${duties}${after(' for', who)}${after(' at', what)}${after(' on', where)}${after(' when', clause)}${after(' unless', exception)}.`,
  },
  devices: (named, running) => `devices${after(' named', named)}${after(' running', running)}`,
  integrations: (named, of) => `integrations${after(' named', named)}${after(' of', of)}`,
  and: (parts) => joined(parts, 'and'),
  or: (parts) => joined(parts, 'or'),
  allOf: (parts) => (parts.length < 2 ? parts.join('') : `all of: ${joined(parts, 'and')}`),
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
    'context.auth_methods': 'the methods of authentication',
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
  },
  values: {},
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
  missing: (attribute) => `${attribute} is unknown`,
  typed: englishTyped,
  idioms: {
    'context.mfa_status equals true': { need: 'a second factor', clause: 'a second factor was proved' },
    'context.mfa_status equals false': { need: 'no second factor', clause: 'no second factor was proved' },
    'context.tunnel_status equals "encrypted"': {
      need: 'an encrypted tunnel',
      clause: 'the connection comes through an encrypted tunnel',
    },
    'context.tunnel_protocol equals "wireguard"': {
      need: 'a WireGuard tunnel',
      clause: 'the tunnel is WireGuard',
    },
    'context.tunnel_identity equals true': {
      need: 'a tunnel of the same person',
      clause: 'the tunnel is of the same person',
    },
  },
  deeds: {
    'login sign_in': { what: 'signing in', to: 'sign in' },
    'continue sign_in': { what: 'staying signed in', to: 'stay signed in' },
    'launch workspace': { what: 'launching a workspace', to: 'launch a workspace' },
  },
  obligations: {
    factor: ({ method, rank }) => `offer ${factorOf(String(method))} as choice ${String(rank)}`,
    record_screen: ({ updates_per_second }) =>
      `record the screen, up to ${String(updates_per_second)} updates a second`,
    record_keystrokes: () => 'record keystrokes',
    retain: ({ days }) => `delete the recording after ${String(days)} days`,
    keep: ({ days }) => `keep the recording for at least ${String(days)} days`,
    limit_session: ({ seconds }) => `end the session after ${String(seconds)} seconds`,
    limit_idle: ({ seconds }) => `end the session when idle for ${String(seconds)} seconds`,
    limit_concurrent: ({ count }) => `keep to ${String(count)} sessions at a time`,
    lock_out: ({ attempts, seconds }) =>
      `lock out for ${String(seconds)} seconds after ${String(attempts)} attempts`,
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
