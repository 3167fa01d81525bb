import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tries } from '../../test/tries.ts'
import { globPattern, quoteGlob } from './glob.ts'

/** A glob as it is thought of: each part takes some of the text and leaves the rest. */
type Part =
  | { readonly kind: 'char' | 'class' | 'not'; readonly chars: string }
  | { readonly kind: 'one' | 'level' | 'deep' }
  | { readonly kind: 'either'; readonly options: readonly (readonly Part[])[] }

function written(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      switch (part.kind) {
        case 'char':
          return part.chars
        case 'class':
          return `[${part.chars}]`
        case 'not':
          return `[!${part.chars}]`
        case 'one':
          return '?'
        case 'level':
          return '*'
        case 'deep':
          return '**'
        case 'either':
          return `{${part.options.map(written).join(',')}}`
      }
    })
    .join('')
}

/** Every way in which the parts can take a beginning of the text: what is left of it. */
function rests(parts: readonly Part[], text: string): string[] {
  const [part, ...others] = parts
  if (part === undefined) return [text]
  return [...new Set(taken(part, text).flatMap((rest) => rests(others, rest)))]
}

function taken(part: Part, text: string): string[] {
  const [first] = text
  const one = first === undefined ? [] : [text.slice(1)]
  switch (part.kind) {
    case 'char':
    case 'class':
      return first !== undefined && part.chars.includes(first) ? one : []
    case 'not':
      return first !== undefined && !part.chars.includes(first) ? one : []
    case 'one':
      return first === '/' ? [] : one
    case 'level':
    case 'deep': {
      const end = part.kind === 'deep' ? text.length : (text + '/').indexOf('/')
      return Array.from({ length: end + 1 }, (_, length) => text.slice(length))
    }
    case 'either':
      return part.options.flatMap((option) => rests(option, text))
  }
}

const isWhole = (parts: readonly Part[], text: string) => rests(parts, text).includes('')

/** The glob itself, and all of it before any of its slashes; of a rooted one also the root. */
function isWholeOrParent(parts: readonly Part[], text: string): boolean {
  const slashes = parts.flatMap((part, index) => (part.kind === 'char' && part.chars === '/' ? [index] : []))
  if (slashes[0] === 0 && text === '/') return true
  return [...slashes, parts.length].some((end) => isWhole(parts.slice(0, end), text))
}

const leaf: fc.Arbitrary<Part> = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constant('char' as const), chars: fc.constantFrom('a', 'b', '/') }), weight: 6 },
  { arbitrary: fc.record({ kind: fc.constantFrom('class' as const, 'not' as const), chars: fc.constantFrom('a', 'ab', 'b') }), weight: 1 },
  { arbitrary: fc.record({ kind: fc.constantFrom('one' as const, 'level' as const, 'deep' as const) }), weight: 3 },
) // prettier-ignore
const parts = fc.letrec<{ list: readonly Part[] }>((tie) => ({
  list: fc.array(
    fc.oneof(
      { maxDepth: 2 },
      { arbitrary: leaf, weight: 6 },
      {
        arbitrary: fc.record({
          kind: fc.constant('either' as const),
          options: fc.array(tie('list'), { minLength: 1, maxLength: 3 }),
        }),
        weight: 1,
      },
    ),
    { maxLength: 6 },
  ),
})).list
const path = fc.stringMatching(/^[ab/]{0,6}$/)

describe('a glob', () => {
  test('matches what a matcher that tries everything matches', () => {
    fc.assert(
      fc.property(parts, path, (all, text) => {
        fc.pre(isUnambiguous(all))
        expect(globPattern(written(all)).test(text)).toBe(String(isWhole(all, text)))
        expect(globPattern(`(p)${written(all)}`).test(text)).toBe(String(isWholeOrParent(all, text)))
      }),
      { numRuns: tries(3000) },
    )
  })

  test('that ignores case matches what it would in lower case', () => {
    fc.assert(
      fc.property(parts, path, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), (all, text, upper) => {
        const mixed = Array.from(text, (char, index) =>
          upper[index] === true ? char.toUpperCase() : char,
        ).join('')
        expect(globPattern(`(i)${written(all)}`).test(mixed)).toBe(globPattern(written(all)).test(text))
      }),
    )
  })

  test('of a quoted text is that text and no other', () => {
    const text = fc.stringMatching(/^[-ab*?[\]{}\\,!/^.()é]{0,8}$/)
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(globPattern(`x${quoteGlob(one)}`).test(`x${one}`)).toBe('true')
        expect(globPattern(`x${quoteGlob(one)}`).test(`x${other}`)).toBe(String(one === other))
        expect(globPattern(`{x,y${quoteGlob(one)}}`).test(`y${one}`)).toBe('true')
      }),
    )
  })

  test.each([
    ['a\\', 'ends with'],
    ['{a', 'never closed'],
    ['a}', 'closes nothing'],
    ['[a', 'without its ]'],
    ['[!]', 'without its ]'],
    ['[^a]', 'write [!…]'],
    ['(pi)a', 'begins with flags'],
    ['()a', 'begins with flags'],
    ['?'.repeat(1001), 'is longer than'],
  ])('%s is refused', (glob, why) => {
    expect(() => globPattern(glob)).toThrow(why)
  })

  test.each([
    ['(a)b', '(a)b', 'true'],
    ['a(i)b', 'a(i)b', 'true'],
    ['a(pi)b', 'a(pi)b', 'true'],
    ['(p)', '/', 'false'],
    ['a,b', 'a,b', 'true'],
    ['a.b', 'axb', 'false'],
    ['a\\*', 'a*', 'true'],
    ['a\\*', 'ab', 'false'],
    ['\\a', 'a', 'true'],
    ['***', 'a/b', 'true'],
    ['*', 'a/b', 'false'],
    ['?', '/', 'false'],
    ['{a,}b', 'b', 'true'],
    ['{a/b,c}', 'a/b', 'true'],
    ['{a,{b,c}}d', 'cd', 'true'],
    ['\\{a,b\\}', '{a,b}', 'true'],
    ['[a-c]', 'b', 'true'],
    ['[a\\-c]', 'b', 'false'],
    ['[a\\-c]', '-', 'true'],
    ['[.]', 'a', 'false'],
    ['[a!]', '!', 'true'],
    ['[a^]', '^', 'true'],
    ['[a]b', 'ab', 'true'],
    ['[a-]', '-', 'true'],
    ['[\\]]', ']', 'true'],
    ['[/]', '/', 'true'],
    ['[!a]', '/', 'true'],
    ['**', 'a\nb', 'true'],
    ['\u{1F600}?', '\u{1F600}\u{1F600}', 'true'],
    ['(p)a/{b/c,d}/e', 'a/b/c', 'true'],
    ['(p)a/{b/c,d}/e', 'a/b', 'false'],
    ['(i)É', 'é', 'true'],
    ['É', 'é', 'false'],
    ['(p)É', 'é', 'false'],
    ['(ip)A/b', 'a', 'true'],
    ['(ip)A/b', 'a/B', 'true'],
    ['(p)a/b', 'a', 'true'],
    ['(p)a/b', 'b', 'false'],
    ['(p)a/b', '', 'false'],
    ['(p)a', '', 'false'],
    ['(i)a/b', 'a', 'false'],
    // The root, as it is written by itself and before all others.
    ['(p)/a/b', '/a', 'true'],
    ['(p)/a/b', '/a/', 'false'],
    ['(p)/a/b', '/', 'true'],
    ['(p)/a/b', '', 'true'],
    ['(p)a//b', 'a/', 'true'],
    ['(p)a/b/c', 'a/', 'false'],
  ])('%s and %j: %s', (glob, text, truth) => {
    expect(globPattern(glob).test(text)).toBe(truth)
  })
})

/** Written side by side, `*` and `**` or `*` and `*` would be read as something else. */
function isUnambiguous(all: readonly Part[]): boolean {
  return !/\*\*\*/.test(written(all)) && starsOf(all) === (written(all).match(/\*+/g) ?? []).length
}

function starsOf(all: readonly Part[]): number {
  return all.reduce((count, part) => {
    if (part.kind === 'either') return count + part.options.reduce((sum, option) => sum + starsOf(option), 0)
    return count + (part.kind === 'level' || part.kind === 'deep' ? 1 : 0)
  }, 0)
}
