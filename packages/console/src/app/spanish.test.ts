import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { catalogues } from './spanish.ts'

const source = join(import.meta.dirname, '..')
const named = /catalogue(?:<\w+>)?\(\s*'([^']+)'/u
/** The name of each catalogue and the file that exports its English as `texts`. */
const files = new Map(
  readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/u.test(path) && !/\.test\.|\.es\.ts$|^ui\/language\.ts$/u.test(path))
    .map((path) => [named.exec(readFileSync(join(source, path), 'utf8'))?.[1], path] as const)
    .filter((entry): entry is [string, string] => entry[0] !== undefined),
)

/** Texts that are what they are in both languages. */
const same = [
  'Sallyport',
  'ACL',
  'CSV',
  'JSON',
  'OIDC',
  'REST',
  'Hash',
  'Id',
  'Mac',
  'iPhone',
  'iPad',
  'Chromebook',
  'Token',
  'token',
  'factor',
  'Total',
  'Tokens',
  'Roles',
  'No',
  'Roles',
  'chart.valueOf',
  'policies.listPoints',
  'policy-sentences.inZone',
]
/** Words by what they stand for: a language has those that it needs. */
const dictionaries = ['policy-sentences.values', 'policy-sentences.idioms']

test('every catalogue has its Spanish, and every Spanish its catalogue', () => {
  expect(Object.keys(catalogues).sort()).toEqual([...files.keys()].sort())
  expect(files.size).toBeGreaterThanOrEqual(8)
})

test.each([...files])('%s has the same texts in both languages', async (name, path) => {
  const { texts } = (await import(/* @vite-ignore */ join(source, path))) as { texts: unknown }
  expect(texts, `${path} exports its catalogue as “texts”`).toBeDefined()
  const spanish = (catalogues as Readonly<Record<string, unknown>>)[name]
  expect(differencesOf(texts, spanish, name)).toEqual([])
})

test('what is missing, left over, of another kind or left in English is found', () => {
  const english = { a: 'One', b: { c: (n: number) => `${n} things`, d: ['x'] }, e: 'Id' }
  const spanish = { a: 'One', b: { c: (n: number) => `${n} things`, d: 'x' }, e: 'Id', f: '' }
  expect(differencesOf(english, spanish, 'n')).toEqual([
    'n.a is English',
    'n.b.c is English',
    'n.b.d is of another kind',
    'n.f is left over',
  ])
  expect(differencesOf({ a: 'One' }, {}, 'n')).toEqual(['n.a is missing'])
})

function differencesOf(english: unknown, spanish: unknown, path: string): string[] {
  if (spanish === undefined) return [`${path} is missing`]
  if (english === undefined) return [`${path} is left over`]
  if (kindOf(english) !== kindOf(spanish)) return [`${path} is of another kind`]
  if (dictionaries.includes(path)) return []
  if (isGroup(english) && isGroup(spanish)) {
    const keys = new Set([...Object.keys(english), ...Object.keys(spanish)])
    return [...keys].flatMap((key) => differencesOf(english[key], spanish[key], `${path}.${key}`))
  }
  const untold =
    wordsOf(english) === wordsOf(spanish) && !same.includes(path) && !same.some((one) => one === english)
  return untold ? [`${path} is English`] : []
}

function kindOf(text: unknown): string {
  return Array.isArray(text) ? 'list' : typeof text
}

function wordsOf(text: unknown): string {
  return typeof text === 'function' ? text.toString() : JSON.stringify(text)
}

function isGroup(text: unknown): text is Readonly<Record<string, unknown>> {
  return typeof text === 'object' && text !== null
}
