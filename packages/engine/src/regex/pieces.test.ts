import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tries } from '../../test/tries.ts'
import { type PatternKind, patternOf } from './cache.ts'
import { longestPieces, piecesOf } from './pieces.ts'

const long = 'a'.repeat(longestPieces)

test.each<[kind: PatternKind, source: string, pieces: string[] | undefined]>([
  ['whole', 'srv-.*', ['srv-', '']],
  ['whole', 'srv', ['srv']],
  ['whole', '.*', ['', '']],
  ['whole', 'a.*b.*c.*d', ['a', 'b', 'c', 'd']],
  ['whole', 'a.*b.*c.*d.*', undefined],
  ['whole', long, [long]],
  ['whole', `${long}a`, undefined],
  ['whole', 'a.b', undefined],
  ['whole', '(a)', undefined],
  ['whole', 'é', undefined],
  ['template', 'srv-<.*>', ['srv-', '']],
  ['template', 'a.b:(c)<.*>d', ['a.b:(c)', 'd']],
  ['subject', 'user:<.*>', ['user:', '']],
  ['template', 'a<b>', undefined],
  ['template', 'a<.*>b<.+>', undefined],
  ['template', 'a>b', undefined],
  ['template', 'é<.*>', undefined],
  ['template', '<.*>é', undefined],
  ['search', 'srv', undefined],
  ['glob', 'srv', undefined],
])('of %s %j: %j', (kind, source, pieces) => {
  expect(piecesOf(kind, source)).toEqual(pieces)
})

test('what has pieces is no more than these and anything between them', () => {
  const piece = fc.stringMatching(/^[ab-]{0,3}$/)
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 1, maxLength: 4 }),
      fc.stringMatching(/^[ab-]{0,9}$/),
      (pieces, text) => {
        const [whole, template] = [pieces.join('.*'), pieces.join('<.*>')]
        expect([piecesOf('whole', whole), piecesOf('template', template)]).toEqual([pieces, pieces])
        const isMatched = new RegExp(`^${whole}$`).test(text)
        expect(patternOf('whole', whole).test(text)).toBe(String(isMatched))
        expect(patternOf('template', template).test(text)).toBe(String(isMatched))
      },
    ),
    { numRuns: tries(500) },
  )
})
