import { expect, test } from 'vitest'
import { draftOf, emptyDraft, grantOf, type Grant } from './grants.ts'

test('a grant that is edited and left alone stays what it was', () => {
  const grant: Grant = {
    name: 'Viewer',
    scope: { organizations: ['o'], types: ['device', 'workspace'], ids: ['a'], when: [{ not: {} }] },
    valid_from: '2026-11-21T08:00:00.000Z',
    valid_until: '2026-12-01T23:30:00.000Z',
  }
  expect(grantOf(draftOf(grant))).toEqual(grant)
  expect(grantOf(emptyDraft('Admin'))).toEqual({ name: 'Admin' })
})

test('what is typed as a scope is split at commas, and nothing typed is no scope', () => {
  const typed = { ...emptyDraft('Viewer'), types: ' device , ,workspace', ids: ' , ' }
  expect(grantOf(typed)).toEqual({ name: 'Viewer', scope: { types: ['device', 'workspace'] } })
})
