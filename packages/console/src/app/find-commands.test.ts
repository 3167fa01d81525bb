import { Plus } from 'lucide-react'
import { expect, test } from 'vitest'
import { type CommandGroup, findCommands } from './find-commands.ts'

const group = (id: string, labels: readonly string[], more: Partial<CommandGroup> = {}): CommandGroup => ({
  id,
  title: id,
  commands: labels.map((label) => ({ id: label, label, icon: Plus, run: () => undefined })),
  ...more,
})
const found = (groups: readonly CommandGroup[], query: string) =>
  findCommands(groups, query).map(({ id, commands }) => [id, commands.map(({ label }) => label)])

const pages = group('pages', ['Overview', 'Policies'])
const policies = group('policies', ['MFA Required', 'Política de acceso', 'Disable MFA Required'])

test('every word must be found, whatever case and accents', () => {
  expect(found([pages, policies], 'required mfa')).toEqual([
    ['policies', ['MFA Required', 'Disable MFA Required']],
  ])
  expect(found([pages, policies], 'politica')).toEqual([['policies', ['Política de acceso']]])
  expect(found([pages, policies], 'nothing like it')).toEqual([])
})

test('what begins with what was typed comes first, and its group', () => {
  const others = group('others', ['Disable Policies', 'See policies'])
  expect(found([others, pages], 'pol')).toEqual([
    ['pages', ['Policies']],
    ['others', ['Disable Policies', 'See policies']],
  ])
})

test('before anything is typed each group shows a few, in its order', () => {
  const many = group(
    'many',
    Array.from({ length: 9 }, (_, index) => `Policy ${index}`),
  )
  expect(found([many, pages], '')).toEqual([
    ['many', ['Policy 0', 'Policy 1', 'Policy 2', 'Policy 3', 'Policy 4']],
    ['pages', ['Overview', 'Policies']],
  ])
})

test('what the server found is not narrowed again', () => {
  expect(found([group('people', ['Ada Lovelace'], { found: true })], 'ada@example.org')).toEqual([
    ['people', ['Ada Lovelace']],
  ])
})
