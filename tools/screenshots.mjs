// `npm run screenshots`: every page in both themes and two widths, with a sheet to look through. Another folder may be
// named: `npm run screenshots -- <folder>`.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from './build.mjs'
import { fail, installPackages, requireNode } from './install.mjs'
import { npmProgram, root, run } from './run.mjs'
import { findBrowser, installSystemPackages } from './system-packages.mjs'

requireNode()
await installPackages()
await installSystemPackages()
const browser = await findBrowser()
if (browser === undefined) fail('No Chromium or Chrome was found; CHROMIUM_PATH may name one')
if (!(await build())) fail('The build failed; the compiler’s own words are above')

const folder = resolve(root, process.argv[2] ?? 'test-results/screenshots')
mkdirSync(folder, { recursive: true })
const env = { CHROMIUM_PATH: browser, SCREENSHOTS: folder }
const { code } = await run(npmProgram('@playwright/test/cli.js'), ['test', '--reporter=list'], {
  env,
  minutes: 45,
})

const pictures = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.png')) : []
const figures = pictures.map(
  (name) =>
    `<figure><a href="${name}"><img src="${name}" alt="" loading="lazy"></a><figcaption>${name}</figcaption></figure>`,
)
writeFileSync(join(folder, 'index.html'), page(figures.join('\n')))
console.log(`${pictures.length} pictures; look through them in ${join(folder, 'index.html')}`)
process.exitCode = code

function page(body) {
  return `<!doctype html><meta charset="utf-8"><title>Every page of Sallyport</title>
<style>body{display:flex;flex-wrap:wrap;gap:16px;font:12px system-ui}figure{margin:0;width:300px}img{width:100%;border:1px solid #ccc}</style>
${body}
`
}
