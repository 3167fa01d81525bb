import { validatePolicy } from '@sallyport/engine/validate'
import { expect, test } from 'vitest'
import { exampleNames } from './example-names.ts'
import { examples } from './examples.ts'
import { sentencesOf } from './sentences.ts'

const complete = exampleNames.filter((name) => name !== 'blank')

test.each(complete)('the example %s can be saved as it stands, and has words for each statement', (name) => {
  const example = examples[name]
  expect(validatePolicy({ id: 'example', ...example })).toMatchObject({ ok: true })
  const statements = 'statements' in example ? example.statements.length : 0
  expect(sentencesOf(example)?.filter(({ sentence }) => sentence !== '')).toHaveLength(statements)
})

test('what is not a policy has no sentences', () => {
  expect(sentencesOf({ statements: [{ effect: 'deny', when: 3 }] })).toBeUndefined()
})
