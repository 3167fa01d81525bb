// `npm run mutate`: breaks the engine in thousands of small ways, and says which of them no test has noticed.
// `npm run mutate -- reference time address.ts` breaks these folders and files of packages/engine/src; `.` is its files
// without the folders. What was killed before and has not changed since is remembered in .cache/mutation. It fails while
// a survivor has no reason in tools/mutation/survivors.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, installPackages, requireNode } from './install.mjs'
import { compare } from './mutation/survivors.mjs'
import { npm, root, run } from './run.mjs'

const tools = join(root, 'tools', 'mutation')
const engine = 'packages/engine/src'

requireNode()
const mutate = filesToMutate(process.argv.slice(2))
await installPackages()
await installStryker()
forgetSurvivors()
const stryker = join(tools, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js')
const args = ['run', 'tools/mutation/stryker.config.mjs', '--mutate', mutate.join(',')]
const { code } = await run([process.execPath, stryker], args, { minutes: 24 * 60 })
if (code !== 0) process.exit(code)
const report = readFileSync(join(root, '.cache', 'mutation', 'report.json'), 'utf8')
const judged = ofPlaces(JSON.parse(report).files)
sayScores(judged)
sayReasons(judged)

function filesToMutate(places) {
  const tests = ['!**/*.test.ts', '!**/*.contract.ts']
  if (places.length === 0) return [`${engine}/**/*.ts`, ...tests]
  return [...places.map(filesOf), ...tests]
}

function filesOf(place) {
  if (place === '.') return `${engine}/*.ts`
  const path = join(root, engine, place)
  if (!existsSync(path)) fail(`There is no ${engine}/${place}`)
  return statSync(path).isDirectory() ? `${engine}/${place}/**/*.ts` : `${engine}/${place}`
}

/** Stryker is a hundred packages, which only those install who ask for it. */
async function installStryker() {
  const lock = (path) => readFileSync(join(tools, path), 'utf8')
  const there = join('node_modules', '.package-lock.json')
  if (existsSync(join(tools, there)) && sameVersions(lock(there), lock('package-lock.json'))) return
  const { code } = await run(npm(), ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: tools })
  if (code !== 0) fail('npm ci failed in tools/mutation; its own words are above')
}

/** What survived is judged again: a test may have changed in a way that nobody could see from outside. */
function forgetSurvivors() {
  const path = join(root, '.cache', 'mutation', 'incremental.json')
  if (!existsSync(path)) return
  const results = JSON.parse(readFileSync(path, 'utf8'))
  for (const file of Object.values(results.files))
    file.mutants = file.mutants.filter(({ status }) => !['Survived', 'NoCoverage'].includes(status))
  writeFileSync(path, JSON.stringify(results))
}

function sameVersions(installed, wanted) {
  const versions = (text) =>
    Object.entries(JSON.parse(text).packages).flatMap(([path, { version }]) =>
      path === '' ? [] : `${path} ${version}`,
    )
  return versions(installed).join() === versions(wanted).join()
}

/** Stryker's report also has what was judged before, elsewhere. */
function ofPlaces(files) {
  const asked = process.argv.slice(2)
  const isAsked = (file) =>
    asked.some((place) =>
      place === '.' ? !file.includes('/') : file === place || file.startsWith(`${place}/`),
    )
  const named = Object.entries(files).map(([path, judged]) => [path.replace(`${engine}/`, ''), judged])
  return named.filter(([file]) => asked.length === 0 || isAsked(file))
}

function sayScores(files) {
  const scores = new Map()
  for (const [file, { mutants }] of files) {
    const folder = file.includes('/') ? file.slice(0, file.indexOf('/')) : '.'
    const score = scores.get(folder) ?? { killed: 0, survived: 0 }
    for (const { status } of mutants)
      score[['Killed', 'Timeout'].includes(status) ? 'killed' : 'survived'] += status === 'Ignored' ? 0 : 1
    scores.set(folder, score)
  }
  console.log('\n| folder | mutants | killed | score |\n|---|---|---|---|')
  for (const [folder, { killed, survived }] of [...scores].sort()) {
    const total = killed + survived
    console.log(`| ${folder} | ${total} | ${killed} | ${((100 * killed) / total).toFixed(1)} % |`)
  }
}

function sayReasons(files) {
  const { unexplained, idle } = compare(files)
  for (const [file, names] of Object.entries(idle))
    console.log(`\nReasons in ${file} that no survivor needs:\n  ${names.join('\n  ')}`)
  const count = Object.values(unexplained).flat().length
  if (count === 0) return console.log('\nEvery survivor has its reason.')
  const list = join(root, '.cache', 'mutation', 'unexplained.json')
  writeFileSync(list, JSON.stringify(unexplained, undefined, 2))
  fail(`${count} survivors have no reason in tools/mutation/survivors: ${list} lists them`)
}
