// Asks the engine what nobody wrote down: `npm run fuzz`, or `npm run fuzz -- 500` for a sixteenth of it.
import { npmProgram, run } from './run.mjs'

/** Against the reference, against its peers, with hostile JSON, and explained. */
const tests = ['compiled/equality', 'peers', 'hostile', 'explain/complete'].map(
  (name) => `packages/engine/src/${name}.test.ts`,
)
const [rounds = '8000'] = process.argv.slice(2)
const { code } = await run(npmProgram('vitest/vitest.mjs'), ['run', '--project', 'engine', ...tests], {
  env: { FUZZ: process.env['FUZZ'] ?? rounds },
  minutes: 24 * 60,
})
process.exitCode = code
