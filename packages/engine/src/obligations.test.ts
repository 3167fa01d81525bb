import { expect, test } from 'vitest'
import { policy } from '../test/asking.ts'
import type { JsonObject } from './model.ts'
import { obligationKinds } from './obligations.ts'
import { validatePolicy } from './validate/index.ts'

const rows: [id: string, properties: JsonObject][] = [
  ['factor', { method: 'totp', rank: 1 }],
  ['record_screen', { updates_per_second: 30 }],
  ['record_keystrokes', {}],
  ['retain', { days: 30 }],
  ['keep', { days: 30 }],
  ['limit_session', { seconds: 60 }],
  ['limit_idle', { seconds: 60 }],
  ['limit_concurrent', { count: 2 }],
  ['lock_out', { attempts: 5, seconds: 60 }],
  ['password', { min_length: 15 }],
  ['log', { level: 'high' }],
  ['notify', { to: 'soc' }],
  ['watermark', {}],
  ['deny_clipboard', {}],
  ['deny_file_transfer', {}],
]

/** The paths of what is wrong, below the properties. */
function faultsOf(id: string, properties: JsonObject): string[] {
  const statement = { effect: 'oblige', resources: ['door'], obligations: [{ id, properties }] } as const
  const result = validatePolicy(policy({ statements: [statement] }))
  return result.ok
    ? []
    : result.errors.map(({ path }) => path.replace('statements[0].obligations[0].properties.', ''))
}

test('the obligations that are known are these', () => {
  expect(Object.keys(obligationKinds)).toEqual(rows.map(([id]) => id))
})

test.each(rows)('%s has %j, each of which is required and of its kind', (id, properties) => {
  expect(faultsOf(id, properties)).toEqual([])
  expect(faultsOf(id, { ...properties, more: 1 })).toEqual(['more'])
  for (const [member, value] of Object.entries(properties)) {
    const rest = Object.entries(properties).filter(([one]) => one !== member)
    expect(faultsOf(id, Object.fromEntries(rest))).toEqual(id === 'log' ? [] : [member])
    expect(faultsOf(id, { ...properties, [member]: typeof value === 'string' ? 1 : 'x' })).toEqual([member])
    expect(faultsOf(id, { ...properties, [member]: typeof value === 'string' ? '' : -1 })).toEqual([member])
  }
})

test('others carry what their enforcement point understands', () => {
  expect(faultsOf('acme.seal', { colour: 'red', size: 1 })).toEqual([])
  expect(faultsOf('toString', { colour: 'red' })).toEqual([])
})
