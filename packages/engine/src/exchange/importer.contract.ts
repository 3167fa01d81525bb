import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tries } from '../../test/tries.ts'
import type { Json } from '../model.ts'
import { validatePolicy } from '../validate/index.ts'
import type { ImportFormat, ImportOptions, ImportResult } from './index.ts'
import { importPolicies } from './index.ts'

/** What is promised of every format, on records that are nearly right. */
export function importerContract(
  format: ImportFormat,
  input: fc.Arbitrary<Json>,
  options?: ImportOptions,
): void {
  const read = (json: unknown) => importPolicies(format, json, options)

  describe(`every import from ${format}`, () => {
    test('accounts for each member of the input exactly once', () => {
      fc.assert(
        fc.property(fc.oneof({ arbitrary: input, weight: 9 }, { arbitrary: anyJson, weight: 1 }), (json) => {
          const paths = pathsOf(read(json))
          for (const leaf of leavesOf(json)) {
            expect([leaf, paths.filter((path) => isAtOrBelow(leaf, path)).length]).toEqual([leaf, 1])
          }
          expect(new Set(paths).size).toBe(paths.length)
        }),
        { numRuns: tries(400) },
      )
    })

    test('yields nothing that would be refused when saved, each id once', () => {
      fc.assert(
        fc.property(input, (json) => {
          const { policies, report } = read(json)
          for (const policy of policies)
            expect(validatePolicy(policy, options?.settings)).toEqual({ ok: true, policy })
          const ids = policies.map(({ id }) => id)
          expect(new Set(ids).size).toBe(ids.length)
          for (const { policy } of report.carried) expect(ids).toContain(policy)
        }),
        { numRuns: tries(400) },
      )
    })

    test('carries most of what is mostly right, so that the rest means something', () => {
      const results = fc.sample(input, 300).map(read)
      const yields = results.map(({ policies }) => policies.length)
      expect(yields.filter((count) => count > 0).length).toBeGreaterThan(60)
      expect(results.some(({ report }) => report.changed.length > 0)).toBe(true)
      expect(results.some(({ report }) => report.not_carried.length > 0)).toBe(true)
    })

    test('survives our own JSON', () => {
      fc.assert(
        fc.property(input, (json) => {
          for (const policy of read(json).policies) {
            const again = validatePolicy(JSON.parse(JSON.stringify(policy)), options?.settings)
            expect(again).toEqual({ ok: true, policy })
          }
        }),
      )
    })

    test('says in sentences what it does', () => {
      fc.assert(
        fc.property(input, (json) => {
          const { changed, not_carried } = read(json).report
          for (const sentence of [...changed.map(({ how }) => how), ...not_carried.map(({ why }) => why)])
            expect(sentence).toMatch(/^[\p{Lu}“].*[.?]$/su)
        }),
      )
    })

    test('answers anything at all, soon', () => {
      fc.assert(
        fc.property(
          fc.oneof(anyJson, fc.anything({ withNullPrototype: true, withBigInt: true }), input),
          (json) => {
            expect(timeOf(() => read(json))).toBeLessThan(50)
          },
        ),
        { numRuns: tries(600) },
      )
    })

    test.each(hostile)('answers %s', (_name, make) => {
      const result = read(make())
      expect(result.policies).toEqual([])
      expect(result.report.not_carried.length).toBeGreaterThan(0)
    })
  })
}

const anyJson = fc.jsonValue({ maxDepth: 6 }) as fc.Arbitrary<Json>

const hostile: [name: string, make: () => unknown][] = [
  ['nothing', () => undefined],
  ['null', () => null],
  ['a number', () => 7],
  ['a text', () => 'policies'],
  ['an empty list', () => []],
  ['an object of something else', () => ({ a: 1 })],
  ['a hundred thousand levels', () => nested(100_000)],
  ['a cycle', () => { const cycle: unknown[] = []; cycle.push(cycle); return cycle }],
  ['a getter that throws', () => [{ get effect(): string { throw new Error('was run') } }]],
  ['a proxy that throws', () => new Proxy([], { get: refuse, getOwnPropertyDescriptor: refuse })],
  ['functions', () => [() => 1]],
  ['too many records', () => Array.from({ length: 10_001 }, () => ({}))],
  ['half a surrogate pair', () => [{ id: '\uD800' }]],
] // prettier-ignore

function refuse(): never {
  throw new Error('no')
}

function nested(depth: number): unknown {
  let value: unknown = {}
  for (let level = 0; level < depth; level += 1) value = [value]
  return value
}

/** The best of three: the machine is shared. */
function timeOf(run: () => unknown): number {
  let best = Infinity
  for (let round = 0; round < 3 && best >= 50; round += 1) {
    const start = performance.now()
    run()
    best = Math.min(best, performance.now() - start)
  }
  return best
}

function pathsOf({ report }: ImportResult): string[] {
  return [...report.carried, ...report.changed, ...report.not_carried].map(({ path }) => path)
}

/** Written apart from the code under test. */
function leavesOf(json: Json, path = ''): string[] {
  if (json === null || typeof json !== 'object') return [path]
  const parts = Array.isArray(json)
    ? json.map((part: Json, index): [string, Json] => [`${path}[${index}]`, part])
    : Object.entries(json).map(([name, part]): [string, Json] => {
        if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) return [`${path}[${JSON.stringify(name)}]`, part]
        return [path === '' ? name : `${path}.${name}`, part]
      })
  return parts.length === 0 ? [path] : parts.flatMap(([place, part]) => leavesOf(part, place))
}

function isAtOrBelow(leaf: string, path: string): boolean {
  return leaf === path || (leaf.startsWith(path) && (path === '' || /^[.[]/.test(leaf.slice(path.length))))
}
