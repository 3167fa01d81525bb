import { expect, test } from 'vitest'
import { draftOf, emptyDraft, grantOf, keptGrants, type Grant } from './grants.ts'

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

test('grants that were kept are read again, and what is none is nothing', () => {
  const drafts = [draftOf({ name: 'Viewer', scope: { ids: ['a'] }, valid_until: '2026-12-01T23:30:00.000Z' })]
  expect(keptGrants(JSON.parse(JSON.stringify(drafts)))).toEqual(drafts)
  expect(keptGrants([])).toEqual([])
  for (const none of [undefined, null, 'Viewer', [{ name: 'Viewer' }], [{ ...drafts[0], until: 7 }], [null]])
    expect(keptGrants(none)).toBeUndefined()
})
