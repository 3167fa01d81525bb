import { haveCommas, joined } from '../describe/joined.ts'
import { and, or } from '../describe/spanish-joined.ts'
import type { Effect } from '../model.ts'
import type { ExplanationWords, Rule } from './words.ts'

const quoted = ({ label, policy }: Rule) => `«${label}», de la política «${policy}»`
const days = ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo']
const months = [
  'enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio',
  'julio', 'agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre',
] // prettier-ignore
const did: { readonly [effect in Effect]: string } = {
  deny: 'Denegado',
  allow: 'Permitido',
  oblige: 'Obligado',
}
const answer = (isPermitted: boolean) => (isPermitted ? 'permitiría' : 'denegaría')

/** The words with which explanations speak Spanish. */
export const inSpanish: ExplanationWords = {
  and: (parts) => joined(parts, and, haveCommas(parts)),
  or: (parts) => joined(parts, or, haveCommas(parts)),
  appointment: ({ weekday, day, month, year, clock, zone, isNear }) => {
    const date = isNear ? '' : ` ${String(day)} de ${months[month - 1] ?? ''} de ${String(year)}`
    return `el ${days[weekday] ?? ''}${date} a las ${clock} (${zone})`
  },

  deeds: {
    'login sign_in': 'iniciar sesión',
    'continue sign_in': 'mantener la sesión abierta',
    'launch workspace': 'abrir un espacio de trabajo',
    'connect workspace': 'conectarse a un espacio de trabajo',
  },
  deed: (action, resource) => `hacer «${action}» en ${resource}`,
  asked: (deed) => `Lo que se ha pedido: ${deed}.`,
  malformed: 'No se entiende lo que se ha pedido.',
  answers: {
    allowed_by_policy: 'Está permitido.',
    allowed_by_role: 'Está permitido.',
    allowed_by_default: 'Está permitido.',
    denied_by_policy: 'Una regla lo impide.',
    not_granted: 'Ninguno de sus roles lo incluye.',
    denied_by_default: 'Nada lo permite.',
    obligation_unsupported: 'Solo se permite con una condición que aquí no se puede cumplir.',
    malformed_request: 'Se rechaza.',
  },
  methods: { webauthn: 'una llave de seguridad', totp: 'una aplicación de autenticación' },
  help: {
    stepUp: (methods) => `Inicie sesión con ${methods}.`,
    retryAfter: (time) => `Inténtelo de nuevo ${time}.`,
    tunnel: 'Conéctese a la red de la empresa.',
  },
  ask: (whom) => `Pregunte a ${whom ?? 'su administrador'}.`,

  decided: (effect, rule) => `${did[effect]} por ${quoted(rule)}`,
  baseline: {
    allowed_by_role: (permission) =>
      `Permitido por un rol que concede ${permission}; ninguna política ha decidido`,
    allowed_by_default: (_permission, type) =>
      `Permitido porque ${type} permite sus acciones declaradas salvo que una política las deniegue, y ninguna lo hace`,
    not_granted: (permission) =>
      `Denegado porque ningún rol vigente y dentro de su ámbito concede ${permission}; no se ha consultado ninguna política`,
    denied_by_default: (_permission, type) =>
      `Denegado porque ${type} no concede nada por defecto y ninguna política lo ha permitido`,
    obligation_unsupported: () => 'Denegado porque no se ha podido cumplir una obligación del permiso',
    malformed_request: () => 'Denegado porque la petición está mal formada',
  },
  without: (isPermitted) => `Sin ninguna política se ${answer(isPermitted)}.`,
  unconditional: 'no tiene condiciones',
  unclear: 'no se sabe si se refiere a esta petición',
  unknown: (paths, effect) =>
    effect === 'allow'
      ? `Se desconoce: ${paths}. Lo desconocido no permite.`
      : `Se desconoce: ${paths}. Lo desconocido no se puede descartar, así que la regla se aplica.`,
  overrode: (rule, effect) =>
    effect === 'allow'
      ? `Prevalece sobre ${quoted(rule)}, que lo habría permitido.`
      : `Protege de ${quoted(rule)}, que lo habría denegado.`,
  missed: (rule, because) => `${quoted(rule)}, no lo ha permitido: ${because}.`,
  reported: (policy, isPermitted) =>
    `Si la política «${policy}», que solo informa, se aplicara, se ${answer(isPermitted)}.`,

  relations: {
    equals: (wanted) => ({ holds: wanted, fails: `no ${wanted}` }),
    one_of: (wanted) => ({ holds: `uno de ${wanted}`, fails: `ninguno de ${wanted}` }),
    in_range: (wanted) => ({ holds: `dentro de ${wanted}`, fails: `fuera de ${wanted}` }),
    between: (wanted) => ({ holds: `entre ${wanted}`, fails: `no entre ${wanted}` }),
    greater_than: (wanted) => ({ holds: `por encima de ${wanted}`, fails: `no por encima de ${wanted}` }),
    less_than: (wanted) => ({ holds: `por debajo de ${wanted}`, fails: `no por debajo de ${wanted}` }),
    matches: (wanted) => ({ holds: `que coincide con ${wanted}`, fails: `que no coincide con ${wanted}` }),
    starts_with: (wanted) => ({ holds: `que empieza por ${wanted}`, fails: `que no empieza por ${wanted}` }),
    ends_with: (wanted) => ({ holds: `que termina en ${wanted}`, fails: `que no termina en ${wanted}` }),
    contains: (wanted) => ({ holds: `que contiene ${wanted}`, fails: `que no contiene ${wanted}` }),
    exists: () => ({ holds: 'conocido', fails: 'desconocido' }),
    glob: (wanted) => ({ holds: `una ruta como ${wanted}`, fails: `no una ruta como ${wanted}` }),
    hours: (wanted) => ({ holds: `dentro de ${wanted}`, fails: `fuera de ${wanted}` }),
    subject: () => ({ holds: 'el propio sujeto', fails: 'no el propio sujeto' }),
    pairs: () => ({ holds: 'pares iguales', fails: 'no pares iguales' }),
    named: () => ({ holds: 'en el nombre del recurso', fails: 'no en el nombre del recurso' }),
  },
  saw: (path, value, clause) => {
    if (value === undefined) return `${path} era desconocido`
    return `${path} era ${value}${clause === undefined ? '' : `, ${clause}`}`
  },
  inZone: (zone) => ` (${zone})`,

  would: (isPermitted, changes) => `Se ${answer(isPermitted)} ${changes}.`,
  nothing: (isPermitted, isExhaustive) =>
    isExhaustive
      ? `No se ha encontrado ningún cambio de hasta tres cosas con el que se ${answer(isPermitted)}.`
      : `No se ha encontrado ningún cambio con el que se ${answer(isPermitted)}; la búsqueda se ha interrumpido.`,
  changes: {
    factor: (methods) => `iniciando sesión con ${methods}`,
    tunnel: 'a través del túnel de la empresa',
    time: (at) => at,
    membership: (of, name, isHeld) =>
      `${isHeld ? 'con' : 'sin'} ${of === 'role' ? 'el rol' : 'el grupo'} ${name}`,
    place: (below) => (below === '' ? 'sin ningún antecesor' : `dentro de ${below}`),
    attribute: (path, value, clause) => {
      if (value === undefined) return `con ${path} desconocido`
      return `con ${path} ${clause === undefined || clause === value ? value : `${clause}, por ejemplo ${value}`}`
    },
    policy: (name, to) =>
      to === 'off'
        ? `con la política «${name}» desactivada o solo informando`
        : `con la política «${name}» aplicada`,
    exception: (rule) => `con una excepción para este sujeto en ${quoted(rule)}`,
  },
  ancestor: (path, number) => `${path} del antecesor ${String(number)}`,
}
