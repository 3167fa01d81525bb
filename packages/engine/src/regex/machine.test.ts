import fc from 'fast-check'
import { RE2JS } from 're2js'
import { describe, expect, test } from 'vitest'
import { tries } from '../../test/tries.ts'
import { limits } from '../limits.ts'
import { programOf, run } from './machine.ts'
import { PatternError, searchPattern } from './pattern.ts'
import { roughSize } from './rough-size.ts'

const piece = fc.constantFrom(
  'a', 'b', 'é', 'K', '.', '\\w', '\\W', '[ab]', '[^a]', '\\pL', '\\b', '\\B', '^', '$', '\\A', '\\z', '\\n', '(?i:k)',
  '(?s:.)', '(?m:^)', '(?m:$)', '[[:alpha:]]', '\u{1F600}', '',
) // prettier-ignore
const expression = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { arbitrary: piece, weight: 4 },
    { arbitrary: fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => a + b), weight: 4 },
    { arbitrary: fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `(?:${a}|${b})`), weight: 2 },
    {
      arbitrary: fc
        .tuple(tie('tree'), fc.constantFrom('*', '+', '?', '*?', '+?', '??', '{2}', '{0,3}', '{1,}'))
        .map(([a, times]) => `(?:${a})${times}`),
      weight: 2,
    },
  ),
})).tree
const input = fc
  .array(fc.constantFrom('a', 'b', 'k', 'K', '\u212A', 'é', '_', ' ', '\n', '\u{1F600}'), { maxLength: 12 })
  .map((chars) => chars.join(''))

describe('the machine', () => {
  test('answers what RE2JS answers', () => {
    fc.assert(
      fc.property(expression, input, (source, text) => {
        const compiled = RE2JS.compile(source)
        const program = programOf(compiled)
        const steps = { left: 1_000_000 }
        expect(run(program, text, 'anywhere', steps)).toBe(String(compiled.test(text)))
        expect(run(program, text, 'all', steps)).toBe(String(compiled.testExact(text)))
      }),
      { numRuns: tries(5000) },
    )
  })

  test('answers it of every kind of instruction, at every kind of place', () => {
    const sources = [
      'a', 'é', '\u{1F600}', '.', '(?s:.)', '[ab]', '[^a]', '(?i:k)', '\\w\\b', '\\b\\w', '\\B', '\\Aa', 'a\\z', '^a', 'a$', '(?m:^)a',
      'a(?m:$)', '(?m:^$)', '(?s:.)(?m:^)', 'a|b', '(a)(b)?', 'a*', '(?:ab)+', '(?:)', '[^\\x{0}-\\x{10FFFF}]', '\\b', 'a\\b.', '(?m:$)\\n',
    ] // prettier-ignore
    const inputs = [
      '\0', 'a\0', '\0a', 'b\0a\0', '', 'a', 'b', 'ab', 'ba', 'aab', 'k', 'K', '\u212A', 'é', '_', '0', '9', 'A', 'Z', 'z', '/', ':', '@', '[', '`', '{', ' a', 'a ',
      '\n', 'a\n', '\na', 'b\na\n', 'a\nb', '\n\n', '\u{1F600}', 'a\u{1F600}b', '\u{1F600}\u{1F600}', '\uFFFF', '\u{10000}', '\uFFFFa', '\u{10000}a',
    ] // prettier-ignore
    for (const source of sources) {
      const compiled = RE2JS.compile(source)
      const program = programOf(compiled)
      const answers = inputs.map((text) => [text, run(program, text, 'anywhere', { left: 1000 }), run(program, text, 'all', { left: 1000 })]) // prettier-ignore
      const theirs = inputs.map((text) => [text, String(compiled.test(text)), String(compiled.testExact(text))]) // prettier-ignore
      expect(answers, source).toEqual(theirs)
    }
  })

  test('counts every instruction that it looks at, and looks at each once a character at most', () => {
    fc.assert(
      fc.property(expression, input, (source, text) => {
        const program = programOf(RE2JS.compile(source))
        let looks = 0
        const counted = new Proxy(program.instructions, {
          get(instructions, index) {
            looks += 1
            return Reflect.get(instructions, index) as unknown
          },
        })
        const steps = { left: 1_000_000 }
        run({ ...program, instructions: counted }, text, 'anywhere', steps)
        expect(1_000_000 - steps.left).toBe(looks)
        expect(looks).toBeLessThanOrEqual(program.size * (text.length + 1))
      }),
    )
  })

  test('stops when its steps are used up', () => {
    const program = programOf(RE2JS.compile('a*b'))
    const needed = { left: 1000 }
    expect(run(program, 'aaab', 'all', needed)).toBe('true')
    const used = 1000 - needed.left
    expect(run(program, 'aaab', 'all', { left: used })).toBe('true')
    expect(run(program, 'aaab', 'all', { left: used - 1 })).toBe('unknown')
  })

  test('a pattern with look-aheads shares one budget', () => {
    const pattern = searchPattern('^(?!a*c)(?!a*d)a*b')
    const steps = { left: 100_000 }
    expect(pattern.test('aaab', steps)).toBe('true')
    const used = 100_000 - steps.left
    const alone = { left: 100_000 }
    searchPattern('^(?:a*b)').test('aaab', alone)
    expect(used).toBeGreaterThan(2 * (100_000 - alone.left))
    expect(pattern.test('aaab', { left: used })).toBe('true')
    expect(pattern.test('aaab', { left: used - 1 })).toBe('unknown')
  })
})

describe('the rough size', () => {
  test.each([
    ['abc', 3],
    ['a{1000}', 1000],
    ['(?:ab){3}c{2,5}', 11],
    ['((a{10}){10}){10}', 1000],
    ['[abc]{4}\\pL\\p{Greek}\\x{61}\\.', 8],
    ['\\Qa{9}\\E', 4],
    ['a{,3}', 5],
    ['(a|b)*', 2],
    ['\\Qab', 2],
    ['(?P<name>ab){3}', 6],
    ['(?<name>ab){3}', 6],
    ['(?i:ab){2}', 4],
    ['a{2}{3}', 6],
    ['a{0}', 1],
    ['a{2,}', 2],
    ['a{3}b+c?|d', 6],
    ['(a)(b){3}', 4],
    ['\\(a{2}', 3],
    ['[]a]{3}', 3],
    ['[^]a]{3}', 3],
    ['[[:alpha:]x]{2}', 2],
    ['a{12345}', 8],
    ['(a{2}', 2],
    ['b((aa', 3],
    ['(((', 0],
    [')a', 1],
  ])('of %s is %i', (source, size) => {
    expect(roughSize(source)).toBe(size)
  })

  test('is at least a tenth of the true one, so nothing large is compiled', () => {
    fc.assert(
      fc.property(expression, (source) => {
        const { size } = programOf(RE2JS.compile(source))
        expect(roughSize(source) * 10 + 20).toBeGreaterThan(size)
      }),
    )
  })

  test('refuses before it is compiled what would take seconds', () => {
    const real = Object.getOwnPropertyDescriptor(RE2JS, 'compile') ?? {}
    const compiled: string[] = []
    Object.defineProperty(RE2JS, 'compile', { ...real, value: (source: string) => compiled.push(source) })
    for (const bomb of ['ab?'.repeat(320), 'a'.repeat(980), '\\pL'.repeat(320)]) {
      expect(() => searchPattern(`(?:${bomb}){1000}`)).toThrow(PatternError)
    }
    Object.defineProperty(RE2JS, 'compile', real)
    expect(compiled).toEqual([])
    expect(limits.program * 10).toBeLessThan(20_000)
  })
})
