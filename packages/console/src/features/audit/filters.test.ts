import { expect, test } from 'vitest'
import {
  auditSearchOf,
  type Filters,
  filtersOfView,
  isSame,
  questionOf,
  savedQueryOf,
  toggled,
  withRange,
  withText,
} from './filters.ts'

const now = Date.parse('2026-11-21T12:00:00Z')

test('the address gives typed filters, and bad values are dropped', () => {
  expect(
    auditSearchOf({
      actor: 'user:1',
      action: ['login', 'login', '', 7, null, { a: 1 }],
      resource: 'x'.repeat(321),
      outcome: 'maybe',
      q: 2026,
      hours: 24,
      event: 'evt-1',
      other: true,
    }),
  ).toEqual({ actor: ['user:1'], action: ['login', '7'], q: '2026', hours: 24, event: 'evt-1' })
  for (const hours of [0, -1, 1.5, '24', 1e9, 168]) expect(auditSearchOf({ hours })).toEqual({})
})

test('a range is two moments in order; anything else is the usual week', () => {
  const since = '2026-11-20T10:00:00+01:00'
  const until = '2026-11-21T10:00:00Z'
  expect(auditSearchOf({ since, until, hours: 24 })).toEqual({
    since: '2026-11-20T09:00:00.000Z',
    until: '2026-11-21T10:00:00.000Z',
  })
  expect(auditSearchOf({ since: until, until: since })).toEqual({})
  expect(auditSearchOf({ since: 'yesterday', until: '2026-11-21' })).toEqual({})
  expect(auditSearchOf({ since: '2026-11-21T10:00' })).toEqual({})
})

test('the question to the API begins so many hours before it was first asked', () => {
  expect(questionOf({}, now)).toEqual({ since: '2026-11-14T12:00:00.000Z' })
  expect(questionOf({ hours: 1, action: ['login'], q: ' x ' }, now)).toEqual({
    since: '2026-11-21T11:00:00.000Z',
    action: ['login'],
    q: 'x',
  })
  expect(questionOf({ hours: 'all' }, now)).toEqual({})
  expect(questionOf({ until: '2026-11-21T10:00:00.000Z' }, now)).toEqual({
    until: '2026-11-21T10:00:00.000Z',
  })
})

test('a saved view comes back as it was', () => {
  const all: readonly Filters[] = [
    {},
    { hours: 'all' },
    { hours: 1, actor: ['user:1'], outcome: 'failure', q: 'x' },
    { since: '2026-11-20T10:00:00.000Z', until: '2026-11-21T10:00:00.000Z', resource: ['policy'] },
  ]
  for (const filters of all) expect(filtersOfView(savedQueryOf(filters))).toEqual(filters)
  expect(savedQueryOf({})).toEqual({ last_hours: 168 })
})

test('a value chosen twice is let go, and the last one takes the filter with it', () => {
  const one = toggled({}, 'action', 'login')
  expect(one).toEqual({ action: ['login'] })
  expect(toggled(one, 'action', 'logout')).toEqual({ action: ['login', 'logout'] })
  expect(toggled(one, 'action', 'login')).toEqual({})
})

test('another range replaces the one before; an empty text is none', () => {
  const custom = { since: '2026-11-20T10:00:00.000Z', q: 'x' }
  expect(withRange(custom, { hours: 24 })).toEqual({ q: 'x', hours: 24 })
  expect(withRange(custom, {})).toEqual({ q: 'x' })
  expect(withText(custom, '  ')).toEqual({ since: custom.since })
})

test('two questions are the same whatever the order of their values', () => {
  expect(isSame({ action: ['a', 'b'], q: 'x' }, { q: 'x', action: ['b', 'a'] })).toBe(true)
  expect(isSame({ action: ['a'] }, { action: ['b'] })).toBe(false)
})
