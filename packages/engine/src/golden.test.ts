import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compile } from './compile.ts'
import type { AccessRequest, Decision, Policy, Settings } from './model.ts'
import { compileReference } from './reference/index.ts'

interface Golden {
  readonly name: string
  readonly policies: readonly Policy[]
  readonly settings: Settings
  /** `expected` names what matters of the decision; what it leaves out is free. */
  readonly cases: readonly { name: string; request: AccessRequest; expected: Partial<Decision> }[]
}

const folder = new URL('../golden/', import.meta.url)
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.json'),
)

test('there are golden cases', () => {
  expect(files.length).toBeGreaterThanOrEqual(14)
})

describe.each(files.sort())('%s', (file) => {
  const { policies, settings, cases } = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Golden
  const deciders = [compile(policies, settings), compileReference(policies, settings)]

  test.each(cases)('$name', ({ request, expected }) => {
    for (const decider of deciders) {
      const decision = decider.decide(request)
      expect(decision).toMatchObject(expected)
      // Nobody else decided, and nothing unknown helped, unless the case says so.
      expect(decision.decided_by?.policy).toBe(expected.decided_by?.policy)
      expect(decision.decided_by?.unknown).toEqual(expected.decided_by?.unknown)
    }
  })
})
