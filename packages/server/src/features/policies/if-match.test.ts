import { describe, expect, test } from 'vitest'
import { defaultPolicies } from './default-policies.ts'
import { etagOf, requireMatch } from './if-match.ts'
import { authoredOf, type PolicyRecord } from './policy-record.ts'

const at = new Date(0)
const [policy] = defaultPolicies.map(authoredOf)
if (policy === undefined) throw new Error('there are no defaults')
const record: PolicyRecord = {
  organization: 'o',
  policy,
  revision: 7,
  createdAt: at,
  updatedAt: at,
  updatedBy: null,
}

test('the tag is the revision', () => {
  expect(etagOf(record)).toBe('"7"')
})

describe('If-Match', () => {
  test.each([undefined, '*', ' * ', '"7"', '"6", "7"', '"a b", "7"'.replace(' b', 'b')])(
    '%s lets revision 7 be changed',
    (header) => {
      expect(() => requireMatch(header, record)).not.toThrow()
    },
  )
  test.each(['"6"', 'W/"7"', '"6","8"', '"77"', '""'])('%s is another revision than 7', (header) => {
    expect(() => requireMatch(header, record)).toThrow(expect.objectContaining({ code: 'policy-changed' }))
  })
  test.each(['7', '', '"7', '"7" "8"', "'7'", '*, "7"'])('%s is malformed', (header) => {
    expect(() => requireMatch(header, record)).toThrow(expect.objectContaining({ code: 'malformed-request' }))
  })
  test('a refusal says which revision it is at now', () => {
    expect(() => requireMatch('"6"', record)).toThrow(
      expect.objectContaining({ extra: { members: { revision: 7 }, headers: { etag: '"7"' } } }),
    )
  })
})
