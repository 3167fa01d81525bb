import { fileURLToPath } from 'node:url'
import { ESLint } from 'eslint'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
// In CI the parser would read each file once from disk and never look at the text it is given here.
process.env['TSESTREE_SINGLE_RUN'] = 'false'
const eslint = new ESLint({ cwd: root })

/** Lints a text as if it stood in a file of ours, so that it is checked with that file's project and rules. */
async function complaints(path: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: `${root}${path}` })
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message)
}

const decide = `
interface Decision { readonly decision: boolean }
declare function decide(): Promise<Decision>
declare function isPermitted(): Promise<boolean>
declare function audit(): Promise<void>
`

describe('a slip that would open a door', () => {
  test.each`
    slip                                       | code                                                                                           | rule
    ${'a decision that is not awaited'}        | ${'export async function f() { if (await decide()) await audit() }'}                           | ${'@typescript-eslint/no-unnecessary-condition'}
    ${'a promise taken for its answer'}        | ${'export function f() { if (isPermitted()) throw new Error("x") }'}                           | ${'@typescript-eslint/no-misused-promises'}
    ${'a promise negated'}                     | ${'export const f = () => (!isPermitted() ? 1 : 2)'}                                           | ${'@typescript-eslint/no-misused-promises'}
    ${'an audit entry that nobody waits for'}  | ${'export function f() { audit() }'}                                                           | ${'@typescript-eslint/no-floating-promises'}
    ${'a switch that forgets an effect'}       | ${'export function f(e: "allow" | "deny") { switch (e) { case "allow": return 1 } return 2 }'} | ${'@typescript-eslint/switch-exhaustiveness-check'}
    ${'any'}                                   | ${'export const f = (x: any): string => x.y'}                                                  | ${'@typescript-eslint/no-explicit-any'}
    ${'a value declared to be there'}          | ${'export const f = (x: string | undefined): string => x!'}                                    | ${'@typescript-eslint/no-non-null-assertion'}
    ${'a suppression that suppresses nothing'} | ${'// eslint-disable-next-line eqeqeq\nexport const f = 1'}                                    | ${"Unused eslint-disable directive (no problems were reported from 'eqeqeq')."}
  `(
    '$slip is refused by lint',
    async ({ code, rule }: { code: string; rule: string }) => {
      expect(await complaints('packages/engine/src/truth.ts', decide + code)).toContain(rule)
    },
    120_000,
  )
})

describe('the engine', () => {
  test.each`
    what                      | code                                | rule
    ${'the clock'}            | ${'export const f = Date.now()'}    | ${'no-restricted-properties'}
    ${'randomness'}           | ${'export const f = Math.random()'} | ${'no-restricted-properties'}
    ${'the present, as new'}  | ${'export const f = new Date()'}    | ${'no-restricted-syntax'}
    ${'the present, as text'} | ${'export const f = Date()'}        | ${'no-restricted-syntax'}
  `(
    'may not ask for $what',
    async ({ code, rule }: { code: string; rule: string }) => {
      expect(await complaints('packages/engine/src/truth.ts', code)).toContain(rule)
    },
    120_000,
  )

  test('may compute with a time that it was given', async () => {
    expect(
      await complaints(
        'packages/engine/src/truth.ts',
        'export const f = (time: string) => new Date(time).getTime()',
      ),
    ).toEqual([])
  }, 120_000)
})
