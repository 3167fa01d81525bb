import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tries } from '../../test/tries.ts'
import { limits } from '../limits.ts'
import { matchEntry, patternOf } from './cache.ts'
import type { Steps } from './machine.ts'
import { PatternError, searchPattern, wholePattern } from './pattern.ts'
import { literalPrefix, templatePattern } from './template.ts'

const template = (entry: string) => templatePattern(entry, { lookAhead: true })

describe('templates', () => {
  // The rows of Ladon's own test, with < and > for delimiters.
  test.each([
    ['urn:foo:<.*>', 'urn:foo:bar:baz', 'true'],
    ['urn:foo.bar.com:<.*>', 'urn:foo.bar.com:bar:baz', 'true'],
    ['urn:foo.bar.com:<.*>', 'urn:foo.com:bar:baz', 'false'],
    ['urn:foo.bar.com:<.*>', 'foobar', 'false'],
    ['urn:foo.bar.com:<.{1,2}>', 'urn:foo.bar.com:aa', 'true'],
    ['urn:foo:<user=(?!admin).*>', 'urn:foo:user=john', 'true'],
    ['urn:foo:<user=(?!admin).*>', 'urn:foo:user=admin', 'false'],
    ['urn:foo:<user=(?!admin).*>', 'urn:foo:john', 'false'],
    ['urn:foo:user=<[[:digit:]]*>', 'urn:foo:user=admin', 'false'],
    ['urn:foo:user=<[[:digit:]]*>', 'urn:foo:user=62235', 'true'],
    ['urn:foo:user=<(?P<id>\\d{3})>', 'urn:foo:user=622', 'true'],
    ['urn:foo:user=<(?P<id>\\d{3})>', 'urn:foo:user=aaa', 'false'],
    ['<zac|ken>', 'ken', 'true'],
    ['<zac|ken>', 'ken\n', 'false'],
    ['<zac|ken>', 'kenneth', 'false'],
    ['<a><b>', 'ab', 'true'],
    ['a<.>c<.>e', 'abcde', 'true'],
    ['a.c', 'abc', 'false'],
    ['.*', 'anything', 'false'],
    ['a>b', 'a>b', 'true'],
    ['<a|b>c', 'a', 'false'],
    ['x<>y', 'xy', 'true'],
    ['<.*>', '', 'true'],
    ['<.*>', 'a\nb', 'false'],
    ['<(?i)AB>c', 'abc', 'true'],
    ['<(?i)AB>c', 'abC', 'false'],
    ['a<(?!b)(?!c).>z', 'adz', 'true'],
    ['a<(?!b)(?!c).>z', 'acz', 'false'],
    ['<(?!ab$).*>', 'ab', 'false'],
    ['<(?!ab$).*>', 'abc', 'true'],
    ['a<(?!b|c).*>', 'ac', 'false'],
    ['a<\\.(?!b).*>', 'a.b', 'false'],
    ['a<\\.(?!b).*>', 'axc', 'false'],
    ['r:<(?!p).*>x<.*>', 'r:qxpx', 'true'],
  ])('%s against %j: %s', (entry, input, truth) => {
    expect(template(entry).test(input)).toBe(truth)
  })

  test.each([
    'urn:<.*<>',
    'a>b<c>',
    '<a',
    'a<b>>',
    '<(>x<)>',
    '<a)(b>',
    '<[>',
    '<\\1>',
    '<(?<=a)b>',
    '<a++>',
  ])('%s is refused', (entry) => {
    expect(() => template(entry)).toThrow(PatternError)
  })

  test('what is not balanced is told to be so', () => {
    expect(() => template('a<b')).toThrow('has unbalanced < and >')
  })

  test.each([
    ['door:1', 'door:1', 'door:1'],
    ['door:<a|b>', 'door:a', 'door:'],
    ['<.*>', 'door:2', ''],
  ])('an entry %s is met by %s, and by nothing that does not begin with %j', (entry, text, prefix) => {
    expect(literalPrefix(entry)).toBe(prefix)
    for (const kind of ['template', 'subject'] as const) {
      expect(matchEntry(kind, entry, text)).toBe('true')
      expect(matchEntry(kind, entry, 'safe\n')).toBe('false')
    }
  })

  test('of an entry that has one only subjects refuse a negative look-ahead', () => {
    expect(matchEntry('template', 'user:<(?!admin).*>', 'user:ann')).toBe('true')
    expect(() => matchEntry('subject', 'user:<(?!admin).*>', 'user:ann')).toThrow(PatternError)
  })

  test('a negative look-ahead is refused in subjects', () => {
    expect(() => templatePattern('user:<(?!admin).*>', { lookAhead: false })).toThrow('in subjects')
  })
})

describe('why an expression is refused', () => {
  const lookAround =
    'look-around is refused, except a negative look-ahead with only literal text before it and no alternative after it'

  test.each([
    ['a(?=b)', lookAround],
    ['a*(?!b)', lookAround],
    ['(?<=a)b', lookAround],
    ['(?<!a)b', lookAround],
    ['(a)\\1', 'back-references are refused'],
    ['(a)\\9', 'back-references are refused'],
    ['(?<n>a)**', 'is not a valid regular expression (invalid nested repetition operator: `**`)'],
    ['[z-a]', 'is not a valid regular expression (invalid character class range: `z-a`)'],
    ['a'.repeat(1001), 'is longer than 1000 characters'],
    ['(?:abcdefghij){900}', 'is too large: use fewer or smaller repetitions'],
    ['(?:ab?){1000}', 'is too large: use fewer or smaller repetitions'],
  ])('%s', (source, why) => {
    const refused = (read: () => unknown) => expect(read).toThrow(new PatternError(why))
    refused(() => searchPattern(source))
    refused(() => wholePattern(source))
  })
})

describe('look-ahead', () => {
  test.each([
    ['<(?=a)b>', 'positive'],
    ['<a*(?!b).*>', 'after what is not literal'],
    ['<.(?!b)>', 'after a wildcard'],
    ['<((?!b).*)>', 'inside a group'],
    ['<(?!a)b|c>', 'with an alternative after it'],
    ['<a|(?!b)c>', 'in an alternative'],
    ['<(?!a)*b>', 'repeated'],
    ['<x(?!a)*b>', 'repeated behind text'],
    ['<(?!a)?b>', 'made optional'],
    ['<(?!a>', 'that is never closed'],
    ['<x>y<(?!a).*>', 'after a fragment'],
    ['<(?i)(?!a).*>', 'after a flag'],
    ['<(?!(?!a)b).*>', 'inside another'],
  ])('%s is refused: %s', (entry) => {
    expect(() => template(entry)).toThrow(PatternError)
  })

  test('bars that belong to a class, an escape, a quotation or a group are no alternatives', () => {
    for (const rest of ['[|]', '[]|]', '[[:alpha:]|]', '\\|', '\\Q|\\E', '(b|c)']) {
      expect(() => template(`<(?!a)${rest}>`)).not.toThrow()
    }
  })

  test('a search may have one at its beginning', () => {
    const pattern = searchPattern('^(?!admin)a')
    expect(['ab', 'admin', 'ba'].map((input) => pattern.test(input))).toEqual(['true', 'false', 'false'])
    expect(() => searchPattern('(?!admin)a')).toThrow(PatternError)
    expect(() => searchPattern('x(?!admin)a')).toThrow(PatternError)
    const either = searchPattern('^x(?!a)(b|c|)')
    expect(['xb', 'x', 'xa', 'bx'].map((input) => either.test(input))).toEqual([
      'true',
      'true',
      'false',
      'false',
    ])
  })

  test('a look-ahead means what it means in a backtracking engine', () => {
    const word = fc.stringMatching(/^[ab|]{0,3}$/).map((text) => text.replaceAll('|', ''))
    const rest = fc.constantFrom('.*', 'a.*', '[ab]*', '(a|b)+', 'b?a*')
    fc.assert(
      fc.property(word, word, rest, fc.stringMatching(/^[ab]{0,6}$/), (head, refused, tail, input) => {
        const native = new RegExp(`^x${head}(?!${refused})(?:${tail})$`)
        const ours = template(`x<${head}(?!${refused})${tail}>`).test(`x${input}`)
        expect(ours).toBe(String(native.test(`x${input}`)))
      }),
    )
  })
})

test('whole and search agree with a backtracking engine', () => {
  const atom = fc.constantFrom(
    'a',
    'b',
    '.',
    '[ab]',
    'a*',
    'b+',
    'a?',
    '(a|ab)',
    '(?:b|ba)*',
    'a{2}',
    '^',
    '$',
    '\\b',
  )
  const source = fc.array(atom, { maxLength: 6 }).map((atoms) => atoms.join(''))
  const either = fc.tuple(source, source).map(([a, b]) => `${a}|${b}`)
  fc.assert(
    fc.property(fc.oneof(source, either), fc.stringMatching(/^[ab]{0,8}$/), (text, input) => {
      expect(wholePattern(text).test(input)).toBe(String(new RegExp(`^(?:${text})$`).test(input)))
      expect(searchPattern(text).test(input)).toBe(String(new RegExp(text).test(input)))
    }),
    { numRuns: tries(500) },
  )
})

describe('budgets', () => {
  test('a pattern over a thousand characters, or too large when compiled, is refused', () => {
    expect(() => wholePattern('a'.repeat(limits.pattern + 1))).toThrow('longer than')
    expect(wholePattern('a'.repeat(limits.pattern)).test('a'.repeat(limits.pattern))).toBe('true')
    expect(String(new PatternError('is refused'))).toBe('PatternError: is refused')
    expect(() => wholePattern('(?:ab|cd|ef){300}')).toThrow('too large')
    expect(() => wholePattern('a{1001}')).toThrow(PatternError)
  })

  test('an input over the limit, or over what the pattern can afford, is unknown', () => {
    expect(wholePattern('a*').test('a'.repeat(limits.input))).toBe('true')
    expect(wholePattern('a*').test('a'.repeat(limits.input + 1))).toBe('unknown')
    expect(wholePattern('(?:a?){400}').test('a'.repeat(4000))).toBe('unknown')
  })

  test('no adversary takes more than its steps', () => {
    const costly = [
      '(a|aa)+$',
      '(a*)*b',
      '(?:a?){50}a{50}',
      '[ab]*a[ab]{200}',
      '(?:.{0,30}){20}x',
      '(a.*){60}z',
      '(?i)(\\pL|\\d)*a\\pL{90}',
    ]
    const letters = 'ab'.repeat(2048)
    const used = costly.map((source) => {
      const steps: Steps = { left: limits.steps }
      const truth = searchPattern(source).test(letters, steps)
      expect(steps.left, source).toBeGreaterThanOrEqual(0)
      expect(truth === 'unknown', source).toBe(steps.left === 0)
      return limits.steps - steps.left
    })
    expect(Math.max(...used)).toBe(limits.steps)
  })
})

test('the same text compiles once', () => {
  expect(patternOf('whole', 'a+')).toBe(patternOf('whole', 'a+'))
  expect(patternOf('whole', 'a+')).not.toBe(patternOf('search', 'a+'))
})
