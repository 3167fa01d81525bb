import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { packs } from '../index.ts'

const page = readFileSync(new URL('../../../../../docs/reference/import.md', import.meta.url), 'utf8')
const all = Object.entries(packs)

describe.each(all)('the pack %s', (name, pack) => {
  test('differs in what its page lists, and in nothing else', () => {
    const [, table = ''] = page.split('What differs from the originals:')
    const rows = [...table.matchAll(/^\| (?:all of )?`([^`…]+)(…?)` \| (.+) \|$/gmu)]
    const isAbout = (of = '', more = '') => (more === '' ? of === name : name.startsWith(of))
    const told = rows.flatMap(([, of, more, sentence]) => (isAbout(of, more) ? [sentence] : []))
    expect(pack.differences).toEqual(told)
  })
})

test('each has a title of its own', () => {
  expect(all.map(([, { title }]) => title)).toEqual([
    'Pydio Cells: REST endpoints',
    'Pydio Cells: OpenID Connect',
    'Pydio Cells: sample with names and addresses',
    'Pydio Cells: no external access',
    'Pydio Cells: access for a limited period',
    'Pydio Cells: no access after a date',
    'Pydio Cells: access during office hours',
  ])
})
