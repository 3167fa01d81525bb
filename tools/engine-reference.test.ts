import { expect, test } from 'vitest'
import { doors, exportsOfEngine, renderReference } from './engine-reference.ts'

const all = exportsOfEngine()

test('the reference of the engine is what its source says: `npm run generate` writes it', async () => {
  await expect(renderReference(all)).toMatchFileSnapshot('../docs/reference/engine.md')
})

test('every export says in a comment what it is', () => {
  expect(all.filter(({ text }) => text === '').map(({ door, name }) => `${door} ${name}`)).toEqual([])
})

test('every door was looked at', () => {
  for (const door of Object.keys(doors)) expect(all.some((one) => one.door === door)).toBe(true)
  expect(all.length).toBeGreaterThan(60)
})
