import { expect, test } from 'vitest'
import { and, or } from './spanish-joined.ts'

test.each([
  ['iguanas', 'e'],
  ['Inés', 'e'],
  ['hijos', 'e'],
  ['ítems', 'e'],
  ['hielo', 'y'],
  ['iones', 'y'],
  ['viernes', 'y'],
])('“y” ante %s es “%s”', (next, word) => {
  expect(and(next)).toBe(word)
})

test.each([
  ['otros', 'u'],
  ['Óscar', 'u'],
  ['horas', 'u'],
  ['viernes', 'o'],
  ['aloe', 'o'],
])('“o” ante %s es “%s”', (next, word) => {
  expect(or(next)).toBe(word)
})
