import { days } from './spanish-days.ts'
import { spanishTyped } from './spanish-typed.ts'
import { verb } from './spanish-verbs.ts'
import type { Scope, Words } from './words.ts'

const joined = (parts: readonly string[], last: (next: string) => string) => {
  const [end = '', ...others] = parts.toReversed()
  return others.length === 0 ? end : `${others.toReversed().join(', ')} ${last(end)} ${end}`
}
/** “y” and “o” become “e” and “u” before their own sound. */
const and = (next: string) => (/^h?i(?!e)/iu.test(next) ? 'e' : 'y')
const or = (next: string) => (/^h?o/iu.test(next) ? 'u' : 'o')
const after = (word: string, text: string) => (text === '' ? '' : `${word} ${text}`)
const meant = ({ who, what, where }: Scope) =>
  `${what === '' ? 'todo' : what}${after(' a', who)}${after(' en', where)}`

const factors: { readonly [method: string]: string } = {
  webauthn: 'una llave de acceso o de seguridad',
  totp: 'una aplicación de autenticación',
}
const factorOf = (method: string) => (Object.hasOwn(factors, method) ? (factors[method] ?? method) : method)

/** The words with which `describePolicy` speaks Spanish. */
export const spanish: Words = {
  kinds: {
    Requirement: 'Requisito',
    Block: 'Bloqueo',
    Exception: 'Excepción',
    Grant: 'Permiso',
    Duty: 'Obligación',
  },
  sentence: {
    requirement: (needs, { who, to, where }, clause) =>
      `Exige ${needs}${after(' a', who)}${after(' para', to)}${after(' en', where)}${after(' cuando', clause)}; si no, se deniega.`,
    exceptAll: (scope, exception, clause) =>
      `Deniega ${meant(scope)}${after(' cuando', clause)} salvo si ${exception}.`,
    block: (scope, clause) => `Deniega ${meant(scope)}${after(' cuando', clause)}.`,
    allow: (scope, clause, exception) =>
      `Permite ${meant(scope)}${after(' cuando', clause)}${after(' salvo si', exception)}.`,
    duty: (duties, { who, what, where }, clause, exception) =>
      `Obliga a ${duties}${after(' para', who)}${after(' en', what)}${after(' sobre', where)}${after(' cuando', clause)}${after(' salvo si', exception)}.`,
  },
  devices: (named, running) => `dispositivos${after(' llamados', named)}${after(' con', running)}`,
  integrations: (named, of) => `integraciones${after(' llamadas', named)}${after(' de', of)}`,
  and: (parts) => joined(parts, and),
  or: (parts) => joined(parts, or),
  allOf: (parts) => (parts.length < 2 ? parts.join('') : `se cumple todo esto: ${joined(parts, and)}`),
  not: (clause, mood) => `no ${verb('es', mood)} cierto que ${clause}`,
  that: (clause) => `que ${clause}`,
  inZone: (zone) => ` (${zone})`,
  attributes: {
    'context.source_ip': 'la dirección de origen',
    'context.time': 'el momento',
    'context.time_of_day': 'la hora del día',
    'context.day_of_week': 'el día',
    'context.date': 'la fecha',
    'context.mfa_status': 'la prueba de un segundo factor',
    'context.auth_methods': 'la lista de métodos de autenticación',
    'context.auth_age': 'la antigüedad de la autenticación en segundos',
    'context.device_type': 'el tipo de dispositivo',
    'context.user_agent': 'el agente de usuario',
    'context.country': 'el país',
    'context.tunnel_status': 'el túnel',
    'context.tunnel_protocol': 'el protocolo del túnel',
    'context.tunnel_identity': 'la identidad del túnel',
    'context.concurrent_sessions': 'el número de sesiones abiertas',
    'context.session_age': 'la duración de la sesión en segundos',
    'context.idle_seconds': 'el tiempo de inactividad en segundos',
  },
  values: {
    'context.day_of_week': days,
    'context.device_type': {
      desktop: 'ordenador',
      mobile: 'móvil',
      tablet: 'tableta',
      bot: 'bot',
      unknown: 'desconocido',
    },
  },
  operators: {
    equals: (attribute, value, mood) => `${attribute} ${verb('es', mood)} ${value}`,
    not_equals: (attribute, value, mood) => `${attribute} no ${verb('es', mood)} ${value}`,
    in: (attribute, value, mood) => `${attribute} ${verb('está', mood)} en ${value}`,
    not_in: (attribute, value, mood) => `${attribute} no ${verb('está', mood)} en ${value}`,
    between: (attribute, value, mood) => `${attribute} ${verb('está', mood)} entre ${value}`,
    greater_than: (attribute, value, mood) => `${attribute} ${verb('es', mood)} mayor que ${value}`,
    less_than: (attribute, value, mood) => `${attribute} ${verb('es', mood)} menor que ${value}`,
    matches: (attribute, value, mood) => `${attribute} ${verb('coincide', mood)} con ${value}`,
    not_matches: (attribute, value, mood) => `${attribute} no ${verb('coincide', mood)} con ${value}`,
    starts_with: (attribute, value, mood) => `${attribute} ${verb('empieza', mood)} por ${value}`,
    ends_with: (attribute, value, mood) => `${attribute} ${verb('termina', mood)} en ${value}`,
    contains: (attribute, value, mood) => `${attribute} ${verb('contiene', mood)} ${value}`,
    exists: (attribute, _value, mood) => `se ${verb('conoce', mood)} ${attribute}`,
  },
  missing: (attribute, mood) => `no se ${verb('conoce', mood)} ${attribute}`,
  typed: spanishTyped,
  idioms: {
    'context.mfa_status equals true': {
      need: 'un segundo factor',
      clause: 'se ha probado un segundo factor',
      wish: 'se haya probado un segundo factor',
    },
    'context.mfa_status equals false': {
      need: 'que no haya segundo factor',
      clause: 'no se ha probado ningún segundo factor',
      wish: 'no se haya probado ningún segundo factor',
    },
    'context.tunnel_status equals "encrypted"': {
      need: 'un túnel cifrado',
      clause: 'la conexión llega por un túnel cifrado',
      wish: 'la conexión llegue por un túnel cifrado',
    },
    'context.tunnel_protocol equals "wireguard"': {
      need: 'un túnel WireGuard',
      clause: 'el túnel es WireGuard',
      wish: 'el túnel sea WireGuard',
    },
    'context.tunnel_identity equals true': {
      need: 'un túnel de la misma persona',
      clause: 'el túnel es de la misma persona',
      wish: 'el túnel sea de la misma persona',
    },
  },
  deeds: {
    'login sign_in': { what: 'el inicio de sesión', to: 'iniciar sesión' },
    'continue sign_in': { what: 'la continuación de la sesión', to: 'continuar la sesión' },
    'launch workspace': { what: 'la apertura de un espacio de trabajo', to: 'abrir un espacio de trabajo' },
  },
  obligations: {
    factor: ({ method, rank }) => `ofrecer ${factorOf(String(method))} como opción ${String(rank)}`,
    record_screen: ({ updates_per_second }) =>
      `grabar la pantalla, hasta ${String(updates_per_second)} actualizaciones por segundo`,
    record_keystrokes: () => 'grabar las pulsaciones de teclas',
    retain: ({ days }) => `borrar la grabación a los ${String(days)} días`,
    keep: ({ days }) => `conservar la grabación al menos ${String(days)} días`,
    limit_session: ({ seconds }) => `cerrar la sesión a los ${String(seconds)} segundos`,
    limit_idle: ({ seconds }) => `cerrar la sesión tras ${String(seconds)} segundos de inactividad`,
    limit_concurrent: ({ count }) => `no pasar de ${String(count)} sesiones a la vez`,
    lock_out: ({ attempts, seconds }) =>
      `bloquear durante ${String(seconds)} segundos tras ${String(attempts)} intentos`,
    password: ({ min_length }) => `pedir contraseñas de al menos ${String(min_length)} caracteres`,
    log: () => 'registrarlo',
    notify: ({ to }) => `avisar a ${String(to)}`,
    watermark: () => 'mostrar una marca de agua',
    deny_clipboard: () => 'bloquear el portapapeles',
    deny_file_transfer: () => 'bloquear la transferencia de archivos',
  },
  obligation: (id) => `cumplir ${id}`,
  onDenial: (duty) => `${duty} si se deniega`,
}
