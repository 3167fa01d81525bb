import { expect, test } from 'vitest'
import { policy } from '../../test/asking.ts'
import type { Condition, Policy, Statement } from '../model.ts'
import { describePolicy } from './describe.ts'
import { english } from './english.ts'

const mfa: Condition = { attribute: 'mfa_status', operator: 'equals', value: true }
const vpn: Condition = { attribute: 'source_ip', operator: 'in', value: ['198.51.100.0/24', '10.0.0.1'] }
const hours: Condition = { attribute: 'time_of_day', operator: 'between', value: ['08:00', '18:00'] }
const say = (target: Policy['target'], statement: Partial<Statement>) =>
  describePolicy(policy({ ...(target && { target }), statements: [statement] }), { zone: 'Europe/Madrid' })[0]

test.each<[target: Policy['target'], statement: Partial<Statement>, kind: string, sentence: string]>([
  [{ roles: ['Analyst'], devices: { names: ['.*prod.*'] } }, { unless: [mfa] }, 'Requirement',
    'Requires a second factor for Analyst on devices named .*prod.*; otherwise denied.'],
  [{ resources: ['sign_in'], actions: ['login'] }, { unless: [mfa] }, 'Requirement',
    'Requires a second factor to sign in; otherwise denied.'],
  [undefined, { unless: [vpn, hours, mfa] }, 'Requirement',
    'Denies everything unless all of: the source address is in 198.51.100.0/24 or 10.0.0.1, the time of day is between 08:00 and 18:00 (Europe/Madrid) and a second factor was proved.'],
  [{ permissions: ['integrations.update'], integrations: { bases: ['Fortigate', 'Palo Alto'] } }, { unless: [vpn] }, 'Requirement',
    'Requires that the source address is in 198.51.100.0/24 or 10.0.0.1 to integrations.update on integrations of Fortigate or Palo Alto; otherwise denied.'],
  [undefined, { unless: [{ any: [mfa, { not: vpn }] }] }, 'Requirement',
    'Requires a second factor or that it is not so that the source address is in 198.51.100.0/24 or 10.0.0.1; otherwise denied.'],
  [undefined, { when: [{ attribute: 'country', operator: 'in', value: ['KP', 'IR'] }] }, 'Block',
    'Denies everything when the country is in KP or IR.'],
  [{ permissions: ['devices.*'] }, { effect: 'allow', when: [mfa] }, 'Exception', 'Allows devices.* when a second factor was proved.'],
  [{ resources: ['workspace'] }, { effect: 'allow' }, 'Exception', 'Allows everything on workspace.'],
  [{ subjects: ['group:staff'] }, { effect: 'allow', resources: ['rest:/graph<.+>'] }, 'Grant', 'Allows everything for group:staff on rest:/graph<.+>.'],
  [undefined, { effect: 'allow', resources: ['<.*>'] }, 'Grant', 'Allows everything on <.*>.'],
  [undefined, { effect: 'allow', resources: ['thing:1'] }, 'Grant', 'Allows everything on thing:1.'],
  [{ actions: ['launch'] }, { effect: 'oblige', obligations: [{ id: 'record_screen', properties: { updates_per_second: 30 } }, { id: 'acme.seal', properties: {} }] }, 'Duty',
    'Obliges to record the screen, up to 30 updates a second and fulfil acme.seal at launch.'],
  [undefined, { effect: 'oblige', obligations: [{ id: 'log', properties: {}, on: 'deny' }] }, 'Duty', 'Obliges to log it on denial.'],
])('%j %j is a %s', (target, statement, kind, sentence) => {
  expect(say(target, statement)).toEqual({ statement: 's0', kind, sentence })
}) // prettier-ignore

test('every kind has a word', () => {
  expect(Object.keys(english.kinds)).toEqual(['Requirement', 'Block', 'Exception', 'Grant', 'Duty'])
})
