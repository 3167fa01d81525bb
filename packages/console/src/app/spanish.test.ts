import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { catalogues as around } from './spanish.ts'
import { type Part, spanish } from './worded.ts'

const source = join(import.meta.dirname, '..')
const named = /catalogue(?:<\w+>)?\(\s*'([^']+)'/u
/** Every module, by its path. */
const modules = new Map(
  readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/u.test(path) && !/\.test\./u.test(path))
    .map((path) => [path, readFileSync(join(source, path), 'utf8')] as const),
)
/** The name of each catalogue and the file that exports its English as `texts`. */
const files = new Map(
  [...modules].flatMap(([path, text]) => {
    const name = path === 'ui/language.ts' ? undefined : named.exec(text)?.[1]
    return name === undefined ? [] : [[name, path] as const]
  }),
)
const parts = Object.fromEntries(
  await Promise.all(Object.entries(spanish).map(async ([part, load]) => [part, (await load()).catalogues])),
) as Readonly<Record<Part, Readonly<Record<string, unknown>>>>
const catalogues: Readonly<Record<string, unknown>> = Object.assign({}, around, ...Object.values(parts))

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
  expect(differencesOf(texts, catalogues[name], name)).toEqual([])
})

test('what is loaded on its own names every part of the Spanish that its texts are in', () => {
  const loads = [...modules].flatMap(([path, text]) => loadsIn(path, text))
  expect(loads.filter(({ named }) => named.length > 0).length).toBeGreaterThanOrEqual(15)
  const worded = new Map(loads.map(({ path, named }) => [path, named]))
  const wordless = loads.flatMap(({ path, named }) => {
    const known = new Set([around, ...named.map((part) => parts[part])].flatMap((some) => Object.keys(some)))
    return takenBy(path, worded).flatMap((name) => (known.has(name) ? [] : [`${path} takes ${name}`]))
  })
  expect(wordless).toEqual([])
  expect(takenBy('start.tsx', worded).filter((name) => !Object.hasOwn(around, name))).toEqual([])
})

interface Load {
  readonly path: string
  readonly named: readonly Part[]
}

/** The modules that are loaded behind `worded`. What they load in turn has the same texts at hand. */
function loadsIn(from: string, text: string): Load[] {
  const found = text.matchAll(/worded\(\s*\[([^\]]*)\],\s*\(\) =>\s*import\('([^']+)'\)/gu)
  return [...found].map(([, names = '', path = '']) => ({
    path: join(from, '..', path),
    named: [...names.matchAll(/'(\w+)'/gu)].map(([, name]) => name as Part),
  }))
}

/** The catalogues that a module takes, itself and by what it imports, now or later. */
function takenBy(start: string, worded: ReadonlyMap<string, unknown>): string[] {
  const seen = new Set<string>()
  const walk = (path: string) => {
    const text = modules.get(path)
    if (text === undefined || seen.has(path)) return
    seen.add(path)
    for (const [, , now, later] of text.matchAll(importing)) {
      const next = join(path, '..', now ?? later ?? '')
      if (now !== undefined || !worded.has(next)) walk(next)
    }
  }
  walk(start)
  return [...files].flatMap(([name, path]) => (seen.has(path) ? [name] : []))
}

const importing = /^(import|export) (?!type\b)[^;]*?'(\.[^']+)'|\bimport\('(\.[^']+)'\)/gmu

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
