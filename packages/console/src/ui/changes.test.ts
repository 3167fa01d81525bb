import { expect, test } from 'vitest'
import { changesBetween, compareLines } from './changes.ts'

test('only what differs, by path; bookkeeping is left out', () => {
  expect(
    changesBetween(
      { name: 'A', enabled: true, revision: 1, updated_at: 'x', target: { roles: ['a'] } },
      { name: 'A', enabled: false, revision: 2, updated_at: 'y', target: { roles: ['a', 'b'] }, priority: 5 },
    ),
  ).toEqual([
    { path: 'enabled', before: true, after: false },
    { path: 'target.roles', before: ['a'], after: ['a', 'b'] },
    { path: 'priority', after: 5 },
  ])
})

test('statements are matched by id: one that came is not a change of the others', () => {
  const no = { id: 'no', label: 'No' }
  const log = { id: 'log', label: 'Log' }
  expect(changesBetween({ statements: [no] }, { statements: [log, { ...no, label: 'Never' }] })).toEqual([
    { path: 'statements[no].label', before: 'No', after: 'Never' },
    { path: 'statements[log]', after: log },
  ])
  expect(changesBetween({ statements: [no, log] }, { statements: [log, no] })).toHaveLength(1)
})

test('something that came, and something that went', () => {
  expect(changesBetween(undefined, 1)).toEqual([{ path: '', after: 1 }])
  expect(changesBetween({ a: 1 }, {})).toEqual([{ path: 'a', before: 1 }])
})

test('lines that both have are not marked, wherever they stand', () => {
  const { one, other } = compareLines('a\nb\nc', 'a\nx\nc\nd')
  expect(one.filter(({ differs }) => differs).map(({ text }) => text)).toEqual(['b'])
  expect(other.filter(({ differs }) => differs).map(({ text }) => text)).toEqual(['x', 'd'])
})
