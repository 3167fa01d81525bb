import { fileURLToPath } from 'node:url'

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  plugins: [fileURLToPath(new URL('./engine-runner.mjs', import.meta.url))],
  testRunner: 'engine',
  // Of the repository, what the engine and its tests read.
  ignorePatterns: [
    '/*',
    '!/packages',
    '/packages/*',
    '!/packages/engine',
    '!/docs',
    '!/tools',
    '!/package.json',
    '!/tsconfig.base.json',
  ],
  coverageAnalysis: 'perTest',
  concurrency: 1,
  timeoutMS: 10_000,
  // Of the time of all tests; the judges of a mutant are but few of them.
  timeoutFactor: 1,
  incremental: true,
  incrementalFile: '.cache/mutation/incremental.json',
  tempDirName: '.cache/mutation/sandbox',
  jsonReporter: { fileName: '.cache/mutation/report.json' },
  htmlReporter: { fileName: '.cache/mutation/report.html' },
  reporters: ['progress-append-only', 'json', 'html', 'clear-text'],
  clearTextReporter: { allowColor: false, logTests: false },
  disableTypeChecks: false,
  allowConsoleColors: false,
}
