import { expect, test } from 'vitest'
import { policy } from '../../test/asking.ts'
import type { Condition, Policy, Statement } from '../model.ts'
import { describePolicy } from './describe.ts'
import { english } from './english.ts'
import { spanish } from './spanish.ts'
import type { Words } from './words.ts'

const mfa: Condition = { attribute: 'mfa_status', operator: 'equals', value: true }
const vpn: Condition = { attribute: 'source_ip', operator: 'in', value: ['198.51.100.0/24', '10.0.0.1'] }
const hours: Condition = { attribute: 'time_of_day', operator: 'between', value: ['08:00', '18:00'] }
const say = (target: Policy['target'], statement: Partial<Statement>, words?: Words) =>
  describePolicy(
    policy({ ...(target && { target }), statements: [statement] }),
    { zone: 'Europe/Madrid' },
    words,
  )[0]

type Case = [
  target: Policy['target'],
  statement: Partial<Statement>,
  kind: string,
  english: string,
  spanish: string,
]
test.each<Case>([
  [{ roles: ['Analyst'], devices: { names: ['.*prod.*'] } }, { unless: [mfa] }, 'Requirement',
    'Requires a second factor for Analyst on devices named .*prod.*; otherwise denied.',
    'Exige un segundo factor a Analyst en dispositivos llamados .*prod.*; si no, se deniega.'],
  [{ resources: ['sign_in'], actions: ['login'] }, { unless: [mfa] }, 'Requirement',
    'Requires a second factor to sign in; otherwise denied.',
    'Exige un segundo factor para iniciar sesión; si no, se deniega.'],
  [undefined, { unless: [vpn, hours, mfa] }, 'Requirement',
    'Denies everything unless all of: the source address is in 198.51.100.0/24 or 10.0.0.1, the time of day is between 08:00 and 18:00 (Europe/Madrid) and a second factor was proved.',
    'Deniega todo salvo si se cumple todo esto: la dirección de origen está en 198.51.100.0/24 o 10.0.0.1, la hora del día está entre 08:00 y 18:00 (Europe/Madrid) y se ha probado un segundo factor.'],
  [{ permissions: ['integrations.update'], integrations: { bases: ['Fortigate', 'Palo Alto'] } }, { unless: [vpn] }, 'Requirement',
    'Requires that the source address is in 198.51.100.0/24 or 10.0.0.1 to integrations.update on integrations of Fortigate or Palo Alto; otherwise denied.',
    'Exige que la dirección de origen esté en 198.51.100.0/24 o 10.0.0.1 para integrations.update en integraciones de Fortigate o Palo Alto; si no, se deniega.'],
  [undefined, { unless: [{ any: [mfa, { not: vpn }] }] }, 'Requirement',
    'Requires a second factor or that it is not so that the source address is in 198.51.100.0/24 or 10.0.0.1; otherwise denied.',
    'Exige un segundo factor o que no sea cierto que la dirección de origen esté en 198.51.100.0/24 o 10.0.0.1; si no, se deniega.'],
  [undefined, { when: [{ attribute: 'country', operator: 'in', value: ['KP', 'IR'] }] }, 'Block',
    'Denies everything when the country is in KP or IR.',
    'Deniega todo cuando el país está en KP o IR.'],
  [{ permissions: ['devices.*'] }, { effect: 'allow', when: [mfa] }, 'Exception', 'Allows devices.* when a second factor was proved.',
    'Permite devices.* cuando se ha probado un segundo factor.'],
  [{ resources: ['workspace'] }, { effect: 'allow' }, 'Exception', 'Allows everything on workspace.',
    'Permite todo en workspace.'],
  [{ subjects: ['group:staff'] }, { effect: 'allow', resources: ['rest:/graph<.+>'] }, 'Grant', 'Allows everything for group:staff on rest:/graph<.+>.',
    'Permite todo a group:staff en rest:/graph<.+>.'],
  [undefined, { effect: 'allow', resources: ['<.*>'] }, 'Grant', 'Allows everything on <.*>.',
    'Permite todo en <.*>.'],
  [undefined, { effect: 'allow', resources: ['thing:1'] }, 'Grant', 'Allows everything on thing:1.',
    'Permite todo en thing:1.'],
  [{ actions: ['launch'] }, { effect: 'oblige', obligations: [{ id: 'record_screen', properties: { updates_per_second: 30 } }, { id: 'acme.seal', properties: {} }] }, 'Duty',
    'Obliges to record the screen, up to 30 updates a second and fulfil acme.seal at launch.',
    'Obliga a grabar la pantalla, hasta 30 actualizaciones por segundo y cumplir acme.seal en launch.'],
  [undefined, { effect: 'oblige', obligations: [{ id: 'log', properties: {}, on: 'deny' }] }, 'Duty', 'Obliges to log it on denial.',
    'Obliga a registrarlo si se deniega.'],
])('%j %j is a %s', (target, statement, kind, inEnglish, inSpanish) => {
  expect(say(target, statement)).toEqual({ statement: 's0', kind, sentence: inEnglish })
  expect(say(target, statement, spanish)).toEqual({ statement: 's0', kind, sentence: inSpanish })
}) // prettier-ignore

test('every kind has a word', () => {
  for (const { kinds } of [english, spanish]) {
    expect(Object.keys(kinds)).toEqual(['Requirement', 'Block', 'Exception', 'Grant', 'Duty'])
  }
})
