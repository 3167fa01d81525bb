import { describe, expect, test } from 'vitest'
import { relations } from './clause.ts'
import { inEnglish } from './english.ts'
import { inSpanish } from './spanish.ts'
import type { Appointment, ExplanationWords } from './words.ts'

type Say = (words: ExplanationWords) => string

const rule = { label: 'Only from the office', policy: 'Office' }
const monday: Appointment = { weekday: 0, day: 4, month: 5, year: 2026, clock: '08:00', zone: 'Europe/Madrid', isNear: true } // prettier-ignore

test.each<[english: string, spanish: string, say: Say]>([
  ['', '', ({ and }) => and([])],
  ['', '', ({ or }) => or([])],
  ['a', 'a', ({ and }) => and(['a'])],
  ['a and b', 'a y b', ({ and }) => and(['a', 'b'])],
  ['a, b and c', 'a, b y c', ({ and }) => and(['a', 'b', 'c'])],
  ['a, b or c', 'a, b o c', ({ or }) => or(['a', 'b', 'c'])],
  ['a, b, and c', 'a, b, y c', ({ and }) => and(['a, b', 'c'])],
  ['a, or b, c', 'a, o b, c', ({ or }) => or(['a', 'b, c'])],

  ['Monday 08:00 Europe/Madrid', 'el lunes a las 08:00 (Europe/Madrid)', ({ appointment }) => appointment(monday)],

  ['open door:1', 'hacer «open» en door:1', ({ deed }) => deed('open', 'door:1')],
  ['You asked to sign in.', 'Lo que se ha pedido: sign in.', ({ asked }) => asked('sign in')],
  ['What you asked could not be understood.', 'No se entiende lo que se ha pedido.', ({ malformed }) => malformed],

  ['Sign in with a key.', 'Inicie sesión con a key.', ({ help }) => help.stepUp('a key')],
  ['Try again later.', 'Inténtelo de nuevo later.', ({ help }) => help.retryAfter('later')],
  ['Connect to the company network.', 'Conéctese a la red de la empresa.', ({ help }) => help.tunnel],
  ['Ask the desk.', 'Pregunte a the desk.', ({ ask }) => ask('the desk')],
  ['Ask your administrator.', 'Pregunte a su administrador.', ({ ask }) => ask(undefined)],

  ['Denied by “Only from the office” of the policy “Office”', 'Denegado por «Only from the office», de la política «Office»', ({ decided }) => decided('deny', rule)],
  ['Permitted by “Only from the office” of the policy “Office”', 'Permitido por «Only from the office», de la política «Office»', ({ decided }) => decided('allow', rule)],
  ['Obliged by “Only from the office” of the policy “Office”', 'Obligado por «Only from the office», de la política «Office»', ({ decided }) => decided('oblige', rule)],
  ['Permitted by a role that grants doors.open; no policy decided', 'Permitido por un rol que concede doors.open; ninguna política ha decidido', ({ baseline }) => baseline.allowed_by_role('doors.open', 'door')],
  ['Permitted because door permits its declared actions unless a policy denies them; none did', 'Permitido porque door permite sus acciones declaradas salvo que una política las deniegue, y ninguna lo hace', ({ baseline }) => baseline.allowed_by_default('doors.open', 'door')],
  ['Denied because no role in date and in scope grants doors.open; no policy was asked', 'Denegado porque ningún rol vigente y dentro de su ámbito concede doors.open; no se ha consultado ninguna política', ({ baseline }) => baseline.not_granted('doors.open', 'door')],
  ['Denied because door grants nothing by default and no policy allowed it', 'Denegado porque door no concede nada por defecto y ninguna política lo ha permitido', ({ baseline }) => baseline.denied_by_default('doors.open', 'door')],
  ['Denied because an obligation of the permit could not be fulfilled', 'Denegado porque no se ha podido cumplir una obligación del permiso', ({ baseline }) => baseline.obligation_unsupported('doors.open', 'door')],
  ['Denied because the request is malformed', 'Denegado porque la petición está mal formada', ({ baseline }) => baseline.malformed_request('', '')],
  ['Without any policy it would be permitted.', 'Sin ninguna política se permitiría.', ({ without }) => without(true)],
  ['Without any policy it would be denied.', 'Sin ninguna política se denegaría.', ({ without }) => without(false)],
  ['it has no conditions', 'no tiene condiciones', ({ unconditional }) => unconditional],
  ['whether it means this request is unknown', 'no se sabe si se refiere a esta petición', ({ unclear }) => unclear],
  ['Unknown: x. What is unknown does not allow.', 'Se desconoce: x. Lo desconocido no permite.', ({ unknown }) => unknown('x', 'allow')],
  ['Unknown: x. What is unknown can’t be ruled out, so the rule applies.', 'Se desconoce: x. Lo desconocido no se puede descartar, así que la regla se aplica.', ({ unknown }) => unknown('x', 'deny')],
  ['It came before “Only from the office” of the policy “Office”, which would have allowed it.', 'Prevalece sobre «Only from the office», de la política «Office», que lo habría permitido.', ({ overrode }) => overrode(rule, 'allow')],
  ['It shields from “Only from the office” of the policy “Office”, which would have denied it.', 'Protege de «Only from the office», de la política «Office», que lo habría denegado.', ({ overrode }) => overrode(rule, 'deny')],
  ['“Only from the office” of the policy “Office” did not allow it: x was 1.', '«Only from the office», de la política «Office», no lo ha permitido: x was 1.', ({ missed }) => missed(rule, 'x was 1')],
  ['Were the report-only policy “Office” enforced, it would be denied.', 'Si la política «Office», que solo informa, se aplicara, se denegaría.', ({ reported }) => reported('Office', false)],

  ['x was unknown', 'x era desconocido', ({ saw }) => saw('x', undefined, undefined)],
  ['x was 1', 'x era 1', ({ saw }) => saw('x', '1', undefined)],
  ['x was 1, not 2', 'x era 1, not 2', ({ saw }) => saw('x', '1', 'not 2')],
  [' (UTC)', ' (UTC)', ({ inZone }) => inZone('UTC')],
  ['x of ancestor 2', 'x del antecesor 2', ({ ancestor }) => ancestor('x', 2)],

  ['It would be permitted later.', 'Se permitiría later.', ({ would }) => would(true, 'later')],
  ['It would be denied later.', 'Se denegaría later.', ({ would }) => would(false, 'later')],
  ['No change of up to three things was found with which it would be denied.', 'No se ha encontrado ningún cambio de hasta tres cosas con el que se denegaría.', ({ nothing }) => nothing(false, true)],
  ['No change was found with which it would be permitted; the search was cut short.', 'No se ha encontrado ningún cambio con el que se permitiría; la búsqueda se ha interrumpido.', ({ nothing }) => nothing(true, false)],
  ['after signing in with a key', 'iniciando sesión con a key', ({ changes }) => changes.factor('a key')],
  ['through the company’s tunnel', 'a través del túnel de la empresa', ({ changes }) => changes.tunnel],
  ['on Monday', 'Monday', ({ changes }) => changes.time('Monday')],
  ['with the role Keeper', 'con el rol Keeper', ({ changes }) => changes.membership('role', 'Keeper', true)],
  ['without the role Keeper', 'sin el rol Keeper', ({ changes }) => changes.membership('role', 'Keeper', false)],
  ['with the group staff', 'con el grupo staff', ({ changes }) => changes.membership('group', 'staff', true)],
  ['with no ancestor', 'sin ningún antecesor', ({ changes }) => changes.place('')],
  ['below node:a', 'dentro de node:a', ({ changes }) => changes.place('node:a')],
  ['with x unknown', 'con x desconocido', ({ changes }) => changes.attribute('x', undefined, 'known')],
  ['with x 1', 'con x 1', ({ changes }) => changes.attribute('x', '1', undefined)],
  ['with x 1', 'con x 1', ({ changes }) => changes.attribute('x', '1', '1')],
  ['with x above 1, such as 2', 'con x above 1, por ejemplo 2', ({ changes }) => changes.attribute('x', '2', 'above 1')],
  ['with the policy “Office” disabled or only reported on', 'con la política «Office» desactivada o solo informando', ({ changes }) => changes.policy('Office', 'off')],
  ['with the policy “Office” enforced', 'con la política «Office» aplicada', ({ changes }) => changes.policy('Office', 'enforced')],
  ['with an exception for this subject in “Only from the office” of the policy “Office”', 'con una excepción para este sujeto en «Only from the office», de la política «Office»', ({ changes }) => changes.exception(rule)],
])('in both languages: %s', (english, spanish, say) => {
  expect({ english: say(inEnglish), spanish: say(inSpanish) }).toEqual({ english, spanish })
}) // prettier-ignore

test('what a value is to what is wanted, and what it is not, in both languages', () => {
  const said = ({ relations: by }: ExplanationWords) =>
    relations.map((relation) => {
      const { holds, fails } = by[relation]('W')
      return `${relation}: ${holds} | ${fails}`
    })
  expect(said(inEnglish)).toEqual([
    'equals: W | not W',
    'one_of: one of W | none of W',
    'in_range: inside W | outside W',
    'between: between W | not between W',
    'greater_than: above W | not above W',
    'less_than: below W | not below W',
    'matches: matching W | not matching W',
    'starts_with: starting with W | not starting with W',
    'ends_with: ending with W | not ending with W',
    'contains: containing W | not containing W',
    'exists: known | unknown',
    'glob: a path like W | not a path like W',
    'hours: within W | outside W',
    'subject: the subject | not the subject',
    'pairs: pairs of equals | not pairs of equals',
    'named: in the name of the resource | not in the name of the resource',
  ])
  expect(said(inSpanish)).toEqual([
    'equals: W | no W',
    'one_of: uno de W | ninguno de W',
    'in_range: dentro de W | fuera de W',
    'between: entre W | no entre W',
    'greater_than: por encima de W | no por encima de W',
    'less_than: por debajo de W | no por debajo de W',
    'matches: que coincide con W | que no coincide con W',
    'starts_with: que empieza por W | que no empieza por W',
    'ends_with: que termina en W | que no termina en W',
    'contains: que contiene W | que no contiene W',
    'exists: conocido | desconocido',
    'glob: una ruta como W | no una ruta como W',
    'hours: dentro de W | fuera de W',
    'subject: el propio sujeto | no el propio sujeto',
    'pairs: pares iguales | no pares iguales',
    'named: en el nombre del recurso | no en el nombre del recurso',
  ])
})

test('every day of the week and every month has its name', () => {
  const said = ({ appointment }: ExplanationWords) =>
    Array.from({ length: 12 }, (_, index) =>
      appointment({ ...monday, isNear: false, weekday: index % 7, day: 4, month: index + 1 }),
    )
  expect(said(inEnglish)).toEqual([
    'Monday 4 January 2026 08:00 Europe/Madrid',
    'Tuesday 4 February 2026 08:00 Europe/Madrid',
    'Wednesday 4 March 2026 08:00 Europe/Madrid',
    'Thursday 4 April 2026 08:00 Europe/Madrid',
    'Friday 4 May 2026 08:00 Europe/Madrid',
    'Saturday 4 June 2026 08:00 Europe/Madrid',
    'Sunday 4 July 2026 08:00 Europe/Madrid',
    'Monday 4 August 2026 08:00 Europe/Madrid',
    'Tuesday 4 September 2026 08:00 Europe/Madrid',
    'Wednesday 4 October 2026 08:00 Europe/Madrid',
    'Thursday 4 November 2026 08:00 Europe/Madrid',
    'Friday 4 December 2026 08:00 Europe/Madrid',
  ])
  expect(said(inSpanish)).toEqual([
    'el lunes 4 de enero de 2026 a las 08:00 (Europe/Madrid)',
    'el martes 4 de febrero de 2026 a las 08:00 (Europe/Madrid)',
    'el miércoles 4 de marzo de 2026 a las 08:00 (Europe/Madrid)',
    'el jueves 4 de abril de 2026 a las 08:00 (Europe/Madrid)',
    'el viernes 4 de mayo de 2026 a las 08:00 (Europe/Madrid)',
    'el sábado 4 de junio de 2026 a las 08:00 (Europe/Madrid)',
    'el domingo 4 de julio de 2026 a las 08:00 (Europe/Madrid)',
    'el lunes 4 de agosto de 2026 a las 08:00 (Europe/Madrid)',
    'el martes 4 de septiembre de 2026 a las 08:00 (Europe/Madrid)',
    'el miércoles 4 de octubre de 2026 a las 08:00 (Europe/Madrid)',
    'el jueves 4 de noviembre de 2026 a las 08:00 (Europe/Madrid)',
    'el viernes 4 de diciembre de 2026 a las 08:00 (Europe/Madrid)',
  ])
})

describe('what the person who asked reads', () => {
  test('of deeds and ways to prove identity that have words of their own', () => {
    const said = ({ deeds, methods }: ExplanationWords) => ({ ...deeds, ...methods })
    expect(said(inEnglish)).toEqual({
      'login sign_in': 'sign in',
      'continue sign_in': 'stay signed in',
      'launch workspace': 'launch a workspace',
      'connect workspace': 'connect to a workspace',
      webauthn: 'a security key',
      totp: 'an authenticator app',
    })
    expect(said(inSpanish)).toEqual({
      'login sign_in': 'iniciar sesión',
      'continue sign_in': 'mantener la sesión abierta',
      'launch workspace': 'abrir un espacio de trabajo',
      'connect workspace': 'conectarse a un espacio de trabajo',
      webauthn: 'una llave de seguridad',
      totp: 'una aplicación de autenticación',
    })
  })

  test('of every kind of answer', () => {
    expect(inEnglish.answers).toEqual({
      allowed_by_policy: 'You may.',
      allowed_by_role: 'You may.',
      allowed_by_default: 'You may.',
      denied_by_policy: 'A rule refuses this.',
      not_granted: 'None of your roles includes this.',
      denied_by_default: 'Nothing permits this.',
      obligation_unsupported: 'This is permitted on a condition that can’t be met here.',
      malformed_request: 'It is refused.',
    })
    expect(inSpanish.answers).toEqual({
      allowed_by_policy: 'Está permitido.',
      allowed_by_role: 'Está permitido.',
      allowed_by_default: 'Está permitido.',
      denied_by_policy: 'Una regla lo impide.',
      not_granted: 'Ninguno de sus roles lo incluye.',
      denied_by_default: 'Nada lo permite.',
      obligation_unsupported: 'Solo se permite con una condición que aquí no se puede cumplir.',
      malformed_request: 'Se rechaza.',
    })
  })
})

test.each([
  [['agua', 'hielo'], 'agua y hielo', 'agua o hielo'],
  [['Ana', 'Inés'], 'Ana e Inés', 'Ana o Inés'],
  [['Ana', 'Íñigo'], 'Ana e Íñigo', 'Ana o Íñigo'],
  [['padre', 'hijo'], 'padre e hijo', 'padre o hijo'],
  [['sal', 'yodo', 'iones'], 'sal, yodo y iones', 'sal, yodo o iones'],
  [['Irene', 'Madrid', 'Cádiz'], 'Irene, Madrid y Cádiz', 'Irene, Madrid o Cádiz'],
  [['Ana', 'Luis', 'Inés'], 'Ana, Luis e Inés', 'Ana, Luis o Inés'],
  [['uno', 'dos', 'otro'], 'uno, dos y otro', 'uno, dos u otro'],
  [['uno', 'otro'], 'uno y otro', 'uno u otro'],
  [['casa', 'hotel'], 'casa y hotel', 'casa u hotel'],
  [['lienzo', 'óleo'], 'lienzo y óleo', 'lienzo u óleo'],
  [['Oslo', 'Bogotá', 'Lima'], 'Oslo, Bogotá y Lima', 'Oslo, Bogotá o Lima'],
])('Spanish joins %j as it is spoken', (parts, and, or) => {
  expect({ and: inSpanish.and(parts), or: inSpanish.or(parts) }).toEqual({ and, or })
})
