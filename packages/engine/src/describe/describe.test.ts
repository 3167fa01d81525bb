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
const tunnel: Condition = { attribute: 'tunnel_status', operator: 'equals', value: 'encrypted' }
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
    'Exige a Analyst un segundo factor en dispositivos llamados .*prod.*; si no, se deniega.'],
  [{ resources: ['sign_in'], actions: ['login'] }, { unless: [mfa] }, 'Requirement',
    'Requires a second factor to sign in; otherwise denied.',
    'Exige un segundo factor para iniciar sesión; si no, se deniega.'],
  [undefined, { unless: [vpn, hours, mfa] }, 'Requirement',
    'Denies everything unless all of these hold: the source address is in 198.51.100.0/24 or 10.0.0.1, the time of day is between 08:00 and 18:00 (Europe/Madrid) and a second factor was proved.',
    'Deniega todo salvo si se cumple todo esto: la dirección de origen está en 198.51.100.0/24 o 10.0.0.1, la hora del día está entre las 08:00 y las 18:00 (Europe/Madrid) y se ha probado un segundo factor.'],
  [{ permissions: ['integrations.update'], integrations: { bases: ['Fortigate', 'Palo Alto'] } }, { unless: [vpn] }, 'Requirement',
    'To use integrations.update on integrations of Fortigate or Palo Alto, requires that the source address is in 198.51.100.0/24 or 10.0.0.1; otherwise denied.',
    'Para usar integrations.update en integraciones de Fortigate o Palo Alto, exige que la dirección de origen esté en 198.51.100.0/24 o 10.0.0.1; si no, se deniega.'],
  [{ roles: ['Viewer'], permissions: ['devices.*'], resources: ['device'] }, { unless: [hours], when: [mfa] }, 'Requirement',
    'For Viewer to use devices.* on device, when a second factor was proved, requires that the time of day is between 08:00 and 18:00 (Europe/Madrid); otherwise denied.',
    'Para usar devices.* en device, cuando se ha probado un segundo factor, exige a Viewer que la hora del día esté entre las 08:00 y las 18:00 (Europe/Madrid); si no, se deniega.'],
  [{ roles: ['Viewer'], permissions: ['devices.write'] }, { unless: [mfa] }, 'Requirement',
    'Requires a second factor for Viewer to use devices.write; otherwise denied.',
    'Exige a Viewer un segundo factor para usar devices.write; si no, se deniega.'],
  [{ resources: ['sign_in'], actions: ['login'] }, { effect: 'oblige', when: [mfa], unless: [hours], obligations: [{ id: 'log', properties: {} }] }, 'Duty',
    'When signing in, if a second factor was proved, unless the time of day is between 08:00 and 18:00 (Europe/Madrid), obliges to log it.',
    'Al iniciar sesión, si se ha probado un segundo factor, salvo si la hora del día está entre las 08:00 y las 18:00 (Europe/Madrid), obliga a registrarlo.'],
  [{ roles: ['Viewer'], resources: ['workspace'] }, { effect: 'oblige', obligations: [{ id: 'watermark', properties: {} }] }, 'Duty',
    'For Viewer on workspace, obliges to show a watermark.',
    'Para Viewer en workspace, obliga a mostrar una marca de agua.'],
  [{ resources: ['sign_in'], actions: ['login'] }, { unless: [{ all: [mfa, tunnel] }] }, 'Requirement',
    'Requires a second factor and an encrypted tunnel to sign in; otherwise denied.',
    'Exige un segundo factor y un túnel cifrado para iniciar sesión; si no, se deniega.'],
  [{ resources: ['sign_in'], actions: ['login'] }, { unless: [{ all: [mfa, hours] }] }, 'Requirement',
    'To sign in, requires a second factor and that the time of day is between 08:00 and 18:00 (Europe/Madrid); otherwise denied.',
    'Para iniciar sesión, exige un segundo factor y que la hora del día esté entre las 08:00 y las 18:00 (Europe/Madrid); si no, se deniega.'],
  [{ resources: ['sign_in'], actions: ['login'] }, { unless: [{ any: [mfa, tunnel] }] }, 'Requirement',
    'Requires a second factor or an encrypted tunnel to sign in; otherwise denied.',
    'Exige un segundo factor o un túnel cifrado para iniciar sesión; si no, se deniega.'],
  [{ resources: ['sign_in'], actions: ['login'] }, { unless: [{ any: [mfa, hours] }] }, 'Requirement',
    'To sign in, requires a second factor or that the time of day is between 08:00 and 18:00 (Europe/Madrid); otherwise denied.',
    'Para iniciar sesión, exige un segundo factor o que la hora del día esté entre las 08:00 y las 18:00 (Europe/Madrid); si no, se deniega.'],
  [{ resources: ['sign_in'], actions: ['login'] }, { unless: [mfa], when: [{ not: tunnel }] }, 'Requirement',
    'Requires a second factor to sign in when the connection does not come through an encrypted tunnel; otherwise denied.',
    'Exige un segundo factor para iniciar sesión cuando la conexión no llega por un túnel cifrado; si no, se deniega.'],
  [{ roles: ['Guest'] }, { unless: [mfa, tunnel], when: [hours] }, 'Requirement',
    'Denies everything for Guest when the time of day is between 08:00 and 18:00 (Europe/Madrid) unless all of these hold: a second factor was proved and the connection comes through an encrypted tunnel.',
    'Deniega todo a Guest cuando la hora del día está entre las 08:00 y las 18:00 (Europe/Madrid) salvo si se cumple todo esto: se ha probado un segundo factor y la conexión llega por un túnel cifrado.'],
  [undefined, { unless: [{ any: [mfa, { not: vpn }] }] }, 'Requirement',
    'Requires a second factor or that the source address is not in 198.51.100.0/24 or 10.0.0.1; otherwise denied.',
    'Exige un segundo factor o que la dirección de origen no esté en 198.51.100.0/24 o 10.0.0.1; si no, se deniega.'],
  [undefined, { when: [{ attribute: 'country', operator: 'in', value: ['KP', 'IR'] }] }, 'Block',
    'Denies everything when the country is KP or IR.',
    'Deniega todo cuando el país es KP o IR.'],
  [{ permissions: ['devices.*'] }, { effect: 'allow', when: [mfa] }, 'Exception', 'Allows devices.* when a second factor was proved.',
    'Permite devices.* cuando se ha probado un segundo factor.'],
  [{ permissions: ['devices.*'], devices: { os: ['macOS', 'Windows'] } }, { effect: 'allow', unless: [hours] }, 'Exception',
    'Allows devices.* on devices running macOS or Windows unless the time of day is between 08:00 and 18:00 (Europe/Madrid).',
    'Permite devices.* en dispositivos con macOS o Windows salvo si la hora del día está entre las 08:00 y las 18:00 (Europe/Madrid).'],
  [{ integrations: { names: ['fw-.*'] } }, {}, 'Block', 'Denies everything on integrations named fw-.*.',
    'Deniega todo en integraciones llamadas fw-.*.'],
  [{ permissions: ['rest.get'] }, { effect: 'allow' }, 'Grant', 'Allows rest.get.', 'Permite rest.get.'],
  [{ permissions: ['rest.get'] }, { effect: 'allow', resources: ['<.*>'] }, 'Grant', 'Allows rest.get on <.*>.', 'Permite rest.get en <.*>.'],
  [undefined, { effect: 'allow', resources: ['workspace', 'device:1'] }, 'Exception', 'Allows everything on workspace or device:1.',
    'Permite todo en workspace o device:1.'],
  [{ permissions: ['devices.read'] }, { effect: 'allow', resources: ['workspace'] }, 'Exception', 'Allows devices.read on workspace.',
    'Permite devices.read en workspace.'],
  [{ resources: ['workspace'] }, { effect: 'allow' }, 'Exception', 'Allows everything on workspace.',
    'Permite todo en workspace.'],
  [{ subjects: ['group:staff'] }, { effect: 'allow', resources: ['rest:/graph<.+>'] }, 'Grant', 'Allows everything for group:staff on rest:/graph<.+>.',
    'Permite todo a group:staff en rest:/graph<.+>.'],
  [undefined, { effect: 'allow', resources: ['<.*>'] }, 'Grant', 'Allows everything on <.*>.',
    'Permite todo en <.*>.'],
  [undefined, { effect: 'allow', resources: ['thing:1'] }, 'Grant', 'Allows everything on thing:1.',
    'Permite todo en thing:1.'],
  [{ actions: ['launch'] }, { effect: 'oblige', obligations: [{ id: 'record_screen', properties: { updates_per_second: 30 } }, { id: 'acme.seal', properties: {} }] }, 'Duty',
    'At launch, obliges to record the screen (up to 30 updates a second) and fulfil acme.seal.',
    'En launch, obliga a grabar la pantalla (hasta 30 actualizaciones por segundo) y cumplir acme.seal.'],
  [undefined, { effect: 'oblige', obligations: [{ id: 'log', properties: {}, on: 'deny' }] }, 'Duty', 'Obliges to log it on denial.',
    'Obliga a registrarlo si se deniega.'],
])('%j %j is a %s', (target, statement, kind, inEnglish, inSpanish) => {
  expect(say(target, statement)).toEqual({ statement: 's0', kind, sentence: inEnglish })
  expect(say(target, statement, spanish)).toEqual({ statement: 's0', kind, sentence: inSpanish })
}) // prettier-ignore

test('a policy of rules alone has no sentences', () => {
  expect(describePolicy(policy({ rules: ['Be careful'] }))).toEqual([])
})

test('clocks are those of UTC where the settings name no zone', () => {
  const sentences = describePolicy(policy({ statements: [{ when: [hours] }] }))
  expect(sentences[0]?.sentence).toContain('(UTC)')
})

test('what is still without exceptions or obligations is told as far as it goes', () => {
  expect(say(undefined, { unless: [] })?.sentence).toBe('Denies everything unless .')
  expect(say(undefined, { effect: 'oblige' })?.sentence).toBe('Obliges to .')
})

test('every kind has a word', () => {
  for (const { kinds } of [english, spanish]) {
    expect(Object.keys(kinds)).toEqual(['Requirement', 'Block', 'Exception', 'Grant', 'Duty'])
  }
})
