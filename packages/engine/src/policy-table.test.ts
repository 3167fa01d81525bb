import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Policy } from './model.ts'
import { PolicyTable } from './policy-table.ts'

const policy = (id: number, priority: number): Policy => ({
  id: `p${id}`,
  name: 'A rule',
  type: 'access',
  priority,
})
const change = fc.record({ put: fc.boolean(), id: fc.nat(400), priority: fc.nat(9) })

test('it is a map, of which every state stays as it was', () => {
  fc.assert(
    fc.property(fc.nat(20), fc.array(change, { maxLength: 700, size: 'max' }), (size, changes) => {
      const first = Array.from({ length: size }, (_, id) => policy(id, 0))
      let table = PolicyTable.of(first)
      const wanted = new Map(first.map((one) => [one.id, one]))
      for (const { put, id, priority } of changes) {
        const before = table
        const seen = before.get(`p${id}`)
        table = put ? table.with([policy(id, priority)], []) : table.with([], [`p${id}`])
        if (put) wanted.set(`p${id}`, policy(id, priority))
        else wanted.delete(`p${id}`)
        expect(before.get(`p${id}`)).toBe(seen)
        expect(table.get(`p${id}`)).toEqual(wanted.get(`p${id}`))
      }
      const listed = [...table.values()]
      expect(listed).toHaveLength(wanted.size)
      expect(new Map(listed.map((one) => [one.id, one]))).toEqual(wanted)
    }),
    { numRuns: 30, endOnFailure: true },
  )
})

test('what is taken away and put in one change is there', () => {
  const table = PolicyTable.of([policy(1, 0)]).with([policy(1, 5)], ['p1'])
  expect([...table.values()]).toEqual([policy(1, 5)])
})
