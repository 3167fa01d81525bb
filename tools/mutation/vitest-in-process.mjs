import { fail } from 'node:assert'
import { format } from 'node:util'
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  chai,
} from '@vitest/expect'

// What the tests of the engine use of Vitest, with Vitest's own `expect`, and without its workers: a mutant costs only
// the tests themselves then.

/** What the tests that were loaded are: `{ file, name, run }`. */
export const tests = []
let file = ''
let suite = []

export async function loading(path, load) {
  file = path
  suite = []
  await load()
}

export function test(name, ...rest) {
  const run = rest.find((one) => typeof one === 'function')
  tests.push({ file, name: [...suite, name].join(' › '), run })
}

export function describe(name, ...rest) {
  const outer = suite
  suite = [...outer, name]
  rest.find((one) => typeof one === 'function')()
  suite = outer
}

test.each = eachOf(test)
describe.each = eachOf(describe)

function eachOf(one) {
  return (rows) =>
    (name, ...rest) => {
      const run = rest.find((part) => typeof part === 'function')
      for (const row of rows) {
        const values = Array.isArray(row) ? row : [row]
        one(titleOf(name, values), () => run(...values))
      }
    }
}

function titleOf(name, values) {
  const ofRow = name.replace(/\$(\w+)/gu, (_all, member) => String(values[0]?.[member]))
  return ofRow === name ? format(name, ...values.slice(0, name.match(/%[a-z]/gu)?.length ?? 0)) : ofRow
}

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin)

export const expect = Object.assign((value, message) => chai.expect(value, message), chai.expect, {
  ...globalThis[ASYMMETRIC_MATCHERS_OBJECT],
  fail: (message = 'expected not to get here') => fail(message),
})

export const vi = { setConfig: () => undefined }
