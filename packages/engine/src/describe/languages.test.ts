import { expect, test } from 'vitest'
import { policy } from '../../test/asking.ts'
import type { Condition, JsonObject, Operator } from '../model.ts'
import { operators } from '../model.ts'
import { obligationKinds } from '../obligations.ts'
import { describePolicy } from './describe.ts'
import { english } from './english.ts'
import { spanish } from './spanish.ts'
import type { Words } from './words.ts'

const settings = { zone: 'Europe/Madrid' }
const block = (condition: Condition, words: Words) =>
  describePolicy(policy({ statements: [{ effect: 'deny', when: [condition] }] }), settings, words)[0]
    ?.sentence
const require = (condition: Condition, words: Words) =>
  describePolicy(policy({ statements: [{ effect: 'deny', unless: [condition] }] }), settings, words)[0]
    ?.sentence
const duty = (id: string, properties: JsonObject, words: Words) =>
  describePolicy(
    policy({ statements: [{ effect: 'oblige', obligations: [{ id, properties }] }] }),
    settings,
    words,
  )[0]?.sentence

const comparisons: readonly [Condition, english: string, fact: string, wish: string][] = [
  [{ attribute: 'country', operator: 'equals', value: 'ES' }, 'the country is ES', 'el país es ES', 'el país sea ES'],
  [{ attribute: 'country', operator: 'not_equals', value: 'ES' }, 'the country is not ES', 'el país no es ES', 'el país no sea ES'],
  [{ attribute: 'device_type', operator: 'in', value: ['mobile', 'watch'] }, 'the kind of device is mobile or watch', 'el tipo de dispositivo es móvil o watch', 'el tipo de dispositivo sea móvil o watch'],
  [{ attribute: 'country', operator: 'not_in', value: ['KP', 'OM'] }, 'the country is neither KP nor OM', 'el país no es ni KP ni OM', 'el país no sea ni KP ni OM'],
  [{ attribute: 'country', operator: 'in', value: 'KP' }, 'the country is KP', 'el país es KP', 'el país sea KP'],
  [{ attribute: 'country', operator: 'not_in', value: ['KP'] }, 'the country is not KP', 'el país no es KP', 'el país no sea KP'],
  [{ attribute: 'source_ip', operator: 'in', value: ['10.0.0.1', '10.1.0.0/16'] }, 'the source address is in 10.0.0.1 or 10.1.0.0/16', 'la dirección de origen está en 10.0.0.1 o 10.1.0.0/16', 'la dirección de origen esté en 10.0.0.1 o 10.1.0.0/16'],
  [{ attribute: 'source_ip', operator: 'in', value: ['10.0.0.1', '10.0.0.2'] }, 'the source address is in 10.0.0.1 or 10.0.0.2', 'la dirección de origen está en 10.0.0.1 o 10.0.0.2', 'la dirección de origen esté en 10.0.0.1 o 10.0.0.2'],
  [{ attribute: 'y', operator: 'in', value: ['10.0.0.1', '10.1.0.0/16'] }, 'y is in 10.0.0.1 or 10.1.0.0/16', 'y está en 10.0.0.1 o 10.1.0.0/16', 'y esté en 10.0.0.1 o 10.1.0.0/16'],
  [{ attribute: 'y', operator: 'not_in', value: '10.1.0.0/16' }, 'y is not in 10.1.0.0/16', 'y no está en 10.1.0.0/16', 'y no esté en 10.1.0.0/16'],
  [{ attribute: 'y', operator: 'in', value: { attribute: 'subject.properties.groups' } }, 'y is in subject.properties.groups', 'y está en subject.properties.groups', 'y esté en subject.properties.groups'],
  [{ attribute: 'resource.properties.open', operator: 'equals', value: false }, 'resource.properties.open is false', 'resource.properties.open es falso', 'resource.properties.open sea falso'],
  [{ attribute: 'time_of_day', operator: 'between', value: ['22:00', '01:30'], zone: 'Asia/Kolkata' }, 'the time of day is between 22:00 and 01:30 (Asia/Kolkata)', 'la hora del día está entre las 22:00 y la 01:30 (Asia/Kolkata)', 'la hora del día esté entre las 22:00 y la 01:30 (Asia/Kolkata)'],
  [{ attribute: 'time', operator: 'greater_than', value: '2026-07-01T09:00:00Z' }, 'the time is after 2026-07-01T09:00:00Z', 'el momento es posterior a 2026-07-01T09:00:00Z', 'el momento sea posterior a 2026-07-01T09:00:00Z'],
  [{ attribute: 'time', operator: 'less_than', value: '2026-07-01T09:00:00Z' }, 'the time is before 2026-07-01T09:00:00Z', 'el momento es anterior a 2026-07-01T09:00:00Z', 'el momento sea anterior a 2026-07-01T09:00:00Z'],
  [{ attribute: 'time_of_day', operator: 'between', value: ['01:00:30', '18:00:15'] }, 'the time of day is between 01:00:30 and 18:00:15 (Europe/Madrid)', 'la hora del día está entre la 01:00:30 y las 18:00:15 (Europe/Madrid)', 'la hora del día esté entre la 01:00:30 y las 18:00:15 (Europe/Madrid)'],
  [{ attribute: 'time', operator: 'between', value: ['2026-07-01T01:00:00Z', '2026-07-01T09:00:00Z'] }, 'the time is between 2026-07-01T01:00:00Z and 2026-07-01T09:00:00Z', 'el momento está entre 2026-07-01T01:00:00Z y 2026-07-01T09:00:00Z', 'el momento esté entre 2026-07-01T01:00:00Z y 2026-07-01T09:00:00Z'],
  [{ attribute: 'date', operator: 'greater_than', value: '2026-07-01' }, 'the date is after 2026-07-01 (Europe/Madrid)', 'la fecha es posterior a 2026-07-01 (Europe/Madrid)', 'la fecha sea posterior a 2026-07-01 (Europe/Madrid)'],
  [{ attribute: 'date', operator: 'between', value: ['2026-01-01', '2026-12-31'] }, 'the date is between 2026-01-01 and 2026-12-31 (Europe/Madrid)', 'la fecha está entre 2026-01-01 y 2026-12-31 (Europe/Madrid)', 'la fecha esté entre 2026-01-01 y 2026-12-31 (Europe/Madrid)'],
  [{ attribute: 'auth_age', operator: 'greater_than', value: 60 }, 'the age of the authentication in seconds is greater than 60', 'la antigüedad de la autenticación en segundos es mayor que 60', 'la antigüedad de la autenticación en segundos sea mayor que 60'],
  [{ attribute: 'idle_seconds', operator: 'less_than', value: 60 }, 'the idle time in seconds is less than 60', 'el tiempo de inactividad en segundos es menor que 60', 'el tiempo de inactividad en segundos sea menor que 60'],
  [{ attribute: 'user_agent', operator: 'matches', value: 'curl' }, 'the user agent matches curl', 'el agente de usuario coincide con curl', 'el agente de usuario coincida con curl'],
  [{ attribute: 'user_agent', operator: 'not_matches', value: 'curl' }, 'the user agent does not match curl', 'el agente de usuario no coincide con curl', 'el agente de usuario no coincida con curl'],
  [{ attribute: 'user_agent', operator: 'starts_with', value: 'curl' }, 'the user agent starts with curl', 'el agente de usuario empieza por curl', 'el agente de usuario empiece por curl'],
  [{ attribute: 'user_agent', operator: 'ends_with', value: 'curl' }, 'the user agent ends with curl', 'el agente de usuario termina en curl', 'el agente de usuario termine en curl'],
  [{ attribute: 'auth_methods', operator: 'contains', value: 'hwk' }, 'the list of authentication methods contains hwk', 'la lista de métodos de autenticación contiene hwk', 'la lista de métodos de autenticación contenga hwk'],
  [{ attribute: 'country', operator: 'exists', value: true }, 'the country is known', 'se conoce el país', 'se conozca el país'],
  [{ attribute: 'country', operator: 'exists' }, 'the country is known', 'se conoce el país', 'se conozca el país'],
  [{ attribute: 'country', operator: 'exists', value: false }, 'the country is unknown', 'no se conoce el país', 'no se conozca el país'],
  [{ attribute: 'day_of_week', operator: 'equals', value: 'monday' }, 'the day is Monday (Europe/Madrid)', 'el día es lunes (Europe/Madrid)', 'el día sea lunes (Europe/Madrid)'],
  [{ attribute: 'resource.properties.owner', operator: 'equals', value: { attribute: 'subject.id' } }, 'resource.properties.owner is the id of the subject', 'resource.properties.owner es el id del sujeto', 'resource.properties.owner sea el id del sujeto'],
  [{ not: { attribute: 'auth_age', operator: 'greater_than', value: 60 } }, 'it is not so that the age of the authentication in seconds is greater than 60', 'no es cierto que la antigüedad de la autenticación en segundos sea mayor que 60', 'no sea cierto que la antigüedad de la autenticación en segundos sea mayor que 60'],
  [{ type: 'StringEqualCondition', key: 'x', options: { equals: '' } }, 'x is empty', 'x está vacío', 'x esté vacío'],
  [{ type: 'StringEqualCondition', key: 'x', options: { equals: 'a' } }, 'x is a', 'x es a', 'x sea a'],
  [{ type: 'StringMatchCondition', key: 'UserAgent', options: { matches: 'curl' } }, 'the user agent matches curl', 'el agente de usuario coincide con curl', 'el agente de usuario coincida con curl'],
  [{ type: 'StringNotMatchCondition', key: 'x', options: { matches: 'a' } }, 'x does not match a', 'x no coincide con a', 'x no coincida con a'],
  [{ type: 'StringPairsEqualCondition', key: 'x' }, 'the halves of every pair in x are equal', 'las dos mitades de cada par de x son iguales', 'las dos mitades de cada par de x sean iguales'],
  [{ type: 'EqualsSubjectCondition', key: 'owner' }, 'owner is the subject', 'owner es el sujeto', 'owner sea el sujeto'],
  [{ type: 'CIDRCondition', key: 'RemoteAddress', options: { cidr: '10.0.0.0/8' } }, 'the source address is in 10.0.0.0/8', 'la dirección de origen está en 10.0.0.0/8', 'la dirección de origen esté en 10.0.0.0/8'],
  [{ type: 'BooleanCondition', key: 'x', options: { value: true } }, 'x is true', 'x es verdadero', 'x sea verdadero'],
  [{ type: 'BooleanCondition', key: 'x', options: { value: false } }, 'x is false', 'x es falso', 'x sea falso'],
  [{ type: 'ResourceContainsCondition', key: 'part' }, 'the resource contains part', 'el recurso contiene part', 'el recurso contenga part'],
  [{ type: 'OfficeHoursCondition', key: 'ServerTime', options: { matches: 'Monday-Wednesday,Friday/09:00/18:30' } }, 'the time is Monday to Wednesday or Friday, from 09:00 to 18:30 (Europe/Madrid)', 'el momento cae de lunes a miércoles o en viernes, de 09:00 a 18:30 (Europe/Madrid)', 'el momento caiga de lunes a miércoles o en viernes, de 09:00 a 18:30 (Europe/Madrid)'],
  [{ type: 'OfficeHoursCondition', key: 'ServerTime', options: { matches: 'Sunday/09:00/18:30' } }, 'the time is Sunday, from 09:00 to 18:30 (Europe/Madrid)', 'el momento cae en domingo, de 09:00 a 18:30 (Europe/Madrid)', 'el momento caiga en domingo, de 09:00 a 18:30 (Europe/Madrid)'],
  [{ type: 'OfficeHoursCondition', key: 'ServerTime', options: { matches: 'Monday, Wednesday - Friday, Sunday / 09:00 / 18:30' } }, 'the time is Monday, Wednesday to Friday or Sunday, from 09:00 to 18:30 (Europe/Madrid)', 'el momento cae en lunes, de miércoles a viernes o en domingo, de 09:00 a 18:30 (Europe/Madrid)', 'el momento caiga en lunes, de miércoles a viernes o en domingo, de 09:00 a 18:30 (Europe/Madrid)'],
  [{ type: 'WithinPeriodCondition', key: 'x', options: { matches: '2026-05-01T08:00+0000/2026-06-01T08:00+0000' } }, 'x is after 2026-05-01T08:00+0000 and before 2026-06-01T08:00+0000', 'x es posterior a 2026-05-01T08:00+0000 y anterior a 2026-06-01T08:00+0000', 'x sea posterior a 2026-05-01T08:00+0000 y anterior a 2026-06-01T08:00+0000'],
  [{ type: 'DateAfterCondition', key: 'x', options: { matches: '2026-05-01T08:00+0000' } }, 'x is after 2026-05-01T08:00+0000', 'x es posterior a 2026-05-01T08:00+0000', 'x sea posterior a 2026-05-01T08:00+0000'],
  [{ type: 'DateWithinPeriodCondition', key: 'x', options: { dateBegin: '2026-05-01T08:00+0000', dateEnd: '2026-06-01T08:00+0000' } }, 'x is after 2026-05-01T08:00+0000 and before 2026-06-01T08:00+0000', 'x es posterior a 2026-05-01T08:00+0000 y anterior a 2026-06-01T08:00+0000', 'x sea posterior a 2026-05-01T08:00+0000 y anterior a 2026-06-01T08:00+0000'],
  [{ type: 'PathGlobCondition', key: 'x', options: { glob: '/a/**' } }, 'x is a path like /a/**', 'x es una ruta como /a/**', 'x sea una ruta como /a/**'],
] // prettier-ignore

test.each(comparisons)('%j: %s; %s', (condition, inEnglish, fact, wish) => {
  expect(block(condition, english)).toBe(`Denies everything when ${inEnglish}.`)
  expect(block(condition, spanish)).toBe(`Deniega todo cuando ${fact}.`)
  if (wish !== '') expect(require(condition, spanish)).toBe(`Exige que ${wish}; si no, se deniega.`)
})

test.each<[Condition, english: string, spanish: string]>([
  [{ attribute: 'mfa_status', operator: 'equals', value: true }, 'a second factor', 'un segundo factor'],
  [{ attribute: 'mfa_status', operator: 'equals', value: false }, 'no second factor', 'que no haya segundo factor'],
  [{ attribute: 'tunnel_status', operator: 'equals', value: 'encrypted' }, 'an encrypted tunnel', 'un túnel cifrado'],
  [{ attribute: 'tunnel_protocol', operator: 'equals', value: 'wireguard' }, 'a WireGuard tunnel', 'un túnel WireGuard'],
  [{ attribute: 'tunnel_identity', operator: 'equals', value: true }, 'a tunnel of the same person', 'un túnel de la misma persona'],
  [{ any: [{ attribute: 'mfa_status', operator: 'equals', value: true }, { attribute: 'country', operator: 'equals', value: 'ES' }] }, 'a second factor or that the country is ES', 'un segundo factor o que el país sea ES'],
])('%j is needed: %s; %s', (condition, inEnglish, inSpanish) => {
  expect(require(condition, english)).toBe(`Requires ${inEnglish}; otherwise denied.`)
  expect(require(condition, spanish)).toBe(`Exige ${inSpanish}; si no, se deniega.`)
}) // prettier-ignore

const duties: Readonly<Record<string, [properties: JsonObject, english: string, spanish: string]>> = {
  factor: [{ method: 'webauthn', rank: 1 }, 'offer a passkey or security key as choice 1', 'ofrecer una llave de acceso o de seguridad como opción 1'],
  record_screen: [{ updates_per_second: 30 }, 'record the screen (up to 30 updates a second)', 'grabar la pantalla (hasta 30 actualizaciones por segundo)'],
  record_keystrokes: [{}, 'record keystrokes', 'grabar las pulsaciones de teclas'],
  retain: [{ days: 30 }, 'delete the recording after 30 days', 'borrar la grabación a los 30 días'],
  keep: [{ days: 30 }, 'keep the recording for at least 30 days', 'conservar la grabación al menos 30 días'],
  limit_session: [{ seconds: 28_800 }, 'end the session after 8 hours', 'cerrar la sesión al cabo de 8 horas'],
  limit_idle: [{ seconds: 60 }, 'end the session when idle for 1 minute', 'cerrar la sesión tras 1 minuto de inactividad'],
  limit_concurrent: [{ count: 2 }, 'keep to 2 sessions at a time', 'no pasar de 2 sesiones a la vez'],
  lock_out: [{ attempts: 5, seconds: 90 }, 'lock out for 90 seconds after 5 attempts', 'bloquear durante 90 segundos tras 5 intentos'],
  password: [{ min_length: 15 }, 'ask for passwords of at least 15 characters', 'pedir contraseñas de al menos 15 caracteres'],
  log: [{ level: 'warn' }, 'log it', 'registrarlo'],
  notify: [{ to: 'ops' }, 'notify ops', 'avisar a ops'],
  watermark: [{}, 'show a watermark', 'mostrar una marca de agua'],
  deny_clipboard: [{}, 'block the clipboard', 'bloquear el portapapeles'],
  deny_file_transfer: [{}, 'block file transfer', 'bloquear la transferencia de archivos'],
} // prettier-ignore

test.each(Object.entries(duties))('the duty %s', (id, [properties, inEnglish, inSpanish]) => {
  expect(duty(id, properties, english)).toBe(`Obliges to ${inEnglish}.`)
  expect(duty(id, properties, spanish)).toBe(`Obliga a ${inSpanish}.`)
})

test.each<[id: string, JsonObject, english: string, spanish: string]>([
  ['record_screen', { updates_per_second: 1 }, 'record the screen (up to 1 update a second)', 'grabar la pantalla (hasta 1 actualización por segundo)'],
  ['retain', { days: 1 }, 'delete the recording after 1 day', 'borrar la grabación al día'],
  ['keep', { days: 1 }, 'keep the recording for at least 1 day', 'conservar la grabación al menos 1 día'],
  ['limit_concurrent', { count: 1 }, 'keep to 1 session at a time', 'no pasar de 1 sesión a la vez'],
  ['limit_session', { seconds: 3600 }, 'end the session after 1 hour', 'cerrar la sesión al cabo de 1 hora'],
  ['limit_session', { seconds: 5400 }, 'end the session after 90 minutes', 'cerrar la sesión al cabo de 90 minutos'],
  ['limit_session', { seconds: 0 }, 'end the session after 0 seconds', 'cerrar la sesión al cabo de 0 segundos'],
  ['lock_out', { attempts: 1, seconds: 1 }, 'lock out for 1 second after 1 attempt', 'bloquear durante 1 segundo tras 1 intento'],
])('one of something and its like: the duty %s %j', (id, properties, inEnglish, inSpanish) => {
  expect(duty(id, properties, english)).toBe(`Obliges to ${inEnglish}.`)
  expect(duty(id, properties, spanish)).toBe(`Obliga a ${inSpanish}.`)
}) // prettier-ignore

const proved: Condition = { attribute: 'mfa_status', operator: 'equals', value: true }
const [spain, france, desktop] = (
  [['country', 'ES'], ['country', 'FR'], ['device_type', 'desktop']] as const
).map(([attribute, value]) => ({ attribute, operator: 'equals', value }) as const) // prettier-ignore
const tunnel = { attribute: 'tunnel_status', operator: 'equals', value: 'encrypted' } as const
const known = (...list: (Condition | undefined)[]) => list.filter((one) => one !== undefined)

test.each<[what: string, Condition, english: string, spanish: string]>([
  ['one of two', { any: known(spain, desktop) }, 'the country is ES or the kind of device is desktop', 'el país es ES o el tipo de dispositivo es ordenador'],
  ['one of two, and a third', { all: [{ any: known(spain, france) }, ...known(desktop)] }, 'either the country is ES or the country is FR, and the kind of device is desktop', 'o bien el país es ES o bien el país es FR, y el tipo de dispositivo es ordenador'],
  ['two together, or a third', { any: [{ all: known(spain, desktop) }, proved] }, 'the country is ES and the kind of device is desktop, or a second factor was proved', 'el país es ES y el tipo de dispositivo es ordenador, o se ha probado un segundo factor'],
  ['a group in a group in a group', { all: [proved, { any: [{ all: known(spain, desktop) }, ...known(france)] }] }, 'a second factor was proved, and either (the country is ES and the kind of device is desktop) or the country is FR', 'se ha probado un segundo factor, y o bien (el país es ES y el tipo de dispositivo es ordenador) o bien el país es FR'],
  ['groups of one kind', { all: [proved, { all: [tunnel, { all: known(spain) }] }] }, 'a second factor was proved, the connection comes through an encrypted tunnel and the country is ES', 'se ha probado un segundo factor, la conexión llega por un túnel cifrado y el país es ES'],
  ['groups of the other kind', { any: [proved, { any: [tunnel, { any: known(spain) }] }] }, 'a second factor was proved, the connection comes through an encrypted tunnel or the country is ES', 'se ha probado un segundo factor, la conexión llega por un túnel cifrado o el país es ES'],
  ['a group in both of a group’s', { any: [{ all: [proved, { any: [{ all: known(spain, desktop) }, tunnel] }] }, ...known(france)] }, 'a second factor was proved and ((the country is ES and the kind of device is desktop) or the connection comes through an encrypted tunnel), or the country is FR', 'se ha probado un segundo factor y ((el país es ES y el tipo de dispositivo es ordenador) o la conexión llega por un túnel cifrado), o el país es FR'],
  ['neither of two', { not: { any: known(spain, desktop) } }, 'the country is not ES and the kind of device is not desktop', 'el país no es ES y el tipo de dispositivo no es ordenador'],
  ['not both', { not: { all: [proved, tunnel] } }, 'no second factor was proved or the connection does not come through an encrypted tunnel', 'no se ha probado ningún segundo factor o la conexión no llega por un túnel cifrado'],
  ['not not', { not: { not: proved } }, 'a second factor was proved', 'se ha probado un segundo factor'],
  ['not in a list', { not: { attribute: 'country', operator: 'in', value: ['KP', 'IR'] } }, 'the country is neither KP nor IR', 'el país no es ni KP ni IR'],
  ['not unknown', { not: { attribute: 'country', operator: 'exists', value: false } }, 'the country is known', 'se conoce el país'],
  ['not known', { not: { attribute: 'country', operator: 'exists', value: true } }, 'the country is unknown', 'no se conoce el país'],
  ['not known, for short', { not: { attribute: 'country', operator: 'exists' } }, 'the country is unknown', 'no se conoce el país'],
  ['not like a pattern', { not: { type: 'StringMatchCondition', key: 'x', options: { matches: 'a' } } }, 'x does not match a', 'x no coincide con a'],
  ['not the tunnel of the same person', { not: { attribute: 'tunnel_identity', operator: 'equals', value: true } }, 'the tunnel does not belong to the same person', 'el túnel no es de la misma persona'],
  ['not in a range', { not: { type: 'CIDRCondition', key: 'x', options: { cidr: '10.0.0.0/8' } } }, 'it is not so that x is in 10.0.0.0/8', 'no es cierto que x esté en 10.0.0.0/8'],
  ['not other than the tunnel of the same person', { not: { attribute: 'tunnel_identity', operator: 'not_equals', value: true } }, 'the tunnel belongs to the same person', 'el túnel es de la misma persona'],
  ['not what another attribute says', { not: { attribute: 'mfa_status', operator: 'equals', value: { attribute: 'resource.properties.strict' } } }, 'the proof of a second factor is not resource.properties.strict', 'la prueba de un segundo factor no es resource.properties.strict'],
  ['not true, which may be neither', { not: { attribute: 'resource.properties.open', operator: 'equals', value: true } }, 'resource.properties.open is not true', 'resource.properties.open no es verdadero'],
  ['no tunnel', { attribute: 'tunnel_status', operator: 'equals', value: 'none' }, 'the connection does not come through a tunnel', 'la conexión no llega por ningún túnel'],
])('%s, said so that it can be taken in one way', (_what, condition, inEnglish, inSpanish) => {
  expect(block(condition, english)).toBe(`Denies everything when ${inEnglish}.`)
  expect(block(condition, spanish)).toBe(`Deniega todo cuando ${inSpanish}.`)
}) // prettier-ignore

test.each<[action: string, resource: string, english: string, spanish: string]>([
  ['login', 'sign_in', 'signing in', 'el inicio de sesión'],
  ['continue', 'sign_in', 'staying signed in', 'la continuación de la sesión'],
  ['launch', 'workspace', 'launching a workspace', 'la apertura de un espacio de trabajo'],
])('%s %s is %s; %s', (action, resource, inEnglish, inSpanish) => {
  const one = policy({ statements: [{ effect: 'deny', actions: [action], resources: [resource] }] })
  expect(describePolicy(one, settings, english)[0]?.sentence).toBe(`Denies ${inEnglish}.`)
  expect(describePolicy(one, settings, spanish)[0]?.sentence).toBe(`Deniega ${inSpanish}.`)
})

test.each<[what: string, Condition, english: string, spanish: string]>([
  ['without options', { type: 'StringMatchCondition', key: 'x' }, 'x matches ', 'x coincide con '],
  ['without a key', { type: 'EqualsSubjectCondition' }, ' is the subject', ' es el sujeto'],
  ['with days and no hours', { type: 'OfficeHoursCondition', key: 'x', options: { matches: 'Monday' } }, 'x is Monday, from  to ', 'x cae en lunes, de  a '],
  ['with half a period', { type: 'WithinPeriodCondition', key: 'x', options: { matches: '2026-05-01T08:00+0000' } }, 'x is after 2026-05-01T08:00+0000 and before ', 'x es posterior a 2026-05-01T08:00+0000 y anterior a '],
  ['of no known type', { type: 'MoonCondition', key: 'x' }, 'MoonCondition', 'MoonCondition'],
  ['with an operator that does not suit', { attribute: 'time_of_day', operator: 'greater_than', value: '08:00' }, 'the time of day is after 08:00 (Europe/Madrid)', 'la hora del día es posterior a 08:00 (Europe/Madrid)'],
])('a condition that is still being written, %s, is told as far as it goes', (_what, condition, inEnglish, inSpanish) => {
  expect(block(condition, english)).toBe(`Denies everything when ${inEnglish}.`)
  expect(block(condition, spanish)).toBe(`Deniega todo cuando ${inSpanish}.`)
}) // prettier-ignore

test('words for a condition are used in its negation too, as a wish where that is another', () => {
  const fresh = { attribute: 'auth_age', operator: 'less_than', value: 60 } as const
  const idiom = { need: 'una sesión nueva', clause: 'la sesión es nueva' }
  const inWords = (one: typeof idiom & { readonly wish?: string }) =>
    block({ not: fresh }, { ...spanish, idioms: { 'context.auth_age less_than 60': one } })
  expect(inWords({ ...idiom, wish: 'la sesión sea nueva' })).toContain('no es cierto que la sesión sea nueva')
  expect(inWords(idiom)).toContain('no es cierto que la sesión es nueva')
})

test('an option that is missing is told as an empty one', () => {
  const empty = { equals: '', matches: '', cidr: '', value: '', dateBegin: '', dateEnd: '', glob: '' }
  for (const { typed } of [english, spanish]) {
    for (const say of Object.values(typed)) {
      expect(say('x', {}, '', 'fact')).toBe(say('x', empty, '', 'fact'))
    }
  }
})

test('“y” and “o” give way to the sound that follows', () => {
  expect(spanish.and(['a', 'b', 'India'])).toBe('a, b e India')
  expect(spanish.and(['agua', 'hielo'])).toBe('agua y hielo')
  expect(spanish.or(['macOS', 'OpenBSD'])).toBe('macOS u OpenBSD')
  expect(spanish.or(['KP', 'IR'])).toBe('KP o IR')
  expect(spanish.and([])).toBe('')
})

test('what one language has words for, the other has too; and none is left in English', () => {
  for (const kind of ['attributes', 'idioms', 'deeds', 'obligations', 'typed', 'operators'] as const) {
    expect(Object.keys(spanish[kind]).sort()).toEqual(Object.keys(english[kind]).sort())
  }
  expect(Object.keys(english.operators).sort()).toEqual([...operators].sort())
  expect(Object.keys(english.obligations).sort()).toEqual(Object.keys(obligationKinds).sort())
  const same = Object.keys(english.attributes).filter(
    (path) => spanish.attributes[path] === english.attributes[path],
  )
  expect(same).toEqual([])
})

test('every operator, type and duty was said above', () => {
  const said = JSON.stringify(comparisons)
  const named = [...operators.map((operator: Operator) => `"operator":"${operator}"`)]
  for (const name of [...named, ...Object.keys(english.typed)]) expect(said).toContain(name)
  expect(Object.keys(duties)).toEqual(Object.keys(english.obligations))
})
