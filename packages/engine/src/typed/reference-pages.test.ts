import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { faultsOf, judgeRequest } from '../../test/conditions.ts'
import type { AccessRequest, Settings, Truth, TypedCondition } from '../model.ts'
import { typedConditions } from '../typed-conditions.ts'
import { cellsKeys } from './keys.ts'

interface Example {
  readonly condition: TypedCondition
  readonly request?: Partial<AccessRequest>
  readonly settings?: Settings
  readonly expect: Truth | 'refused'
}

const anybody: AccessRequest = {
  subject: { type: 'user', id: 'ann' },
  action: { name: 'open' },
  resource: { type: 'file', id: '1' },
}

const folder = new URL('../../../../docs/reference/conditions/', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8')
const pageOf = (type: string) =>
  `${type.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase()}.md`
const examplesOf = (page: string) =>
  [...page.matchAll(/^```json\n([^]*?)^```$/gm)].map(([, json = '']) => JSON.parse(json) as Example)
/** The first cells of a table's rows. */
const rowsOf = (page: string, head: string) =>
  (page.split(`| ${head} |`)[1] ?? '')
    .split('\n\n')[0]
    ?.split('\n')
    .slice(2)
    .map((row) => row.split(/(?<!\\) ?\| ?/).slice(1, -1)) ?? []

const types = Object.keys(typedConditions)

test('there is a page for each type, and no other', () => {
  const files = readdirSync(folder).filter((file) => file !== 'README.md')
  expect(files.sort()).toEqual(types.map(pageOf).sort())
})

describe.each(types)('the page of %s', (type) => {
  const page = read(pageOf(type))
  const examples = examplesOf(page)

  test('is about it, names its options and no others, and says what is other than in the original', () => {
    expect(page.startsWith(`# ${type}\n`)).toBe(true)
    const options = rowsOf(page, 'option').map(([option = '']) => option.replaceAll('`', ''))
    expect(options).toEqual(Object.keys(typedConditions[type]?.options ?? {}))
    if (options.length === 0) expect(page).toContain('It has no options.')
    expect(page).toMatch(/^## Other than in (Ladon|Cells)$/m)
  })

  test('shows when it is true and when it is unknown', () => {
    const shown = examples.map(({ expect: truth }) => truth)
    expect(shown).toContain('true')
    expect(shown).toContain('unknown')
  })

  test.each(examples.map((example) => [example.condition, example] as const))('%j', (condition, example) => {
    expect(condition.type).toBe(type)
    if (example.expect === 'refused') expect(faultsOf(condition)).not.toEqual([])
    else {
      expect(faultsOf(condition)).toEqual([])
      expect(judgeRequest(condition, { ...anybody, ...example.request }, example.settings).truth).toBe(
        example.expect,
      )
    }
  })
})

describe('the index', () => {
  const index = read('README.md')

  test('lists each type with its page', () => {
    const listed = rowsOf(index, 'type').map(([type = '']) => type)
    expect(listed).toEqual(types.map((type) => `[${type}](${pageOf(type)})`))
  })

  test('says of each of Cells’ names where it is read, as the code does', () => {
    const rows = Object.entries(cellsKeys).map(([key, { path, meaning }]) => [
      `\`${key}\``,
      `\`${path}\``,
      meaning,
    ])
    const metadata = [
      '`NodeMeta:<namespace>`',
      '`resource.properties.meta.<namespace>`',
      'any other metadata of the node',
    ]
    expect(rowsOf(index, 'key')).toEqual([...rows, metadata])
  })
})
