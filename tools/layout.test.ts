import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const features = (of: string) => foldersIn(`packages/${of}/src/features`)
const nouns = features('server')

/** One noun, one spelling, in every room of the house. */
const rooms = (noun: string) => ({
  console: `packages/console/src/features/${noun}`,
  docs: `docs/reference/${noun}.md`,
  e2e: `e2e/${noun}.e2e.ts`,
})
type Room = keyof ReturnType<typeof rooms>

const noPage = 'the console has no page of it yet; the API has all of it'
const noBrowser = 'without a page there is nothing to do in a browser; its routes have tests'

/** Rooms that a noun does without, and why. */
const absent: Record<string, Partial<Record<Room, string>>> = {
  attributes: { console: noPage, e2e: noBrowser },
  bindings: { console: noPage, e2e: noBrowser },
  organizations: { console: 'there is one, and the console shows its name', e2e: noBrowser },
  roles: { console: noPage, e2e: noBrowser },
}

/** Files of features that are no stores and speak SQL all the same, and why. */
const sqlElsewhere: Record<string, string> = {
  'packages/server/src/features/auth/set-up.ts': 'one row of settings: the hash of the set-up link',
  'packages/server/src/features/users/accounts.ts':
    'a store in all but its name: accounts as other features see them',
}

describe('every noun', () => {
  test.each(nouns)('%s has its rooms, or a reason', (noun) => {
    const missing = Object.entries(rooms(noun)).filter(
      ([room, path]) => !existsSync(join(root, path)) && absent[noun]?.[room as Room] === undefined,
    )
    expect(missing).toEqual([])
  })

  test.each(nouns)('%s has no reason left over for a room that is there', (noun) => {
    const there = Object.keys(absent[noun] ?? {}).filter((room) =>
      existsSync(join(root, rooms(noun)[room as Room])),
    )
    expect(there).toEqual([])
  })

  test('is spelt on the server as in its other rooms', () => {
    const elsewhere = [
      ...features('console'),
      ...filesIn('e2e', '.e2e.ts').map(nounOf),
      ...Object.keys(absent),
    ]
    expect(elsewhere.filter((noun) => !nouns.includes(noun) && noun !== frame)).toEqual([])
  })

  test.each(nouns)('%s has its files by their roles', (noun) => {
    expect(readdirSync(join(root, 'packages/server/src/features', noun))).toEqual(
      expect.arrayContaining(['routes.ts', 'schema.ts']),
    )
  })

  test('the tests above looked at some', () => {
    expect(nouns.length).toBeGreaterThanOrEqual(8)
  })
})

describe('every file', () => {
  const files = sourcesUnder('')

  test('says by its name what is in it', () => {
    const vague = /^(utils?|helpers?|common|misc|shared|manager|index)\.[^.]+$/u
    // The doors of a package, and the list of migrations in their order.
    const doors =
      /^packages\/([^/]+|engine\/src\/(reference|validate|explain|exchange|spanish))\/(src\/)?index\.tsx?$|\/migrations\/index\.ts$|^packages\/engine\/src\/(reference|validate|explain|exchange|spanish)\/index\.ts$/u
    expect(files.filter((path) => vague.test(basename(path)) && !doors.test(path))).toEqual([])
  })

  test('is written in kebab-case', () => {
    expect(files.filter((path) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)+$/u.test(basename(path)))).toEqual(
      [],
    )
  })

  test('of a package leaves the tools alone', () => {
    expect(offenders(inPackages, /from '[^']*\/tools\/|import\('[^']*\/tools\//u)).toEqual([])
  })

  test('but main.ts leaves the environment alone', () => {
    const allowed = [
      'packages/server/src/main.ts',
      'packages/server/src/admin-recover.ts',
      'packages/server/src/testing/running-program.ts',
      'packages/server/src/testing/temporary-database.ts',
      'packages/cli/src/main.ts',
      'packages/engine/test/seed.ts',
      'packages/engine/test/tries.ts',
    ]
    const readers = offenders((path) => inPackages(path) && !path.includes('.test.'), /\bprocess\.env\b/u)
    expect(readers.filter((path) => !allowed.includes(path))).toEqual([])
  })

  test('of a feature but its store leaves SQL alone, or has a reason', () => {
    const inFeature = (path: string) =>
      path.startsWith('packages/server/src/features/') && !/-store(\.[a-z]+)?\.ts$|\.test\.ts$/u.test(path)
    const found = offenders(
      inFeature,
      /^import (?!type )[^\n]*from 'kysely'|\.(selectFrom|insertInto|updateTable|deleteFrom)\(/mu,
    )
    expect(found).toEqual(Object.keys(sqlElsewhere))
  })

  test('was looked at', () => {
    expect(files.length).toBeGreaterThan(200)
  })

  function inPackages(path: string): boolean {
    return path.startsWith('packages/')
  }

  function offenders(among: (path: string) => boolean, pattern: RegExp): string[] {
    return files.filter((path) => among(path) && pattern.test(readFileSync(join(root, path), 'utf8')))
  }
})

function foldersIn(path: string): string[] {
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
}

/** What stands around all nouns in the browser: overview, palette, languages. */
const frame = 'console'

/** A noun with much to test splits its file: `auth-passkeys.e2e.ts` is a room of `auth`. */
function nounOf(file: string): string {
  return file.split('-')[0] ?? file
}

function filesIn(path: string, ending: string): string[] {
  if (!existsSync(join(root, path))) return []
  return readdirSync(join(root, path))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
}

function sourcesUnder(folder: string): string[] {
  const skipped = [
    'node_modules',
    'dist',
    'data',
    'generated',
    'canary',
    'coverage',
    'test-results',
    'playwright-report',
  ]
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && !skipped.includes(name))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) return sourcesUnder(path)
      return /\.(ts|tsx|mjs|cjs|js|css)$/u.test(path) ? [path] : []
    })
}
