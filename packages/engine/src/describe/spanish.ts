import { joined } from './joined.ts'
import { duration, quantity } from './quantity.ts'
import { days } from './spanish-days.ts'
import { and, or } from './spanish-joined.ts'
import { spanishTyped } from './spanish-typed.ts'
import { verb } from './spanish-verbs.ts'
import type { Scope, Words } from './words.ts'

/** “y” and “o” become “e” and “u” before their own sound. */
const after = (word: string, text: string) => (text === '' ? '' : `${word} ${text}`)
const meant = ({ who, what, where }: Scope) =>
  `${what === '' ? 'todo' : what}${after(' a', who)}${after(' en', where)}`
/** What a sentence begins with, before its verb. */
const led = (parts: readonly string[], verb: string) => {
  const text = [...parts.filter((part) => part !== ''), verb].join(', ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
const placed = (...parts: readonly string[]) => parts.filter((part) => part !== '').join(' ')
const seconds = (count: unknown) =>
  duration(count, [
    ['segundo', 'segundos'],
    ['minuto', 'minutos'],
    ['hora', 'horas'],
  ])
/** “entre las 08:00 y las 18:00”, “las 22:00 y la 01:30”; what begins otherwise is no time of day. */
const ends = (text: string) =>
  text.replaceAll(/(?<=^| )(\d\d):/gu, (time, hour) => `${hour === '01' ? 'la' : 'las'} ${time}`)

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
      `Exige${after(' a', who)} ${needs}${after(' para', to)}${after(' en', where)}${after(' cuando', clause)}; si no, se deniega.`,
    requirementThat: (needs, { who, to, where }, clause) =>
      `${led([placed(after('para', to), after('en', where)), after('cuando', clause)], `exige${after(' a', who)}`)} ${needs}; si no, se deniega.`,
    exceptAll: (scope, exception, clause) =>
      `Deniega ${meant(scope)}${after(' cuando', clause)} salvo si ${exception}.`,
    block: (scope, clause) => `Deniega ${meant(scope)}${after(' cuando', clause)}.`,
    allow: (scope, clause, exception) =>
      `Permite ${meant(scope)}${after(' cuando', clause)}${after(' salvo si', exception)}.`,
    duty: (duties, { who, at, where }, clause, exception) =>
      `${led([placed(after('para', who), at, after('en', where)), after('si', clause), after('salvo si', exception)], 'obliga')} a ${duties}.`,
  },
  devices: (named, running) => `dispositivos${after(' llamados', named)}${after(' con', running)}`,
  integrations: (named, of) => `integraciones${after(' llamadas', named)}${after(' de', of)}`,
  and: (parts, isApart) => joined(parts, and, isApart),
  or: (parts, isApart) => joined(parts, or, isApart),
  either: (parts) =>
    joined(
      parts.map((part) => `o bien ${part}`),
      () => '',
    ).replaceAll('  ', ' '),
  allOf: (parts) => `se cumple todo esto: ${parts}`,
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
    'subject.id': 'el id del sujeto',
    'resource.id': 'el id del recurso',
    'resource.type': 'el tipo del recurso',
    'action.name': 'la acción',
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
    between: (attribute, value, mood) => `${attribute} ${verb('está', mood)} entre ${ends(value)}`,
    greater_than: (attribute, value, mood) => `${attribute} ${verb('es', mood)} mayor que ${value}`,
    less_than: (attribute, value, mood) => `${attribute} ${verb('es', mood)} menor que ${value}`,
    matches: (attribute, value, mood) => `${attribute} ${verb('coincide', mood)} con ${value}`,
    not_matches: (attribute, value, mood) => `${attribute} no ${verb('coincide', mood)} con ${value}`,
    starts_with: (attribute, value, mood) => `${attribute} ${verb('empieza', mood)} por ${value}`,
    ends_with: (attribute, value, mood) => `${attribute} ${verb('termina', mood)} en ${value}`,
    contains: (attribute, value, mood) => `${attribute} ${verb('contiene', mood)} ${value}`,
    exists: (attribute, _value, mood) => `se ${verb('conoce', mood)} ${attribute}`,
  },
  clock: {
    greater_than: (attribute, value, mood) => `${attribute} ${verb('es', mood)} posterior a ${value}`,
    less_than: (attribute, value, mood) => `${attribute} ${verb('es', mood)} anterior a ${value}`,
  },
  neither: (attribute, values, mood) =>
    `${attribute} no ${verb('es', mood)} ${values.map((value) => `ni ${value}`).join(' ')}`,
  truth: (value) => (value ? 'verdadero' : 'falso'),
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
    'context.tunnel_status not_equals "encrypted"': {
      need: 'una conexión sin túnel cifrado',
      clause: 'la conexión no llega por un túnel cifrado',
      wish: 'la conexión no llegue por un túnel cifrado',
    },
    'context.tunnel_status equals "none"': {
      need: 'una conexión sin túnel',
      clause: 'la conexión no llega por ningún túnel',
      wish: 'la conexión no llegue por ningún túnel',
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
    'context.tunnel_identity equals false': {
      need: 'una conexión sin túnel de la misma persona',
      clause: 'el túnel no es de la misma persona',
      wish: 'el túnel no sea de la misma persona',
    },
  },
  deeds: {
    'login sign_in': { what: 'el inicio de sesión', to: 'iniciar sesión', at: 'al iniciar sesión' },
    'continue sign_in': {
      what: 'la continuación de la sesión',
      to: 'continuar la sesión',
      at: 'mientras dura la sesión',
    },
    'launch workspace': {
      what: 'la apertura de un espacio de trabajo',
      to: 'abrir un espacio de trabajo',
      at: 'al abrir un espacio de trabajo',
    },
  },
  use: (permission) => `usar ${permission}`,
  at: (action) => `en ${action}`,
  obligations: {
    factor: ({ method, rank }) => `ofrecer ${factorOf(String(method))} como opción ${String(rank)}`,
    record_screen: ({ updates_per_second }) =>
      `grabar la pantalla (hasta ${quantity(updates_per_second, ['actualización', 'actualizaciones'])} por segundo)`,
    record_keystrokes: () => 'grabar las pulsaciones de teclas',
    retain: ({ days }) => `borrar la grabación ${days === 1 ? 'al día' : `a los ${String(days)} días`}`,
    keep: ({ days }) => `conservar la grabación al menos ${quantity(days, ['día', 'días'])}`,
    limit_session: ({ seconds: count }) => `cerrar la sesión al cabo de ${seconds(count)}`,
    limit_idle: ({ seconds: count }) => `cerrar la sesión tras ${seconds(count)} de inactividad`,
    limit_concurrent: ({ count }) => `no pasar de ${quantity(count, ['sesión', 'sesiones'])} a la vez`,
    lock_out: ({ attempts, seconds: count }) =>
      `bloquear durante ${seconds(count)} tras ${quantity(attempts, ['intento', 'intentos'])}`,
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
