import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { policies, request as wellFormed } from '../../test/arbitraries.ts'
import { policy, request, settings } from '../../test/asking.ts'
import { replaced } from '../../test/replaced.ts'
import { tries } from '../../test/tries.ts'
import { compileReference } from '../reference/index.ts'
import type { AccessRequest, Json, Policy, Settings } from '../model.ts'
import { inEnglish } from './english.ts'
import { explain, type ExplainOptions } from './explain.ts'
import { inSpanish } from './spanish.ts'

vi.setConfig({ testTimeout: 120_000 })

const mfa = policy({
  id: 'pol-mfa',
  name: 'MFA Required',
  critical: true,
  target: { resources: ['sign_in'], actions: ['login'] },
  statements: [{ label: 'Require MFA for login', effect: 'deny', unless: [{ attribute: 'mfa_status', operator: 'equals', value: true }] }],
}) // prettier-ignore
const office = policy({
  id: 'pol-office',
  name: 'Office',
  target: { resources: ['sign_in'] },
  statements: [{ label: 'Only from the office', effect: 'deny', unless: [{ attribute: 'source_ip', operator: 'in', value: '203.0.113.0/24' }] }],
}) // prettier-ignore
const hours = policy({
  id: 'pol-hours',
  name: 'Hours',
  target: { resources: ['sign_in'] },
  statements: [{ label: 'Closed at night and at weekends', effect: 'deny', unless: [
    { attribute: 'time_of_day', operator: 'between', value: ['08:00', '18:00'], zone: 'Europe/Madrid' },
    { attribute: 'day_of_week', operator: 'not_in', value: ['saturday', 'sunday'], zone: 'Europe/Madrid' },
  ] }],
}) // prettier-ignore
const madrid = { zone: 'Europe/Madrid' }
const friday = '2026-05-01T19:30:00Z'
const signIn = (context: AccessRequest['context']): AccessRequest => ({
  subject: { type: 'user', id: 'ann', properties: { roles: [], groups: [] } },
  action: { name: 'login' },
  resource: { type: 'sign_in', id: '' },
  context: { time: friday, ...context },
})

function explained(
  list: readonly Policy[],
  asked: AccessRequest,
  options: Partial<ExplainOptions> & { settings?: Settings } = {},
) {
  // prettier-ignore
  const decider = compileReference(list, options.settings ?? {})
  return explain(decider, asked, { words: inEnglish, ...options })
}
const sentences = (...args: Parameters<typeof explained>) =>
  explained(...args).smallestChanges.suggestions.map(({ sentence }) => sentence)

describe('for the person who asked', () => {
  test('what was asked, the rule’s own label, what would help, whom to ask', () => {
    const { forSubject } = explained([mfa], signIn({ mfa_status: false }), { whom: 'the service desk' })
    expect(forSubject).toEqual({
      asked: 'You asked to sign in.',
      answer: 'A rule refuses this.',
      rule: 'Require MFA for login',
      helps: ['Sign in with a security key or an authenticator app.'],
      whom: 'Ask the service desk.',
    })
  })

  test('in Spanish', () => {
    const { forSubject } = explained([mfa], signIn({ mfa_status: false }), { words: inSpanish })
    expect(forSubject).toEqual({
      asked: 'Lo que se ha pedido: iniciar sesión.',
      answer: 'Una regla lo impide.',
      rule: 'Require MFA for login',
      helps: ['Inicie sesión con una llave de seguridad o una aplicación de autenticación.'],
      whom: 'Pregunte a su administrador.',
    })
  })

  test('a time as people make appointments, on the clock of the reader', () => {
    const helps = (options: Parameters<typeof explained>[2]) =>
      explained([hours], signIn({}), options).forSubject.helps
    expect(helps({ settings: madrid })).toEqual(['Try again Monday 08:00 Europe/Madrid.'])
    expect(helps({ zone: 'America/New_York' })).toEqual(['Try again Monday 02:00 America/New_York.'])
    expect(helps({ settings: madrid, words: inSpanish })).toEqual([
      'Inténtelo de nuevo el lunes a las 08:00 (Europe/Madrid).',
    ])
    const later = policy({ id: 'l', statements: [{ label: 'Not yet', effect: 'deny', unless: [{ attribute: 'time', operator: 'greater_than', value: '2026-07-01T09:00:00Z' }] }] }) // prettier-ignore
    expect(explained([later], signIn({})).forSubject.helps).toEqual([
      'Try again Wednesday 1 July 2026 09:00:01 UTC.',
    ])
  })

  test('several helps are needed together', () => {
    const tunnel = policy({ id: 't', statements: [{ label: 'By tunnel', effect: 'deny', unless: [{ attribute: 'tunnel_status', operator: 'equals', value: 'encrypted' }] }] }) // prettier-ignore
    expect(explained([mfa, tunnel], signIn({ mfa_status: false })).forSubject.helps).toEqual([
      'Sign in with a security key or an authenticator app.',
      'Connect to the company network.',
    ])
  })

  test('a permit needs neither rule nor help', () => {
    expect(explained([mfa], signIn({ mfa_status: true })).forSubject).toEqual({
      asked: 'You asked to sign in.',
      answer: 'You may.',
      helps: [],
    })
  })
})

describe('for the administrator', () => {
  test('policy, statement and the deciding conditions with the values seen', () => {
    const { forAdministrator } = explained([office], signIn({ source_ip: '198.51.100.7' }))
    expect(forAdministrator).toMatchObject({
      sentence:
        'Denied by “Only from the office” of the policy “Office”: context.source_ip was 198.51.100.7, outside 203.0.113.0/24.',
      decidedBy: { policy: 'pol-office', statement: 's0' },
      baseline: 'Without any policy it would be permitted.',
    })
    expect(explained([office], signIn({ source_ip: '198.51.100.7' }), { words: inSpanish }).forAdministrator.sentence).toBe(
      'Denegado por «Only from the office», de la política «Office»: context.source_ip era 198.51.100.7, fuera de 203.0.113.0/24.',
    ) // prettier-ignore
  })

  test('only the conditions that made it so: of all that must hold, those that did not', () => {
    const { conditions } = explained([hours], signIn({ time: '2026-05-04T19:30:00Z' })).forAdministrator
    expect(conditions).toEqual([
      'context.time_of_day was 21:30:00, not between 08:00 and 18:00 (Europe/Madrid)',
    ])
  })

  test('attributes that are unknown, and what that leads to', () => {
    const { forAdministrator } = explained([office], signIn({}))
    expect(forAdministrator.conditions).toEqual(['context.source_ip was unknown'])
    expect(forAdministrator.unknown).toBe(
      'Unknown: context.source_ip. What is unknown can’t be ruled out, so the rule applies.',
    )
  })

  test('what the decision overrode, and what it shields from', () => {
    const vip = policy({ id: 'vip', name: 'VIP', priority: 1, statements: [{ label: 'Ann may', effect: 'allow', subjects: ['user:ann'], resources: ['sign_in'] }] }) // prettier-ignore
    const asked = signIn({ source_ip: '198.51.100.7', mfa_status: false })
    expect(explained([office, vip], asked).forAdministrator.overrode).toEqual([
      'It shields from “Only from the office” of the policy “Office”, which would have denied it.',
    ])
    expect(explained([mfa, vip], asked).forAdministrator.overrode).toEqual([
      'It came before “Ann may” of the policy “VIP”, which would have allowed it.',
    ])
  })

  test('the baseline where no policy decided, and allows that came near', () => {
    const guests = policy({ id: 'g', name: 'Guests', statements: [{ label: 'Guests may', effect: 'allow', subjects: ['user:ann'], resources: ['room'], when: [{ attribute: 'country', operator: 'in', value: ['DE', 'FR'] }] }] }) // prettier-ignore
    const asked = request({ type: 'room', context: { country: 'KP' } })
    expect(explained([guests], asked, { settings }).forAdministrator).toMatchObject({
      sentence: 'Denied because room grants nothing by default and no policy allowed it.',
      missed: [
        '“Guests may” of the policy “Guests” did not allow it: context.country was KP, none of DE, FR.',
      ],
    })
    expect(explained([], request({ type: 'safe' }), { settings }).forAdministrator.sentence).toBe(
      'Denied because no role in date and in scope grants safes.open; no policy was asked.',
    )
  })

  test('report-only policies that would have changed the answer', () => {
    const asked = signIn({ source_ip: '198.51.100.7' })
    expect(explained([{ ...office, mode: 'report' }], asked).forAdministrator.reported).toEqual([
      'Were the report-only policy “Office” enforced, it would be denied.',
    ])
  })
})

describe('the smallest changes', () => {
  test('of one rule: what the subject can do, then what administrators can', () => {
    expect(sentences([mfa], signIn({ mfa_status: false }))).toEqual([
      'It would be permitted after signing in with a security key or an authenticator app.',
      'It would be permitted with an exception for this subject in “Require MFA for login” of the policy “MFA Required”.',
      'It would be permitted with the policy “MFA Required” disabled or only reported on.',
    ])
  })

  test('of several: the combination', () => {
    const asked = signIn({ mfa_status: false, source_ip: '198.51.100.7' })
    const { suggestions } = explained([mfa, office, hours], asked, { settings: madrid }).smallestChanges
    const [first] = suggestions.filter(({ reach }) => reach === 'subject')
    expect(first?.sentence).toBe(
      'It would be permitted after signing in with a security key or an authenticator app, on Monday 08:00 Europe/Madrid, and with context.source_ip inside 203.0.113.0/24, such as 203.0.113.1.',
    )
  })

  test('a role where roles decide, the least powerful first; or a group', () => {
    expect(sentences([], request({ type: 'safe', action: 'read' }), { settings })).toEqual([
      'It would be permitted with the role Owner.',
      'It would be permitted with the role Keeper.',
      'It would be permitted with the role Reader.',
    ])
    const guests = policy({ id: 'g', statements: [{ label: 'Guests may', effect: 'allow', subjects: ['group:guests'], resources: ['room'] }] }) // prettier-ignore
    const asked = request({ type: 'room', subject: { roles: [], groups: [], profile: 'standard' } })
    expect(sentences([guests], asked, { settings })).toEqual(['It would be permitted with the group guests.'])
  })

  test('a resource that a rule does not mean, or does', () => {
    const production = policy({ id: 'p', name: 'Production', target: { devices: { names: ['.*prod.*', 'db-.*'], os: ['linux'] } }, statements: [{ label: 'Closed', effect: 'deny' }] }) // prettier-ignore
    const phone = (name: string) =>
      request({ type: 'phone', action: 'read', resource: { name, os: 'linux' } })
    expect(sentences([production], phone('db-prod'), { settings }).slice(0, 2)).toEqual([
      'It would be permitted with resource.properties.name not matching .*prod.* or db-.*, such as other.',
      'It would be permitted with resource.properties.os not linux, such as other.',
    ])
    expect(sentences([production], phone('x'), { settings })).toEqual([
      'It would be denied with resource.properties.name matching .*prod.*, such as prod.',
      'It would be denied with resource.properties.name matching db-.*, such as db-.',
    ])
  })

  test('what would deny what is permitted', () => {
    const asked = signIn({ mfa_status: true, source_ip: '203.0.113.9' })
    expect(sentences([mfa, office], asked)).toEqual([
      'It would be denied with context.mfa_status not true, such as false.',
      'It would be denied with context.source_ip outside 203.0.113.0/24, such as 192.0.2.1.',
    ])
    expect(sentences([{ ...mfa, enabled: false }], signIn({ mfa_status: false }))).toEqual([
      'It would be denied with the policy “MFA Required” enforced.',
    ])
  })

  test('a resource in another place of its tree', () => {
    const template = policy({ id: 't', template: true, statements: [{ label: 'May read', effect: 'allow', actions: ['read'] }] }) // prettier-ignore
    const bindings = [{ id: 'b', policy: 't', subject: 'user:ann', resource: 'node:shared' }]
    const asked = { ...request({ type: 'node', id: '7', action: 'read' }), resource: { type: 'node', id: '7', ancestors: [{ type: 'node', id: 'home' }] } } // prettier-ignore
    expect(sentences([template], asked, { settings: { bindings } })).toEqual([
      'It would be permitted below node:shared and node:home.',
    ])
  })

  test('an attribute of the ancestor that refuses', () => {
    const locked = policy({ id: 'l', statements: [
      { label: 'Locked', effect: 'deny', resources: ['node:<.*>'], when: [{ attribute: 'resource.properties.locked', operator: 'equals', value: true }] },
      { label: 'May read', effect: 'allow', resources: ['node:<.*>'] },
    ] }) // prettier-ignore
    const home = { type: 'node', id: 'home', properties: { locked: true } }
    const asked = { ...request({ type: 'node', action: 'read' }), resource: { type: 'node', id: '7', properties: { locked: false }, ancestors: [home] } } // prettier-ignore
    const { forAdministrator, smallestChanges } = explained([locked], asked)
    expect(forAdministrator.conditions).toEqual(['resource.properties.locked of ancestor 1 was true'])
    expect(smallestChanges.sentence).toBe(
      'It would be permitted with resource.properties.locked of ancestor 1 not true, such as false.',
    )
  })

  test('when nothing turns the answer, that is said, and whether the search was cut short', () => {
    const asked = request({ type: 'room' })
    expect(explained([], asked, { settings }).smallestChanges).toEqual({
      suggestions: [],
      isExhaustive: true,
      asked: 0,
      sentence: 'No change of up to three things was found with which it would be permitted.',
    })
    expect(explained([mfa], signIn({ mfa_status: false }), { asks: 0 }).smallestChanges.sentence).toBe(
      'No change was found with which it would be permitted; the search was cut short.',
    )
  })
})

test('what looks different at every glance is explained as it was at the first', () => {
  let glances = 0
  const context = new Proxy({ x: 0 }, { getOwnPropertyDescriptor: () => ({ value: (glances += 1), writable: true, enumerable: true, configurable: true }) }) // prettier-ignore
  const other = policy({ statements: [{ effect: 'deny', resources: ['door'], unless: [{ attribute: 'x', operator: 'less_than', value: 3 }] }] }) // prettier-ignore
  expect(explained([other], { ...request(), context }, { settings }).decision.decision).toBe(true)
})

describe('no request whatever makes an explanation throw', () => {
  const list = fc.sample(policies(), { numRuns: 1, seed: 7 })[0] ?? []
  const ask = (input: unknown) => explained(list, input as AccessRequest, { settings, asks: 40 })

  test('not one that is no request', () => {
    const anything = fc.anything({ maxDepth: 4, withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }) // prettier-ignore
    fc.assert(
      fc.property(anything, (input) => {
        expect(ask(input)).toMatchObject({
          decision: { reason: 'malformed_request' },
          forSubject: { asked: 'What you asked could not be understood.' },
          forAdministrator: {
            sentence: 'Denied because the request is malformed.',
            conditions: [],
            baseline: 'Denied because the request is malformed.',
            overrode: [],
            missed: [],
            reported: [],
          },
          smallestChanges: {
            suggestions: [],
            isExhaustive: true,
            asked: 0,
            sentence: 'No change of up to three things was found with which it would be permitted.',
          },
        })
      }),
    )
  })

  test('nor one of which one part became something else', () => {
    fc.assert(
      fc.property(wellFormed, fc.nat(), fc.jsonValue({ maxDepth: 3 }), (input, place, json) => {
        ask(replaced(input as unknown as Json, place, json as Json))
      }),
      { numRuns: tries(300) },
    )
  })
})
