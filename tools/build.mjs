import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { performance } from 'node:perf_hooks'
import { recall, remember } from './install.mjs'
import { npmProgram, root, run, seconds } from './run.mjs'

const notSource = new Set(['node_modules', 'dist', 'test', 'golden'])
const settings = ['package-lock.json', 'tsconfig.base.json', 'tsconfig.json']

/** Compiles the packages and bundles the console, unless both are of exactly these sources. Answers whether all went well. */
export async function build() {
  const wanted = digestOfSources()
  if (recall('built') === wanted && products().every((path) => existsSync(path))) return true
  const start = performance.now()
  console.log('Building …')
  // What tsc remembers of its last build does not notice that the products are gone.
  const fresh = products().every((path) => existsSync(path)) ? [] : ['--force']
  if ((await run(npmProgram('typescript/bin/tsc'), ['-b', ...fresh])).code !== 0) return false
  console.log(`Compiled in ${seconds(start)}`)
  if (hasConsole() && !(await bundleConsole())) return false
  remember('built', wanted)
  return true
}

async function bundleConsole() {
  const start = performance.now()
  const cwd = join(root, 'packages/console')
  const { code, output } = await run(npmProgram('vite/bin/vite.js'), ['build', '--logLevel', 'warn'], {
    cwd,
    quiet: true,
  })
  if (code !== 0) console.error(output)
  else console.log(`Bundled the console in ${seconds(start)}`)
  return code === 0
}

function hasConsole() {
  return existsSync(join(root, 'packages/console/index.html'))
}

function products() {
  const console = hasConsole() ? ['packages/console/dist/index.html'] : []
  return [
    'packages/engine/dist/index.js',
    'packages/server/dist/main.js',
    'packages/cli/dist/main.js',
    ...console,
  ].map((path) => join(root, path))
}

/** Content, not time: a checkout or a copy changes times only. */
function digestOfSources() {
  const hash = createHash('sha256').update(process.version)
  for (const path of [...settings.map((name) => join(root, name)), ...filesUnder(join(root, 'packages'))])
    hash.update(`\0${relative(root, path)}\0`).update(readFileSync(path))
  return hash.digest('hex')
}

function filesUnder(folder) {
  return readdirSync(folder)
    .filter((name) => !notSource.has(name) && !/\.(test|tsbuildinfo|md)(\.|$)/u.test(name))
    .sort()
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesUnder(path) : [path]))
}
