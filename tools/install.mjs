import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { npm, root, run, seconds } from './run.mjs'

/** What the tools remember; it goes with node_modules. */
export const memory = join(root, 'node_modules', '.sallyport')

/** Stops, in words, on a Node that is too old for what follows. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(
    `Sallyport needs Node.js 20.19 or newer, and this is ${process.versions.node}. Get it from https://nodejs.org, or with a version manager: nvm install 24`,
  )
  process.exit(1)
}

/** Installs what package-lock.json says, unless that is what is installed. */
export async function installPackages() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const wanted = `${createHash('sha256').update(lock).digest('hex')} ${process.platform} ${process.arch}`
  if (recall('installed') === wanted) return
  if (isInstalled(JSON.parse(lock.toString()))) return remember('installed', wanted)
  console.log('Installing the packages of package-lock.json …')
  const start = performance.now()
  for (let attempt = 1; ; attempt++) {
    const { code } = await run(npm(), ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
    if (code === 0) break
    if (attempt === 3) fail('npm ci failed three times; its own words are above')
    console.log(`npm ci failed; trying again (${attempt + 1} of 3) …`)
  }
  remember('installed', wanted)
  console.log(`Installed in ${seconds(start)}`)
}

/** Somebody may have run npm ci already: npm's own record of what is there tells. */
function isInstalled({ packages }) {
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const there = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(packages)
    .filter(([path, { optional }]) => path.includes('node_modules/') && optional !== true)
    .every(([path, { version }]) => there[path] !== undefined && there[path].version === version)
}

export function recall(what) {
  const path = join(memory, what)
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

export function remember(what, value) {
  mkdirSync(memory, { recursive: true })
  writeFileSync(join(memory, what), value)
}

export function fail(words) {
  console.error(words)
  process.exit(1)
}
