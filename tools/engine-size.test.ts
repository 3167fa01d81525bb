import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(`${root}packages/engine/README.md`, 'utf8')

const compile = "export { compile } from '@sallyport/engine'"
const reference = "export { compileReference } from '@sallyport/engine/reference'"
const explain = "export { explain, inEnglish } from '@sallyport/engine/explain'"

/** What a browser loads for a program, in bytes, minified and gzipped. */
async function sizeOf(program: string): Promise<number> {
  const entry = '\0program'
  const bundle = await build({
    configFile: false,
    logLevel: 'error',
    root,
    resolve: { conditions: ['source'] },
    plugins: [
      {
        name: 'program',
        enforce: 'pre',
        resolveId: (id) => (id === 'program' ? entry : undefined),
        load: (id) => (id === entry ? program : undefined),
      },
    ],
    build: {
      write: false,
      minify: true,
      target: 'es2023',
      rolldownOptions: { input: 'program', preserveEntrySignatures: 'strict' },
    },
  })
  if (Array.isArray(bundle) || !('output' in bundle)) throw new Error('one bundle was asked for')
  const code = bundle.output.map((file) => (file.type === 'chunk' ? file.code : '')).join('')
  expect(code).toContain('denied_by_default')
  return gzipSync(code, { level: 9 }).length
}

test.each([
  ['`compileReference` and `explain` in one language', `${reference};${explain}`, 90],
  ['`compile`', compile, 90],
  ['`compile` and `explain` in one language', `${compile};${explain}`, 100],
])('%s: what the README says, and within bounds', async (what, program, bound) => {
  const kilobytes = (await sizeOf(program)) / 1000
  const stated = readme.split('\n').find((line) => line.startsWith(`| ${what} |`))
  expect(kilobytes).toBeLessThan(bound)
  expect(Math.abs(kilobytes - Number(stated?.split('|')[2]))).toBeLessThan(1.5)
})
