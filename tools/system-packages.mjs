import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './run.mjs'

const browsers = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
]
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** What the tests want of the system, and the Debian packages that bring it. */
const wishes = [
  { packages: ['chromium'], isThere: async () => (await findBrowser()) !== undefined },
  { packages: ['fonts-dejavu-core'], isThere: async () => existsSync('/usr/share/fonts/truetype') },
  {
    packages: ['python3', 'python3-requests'],
    isThere: async () => succeeds('python3', ['-c', 'import requests']),
  },
]

/**
 * Installs what is missing where that can be done without asking anybody (Debian and Ubuntu, as root or with a
 * passwordless sudo). Elsewhere the tests use what is there, and what they leave out is said.
 */
export async function installSystemPackages() {
  const missing = []
  for (const { packages, isThere } of wishes) if (!(await isThere())) missing.push(...packages)
  if (missing.length === 0) return
  const root = await asRoot()
  if (root === undefined || !(await succeeds('apt-get', ['--version']))) {
    console.log(`Not installed, and this system does not let us: ${missing.join(', ')}`)
    return
  }
  console.log(`Installing for the tests: ${missing.join(', ')} …`)
  for (let attempt = 1; attempt <= 3; attempt++) if (await install(root, missing)) return
  console.log(`Could not be installed: ${missing.join(', ')}`)
}

async function install(root, packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const apt = [...root, 'apt-get', '-qq', '-o', 'Acquire::Retries=3', '-o', 'DPkg::Lock::Timeout=120']
  const updated = await run(apt, ['update'], { env, quiet: true, minutes: 5 })
  const { code, output } = await run(apt, ['install', '-y', '--no-install-recommends', ...packages], {
    env,
    quiet: true,
  })
  if (code !== 0) console.log(`${updated.output}${output}`.slice(-2000))
  return code === 0
}

/** How to run something as root; undefined when we may not. */
async function asRoot() {
  if (process.getuid?.() === 0) return []
  return (await succeeds('sudo', ['-n', 'true']))
    ? ['sudo', '-n', '--preserve-env=DEBIAN_FRONTEND']
    : undefined
}

/** A Chromium that really starts: on Ubuntu the command of that name may be a note that a snap is missing. */
export async function findBrowser() {
  const { CHROMIUM_PATH: named, PATH = '' } = process.env
  const inPath = browsers.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name)))
  const candidates = named === undefined ? [...inPath, ...elsewhere] : [named]
  for (const path of candidates) if (existsSync(path) && (await succeeds(path, ['--version']))) return path
  return undefined
}

async function succeeds(program, args) {
  return (await run([program], args, { quiet: true, minutes: 1 })).code === 0
}
