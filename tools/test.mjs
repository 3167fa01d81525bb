// `npm test`: everything, from a fresh clone. Its last line is `N passed, N failed`, with `, N skipped` when some were.
// `--only unit`, `--only lint` and `--only e2e` are for whoever waits.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { performance } from 'node:perf_hooks'
import { build } from './build.mjs'
import { installPackages, requireNode } from './install.mjs'
import { npmProgram, root, run, seconds } from './run.mjs'
import { findBrowser, installSystemPackages } from './system-packages.mjs'

const reports = mkdtempSync(join(tmpdir(), 'sallyport-reports-'))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))

const steps = [
  { name: 'build', of: ['unit', 'lint', 'e2e'], check: async () => checked(await build()) },
  { name: 'types', of: ['lint'], check: types },
  { name: 'lint', of: ['lint'], check: () => program('eslint/bin/eslint.js', ['.', '--max-warnings', '0']) },
  {
    name: 'format',
    of: ['lint'],
    check: () => program('prettier/bin/prettier.cjs', ['--check', '.', '--log-level', 'warn']),
  },
  { name: 'unit tests', of: ['unit'], check: unitTests },
  { name: 'browser tests', of: ['e2e'], check: browserTests },
]

requireNode()
const only = readOnly()
await installPackages()
if (only !== 'lint') await installSystemPackages()
const results = []
for (const step of steps) {
  if (only !== undefined && !step.of.includes(only)) continue
  console.log(`\n── ${step.name}`)
  const start = performance.now()
  results.push({ ...step, ...(await step.check()), time: seconds(start) })
  // Nothing else means anything when the sources don't compile.
  if (step.name === 'build' && results[0].failed > 0) break
}
report()

function readOnly() {
  const at = process.argv.indexOf('--only')
  if (at === -1) return undefined
  const choice = process.argv[at + 1]
  if (['unit', 'lint', 'e2e'].includes(choice)) return choice
  console.error('npm test -- --only unit | lint | e2e')
  process.exit(2)
}

function checked(good) {
  return { passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 }
}

async function program(path, args) {
  return checked((await run(npmProgram(path), args)).code === 0)
}

async function types() {
  const projects = ['tsconfig.test.json', 'packages/console'].filter((path) => existsSync(join(root, path)))
  const outcomes = []
  for (const project of projects)
    outcomes.push(await program('typescript/bin/tsc', ['--noEmit', '-p', project]))
  return checked(outcomes.every(({ failed }) => failed === 0))
}

async function unitTests() {
  const path = join(reports, 'vitest.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${path}`]
  const { code } = await run(npmProgram('vitest/vitest.mjs'), args)
  const counts = readReport(path, (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    names: report.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === 'failed')
        .map(({ fullName }) => `${relative(root, name)}: ${fullName}`),
    ),
  }))
  return honest(counts, code, 'vitest')
}

async function browserTests() {
  const config = ['playwright.config.ts', 'e2e/playwright.config.ts'].find((path) =>
    existsSync(join(root, path)),
  )
  if (config === undefined) return skippedAloud('there is no playwright.config.ts')
  const browser = await findBrowser()
  if (browser === undefined)
    return skippedAloud('no Chromium or Chrome was found; CHROMIUM_PATH may name one')
  const path = join(reports, 'playwright.json')
  const env = { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: path, PLAYWRIGHT_HTML_OPEN: 'never' }
  const { code } = await run(
    npmProgram('@playwright/test/cli.js'),
    ['test', '-c', config, '--reporter=list,json'],
    { env },
  )
  const counts = readReport(path, ({ stats, suites }) => ({
    // A test that passed at the second attempt only has failed once, and is no proof.
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
    names: suites.flatMap(failedSpecs),
  }))
  return honest(counts, code, 'playwright')
}

function failedSpecs({ suites = [], specs = [] }) {
  const failed = specs.filter(({ tests }) =>
    tests.some(({ status }) => !['expected', 'skipped'].includes(status)),
  )
  return [...failed.map(({ file, title }) => `${file}: ${title}`), ...suites.flatMap(failedSpecs)]
}

function skippedAloud(why) {
  console.log(`SKIPPED: ${why}`)
  return { passed: 0, failed: 0, skipped: 1 }
}

function readReport(path, read) {
  return existsSync(path)
    ? read(JSON.parse(readFileSync(path, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 }
}

/** A runner that ended badly without naming a test, or that ran none, has failed all the same. */
function honest(counts, code, runner) {
  if (counts.failed === 0 && code !== 0) {
    console.error(`${runner} ended with code ${code}`)
    return { ...counts, failed: 1 }
  }
  if (counts.passed + counts.failed > 0) return counts
  console.error(`${runner} ran no test`)
  return { ...counts, failed: 1 }
}

function report() {
  const total = (what) => results.reduce((sum, result) => sum + result[what], 0)
  console.log('\n── summary')
  for (const { name, passed, failed, skipped, time, names = [] } of results) {
    console.log(
      `${failed === 0 ? (passed === 0 ? '–' : '✓') : '✗'} ${name}: ${inWords(passed, failed, skipped)} in ${time}`,
    )
    for (const one of names) console.log(`    ${one}`)
  }
  process.exitCode = total('failed') > 0 || total('passed') === 0 ? 1 : 0
  console.log(inWords(total('passed'), total('failed'), total('skipped')))
}

function inWords(passed, failed, skipped) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
