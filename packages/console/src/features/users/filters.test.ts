import { expect, test } from 'vitest'
import { isFiltered, usersSearchOf } from './filters.ts'

test('an address becomes filters, and what does not fit is left out', () => {
  expect(usersSearchOf({ q: 7, role: 'Admin', state: 'active', factor: 'none', invite: true })).toEqual({
    q: '7',
    role: 'Admin',
    state: 'active',
    factor: 'none',
    invite: true,
  })
  expect(usersSearchOf({ q: '', role: 3, state: 'gone', factor: 'sms', invite: 'yes' })).toEqual({})
})

test('an open invitation narrows nothing', () => {
  expect(isFiltered(usersSearchOf({ invite: true }))).toBe(false)
  expect(isFiltered(usersSearchOf({ factor: 'none' }))).toBe(true)
})
