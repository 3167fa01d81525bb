import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textFromBase64, textToBase64 } from './base64.ts'

test('is that of everybody else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const base64 = Buffer.from(text, 'utf8').toString('base64')
      expect(textToBase64(text)).toBe(base64)
      expect(textFromBase64(base64)).toBe(text)
    }),
  )
})

test.each(['A', 'AA', 'AAA', 'A===', 'AA=A', 'A A=', 'AA-_', '/w==', '7aCA'])(
  '%s holds no text',
  (base64) => {
    expect(textFromBase64(base64)).toBeUndefined()
  },
)
