import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tries } from '../../test/tries.ts'
import { patternOf } from './cache.ts'
import { branchesOf, entryHeads, expressionHeads } from './literal-heads.ts'

const many = (count: number) => Array.from({ length: count }, (_, index) => `${index}`)

test.each<[source: string, heads: string[]]>([
  ['srv-\\d+', ['srv-']],
  ['a.|b.', ['a', 'b']],
  ['ab', ['ab']],
  ['ab*', ['a']],
  ['ab?', ['a']],
  ['ab{0,2}', ['a']],
  ['\\.a|', ['.a', '']],
  ['x\u{1F600}*', ['x']],
  ['a(b|c)|d', ['a', 'd']],
  ['a((b)|c)|d|[|]', ['a', 'd', '']],
  ['(?i)ab', ['']],
  ['', ['']],
  [many(16).join('|'), many(16)],
  [many(17).join('|'), ['']],
])('what matches %j begins with one of %j', (source, heads) => {
  expect(expressionHeads(source)).toEqual(heads)
})

test.each<[entry: string, heads: string[]]>([
  ['door:1', ['door:1']],
  ['door:<.*>', ['door:']],
  ['door:<a|b>c', ['door:a', 'door:b']],
  ['<a.|b.>:c', ['a', 'b']],
  ['<a><b>', ['a']],
  ['a<b>c<d>', ['ab']],
  ['<a>b', ['a']],
])('what the entry %j matches begins with one of %j', (entry, heads) => {
  expect(entryHeads(entry)).toEqual(heads)
})

test.each([
  'a', '(b|c)d', '((b)|c)', '\\|', '\\\\', '\\Q|\\E', '\\Q(\\E', '[|]', '[]|]', '[^]|]', '[\\]|]', '[[:alpha:]|]', '[[|]', '[(]', '',
])('%s is one alternative among others', (branch) => {
  expect(branchesOf(`x|${branch}|y`)).toEqual(['x', branch, 'y'])
}) // prettier-ignore

test.each(['\\Qa|b', '[a|b', '(a|b'])('what is never closed, %s, is one to its end', (source) => {
  expect(branchesOf(`x|${source}`)).toEqual(['x', source])
})

describe('every text that matches', () => {
  const part = fc.constantFrom(
    'a',
    'b',
    '\\.',
    'a?',
    'b*',
    'a+',
    'b{0,2}',
    '.',
    '[ab]',
    '(a|b)',
    '(?:ab)*',
    '|',
  )
  const source = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''))
  const text = fc.stringMatching(/^[ab.]{0,5}$/)
  const begins = (heads: readonly string[], input: string) => heads.some((head) => input.startsWith(head))

  test('begins with one of the heads', () => {
    fc.assert(
      fc.property(source, text, (expression, input) => {
        if (patternOf('whole', expression).test(input) === 'true')
          expect(begins(expressionHeads(expression), input)).toBe(true)
        const entry = `a<${expression}>b`
        if (patternOf('template', entry).test(`a${input}b`) === 'true')
          expect(begins(entryHeads(entry), `a${input}b`)).toBe(true)
      }),
      { numRuns: tries(2000) },
    )
  })
})
