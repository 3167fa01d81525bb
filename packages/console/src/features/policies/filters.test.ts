import { expect, test } from 'vitest'
import { byType, filtersOf, type Listed, narrow } from './filters.ts'

const policy = (id: string, more: Partial<Listed> = {}): Listed => ({
  id,
  name: id,
  description: '',
  type: 'access',
  enabled: true,
  rules: [],
  ...more,
})
const ids = (policies: readonly Listed[]) => policies.map(({ id }) => id)

test('the address is read as filters, and what does not fit is left out', () => {
  expect(filtersOf({ type: 'network', enabled: false, q: 'vpn' })).toEqual({
    type: 'network',
    enabled: false,
    q: 'vpn',
  })
  expect(filtersOf({ type: 'nonsense', enabled: 'yes', q: '' })).toEqual({})
  expect(filtersOf({ q: 30 })).toEqual({ q: '30' })
})

test('all filters narrow together, and every word must be found', () => {
  const all = [
    policy('mfa', { rules: ['Require MFA for login'] }),
    policy('vpn', { type: 'network', description: 'Túnel to the office', enabled: false }),
    policy('geo', { type: 'network' }),
  ]
  expect(ids(narrow(all, {}))).toEqual(['mfa', 'vpn', 'geo'])
  expect(ids(narrow(all, { type: 'network', enabled: false }))).toEqual(['vpn'])
  expect(ids(narrow(all, { q: 'login mfa' }))).toEqual(['mfa'])
  expect(ids(narrow(all, { q: 'tunel' }))).toEqual(['vpn'])
  expect(ids(narrow(all, { q: 'login vpn' }))).toEqual([])
})

test('groups follow the order of the page, names the alphabet', () => {
  const groups = byType([policy('b'), policy('n', { type: 'network' }), policy('a')])
  expect(groups.map(([type, those]) => [type, ids(those)])).toEqual([
    ['access', ['a', 'b']],
    ['network', ['n']],
  ])
})
