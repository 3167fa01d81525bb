import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
  forbidden: { name: string }[]
}

interface Cruise {
  readonly violations: {
    readonly from: string
    readonly to: string
    readonly rule: { readonly name: string }
  }[]
  readonly totalCruised: number
}

/** Runs the program itself with our configuration, as anybody would. */
function cruise(...folders: string[]): Promise<Cruise> {
  const program = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'
  const args = [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders]
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: root, maxBuffer: 256 << 20 }, (error, stdout, stderr) => {
      // It ends with the number of violations.
      if (stdout === '') reject(new Error(stderr, { cause: error }))
      else resolve((JSON.parse(stdout) as { summary: Cruise }).summary)
    })
  })
}

describe('the walls between the packages', () => {
  test('stand: nothing reaches where it must not, and there was something to look at', async () => {
    const { violations, totalCruised } = await cruise('packages')
    expect(violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`)).toEqual([])
    expect(totalCruised).toBeGreaterThan(200)
  }, 120_000)

  // A tool that finds nothing says the same as one that looks at nothing: each rule is broken once on purpose.
  const broken: Record<string, string[]> = {
    'no-cycles': ['engine/src/cycle-a.ts'],
    'engine-is-pure': ['engine/src/impure.ts', 'engine/src/unresolved.ts'],
    'features-are-strangers': ['console/src/features/roses/page.ts', 'server/src/features/roses/smell.ts'],
    'platform-knows-no-feature': ['server/src/platform/gardener.ts'],
    'ui-knows-no-product': ['console/src/ui/button.ts'],
    'packages-by-their-index': ['client/src/ask.ts', 'server/src/features/tulips/inside.ts'],
    'nobody-imports-server': ['client/src/ask.ts'],
    'nothing-unresolved': ['engine/src/unresolved.ts'],
  }
  const canary = cruise('tools/canary')

  test.each(forbidden.map(({ name }) => name))(
    '%s still bites',
    async (rule) => {
      const { violations } = await canary
      const found = violations.filter((violation) => violation.rule.name === rule)
      const files = found.map(({ from }) => from.replace('tools/canary/packages/', ''))
      expect([...new Set(files)].sort()).toEqual(broken[rule])
    },
    120_000,
  )
})

describe('the engine’s own world', () => {
  test.each(['fetch', 'process', 'setTimeout', 'console', 'crypto', 'URL', 'document', 'node:fs'])(
    'has no %s: what uses it does not compile',
    async (name) => {
      expect(await compiled).toMatch(new RegExp(`Cannot find (name|module) '${name}'`, 'u'))
    },
    120_000,
  )

  const compiled = new Promise<string>((resolve) => {
    const args = ['node_modules/typescript/bin/tsc', '-p', 'tools/canary/engine-globals']
    execFile(process.execPath, args, { cwd: root }, (_error, stdout) => resolve(stdout))
  })
})
